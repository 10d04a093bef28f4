// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/adminpeople.h"
#include "app/models/adminrooms.h"
#include "app/models/auditmodel.h"
#include "app/models/serveradmin.h"

namespace confab::models {

/// What administrators of the server see and do. It asks the server only while it is shown.
/// Thread: the window's. Owned by: CurrentUser.
class Administration : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentUser")
    Q_PROPERTY(confab::models::AdminPeople* people READ people CONSTANT FINAL)
    Q_PROPERTY(confab::models::AdminRoomList* rooms READ rooms CONSTANT FINAL)
    Q_PROPERTY(confab::models::AuditModel* log READ log CONSTANT FINAL)
    Q_PROPERTY(confab::models::ServerAdmin* server READ server CONSTANT FINAL)

public:
    Administration(client::Connection& connection, const client::Session& session)
        : m_people(connection, session), m_rooms(connection), m_log(connection), m_server(connection) {}

    AdminPeople* people() { return &m_people; }
    AdminRoomList* rooms() { return &m_rooms; }
    AuditModel* log() { return &m_log; }
    ServerAdmin* server() { return &m_server; }

    /// Nothing is shown any more.
    Q_INVOKABLE void end() {
        m_people.link()->forget();
        m_people.end();
        m_rooms.end();
        m_log.end();
        m_server.end();
    }

private:
    AdminPeople m_people;
    AdminRoomList m_rooms;
    AuditModel m_log;
    ServerAdmin m_server;
};

} // namespace confab::models
