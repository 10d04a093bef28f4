// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// The state of the connection, as texts. A short break is not shown: written messages wait for their turn, and missed
/// events are requested; so `online` ends only when the connection has been lost for a while.
/// Thread: the window's. Owned by: Workspace.
class ConnectionState : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool online READ isOnline NOTIFY changed FINAL)
    Q_PROPERTY(bool canTryNow READ canTryNow NOTIFY changed FINAL)
    /// Whether the list of rooms is the server's: before that an empty one means nothing.
    Q_PROPERTY(bool roomsKnown READ areRoomsKnown NOTIFY changed FINAL)
    Q_PROPERTY(bool connecting READ isConnecting NOTIFY changed FINAL)    ///< connecting, without a failure so far
    Q_PROPERTY(QString description READ description NOTIFY changed FINAL) ///< one sentence for the banner
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)     ///< the problem, its beginning, and what helps
    Q_PROPERTY(QString shortText READ shortText NOTIFY changed FINAL) ///< one word for the pane

public:
    /// `shortBreak`: shorter breaks are not shown.
    ConnectionState(client::Session& session, const client::Rooms& rooms,
                    std::chrono::milliseconds shortBreak = std::chrono::milliseconds(2000));

    bool isOnline() const { return m_session.isOnline() || m_break.isActive(); }
    bool canTryNow() const { return !isOnline() && m_session.phase() == client::Session::Phase::Offline; }
    bool areRoomsKnown() const;
    bool isConnecting() const;
    QString description() const;
    QString trouble() const;
    QString shortText() const;
    Q_INVOKABLE void tryNow() { m_session.tryNow(); }

Q_SIGNALS:
    void changed();

private:
    void phaseChanged();
    QString since() const;

    client::Session& m_session;
    const client::Rooms& m_rooms;
    const std::chrono::milliseconds m_shortBreak;
    bool m_wasOnline = false;
    std::optional<UtcTime> m_offlineSince; // or since the first attempt
    QTimer m_break;                        // runs while a break is still short
    QTimer m_second;                       // counts down to the next attempt
};

} // namespace confab::models
