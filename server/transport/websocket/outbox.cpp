// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/outbox.h"

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

std::span<const QByteArrayView> Outbox::gather(std::span<QByteArrayView> pieces) const {
    const size_t count = std::min(pieces.size(), m_frames.size() - m_first);
    for (size_t i = 0; i < count; ++i)
        pieces[i] = m_frames[m_first + i].wire();
    if (count > 0)
        pieces[0] = pieces[0].sliced(m_begun);
    return pieces.first(count);
}

void Outbox::consume(qsizetype bytes) {
    m_begun += bytes;
    while (!isEmpty() && m_begun >= m_frames[m_first].size()) {
        Frame& done = m_frames[m_first++];
        m_begun -= done.size();
        m_bytes -= costOf(done);
        done = Frame(); // releases the shared bytes
    }
    forgetTaken();
}

void Outbox::clear() {
    for (size_t i = firstWhole(); i < m_frames.size(); ++i)
        m_bytes -= costOf(m_frames[i]);
    m_frames.erase(m_frames.begin() + std::ptrdiff_t(firstWhole()), m_frames.end());
    forgetTaken();
}

void Outbox::append(const Frame& frame) {
    m_frames.push_back(frame);
    m_bytes += costOf(frame);
}

void Outbox::dropEphemeral() {
    const auto begin = m_frames.begin() + std::ptrdiff_t(firstWhole());
    const auto kept = std::remove_if(begin, m_frames.end(), [this](const Frame& frame) {
        if (frame.isEphemeral())
            m_bytes -= costOf(frame);
        return frame.isEphemeral();
    });
    m_frames.erase(kept, m_frames.end());
}

void Outbox::forgetTaken() {
    constexpr size_t kKeep = 8; // slots that a drained outbox keeps: idle connections shall not hold a burst's memory
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
