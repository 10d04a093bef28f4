// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/roomlog.h"

#include <QHash>

#include <optional>

namespace confab::store {

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

/// What the store has of an account, apart from the rooms' logs.
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
    QList<LogChange> log;                       ///< in the order in which it happened
    UserId reader;                              ///< whose reactions are `mine`
    std::optional<QList<StoredAction>> actions; ///< all of them

    bool isEmpty() const {
        return !user && !actions && !isWholeList && rooms.isEmpty() && dropped.isEmpty() && people.isEmpty() &&
               log.isEmpty();
    }
};

} // namespace confab::store
