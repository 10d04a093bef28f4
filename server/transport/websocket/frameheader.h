// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtEndian>

#include <array>

namespace confab {

/// The header of a frame from a client, as far as it has come (RFC 6455, 5.2). Both transports read it.
/// Thread: a value; any.
struct FrameHeader {
    static constexpr int mostControlPayload = 125; ///< bytes

    std::array<uchar, 14> bytes{}; ///< the longest: 2, 8 of length, 4 of mask
    qsizetype read = 0;

    void add(uchar byte) { bytes[size_t(read++)] = byte; }

    // ---- by the first two bytes

    bool isFinal() const { return bytes[0] & 0x80; }
    bool hasReservedBits() const { return bytes[0] & 0x70; }
    uchar opcode() const { return bytes[0] & 0x0f; }
    bool isControl() const { return bytes[0] & 0x08; }
    bool isMasked() const { return bytes[1] & 0x80; }
    /// A control frame is whole, and short.
    bool isBadControl() const { return isControl() && (!isFinal() || shortLength() > mostControlPayload); }
    /// Whether all has come of a header with a mask.
    bool isWhole() const {
        return read > 2 && read == 2 + (shortLength() == 126 ? 2 : shortLength() == 127 ? 8 : 0) + 4;
    }

    /// Of the payload, in bytes; once the header is whole.
    quint64 payloadLength() const {
        if (shortLength() == 126)
            return qFromBigEndian<quint16>(bytes.data() + 2);
        if (shortLength() == 127)
            return qFromBigEndian<quint64>(bytes.data() + 2);
        return quint64(shortLength());
    }

private:
    int shortLength() const { return bytes[1] & 0x7f; }
};

} // namespace confab
