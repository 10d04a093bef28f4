// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QQmlEngine>

namespace confab::models {

/// Whether there is a connection, in words. A short break is nobody's concern: what is written waits for its turn, and
/// what is missed is asked for; so `online` ends only when the connection has been away for a while.
/// Thread: the window's. Owned by: Workspace.
class ConnectionState : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool online READ isOnline NOTIFY changed FINAL)
    Q_PROPERTY(bool canTryNow READ canTryNow NOTIFY changed FINAL)
    Q_PROPERTY(QString description READ description NOTIFY changed FINAL) ///< one sentence for the banner
    Q_PROPERTY(QString shortText READ shortText NOTIFY changed FINAL)     ///< one word for the pane

public:
    /// `shortBreak`: what is over by then is not shown.
    explicit ConnectionState(client::Session& session,
                             std::chrono::milliseconds shortBreak = std::chrono::milliseconds(2000));

    bool isOnline() const { return m_session.isOnline() || m_break.isActive(); }
    bool canTryNow() const { return !isOnline() && m_session.phase() == client::Session::Phase::Offline; }
    QString description() const;
    QString shortText() const;
    Q_INVOKABLE void tryNow() { m_session.tryNow(); }

Q_SIGNALS:
    void changed();

private:
    void phaseChanged();

    client::Session& m_session;
    const std::chrono::milliseconds m_shortBreak;
    bool m_wasOnline = false;
    QTimer m_break;  // runs while a break is still short
    QTimer m_second; // counts down while waiting for the next try
};

} // namespace confab::models
