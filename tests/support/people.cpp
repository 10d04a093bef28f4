// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"

#include <QUuid>

namespace confab::test {

Person newPerson(const DaemonProcess& daemon, const QString& name, Codec codec) {
    return newPerson(daemon.url(), name, codec);
}

Person newPerson(const QUrl& url, const QString& name, Codec codec) {
    Person person;
    person.email = QString(QUuid::createUuid().toString(QUuid::WithoutBraces) % u"@example.org");
    person.password = Secret{QStringLiteral("correct horse battery")};
    auto client = std::make_unique<TestClient>(url, codec);
    if (!client->open())
        return person;
    Result<Auth> auth = client->call(AccountRegister{name, person.email, person.password, {}});
    if (!auth)
        return person;
    person.auth = std::move(*auth);
    person.client = std::move(client);
    return person;
}

Person againAs(const DaemonProcess& daemon, const Person& person, Codec codec, bool sameSession) {
    return againAs(daemon.url(), person, codec, sameSession);
}

Person againAs(const QUrl& url, const Person& person, Codec codec, bool sameSession) {
    Person again{nullptr, person.auth, person.email, person.password};
    auto client = std::make_unique<TestClient>(url, codec);
    if (!client->open())
        return again;
    if (sameSession) {
        if (!client->call(SessionResume{person.auth.accessToken}))
            return again;
    } else {
        Result<Auth> auth = client->call(AccountLogin{person.email, person.password, {}});
        if (!auth)
            return again;
        again.auth = std::move(*auth);
    }
    again.client = std::move(client);
    return again;
}

Room newRoom(const Person& owner, RoomCreate request) {
    Result<RoomAnswer> made = owner->call(request);
    return made ? std::move(made->room) : Room{};
}

Room newRoom(const Person& owner, const QString& name) {
    return newRoom(owner, RoomCreate{name, {}, {}, {}, {}, {}});
}

MessageSend messageFor(RoomId room, const QString& body) {
    return MessageSend{room, QUuid::createUuid().toString(QUuid::WithoutBraces), body, {}};
}

} // namespace confab::test
