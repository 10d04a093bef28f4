// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/conversationopener.h"

#include "app/client/client.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <algorithm>

namespace confab::models {

ConversationOpener::ConversationOpener(client::Client& client)
    : m_rooms(client.rooms()), m_found(client.people(), client.session()) {}

bool ConversationOpener::isChosen(double userId) const {
    return std::ranges::any_of(m_chosen, [&](const User& user) { return double(user.id.value) == userId; });
}

void ConversationOpener::toggle(double userId, const QString& name) {
    const bool wasChosen = isChosen(userId);
    if (wasChosen)
        m_chosen.removeIf([&](const User& user) { return double(user.id.value) == userId; });
    else if (!isFull())
        m_chosen.append(User{UserId{qint64(userId)}, name, {}});
    else
        return setError(tr("A conversation has at most %1 people, you included.").arg(limits::directPeople));
    setError({});
    Q_EMIT chosenChanged();
}

void ConversationOpener::dropLast() {
    if (m_chosen.isEmpty())
        return;
    m_chosen.removeLast();
    setError({});
    Q_EMIT chosenChanged();
}

void ConversationOpener::clear() {
    setError({});
    if (m_chosen.isEmpty())
        return;
    m_chosen.clear();
    Q_EMIT chosenChanged();
}

QVariantList ConversationOpener::chosen() const {
    QVariantList people;
    for (const User& user : m_chosen)
        people.append(QVariantMap{{QStringLiteral("userId"), double(user.id.value)},
                                  {QStringLiteral("name"), user.name},
                                  {QStringLiteral("initials"), initials(user.name)}});
    return people;
}

void ConversationOpener::open() {
    QList<UserId> people;
    for (const User& user : std::as_const(m_chosen))
        people.append(user.id);
    open(people);
}

void ConversationOpener::openWith(double userId) {
    open({UserId{qint64(userId)}});
}

void ConversationOpener::open(const QList<UserId>& people) {
    if (m_busy || people.isEmpty())
        return;
    m_busy = true;
    m_error.clear();
    Q_EMIT changed();
    m_rooms.openDirect(people, {this, [this](const Result<RoomId>& answer) {
                                    m_busy = false;
                                    m_error = answer ? QString() : sentence(answer.error());
                                    Q_EMIT changed();
                                    if (answer)
                                        Q_EMIT opened(double(answer->value));
                                }});
}

void ConversationOpener::setError(const QString& error) {
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT changed();
}

} // namespace confab::models
