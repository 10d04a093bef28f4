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
    static constexpr auto fields() {
        return std::tuple{field("events", &EventsPage::events), field("more", &EventsPage::more),
                          field("users", &EventsPage::users)};
    }
};

struct HistoryPage {
    QList<Message> messages;
    bool more = false;
    QList<User> users; ///< the authors of `messages`
    /// The room's log ended here when the page was read, and `messages` have all of it; absent: not known.
    std::optional<Seq> asOf = std::nullopt;
    static constexpr auto fields() {
        return std::tuple{field("messages", &HistoryPage::messages), field("more", &HistoryPage::more),
                          field("users", &HistoryPage::users), field("asOf", &HistoryPage::asOf)};
    }
};

/// Messages of which none are missing.
struct MessagesAnswer {
    QList<Message> messages;
    QList<User> users;                      ///< their authors
    std::optional<Seq> asOf = std::nullopt; ///< as HistoryPage has it
    static constexpr auto fields() {
        return std::tuple{field("messages", &MessagesAnswer::messages), field("users", &MessagesAnswer::users),
                          field("asOf", &MessagesAnswer::asOf)};
    }
};

/// One text that a message had.
struct MessageVersion {
    QString body;
    UtcTime at; ///< when it was written
    static constexpr auto fields() {
        return std::tuple{field("body", &MessageVersion::body), field("at", &MessageVersion::at)};
    }
};

struct VersionsAnswer {
    QList<MessageVersion> versions; ///< oldest first; the last is the present one
    std::optional<bool> more;       ///< true: there are newer ones than these
    static constexpr auto fields() {
        return std::tuple{field("versions", &VersionsAnswer::versions), field("more", &VersionsAnswer::more)};
    }
};

struct ReactorsAnswer {
    QList<User> users; ///< who reacted so, by id
    std::optional<bool> more;
    static constexpr auto fields() {
        return std::tuple{field("users", &ReactorsAnswer::users), field("more", &ReactorsAnswer::more)};
    }
};

struct Unread {
    int unread = 0;
    int mentions = 0;
    static constexpr auto fields() {
        return std::tuple{field("unread", &Unread::unread), field("mentions", &Unread::mentions)};
    }
};

struct Sent {
    Seq seq = 0;
    UtcTime at;
    static constexpr auto fields() { return std::tuple{field("seq", &Sent::seq), field("at", &Sent::at)}; }
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
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomEvents::room), field("after", &RoomEvents::after),
                          field("limit", &RoomEvents::limit, {1, limits::eventsPerPage})};
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
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomHistory::room), field("before", &RoomHistory::before),
                          field("after", &RoomHistory::after), field("around", &RoomHistory::around),
                          field("limit", &RoomHistory::limit, {1, limits::messagesPerPage})};
    }
};

struct RoomPins {
    static constexpr std::string_view method = "room.pins";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MessagesAnswer;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomPins::room)}; }
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
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomThread::room), field("seq", &RoomThread::seq),
                          field("after", &RoomThread::after),
                          field("limit", &RoomThread::limit, {1, limits::messagesPerPage})};
    }
};

struct MessageGet {
    static constexpr std::string_view method = "message.get";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MessagesAnswer;
    RoomId room;
    QList<Seq> seqs;
    static constexpr auto fields() {
        return std::tuple{field("room", &MessageGet::room),
                          field("seqs", &MessageGet::seqs, {1, limits::messagesPerRequest})};
    }
};

struct MessageEdits {
    static constexpr std::string_view method = "message.edits";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = VersionsAnswer;
    RoomId room;
    Seq seq = 0;
    static constexpr auto fields() {
        return std::tuple{field("room", &MessageEdits::room), field("seq", &MessageEdits::seq)};
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
    static constexpr auto fields() {
        return std::tuple{field("room", &MessageReactors::room), field("seq", &MessageReactors::seq),
                          field("emoji", &MessageReactors::emoji, {1, limits::emojiChars})};
    }
};

struct RoomMarkRead {
    static constexpr std::string_view method = "room.markRead";
    static constexpr Access access = Access::SignedIn;
    using Answer = Unread;
    RoomId room;
    Seq seq = 0;
    std::optional<bool> back = std::nullopt; ///< true: what comes after `seq` is unread, also when it was read already
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomMarkRead::room), field("seq", &RoomMarkRead::seq),
                          field("back", &RoomMarkRead::back)};
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
    std::optional<QList<File>> files = std::nullopt; ///< File::bytes is not regarded
    static constexpr auto fields() {
        return std::tuple{
            field("room", &MessageSend::room), field("clientId", &MessageSend::clientId, {1, limits::clientIdChars}),
            field("body", &MessageSend::body, {0, limits::frameBytes}), field("replyTo", &MessageSend::replyTo),
            field("files", &MessageSend::files, {0, limits::filesPerMessage})};
    }
};

struct MessageEdit {
    static constexpr std::string_view method = "message.edit";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    Seq seq = 0;
    QString clientId;
    QString body; ///< as MessageSend's
    static constexpr auto fields() {
        return std::tuple{field("room", &MessageEdit::room), field("seq", &MessageEdit::seq),
                          field("clientId", &MessageEdit::clientId, {1, limits::clientIdChars}),
                          field("body", &MessageEdit::body, {0, limits::frameBytes})};
    }
};

struct MessageDelete {
    static constexpr std::string_view method = "message.delete";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    Seq seq = 0;
    QString clientId;
    static constexpr auto fields() {
        return std::tuple{field("room", &MessageDelete::room), field("seq", &MessageDelete::seq),
                          field("clientId", &MessageDelete::clientId, {1, limits::clientIdChars})};
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
    static constexpr auto fields() {
        return std::tuple{field("room", &MessageReact::room), field("seq", &MessageReact::seq),
                          field("emoji", &MessageReact::emoji, {1, limits::emojiChars}),
                          field("on", &MessageReact::on)};
    }
};

struct MessagePin {
    static constexpr std::string_view method = "message.pin";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    Seq seq = 0;
    bool on = false;
    static constexpr auto fields() {
        return std::tuple{field("room", &MessagePin::room), field("seq", &MessagePin::seq),
                          field("on", &MessagePin::on)};
    }
};

struct TypingSet {
    static constexpr std::string_view method = "typing.set";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    RoomId room;
    bool on = false;
    static constexpr auto fields() { return std::tuple{field("room", &TypingSet::room), field("on", &TypingSet::on)}; }
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
    static constexpr auto fields() {
        return std::tuple{field("target", &ChangedPreview::target), field("body", &ChangedPreview::body),
                          field("mentions", &ChangedPreview::mentions)};
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
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomActivity::room),       field("lastSeq", &RoomActivity::lastSeq),
                          field("message", &RoomActivity::message), field("name", &RoomActivity::name),
                          field("changed", &RoomActivity::changed), field("updated", &RoomActivity::updated)};
    }
};

struct RoomTyping {
    static constexpr std::string_view method = "room.typing";
    static constexpr bool ephemeral = true;
    RoomId room;
    UserId by;
    bool on = false;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomTyping::room), field("by", &RoomTyping::by), field("on", &RoomTyping::on)};
    }
};

/// Somebody read up to `seq`: to those in the room, and to the reader's own other connections.
struct RoomRead {
    static constexpr std::string_view method = "room.read";
    static constexpr bool ephemeral = true;
    RoomId room;
    UserId by;
    Seq seq = 0;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomRead::room), field("by", &RoomRead::by), field("seq", &RoomRead::seq)};
    }
};

} // namespace confab
