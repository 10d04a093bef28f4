// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/botsmodel.h"

#include <QQmlEngine>

namespace confab::models {

/// The signed-in user, and the bots of this user.
/// Thread: the window's. Owned by: Workspace.
class CurrentUser : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(double userId READ userId NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(QString email READ email NOTIFY changed FINAL)
    Q_PROPERTY(confab::models::BotsModel* bots READ bots CONSTANT FINAL)

public:
    CurrentUser(client::Session& session, client::Connection& connection, const client::Rooms& rooms);

    double userId() const { return double(m_session.user().id.value); }
    QString name() const;
    QString initials() const;
    QString email() const { return m_session.account().email; }
    BotsModel* bots() { return &m_bots; }

Q_SIGNALS:
    void changed();

private:
    client::Session& m_session;
    BotsModel m_bots;
};

} // namespace confab::models
