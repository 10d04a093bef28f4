// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/frame.h"

#include <QByteArray>

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
    /// Queues whatever waits: for the close frame, which is the last.
    void pushLast(const Frame& frame) { append(frame); }

    /// The oldest whole frames in one piece, at most `atMost` bytes, but at least one frame; empty when none waits. One
    /// frame alone is the shared bytes themselves.
    QByteArray take(qsizetype atMost);
    void clear();

    bool isEmpty() const { return m_first == m_frames.size(); }
    /// What waits, with the memory that the queue itself needs for it.
    qsizetype bytes() const { return m_bytes; }

    /// What a frame counts: its bytes (which others may share) and its slot.
    static qsizetype costOf(const Frame& frame) { return frame.size() + qsizetype(sizeof(Frame)); }

private:
    void append(const Frame& frame);
    void dropEphemeral();
    void forgetTaken();

    const qsizetype m_maxBytes;
    const qsizetype m_ephemeralBytes;
    std::vector<Frame> m_frames; // those before m_first are taken
    size_t m_first = 0;
    qsizetype m_bytes = 0;
};

} // namespace confab
