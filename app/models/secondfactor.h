// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/shownsecret.h"

#include <QQmlEngine>
#include <QStringList>

namespace confab::models {

/// The user's second factor: switches it on (the password, a QR code for an authenticator app, a first code, and then
/// the recovery codes, once) and off. Passwords, secrets and codes are stored nowhere.
/// Thread: the window's. Owned by: CurrentUser.
class SecondFactor : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool on READ isOn NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QStringList qrRows READ qrRows NOTIFY changed FINAL) ///< 0 and 1, while a first code is waited for
    Q_PROPERTY(QString secret READ secret NOTIFY changed FINAL)     ///< likewise: to type into the app
    Q_PROPERTY(confab::models::ShownSecret* recoveryCodes READ recoveryCodes CONSTANT FINAL) ///< a line each
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY changed FINAL)
    Q_PROPERTY(QString codeError READ codeError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    SecondFactor(client::Connection& connection, const client::Session& session);

    /// Forgets what is shown, the errors, and the answer that is waited for.
    Q_INVOKABLE void begin();
    /// `keyShown` or `failed` follows.
    Q_INVOKABLE void switchOn(const QString& password);
    /// The first code: `recoveryCodes`, or `failed` follows.
    Q_INVOKABLE void confirm(const QString& code);
    /// `switchedOff` or `failed` follows.
    Q_INVOKABLE void switchOff(const QString& password, const QString& code);
    /// To the clipboard.
    Q_INVOKABLE void copySecret() const;

    bool isOn() const { return m_isOn; }
    bool isBusy() const { return m_busy; }
    QStringList qrRows() const { return m_qrRows; }
    QString secret() const { return m_secret; }
    ShownSecret* recoveryCodes() { return &m_recoveryCodes; }
    QString passwordError() const { return m_errors.password; }
    QString codeError() const { return m_errors.code; }
    QString error() const { return m_errors.other; }

Q_SIGNALS:
    void changed();
    void keyShown();
    void switchedOn();
    void switchedOff();
    void failed();

private:
    struct Errors {
        QString password, code, other;
    };

    /// Asks; `take` gets the answer of this generation when it is none of an error.
    template <class R>
    void ask(R request, void (SecondFactor::*take)(const typename R::Answer&));
    void offered(const MfaOffer& offer);
    void confirmed(const RecoveryCodes& codes);
    void disabled(const Empty& answer);
    void showError(const Error& error);

    client::Connection& m_connection;
    ShownSecret m_recoveryCodes;
    QStringList m_qrRows;
    QString m_secret;
    Errors m_errors;
    quint64 m_generation = 0; // an answer of an earlier one is dropped
    bool m_isOn = false;
    bool m_busy = false;
};

} // namespace confab::models
