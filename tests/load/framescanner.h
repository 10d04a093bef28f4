// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/calls.h"

#include <optional>
#include <string>
#include <string_view>

namespace confab::load {

/// The opcodes of RFC 6455 that a peer of ours uses.
enum class Opcode : unsigned char { Text = 0x1, Close = 0x8, Ping = 0x9, Pong = 0xa };

/// Cuts what a server sent into frames where it lies; nothing is copied.
/// Thread: one. Owned by: the function that reads.
class FrameScanner {
public:
    explicit FrameScanner(std::string_view bytes) : m_bytes(bytes) {}

    struct Frame {
        Opcode opcode;
        std::string_view payload;
    };
    /// The next whole frame; none when the rest is only its beginning, or no frame of a server of ours.
    std::optional<Frame> next();
    /// How many bytes the frames had that were given out.
    size_t taken() const { return m_at; }
    /// What follows is masked or a piece of a message: no server that is measured here sends that.
    bool isStrange() const { return m_strange; }

private:
    std::string_view m_bytes;
    size_t m_at = 0;
    bool m_strange = false;
};

/// Appends a client's frame: masked, by zeros, so that the payload stays as it is.
void appendClientFrame(std::string& to, Opcode opcode, std::string_view payload);

/// Finds a member's value in JSON text that has it once. It looks first where it was the last time, because frames of
/// one kind look alike; so the text is hardly ever searched.
/// Thread: one. Owned by: NoticeReader.
class MemberFinder {
public:
    /// `mark` is what stands before the value: "\"seq\":".
    explicit MemberFinder(std::string_view mark) : m_mark(mark) {}
    /// Where the value begins.
    std::optional<size_t> in(std::string_view text);

private:
    const std::string_view m_mark;
    size_t m_last = 0;
};

/// The facts of a frame's text that a load client needs.
/// Thread: one. Owned by: the fleet.
class NoticeReader {
public:
    enum class Kind { Event, OtherNotice, Answer };
    Kind kind(std::string_view text);

    struct Event {
        qint64 room = 0;
        qint64 seq = 0;
        std::optional<Stamp> stamp; ///< none: not a message of ours
    };
    /// Of a room.event. None when it lacks a room or a seq.
    std::optional<Event> event(std::string_view text);

    struct Answer {
        qint64 id = 0;
        bool refused = false;
        bool busy = false; ///< refused, for now
    };
    Answer answer(std::string_view text);
    /// Of an answer to room.enter.
    std::optional<qint64> lastSeq(std::string_view text);

private:
    MemberFinder m_method{"\"method\":\""};
    MemberFinder m_room{"\"room\":"};
    MemberFinder m_seq{"\"seq\":"};
    MemberFinder m_body{"\"body\":\"~"};
    MemberFinder m_id{"\"id\":"};
    MemberFinder m_lastSeq{"\"lastSeq\":"};
};

} // namespace confab::load
