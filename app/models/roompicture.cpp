// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roompicture.h"

#include "app/models/formatting.h"

namespace confab::models {

RoomPicture pictureOf(const Room& room) {
    const QList<User> people = room.people.value_or(QList<User>());
    if (room.kind != RoomKind::Direct || people.isEmpty())
        return {initials(room.name), double(room.id.value)};
    if (people.size() == 1)
        return {initials(people[0].name), double(people[0].id.value)};
    // A word of each: initials() takes the first and the last one.
    const auto firstWord = [](const User& user) { return user.name.simplified().section(u' ', 0, 0); };
    return {initials(firstWord(people[0]) + u' ' + firstWord(people[1])), double(room.id.value)};
}

} // namespace confab::models
