// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// The log of a room: its events and messages, how far they are read, and who is writing the next one.
namespace confab {

// ---- answers -------------------------------------------------------------------------------------------------------

struct EventsPage {
    QList<Event> events;
    bool more = false;
    QList<User> users; ///< the people whom `events` name
    template <class Self = EventsPage>
    static constexpr auto fields() {
        return std::tuple{field("events", &Self::events), field("more", &Self::more), field("users", &Self::users)};
    }
};

struct HistoryPage {
    QList<Message> messages;
    bool more = false;
    QList<User> users; ///< the authors of `messages`
    /// The room's log ended here when the page was read, and `messages` have all of it; absent: not known.
    std::optional<Seq> asOf = std::nullopt;
    template <class Self = HistoryPage>
    static constexpr auto fields() {
        return std::tuple{field("messages", &Self::messages), field("more", &Self::more), field("users", &Self::users),
                          field("asOf", &Self::asOf)};
    }
};

/// Messages of which none are missing.
struct MessagesAnswer {
    QList<Message> messages;
    QList<User> users;                      ///< their authors
    std::optional<Seq> asOf = std::nullopt; ///< as HistoryPage has it
    template <class Self = MessagesAnswer>
    static constexpr auto fields() {
        return std::tuple{field("messages", &Self::messages), field("users", &Self::users), field("asOf", &Self::asOf)};
    }
};

/// One text that a message had.
struct MessageVersion {
    QString body;
    UtcTime at; ///< when it was written
    template <class Self = MessageVersion>
    static constexpr auto fields() {
        return std::tuple{field("body", &Self::body), field("at", &Self::at)};
    }
};

struct VersionsAnswer {
    QList<MessageVersion> versions; ///< oldest first; the last is the present one
    std::optional<bool> more;       ///< true: there are newer ones than these
    template <class Self = VersionsAnswer>
    static constexpr auto fields() {
        return std::tuple{field("versions", &Self::versions), field("more", &Self::more)};
    }
};

/// Somebody who has read a message.
struct Reader {
    User user;
    UtcTime at; ///< when they last read on in the room: they read the message then, or before
    template <class Self = Reader>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("at", &Self::at)};
    }
};

struct ReadersPage {
    QList<Reader> readers; ///< by the id of the user
    bool more = false;
    template <class Self = ReadersPage>
    static constexpr auto fields() {
        return std::tuple{field("readers", &Self::readers), field("more", &Self::more)};
    }
};

struct ReactorsAnswer {
    QList<User> users; ///< who reacted so, by id
    std::optional<bool> more;
    template <class Self = ReactorsAnswer>
    static constexpr auto fields() {
        return std::tuple{field("users", &Self::users), field("more", &Self::more)};
    }
};

struct Unread {
    int unread = 0;
    int mentions = 0;
    template <class Self = Unread>
    static constexpr auto fields() {
        return std::tuple{field("unread", &Self::unread), field("mentions", &Self::mentions)};
    }
};

struct Sent {
    Seq seq = 0;
    UtcTime at;
    template <class Self = Sent>
    static constexpr auto fields() {
        return std::tuple{field("seq", &Self::seq), field("at", &Self::at)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct RoomEvents {
    static constexpr std::string_view method = "room.events";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = EventsPage;
    RoomId room;
    Seq after = 0;
    std::optional<int> limit;
    template <class Self = RoomEvents>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("after", &Self::after),
                          field("limit", &Self::limit, {1, limits::eventsPerPage})};
    }
};

struct RoomHistory {
    static constexpr std::string_view method = "room.history";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = HistoryPage;
    RoomId room;
    std::optional<Seq> before; ///< at most one of before, after and around
    std::optional<int> limit;
    std::optional<Seq> after = std::nullopt;
    std::optional<Seq> around = std::nullopt; ///< half of the page before it, and half from it on
    template <class Self = RoomHistory>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("before", &Self::before), field("after", &Self::after),
                          field("around", &Self::around), field("limit", &Self::limit, {1, limits::messagesPerPage})};
    }
};

struct RoomPins {
    static constexpr std::string_view method = "room.pins";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MessagesAnswer;
    RoomId room;
    template <class Self = RoomPins>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room)};
    }
};

struct RoomThread {
    static constexpr std::string_view method = "room.thread";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = HistoryPage;
    RoomId room;
    Seq seq = 0; ///< a message of the chain
    std::optional<Seq> after;
    std::optional<int> limit;
    template <class Self = RoomThread>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq), field("after", &Self::after),
                          field("limit", &Self::limit, {1, limits::messagesPerPage})};
    }
};

struct MessageGet {
    static constexpr std::string_view method = "message.get";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MessagesAnswer;
    RoomId room;
    QList<Seq> seqs;
    template <class Self = MessageGet>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seqs", &Self::seqs, {1, limits::messagesPerRequest})};
    }
};

struct MessageEdits {
    static constexpr std::string_view method = "message.edits";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = VersionsAnswer;
    RoomId room;
    Seq seq = 0;
    template <class Self = MessageEdits>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq)};
    }
};

/// Who reacted to a message with an emoji.
struct MessageReactors {
    static constexpr std::string_view method = "message.reactors";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = ReactorsAnswer;
    RoomId room;
    Seq seq = 0;
    QString emoji;
    template <class Self = MessageReactors>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq),
                          field("emoji", &Self::emoji, {1, limits::emojiChars})};
    }
};

