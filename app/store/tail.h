// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"
#include "common/protocol/types.h"

#include <QHash>

#include <optional>

namespace confab::store {

/// One row of a room's timeline: a message in its present form, or another event that shows as a notice.
struct TailRow {
    std::optional<Message> message;
    std::optional<Event> notice;

    Seq seq() const { return message ? message->seq : notice ? notice->seq : 0; }
};

/// The end of a room's log as a timeline shows it, without a gap between `low` and `asOf`.
struct Tail {
    Seq asOf = 0; ///< all events up to this one are in the rows
    Seq low = 0;  ///< what is before this event is not here
    bool hasOlder = false;
    QList<TailRow> rows; ///< newest first
};

/// A change of a message that the user made and the server did not confirm (client::MessageAction). Exactly one of the
/// four says what it is.
struct StoredAction {
    RoomId room;
    Seq seq = 0; ///< of the message
    QString clientId;
    UtcTime at;
    int attempts = 0;
    std::optional<QString> edit;                          ///< another text
    std::optional<bool> remove;                           ///< true
    std::optional<QString> emoji;                         ///< with `on`: a reaction
    std::optional<bool> on;                               ///< without an emoji: a pin
    std::optional<QList<UserId>> mentions = std::nullopt; ///< of `edit`, as MessageEdit has them
    template <class Self = StoredAction>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("seq", &Self::seq),
                          field("clientId", &Self::clientId),
                          field("at", &Self::at),
                          field("attempts", &Self::attempts),
                          field("edit", &Self::edit),
                          field("remove", &Self::remove),
                          field("emoji", &Self::emoji),
                          field("on", &Self::on),
                          field("mentions", &Self::mentions)};
    }
};

/// What the store has of an account, apart from the tails.
struct Snapshot {
    std::optional<User> user; ///< the account's own
    QList<Room> rooms;
    QHash<RoomId, Seq> unsentReads; ///< read marks that the server did not get yet
    QList<User> people;
    QList<StoredAction> actions; ///< in the order in which they were made
};

/// What has changed since the last one: written together, or not at all.
struct Changes {
    std::optional<User> user;
    bool isWholeList = false; ///< rooms that are not in `rooms` are dropped
    QList<Room> rooms;
    QList<RoomId> dropped;
    QHash<RoomId, Seq> unsentReads; ///< of all of `rooms`; a room without an entry has none
    QList<User> people;
    QHash<RoomId, Tail> tails;
    std::optional<QList<StoredAction>> actions; ///< all of them

    bool isEmpty() const {
        return !user && !actions && !isWholeList && rooms.isEmpty() && dropped.isEmpty() && people.isEmpty() &&
               tails.isEmpty();
    }
};

} // namespace confab::store
