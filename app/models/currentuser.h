// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QQmlEngine>

namespace confab::models {

/// The signed-in user.
/// Thread: the window's. Owned by: Workspace.
class CurrentUser : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(double userId READ userId NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(QString email READ email NOTIFY changed FINAL)

public:
    explicit CurrentUser(client::Session& session);

    double userId() const { return double(m_session.user().id.value); }
    QString name() const;
    QString initials() const;
    QString email() const { return m_session.account().email; }

Q_SIGNALS:
    void changed();

private:
    client::Session& m_session;
};

} // namespace confab::models
