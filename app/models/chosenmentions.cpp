// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/chosenmentions.h"

namespace confab::models {

namespace {

bool hasMention(const QString& text, const QString& name) {
    return text.contains(QString(u'@' + name), Qt::CaseInsensitive);
}

} // namespace

void ChosenMentions::choose(RoomId room, UserId user, const QString& name) {
    QList<client::DraftMention>& chosen = m_chosen[room];
    chosen.removeIf([user](const client::DraftMention& choice) { return choice.user == user; });
    if (chosen.size() == most)
        chosen.removeFirst();
    chosen.append({user, name});
}

QList<UserId> ChosenMentions::meantIn(RoomId room, const QString& text) const {
    QList<UserId> users;
    for (const client::DraftMention& choice : m_chosen.value(room)) {
        if (hasMention(text, choice.name))
            users.append(choice.user);
    }
    return users;
}

client::DraftMentions ChosenMentions::usedIn(const client::DraftTable& drafts) const {
    client::DraftMentions used;
    if (m_chosen.isEmpty())
        return used;
    for (auto it = drafts.begin(); it != drafts.end(); ++it) {
        const RoomId room = it.key().first;
        for (const client::DraftMention& choice : m_chosen.value(room)) {
            const bool isUsed = hasMention(it->text, choice.name) || hasMention(it->edit, choice.name);
            if (isUsed && !used[room].contains(choice))
                used[room].append(choice);
        }
    }
    return used;
}

} // namespace confab::models
