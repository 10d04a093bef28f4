// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/client/userdirectory.h"

namespace confab::client {

/// Blocks people, and lifts that; asks at each sign-in whom the user blocks, and follows what other devices change.
/// Whom, is in the UserDirectory. Thread: the client's. Owned by: Client.
class Blocks : public QObject {
    Q_OBJECT
public:
    Blocks(Connection& connection, Session& session, UserDirectory& people);

    /// Done when the server has it.
    void setBlocked(UserId user, bool on, Then<void> then);

private:
    void load();
    void notified(const Notification& notification);

    Connection& m_connection;
    UserDirectory& m_people;
    quint64 m_changes = 0; // a list that was asked for before the last one may be older than that
};

} // namespace confab::client
