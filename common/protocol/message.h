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
    static constexpr auto fields() {
        return std::tuple{field("messages", &HistoryPage::messages), field("more", &HistoryPage::more),
                          field("users", &HistoryPage::users)};
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
    std::optional<Seq> before;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomHistory::room), field("before", &RoomHistory::before),
                          field("limit", &RoomHistory::limit, {1, limits::messagesPerPage})};
    }
};

struct RoomMarkRead {
    static constexpr std::string_view method = "room.markRead";
    static constexpr Access access = Access::SignedIn;
    using Answer = Unread;
    RoomId room;
    Seq seq = 0;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomMarkRead::room), field("seq", &RoomMarkRead::seq)};
    }
};

struct MessageSend {
    static constexpr std::string_view method = "message.send";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    QString clientId;
    QString body; ///< its length is a rule of its own (message.tooLong), so it has no bound here but the frame's
    std::optional<Seq> replyTo;
    static constexpr auto fields() {
        return std::tuple{
            field("room", &MessageSend::room), field("clientId", &MessageSend::clientId, {1, limits::clientIdChars}),
            field("body", &MessageSend::body, {0, limits::frameBytes}), field("replyTo", &MessageSend::replyTo)};
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

/// To members who are connected but have not entered the room: its log grew. What a room list needs, and no more.
struct RoomActivity {
    static constexpr std::string_view method = "room.activity";
    static constexpr bool ephemeral = true;
    RoomId room;
    Seq lastSeq = 0;
    std::optional<Message> message; ///< when the event is a message
    std::optional<QString> name;    ///< its author's name
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomActivity::room), field("lastSeq", &RoomActivity::lastSeq),
                          field("message", &RoomActivity::message), field("name", &RoomActivity::name)};
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
