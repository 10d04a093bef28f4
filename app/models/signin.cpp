// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/signin.h"

#include "app/client/serveraddress.h"
#include "app/models/formatting.h"
#include "common/protocol/limits.h"

namespace confab::models {

namespace {

const QString serverKey = QStringLiteral("account/server");
const QString emailKey = QStringLiteral("account/email");
const QString signedInKey = QStringLiteral("account/signedIn");

} // namespace

SignIn::SignIn(client::Session& session, client::SecretStore& store, QSettings& settings)
    : m_session(session), m_store(store), m_settings(settings), m_server(settings.value(serverKey).toString()),
      m_email(settings.value(emailKey).toString()) {
    connect(&m_invitation, &SignInInvitation::serverNamed, this, [this](const QString& address) {
        setServer(address);
        m_facts.setAddress(address);
    });
    connect(&session, &client::Session::began, this, [this] {
        m_busy = false;
        setState(SignedIn);
    });
    connect(&session, &client::Session::phaseChanged, this, &SignIn::stateChanged);
    connect(&session, &client::Session::ended, this, [this] {
        m_settings.setValue(signedInKey, false);
        if (const auto& why = m_session.trouble(); why && !m_busy)
            showError(*why);
        if (const QString next = std::exchange(m_nextEmail, {}); !next.isEmpty()) {
            m_email = next;
            m_settings.setValue(emailKey, next);
            Q_EMIT accountChanged();
        }
        setState(SignedOut);
        if (!m_session.trouble() && !m_busy)
            Q_EMIT left();
    });
}

void SignIn::setServer(const QString& address) {
    m_server = address;
    Q_EMIT accountChanged();
}

void SignIn::restore() {
    if (m_email.isEmpty() || !m_settings.value(signedInKey).toBool())
        return;
    const std::optional<client::Account> account = accountFor(m_server, m_email);
    clearErrors();
    if (!account)
        return;
    setState(Restoring);
    m_session.resume(*account, {this, [this](const Status& done) {
                                    if (!done)
                                        setState(SignedOut);
                                }});
}

void SignIn::signIn(const QString& server, const QString& email, const QString& password) {
    clearErrors();
    const std::optional<client::Account> account = accountFor(server, email);
    if (!account)
        return;
    m_busy = true;
    Q_EMIT stateChanged();
    m_step.reset();
    m_session.signIn(*account, Secret{password},
                     {this, [this, to = *account](const Status& done) { answered(to, done, false); }});
}

void SignIn::createAccount(const QString& server, const QString& name, const QString& email, const QString& password) {
    clearErrors();
    if (password.size() < limits::passwordMinChars) {
        m_errors.password = tr("The password is too short. Use at least %1 characters.").arg(limits::passwordMinChars);
        Q_EMIT errorsChanged();
        Q_EMIT failed();
        return;
    }
    const std::optional<client::Account> account = accountFor(server, email);
    if (!account)
        return;
    m_busy = true;
    Q_EMIT stateChanged();
    m_session.createAccount(*account, name.trimmed(), Secret{password},
                            {this, [this, to = *account](const Status& done) { answered(to, done, true); }},
                            m_invitation.code());
}

void SignIn::enterCode(const QString& code) {
    clearErrors();
    if (!m_step || m_busy)
        return;
    m_busy = true;
    Q_EMIT stateChanged();
    m_session.enterCode(m_step->account, m_step->challenge, Secret{code.trimmed()},
                        {this, [this, to = m_step->account](const Status& done) { answered(to, done, false); }});
}

void SignIn::forgetCode() {
    m_step.reset();
    clearErrors();
    Q_EMIT stateChanged();
}

void SignIn::signOut() {
    m_session.signOut();
}

std::optional<client::Account> SignIn::accountFor(const QString& server, const QString& email) {
    const Result<QUrl> url = client::serverUrl(server.trimmed());
    if (!url) {
        m_errors.server = tr("This is not a valid server address. Enter one like chat.example.org.");
        Q_EMIT errorsChanged();
        Q_EMIT failed();
        return {};
    }
    m_server = client::serverAddress(*url);
    m_email = email.trimmed();
    Q_EMIT accountChanged();
    return client::Account{*url, m_email};
}

void SignIn::answered(const client::Account& account, const Status& done, bool isNew) {
    m_busy = false;
    if (!done && done.error().kind == ErrorKind::AuthCodeRequired) {
        m_step = SecondStep{account, Secret{done.error().challenge}};
        Q_EMIT stateChanged();
        return Q_EMIT codeAsked();
    }
    if (done) {
        m_step.reset();
        remember();
        setState(SignedIn);
        Q_EMIT entered();
        return followInvitation(isNew);
    }
    showError(done.error());
    Q_EMIT stateChanged();
    Q_EMIT failed();
}

/// A new account is a member of the room already, and its invitation may have no use left.
void SignIn::followInvitation(bool isNew) {
    const QString link = m_invitation.link();
    const std::optional<RoomId> room = m_invitation.room();
    const bool isInvited = m_invitation.isValid();
    m_invitation.setLink({});
    if (isInvited && !isNew)
        Q_EMIT invited(link);
    else if (isInvited && room)
        Q_EMIT invited(QStringLiteral("confab://%1/room/%2")
                           .arg(m_session.account().server.authority(), QString::number(room->value)));
}

void SignIn::showError(const Error& error) {
    switch (error.kind) {
    case ErrorKind::InputInvalid:
        showInvalid(error);
        break;
    case ErrorKind::EmailTaken:
        m_errors.email = tr("An account with this e-mail address already exists.");
        break;
    case ErrorKind::RegistrationClosed:
        m_errors.other = tr("This server does not accept new accounts. Ask its administrator for one.");
        break;
    case ErrorKind::InviteNotFound:
        m_errors.other = tr("This invitation does not exist or has ended. Ask for another one.");
        break;
    case ErrorKind::AuthInvalid:
        m_errors.password = tr("The e-mail address or the password is wrong.");
        break;
    case ErrorKind::AuthWrongCode:
        m_errors.code = tr("The code is wrong or was used already.");
        break;
    case ErrorKind::AuthExpired:
    case ErrorKind::AuthRequired:
        if (m_step) {
            m_step.reset();
            m_errors.password = tr("That took too long. Enter the password again.");
            break;
        }
        m_errors.other = tr("You were signed out. Please sign in again.");
        break;
    case ErrorKind::Disconnected:
    case ErrorKind::Timeout:
        m_errors.server = sentence(error);
        break;
    case ErrorKind::Unavailable:
        m_errors.other = tr("Your last session can't be read from the keychain. Please sign in again.");
        break;
    default:
        m_errors.other = sentence(error);
    }
    Q_EMIT errorsChanged();
}

void SignIn::showInvalid(const Error& error) {
    const QString field = error.path.section(u'.', -1);
    if (field == QStringLiteral("name"))
        m_errors.name = tr("Enter a name with visible characters.");
    else if (field == QStringLiteral("email"))
        m_errors.email = tr("This is not a valid e-mail address.");
    else if (field == QStringLiteral("password"))
        m_errors.password = tr("Use a password of %1 to %2 characters.")
                                .arg(QString::number(limits::passwordMinChars), QString::number(limits::passwordBytes));
    else
        m_errors.other = sentence(error);
}

void SignIn::clearErrors() {
    m_errors = {};
    Q_EMIT errorsChanged();
}

void SignIn::setState(State state) {
    m_state = state;
    Q_EMIT stateChanged();
}

void SignIn::remember() {
    m_settings.setValue(serverKey, m_server);
    m_settings.setValue(emailKey, m_email);
    m_settings.setValue(signedInKey, true);
}

} // namespace confab::models
