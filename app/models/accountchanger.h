// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QQmlEngine>

namespace confab::models {

/// The forms that give the account another e-mail address, and that delete it: ask the server, and report each error
/// beside its field. The password goes to the connection and is not stored.
/// Thread: the window's. Owned by: CurrentUser.
class AccountChanger : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString emailError READ emailError NOTIFY changed FINAL)
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    AccountChanger(client::Connection& connection, client::Session& session);

    /// Forgets the errors, and the answer that is waited for.
    Q_INVOKABLE void begin();
    /// `emailChanged` or `failed` follows.
    Q_INVOKABLE void changeEmail(const QString& email, const QString& password);
    /// `deleted`, and then the end of the session, or `failed` follows.
    Q_INVOKABLE void deleteAccount(const QString& password);

    bool isBusy() const { return m_busy; }
    QString emailError() const { return m_errors.email; }
    QString passwordError() const { return m_errors.password; }
    QString error() const { return m_errors.other; }

Q_SIGNALS:
    void changed();
    void emailChanged(const QString& email);
    void deleted();
    void failed();

private:
    struct Errors {
        QString email, password, other;
    };

    bool mayAsk(const QString& password);
    void emailAnswered(const QString& email, const Result<Empty>& answer);
    void deletionAnswered(const Result<Empty>& answer);
    void showError(const Error& error);

    client::Connection& m_connection;
    client::Session& m_session;
    Errors m_errors;
    quint64 m_generation = 0; // an answer of an earlier one is dropped
    bool m_busy = false;
};

} // namespace confab::models
