// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/websocket/frame.h"

#include <QByteArrayView>

#include <span>
#include <vector>

namespace confab {

/// The frames that wait for one reader, in order and bounded. It knows no socket.
/// Thread: its connection's. Owned by: its connection.
class Outbox {
public:
    enum class Push {
        Queued,
        Dropped, ///< an ephemeral frame, and much waits already
        Full,    ///< a durable frame that does not fit, even without the ephemeral ones: the reader is too slow
    };

    /// `maxBytes` for all that waits; ephemeral frames are dropped from `ephemeralBytes` on.
    Outbox(qsizetype maxBytes, qsizetype ephemeralBytes) : m_maxBytes(maxBytes), m_ephemeralBytes(ephemeralBytes) {}

    /// `ahead`: bytes that left the outbox and wait for the same reader elsewhere.
    Push push(const Frame& frame, qsizetype ahead);
    /// Queues without a bound: for the close frame, which is the last.
    void pushLast(const Frame& frame) { append(frame); }

    /// The oldest bytes, frame by frame, as many as there are pieces for: the shared bytes themselves, valid until the
    /// outbox changes. Returns those that were filled.
    std::span<const QByteArrayView> gather(std::span<QByteArrayView> pieces) const;
    /// So many of the oldest bytes were sent.
    void consume(qsizetype bytes);
    /// Drops everything except the rest of a frame whose beginning was sent.
    void clear();

    size_t frames() const { return m_frames.size() - m_first; }
    bool isEmpty() const { return frames() == 0; }
    /// The waiting bytes, including the queue's own memory.
    qsizetype bytes() const { return m_bytes; }

    /// The size that counts for a frame: its bytes (which others may share) and its slot.
    static qsizetype costOf(const Frame& frame) { return frame.size() + qsizetype(sizeof(Frame)); }

private:
    void append(const Frame& frame);
    void dropEphemeral();
    void forgetTaken();
    size_t firstWhole() const { return m_first + (m_begun > 0 ? 1 : 0); }

    const qsizetype m_maxBytes;
    const qsizetype m_ephemeralBytes;
    std::vector<Frame> m_frames; // those before m_first are taken
    size_t m_first = 0;
    qsizetype m_begun = 0; // bytes of the first that are taken
    qsizetype m_bytes = 0;
};

} // namespace confab
