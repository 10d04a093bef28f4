// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QQmlEngine>

namespace confab::models {

/// The form that gives the user another password: asks the server, and reports each error beside its field. The
/// passwords go to the connection and are not stored.
/// Thread: the window's. Owned by: CurrentUser.
class PasswordChanger : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString presentError READ presentError NOTIFY changed FINAL)
    Q_PROPERTY(QString nextError READ nextError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    PasswordChanger(client::Connection& connection, const client::Session& session);

    /// Forgets the errors, and the answer that is waited for.
    Q_INVOKABLE void begin();
    /// `done` or `failed` follows.
    Q_INVOKABLE void change(const QString& present, const QString& next);

    bool isBusy() const { return m_busy; }
    QString presentError() const { return m_errors.present; }
    QString nextError() const { return m_errors.next; }
    QString error() const { return m_errors.other; }

Q_SIGNALS:
    void changed();
    void done();
    void failed();

private:
    struct Errors {
        QString present, next, other;
    };

    void answered(const Status& status);
    void showError(const Error& error);
    static QString rule();

    client::Connection& m_connection;
    Errors m_errors;
    quint64 m_generation = 0; // an answer of an earlier one is dropped
    bool m_busy = false;
};

} // namespace confab::models