struct RoomMarkRead {
    static constexpr std::string_view method = "room.markRead";
    static constexpr Access access = Access::SignedIn;
    using Answer = Unread;
    RoomId room;
    Seq seq = 0;
    std::optional<bool> back = std::nullopt; ///< true: what comes after `seq` is unread, also when it was read already
    template <class Self = RoomMarkRead>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq), field("back", &Self::back)};
    }
};

struct MessageSend {
    static constexpr std::string_view method = "message.send";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    QString clientId;
    std::optional<QString>
        body; ///< its length is a rule of its own (message.tooLong), so it has only the frame's bound
    std::optional<Seq> replyTo;
    std::optional<QList<SentFile>> files = std::nullopt;
    /// Whom a name of the text means when several members have it; without one of them it means all. Others than the
    /// text names are not regarded.
    std::optional<QList<UserId>> mentions = std::nullopt;
    template <class Self = MessageSend>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("clientId", &Self::clientId, {1, limits::clientIdChars}),
                          field("body", &Self::body, {0, limits::frameBytes}),
                          field("replyTo", &Self::replyTo),
                          field("files", &Self::files, {0, limits::filesPerMessage}),
                          field("mentions", &Self::mentions, {0, limits::mentionsListed})};
    }
};

struct MessageEdit {
    static constexpr std::string_view method = "message.edit";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    Seq seq = 0;
    QString clientId;
    QString body;                                         ///< as MessageSend's
    std::optional<QList<UserId>> mentions = std::nullopt; ///< as MessageSend's
    template <class Self = MessageEdit>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq),
                          field("clientId", &Self::clientId, {1, limits::clientIdChars}),
                          field("body", &Self::body, {0, limits::frameBytes}),
                          field("mentions", &Self::mentions, {0, limits::mentionsListed})};
    }
};

struct MessageDelete {
    static constexpr std::string_view method = "message.delete";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    Seq seq = 0;
    QString clientId;
    template <class Self = MessageDelete>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq),
                          field("clientId", &Self::clientId, {1, limits::clientIdChars})};
    }
};

struct MessageReact {
    static constexpr std::string_view method = "message.react";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    Seq seq = 0;
    QString emoji;
    bool on = false;
    template <class Self = MessageReact>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq),
                          field("emoji", &Self::emoji, {1, limits::emojiChars}), field("on", &Self::on)};
    }
};

struct MessagePin {
    static constexpr std::string_view method = "message.pin";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    Seq seq = 0;
    bool on = false;
    template <class Self = MessagePin>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq), field("on", &Self::on)};
    }
};

/// Who of the room has read a message, but its author.
struct MessageReaders {
    static constexpr std::string_view method = "message.readers";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = ReadersPage;
    RoomId room;
    Seq seq = 0;
    std::optional<UserId> after = std::nullopt; ///< people with greater ids; none: from the first
    std::optional<int> limit = std::nullopt;
    template <class Self = MessageReaders>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("seq", &Self::seq), field("after", &Self::after),
                          field("limit", &Self::limit, {1, limits::readersPerPage})};
    }
};

struct TypingSet {
    static constexpr std::string_view method = "typing.set";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    bool on = false;
    template <class Self = TypingSet>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("on", &Self::on)};
    }
};

// ---- notifications -------------------------------------------------------------------------------------------------

/// `room.event`: the params are the Event itself. To those who entered the room.
struct RoomEventNotice {
    static constexpr std::string_view method = "room.event";
    static constexpr bool ephemeral = false;
    Event event;
};

/// What became of a message, as far as a room list shows it.
struct ChangedPreview {
    Seq target = 0;
    std::optional<QString> body;           ///< its new text, as long as a preview is; absent when it was deleted
    std::optional<QList<UserId>> mentions; ///< of the new text
    template <class Self = ChangedPreview>
    static constexpr auto fields() {
        return std::tuple{field("target", &Self::target), field("body", &Self::body),
                          field("mentions", &Self::mentions)};
    }
};

/// To members who are connected but have not entered the room: its log grew. What a room list needs, and no more.
struct RoomActivity {
    static constexpr std::string_view method = "room.activity";
    static constexpr bool ephemeral = true;
    RoomId room;
    Seq lastSeq = 0;
    std::optional<Message> message;                       ///< when the event is a message
    std::optional<QString> name;                          ///< its author's name
    std::optional<ChangedPreview> changed = std::nullopt; ///< when the event edits or deletes a message
    std::optional<RoomUpdated> updated = std::nullopt;    ///< when the event changes the room
    std::optional<MemberRole> role = std::nullopt;        ///< when the event gives somebody a role
    std::optional<MemberMuted> muted = std::nullopt;      ///< when the event lets somebody write or not
    template <class Self = RoomActivity>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),       field("lastSeq", &Self::lastSeq),
                          field("message", &Self::message), field("name", &Self::name),
                          field("changed", &Self::changed), field("updated", &Self::updated),
                          field("role", &Self::role),       field("muted", &Self::muted)};
    }
};

struct RoomTyping {
    static constexpr std::string_view method = "room.typing";
    static constexpr bool ephemeral = true;
    RoomId room;
    UserId by;
    bool on = false;
    template <class Self = RoomTyping>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("by", &Self::by), field("on", &Self::on)};
    }
};

/// Somebody read up to `seq`: to those in the room, and to the reader's own other connections.
struct RoomRead {
    static constexpr std::string_view method = "room.read";
    static constexpr bool ephemeral = true;
    RoomId room;
    UserId by;
    Seq seq = 0;
    template <class Self = RoomRead>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("by", &Self::by), field("seq", &Self::seq)};
    }
};

} // namespace confab
