// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

/// The lines of an exported room. Each is an object with one member, whose name says what the line is: docs/export.md.
namespace confab::exported {

/// The first one.
struct Head {
    static constexpr std::string_view name = "export";
    qint64 version = 1; ///< of these lines; it changes when a reader has to
    QString program;    ///< "confabd 0.1.0"
    UtcTime at;
    RoomId room;
    QString title; ///< empty: a direct room
    RoomKind kind = RoomKind::Room;
    QString topic;
    Visibility visibility = Visibility::Public;
    UtcTime createdAt;
    Seq lastSeq = 0; ///< of the last event
    // Absent: there is none, or an earlier version wrote it.
    std::optional<bool> hasPassword = std::nullopt;
    std::optional<int> capacity = std::nullopt;
    std::optional<int> maxMembers = std::nullopt;
    std::optional<UtcTime> archivedAt = std::nullopt;

    template <class Self = Head>
    static constexpr auto fields() {
        return std::tuple{field("version", &Self::version),
                          field("program", &Self::program),
                          field("at", &Self::at),
                          field("room", &Self::room),
                          field("name", &Self::title),
                          field("kind", &Self::kind),
                          field("topic", &Self::topic),
                          field("visibility", &Self::visibility),
                          field("createdAt", &Self::createdAt),
                          field("lastSeq", &Self::lastSeq),
                          field("hasPassword", &Self::hasPassword),
                          field("capacity", &Self::capacity),
                          field("maxMembers", &Self::maxMembers),
                          field("archivedAt", &Self::archivedAt)};
    }
};

/// Somebody who belongs to the room or did something in it.
struct Person {
    static constexpr std::string_view name = "person";
    UserId id;
    QString title;
    QString email; ///< empty: the account was removed

    template <class Self = Person>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("name", &Self::title), field("email", &Self::email)};
    }
};

struct Membership {
    static constexpr std::string_view name = "member";
    UserId user;
    Role role = Role::Member;
    UtcTime joinedAt;
    Seq readSeq = 0;

    template <class Self = Membership>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("role", &Self::role), field("joinedAt", &Self::joinedAt),
                          field("readSeq", &Self::readSeq)};
    }
};

/// What an edited message said when it was sent: its event has the present text. Deleted ones have none.
struct FirstText {
    static constexpr std::string_view name = "text";
    Seq seq = 0;
    QString body;

    template <class Self = FirstText>
    static constexpr auto fields() {
        return std::tuple{field("seq", &Self::seq), field("body", &Self::body)};
    }
};

/// A file that a message carries, by the id that the event has.
struct FileBytes {
    static constexpr std::string_view name = "file";
    QString id;
    qint64 bytes = 0;
    QString sha256;

    template <class Self = FileBytes>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("bytes", &Self::bytes), field("sha256", &Self::sha256)};
    }
};

/// The last one: without it the export was interrupted.
struct End {
    static constexpr std::string_view name = "end";
    qint64 people = 0;
    qint64 members = 0;
    qint64 events = 0;
    qint64 files = 0;

    template <class Self = End>
    static constexpr auto fields() {
        return std::tuple{field("people", &Self::people), field("members", &Self::members),
                          field("events", &Self::events), field("files", &Self::files)};
    }
};

} // namespace confab::exported
