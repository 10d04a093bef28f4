// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/chosenmentions.h"

namespace confab::models {

void ChosenMentions::choose(RoomId room, UserId user, const QString& name) {
    QList<Choice>& chosen = m_chosen[room];
    chosen.removeIf([user](const Choice& choice) { return choice.user == user; });
    if (chosen.size() == most)
        chosen.removeFirst();
    chosen.append({user, name});
}

QList<UserId> ChosenMentions::takeIn(RoomId room, const QString& text) {
    QList<UserId> users;
    for (const Choice& choice : m_chosen.take(room)) {
        if (text.contains(QString(u'@' + choice.name), Qt::CaseInsensitive))
            users.append(choice.user);
    }
    return users;
}

} // namespace confab::models
