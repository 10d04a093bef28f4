// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/daemonprocess.h"
#include "tests/support/testclient.h"

#include <memory>

namespace confab::test {

/// A user with an account, signed in on a connection.
struct Person {
    std::unique_ptr<TestClient> client;
    Auth auth;
    QString email;
    Secret password;

    /// Whether all steps succeeded.
    explicit operator bool() const { return client != nullptr; }
    TestClient* operator->() const { return client.get(); }
    UserId id() const { return auth.user.id; }
};

/// Creates an account with a unique address, and signs in.
Person newPerson(const DaemonProcess& daemon, const QString& name, Codec codec);
Person newPerson(const QUrl& url, const QString& name, Codec codec);
/// The same user on one more connection: a device of its own, or, `sameSession`, with the same tokens.
Person againAs(const DaemonProcess& daemon, const Person& person, Codec codec, bool sameSession = false);
Person againAs(const QUrl& url, const Person& person, Codec codec, bool sameSession = false);

/// A room of this owner; its id is none after a failure.
Room newRoom(const Person& owner, RoomCreate request);
Room newRoom(const Person& owner, const QString& name = QStringLiteral("Room"));

/// A message with a new clientId.
MessageSend messageFor(RoomId room, const QString& body);

} // namespace confab::test
