// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/pasteguard.h"

#include <algorithm>

namespace confab::console {

namespace {

// The pieces of a paste follow each other faster; a typed key after an Enter comes later.
constexpr std::chrono::milliseconds quiet(20);
// More is too long for any message; the rest is dropped with it, in pieces of this size.
constexpr qsizetype mostBytes = 4 * 1024 * 1024;

bool isLineEnd(char c) {
    return c == '\r' || c == '\n';
}

bool hasLineEnd(const QByteArray& bytes) {
    return std::any_of(bytes.begin(), bytes.end(), isLineEnd);
}

/// Whether anything follows the end of a line.
bool hasSeveralLines(const QByteArray& bytes) {
    qsizetype size = bytes.size();
    while (size > 0 && isLineEnd(bytes.at(size - 1)))
        --size;
    return hasLineEnd(bytes.first(size));
}

} // namespace

PasteGuard::PasteGuard(std::function<bool()> moreWaits) : m_moreWaits(std::move(moreWaits)) {
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quiet);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        if (m_moreWaits())
            m_quiet.start(); // this process was slow, not the terminal
        else
            release();
    });
}

void PasteGuard::take(const QByteArray& bytes, bool midKey) {
    m_marked = m_marked || bytes.contains("\x1b[200~");
    const bool isOneKey = bytes.size() == 1 || !hasLineEnd(bytes);
    if (m_held.isEmpty() && (m_marked || midKey || isOneKey))
        return Q_EMIT typed(bytes);
    m_held += bytes;
    if (m_marked || m_held.size() > mostBytes)
        release();
    else
        m_quiet.start();
}

void PasteGuard::release() {
    m_quiet.stop();
    const QByteArray bytes = std::exchange(m_held, {});
    if (!m_marked && hasSeveralLines(bytes))
        Q_EMIT pasted(bytes);
    else
        Q_EMIT typed(bytes);
}

} // namespace confab::console
