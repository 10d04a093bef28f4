// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/daemonprocess.h"
#include "tests/support/testclient.h"

#include <memory>

namespace confab::test {

/// Somebody with an account, signed in on a connection.
struct Person {
    std::unique_ptr<TestClient> client;
    Auth auth;
    QString email;
    Secret password;

    /// Whether all that went well.
    explicit operator bool() const { return client != nullptr; }
    TestClient* operator->() const { return client.get(); }
    UserId id() const { return auth.user.id; }
};

/// Makes an account with an address that nobody else has, and signs in.
Person newPerson(const DaemonProcess& daemon, const QString& name, Codec codec);
Person newPerson(const QUrl& url, const QString& name, Codec codec);
/// The same person on one more connection: a device of its own, or, `sameSession`, with the same tokens.
Person againAs(const DaemonProcess& daemon, const Person& person, Codec codec, bool sameSession = false);
Person againAs(const QUrl& url, const Person& person, Codec codec, bool sameSession = false);

/// A room of this owner; its id is none when that failed.
Room newRoom(const Person& owner, RoomCreate request);
Room newRoom(const Person& owner, const QString& name = QStringLiteral("Room"));

/// A message with a new clientId.
MessageSend messageFor(RoomId room, const QString& body);

} // namespace confab::test
