// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/directrooms.h"

#include <QStringList>

namespace confab::client {

Room named(Room room) {
    if (!room.name.isEmpty() || !room.people)
        return room;
    QStringList names;
    for (const User& person : std::as_const(*room.people))
        names.append(person.name);
    room.name = names.join(QStringLiteral(", "));
    return room;
}

void takePerson(Room& room, const User& user) {
    if (room.lastMessage && room.lastMessage->by == user.id)
        room.lastMessageName = user.name;
    if (!room.people)
        return;
    for (User& person : *room.people) {
        if (person.id == user.id)
            person = user;
    }
    room.name.clear();
    room = named(std::move(room));
}

const User* partnerOf(const Room& room) {
    return room.kind == RoomKind::Direct && room.people && room.people->size() == 1 ? &room.people->first() : nullptr;
}

} // namespace confab::client
