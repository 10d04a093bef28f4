// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/personlookup.h"

#include "app/client/rooms.h"
#include "app/console/terminaltext.h"

namespace confab::console {

namespace {

tl::expected<User, Outcome> personAmong(const QList<User>& found, const QString& text) {
    QList<User> exact;
    for (const User& user : found) {
        if (user.name.compare(text, Qt::CaseInsensitive) == 0)
            exact.append(user);
    }
    if (exact.size() == 1)
        return exact.first();
    if (exact.size() > 1)
        return tl::unexpected(Outcome{ExitCode::Usage, QStringLiteral("%1 people are called %2. Use the e-mail address")
                                                           .arg(QString::number(exact.size()), safeLine(text))});
    // The server finds people by a whole address, but not by a part of it.
    if (text.contains(u'@') && found.size() == 1)
        return found.first();
    return tl::unexpected(
        Outcome{ExitCode::NoSuchRoom, QStringLiteral("There is no person called %1").arg(safeLine(text))});
}

} // namespace

void findPerson(client::Client& client, const QString& person, QObject* context, FoundPerson then) {
    const QString text = person.startsWith(u'@') ? person.mid(1) : person;
    const auto found = [text, then](const Result<UsersAnswer>& answer) {
        then(answer ? personAmong(answer->users, text) : tl::unexpected(Outcome::of(answer.error())));
    };
    client.connection().call(UserFind{text, {}}, {context, found});
}

void openDirect(client::Client& client, const QString& person, QObject* context, FoundRoom then) {
    const auto found = [&client, context, then](const tl::expected<User, Outcome>& user) {
        if (!user)
            return then(tl::unexpected(user.error()));
        client.rooms().openDirect({user->id}, {context, [then](const Result<RoomId>& room) {
                                                   if (!room)
                                                       return then(tl::unexpected(Outcome::of(room.error())));
                                                   then(*room);
                                               }});
    };
    findPerson(client, person, context, found);
}

} // namespace confab::console
