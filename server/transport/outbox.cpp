// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/outbox.h"

#include <algorithm>

namespace confab {

Outbox::Push Outbox::push(const Frame& frame, qsizetype ahead) {
    const qsizetype cost = costOf(frame);
    if (frame.isEphemeral() && m_bytes + ahead + cost > m_ephemeralBytes)
        return Push::Dropped;
    if (m_bytes + ahead + cost > m_maxBytes) {
        dropEphemeral();
        if (m_bytes + ahead + cost > m_maxBytes)
            return Push::Full;
    }
    append(frame);
    return Push::Queued;
}

QByteArray Outbox::take(qsizetype atMost) {
    if (isEmpty())
        return {};
    size_t end = m_first + 1;
    qsizetype size = m_frames[m_first].size();
    while (end < m_frames.size() && size + m_frames[end].size() <= atMost)
        size += m_frames[end++].size();

    QByteArray taken;
    if (end == m_first + 1) {
        taken = m_frames[m_first].wire();
    } else {
        taken.reserve(size);
        for (size_t i = m_first; i < end; ++i)
            taken.append(m_frames[i].wire());
    }
    for (; m_first < end; ++m_first) {
        m_bytes -= costOf(m_frames[m_first]);
        m_frames[m_first] = Frame(); // lets go of the shared bytes
    }
    forgetTaken();
    return taken;
}

void Outbox::clear() {
    m_frames.clear();
    m_first = 0;
    m_bytes = 0;
    m_frames.shrink_to_fit();
}

void Outbox::append(const Frame& frame) {
    m_frames.push_back(frame);
    m_bytes += costOf(frame);
}

void Outbox::dropEphemeral() {
    const auto begin = m_frames.begin() + std::ptrdiff_t(m_first);
    const auto kept = std::remove_if(begin, m_frames.end(), [this](const Frame& frame) {
        if (frame.isEphemeral())
            m_bytes -= costOf(frame);
        return frame.isEphemeral();
    });
    m_frames.erase(kept, m_frames.end());
}

void Outbox::forgetTaken() {
    constexpr size_t kKeep =
        64; // slots that a drained outbox keeps: 8,000 idle connections shall not hold a burst's memory
    if (isEmpty()) {
        m_frames.clear();
        m_first = 0;
        if (m_frames.capacity() > kKeep)
            m_frames.shrink_to_fit();
    } else if (m_first > m_frames.size() / 2) {
        m_frames.erase(m_frames.begin(), m_frames.begin() + std::ptrdiff_t(m_first));
        m_first = 0;
    }
}

} // namespace confab
