// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <cstring>
#include <string_view>

namespace confab {

/// A growing byte array. A QByteArray checks at every append whether it is shared and ends it with a NUL; here a byte
/// costs a comparison and a store.
/// Thread: any. Owned by: the encoder.
class ByteBuffer {
public:
    /// Room for a short message and everything around it at once.
    static constexpr qsizetype usualBytes = 512;

    explicit ByteBuffer(qsizetype expected = usualBytes)
        : m_bytes(expected, Qt::Uninitialized), m_at(m_bytes.data()), m_end(m_at + expected) {}

    void append(char byte) {
        room(1);
        *m_at++ = byte;
    }
    void append(std::string_view bytes) {
        std::memcpy(room(qsizetype(bytes.size())), bytes.data(), bytes.size());
        m_at += bytes.size();
    }

    /// Where the next bytes go, with room for this many; filledTo() says how many were written.
    char* room(qsizetype bytes) {
        if (m_end - m_at < bytes)
            grow(bytes);
        return m_at;
    }
    void filledTo(char* end) { m_at = end; }

    /// What was written. Nothing can be written after it.
    QByteArray take() {
        m_bytes.truncate(m_at - m_bytes.constData());
        m_at = m_end = nullptr;
        return std::move(m_bytes);
    }

private:
    void grow(qsizetype bytes) {
        const qsizetype used = m_at - m_bytes.constData();
        m_bytes.resize(std::max(2 * m_bytes.size(), used + bytes));
        m_at = m_bytes.data() + used;
        m_end = m_bytes.data() + m_bytes.size();
    }

    QByteArray m_bytes;
    char* m_at;
    char* m_end;
};

} // namespace confab
