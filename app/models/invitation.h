// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/invite.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Connection;
class Rooms;
} // namespace confab::client

namespace confab::models {

/// What an invitation leads to, in words: who invites, to which room.
QString invitedToText(const InvitedTo& place);

/// An invitation that the signed-in user got: asks what it leads to, and accepts it.
/// Thread: the window's. Owned by: LinkOpener.
class Invitation : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by LinkOpener")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(bool ready READ isReady NOTIFY changed FINAL) ///< it can be accepted
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)  ///< what it leads to; empty: not known
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    Invitation(client::Connection& connection, client::Rooms& rooms);

    void look(const Secret& code);
    Q_INVOKABLE void accept();
    void clear();

    bool isBusy() const { return m_busy; }
    bool isReady() const { return m_place.has_value(); }
    QString text() const { return m_place ? invitedToText(*m_place) : QString(); }
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();
    /// The user is a member of the room, which is in the list.
    void joined(double roomId);

private:
    void failed(const Error& error);

    client::Connection& m_connection;
    client::Rooms& m_rooms;
    Secret m_code;
    std::optional<InvitedTo> m_place;
    bool m_busy = false;
    QString m_error;
    quint64 m_generation = 0; // answers of an earlier one are dropped
};

} // namespace confab::models
