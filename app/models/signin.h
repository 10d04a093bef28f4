// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/serverfacts.h"
#include "app/models/signininvitation.h"

#include <QQmlEngine>
#include <QSettings>

namespace confab::models {

/// Signing in, creating an account, signing out; stores server and e-mail between runs, and reports each error beside
/// its field. The password goes to the session and is not stored.
/// Thread: the window's. Owned by: Workspace.
class SignIn : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString serverAddress READ serverAddress NOTIFY accountChanged FINAL)
    Q_PROPERTY(QString email READ email NOTIFY accountChanged FINAL)
    Q_PROPERTY(bool returning READ isReturning NOTIFY accountChanged FINAL) ///< a user signed in here before
    Q_PROPERTY(bool keychainAvailable READ isKeychainAvailable NOTIFY stateChanged FINAL)
    /// Of the server whose address is in the form.
    Q_PROPERTY(confab::models::ServerFacts* server READ server CONSTANT FINAL)
    /// With which one comes here: a new account is made by it, and who signs in follows it.
    Q_PROPERTY(confab::models::SignInInvitation* invitation READ invitation CONSTANT FINAL)
    Q_PROPERTY(QString serverError READ serverError NOTIFY errorsChanged FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY errorsChanged FINAL)
    Q_PROPERTY(QString emailError READ emailError NOTIFY errorsChanged FINAL)
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY errorsChanged FINAL)
    Q_PROPERTY(QString codeError READ codeError NOTIFY errorsChanged FINAL)
    Q_PROPERTY(QString error READ error NOTIFY errorsChanged FINAL) ///< errors of no field
    /// The password was right, and the server wants a code of the second factor.
    Q_PROPERTY(bool codeWanted READ isCodeWanted NOTIFY stateChanged FINAL)

public:
    enum State { Restoring, SignedOut, SignedIn };
    Q_ENUM(State)

    /// `settings` and `store` must outlive this.
    SignIn(client::Session& session, client::SecretStore& store, QSettings& settings);

    /// Resumes the session of the last run, if there is one.
    void restore();
    /// The page's initial values, instead of the stored ones.
    void setServer(const QString& address);
    /// The account has another address by now: the next sign-in begins with it.
    void setNextEmail(const QString& email) { m_nextEmail = email; }

    Q_INVOKABLE void signIn(const QString& server, const QString& email, const QString& password);
    Q_INVOKABLE void createAccount(const QString& server, const QString& name, const QString& email,
                                   const QString& password);
    /// A one-time code or a recovery code, while it is wanted.
    Q_INVOKABLE void enterCode(const QString& code);
    /// Back to the password.
    Q_INVOKABLE void forgetCode();
    Q_INVOKABLE void signOut();
    Q_INVOKABLE void clearErrors();

    State state() const { return m_state; }
    bool isBusy() const { return m_busy; }
    bool isCodeWanted() const { return m_step.has_value(); }
    ServerFacts* server() { return &m_facts; }
    SignInInvitation* invitation() { return &m_invitation; }
    QString serverAddress() const { return m_server; }
    QString email() const { return m_email; }
    bool isReturning() const { return m_settings.contains(QStringLiteral("account/email")); }
    bool isKeychainAvailable() const { return m_store.isPersistent(); }
    QString serverError() const { return m_errors.server; }
    QString nameError() const { return m_errors.name; }
    QString emailError() const { return m_errors.email; }
    QString passwordError() const { return m_errors.password; }
    QString codeError() const { return m_errors.code; }
    QString error() const { return m_errors.other; }

Q_SIGNALS:
    void stateChanged();
    void accountChanged();
    void errorsChanged();
    /// An attempt failed.
    void failed();
    /// The password was right, and a code is wanted.
    void codeAsked();
    /// An attempt succeeded.
    void entered();
    /// After entered(): this leads to the room of the invitation. A link of the invitation, or of the room.
    void invited(const QString& link);
    /// The session is over because the user wanted that.
    void left();

private:
    struct Errors {
        QString server, name, email, password, code, other;
    };

    /// A sign-in whose password was right; nothing of it is stored.
    struct SecondStep {
        client::Account account;
        Secret challenge;
    };

    std::optional<client::Account> accountFor(const QString& server, const QString& email);
    void answered(const client::Account& account, const Status& done, bool isNew);
    void followInvitation(bool isNew);
    void showError(const Error& error);
    void showInvalid(const Error& error);
    void setState(State state);
    void remember();

    client::Session& m_session;
    client::SecretStore& m_store;
    QSettings& m_settings;
    ServerFacts m_facts;
    SignInInvitation m_invitation;
    State m_state = SignedOut;
    bool m_busy = false;
    QString m_server;
    QString m_email;
    QString m_nextEmail;
    std::optional<SecondStep> m_step;
    Errors m_errors;
};

} // namespace confab::models
