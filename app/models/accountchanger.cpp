// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/accountchanger.h"

#include "app/models/formatting.h"
#include "common/protocol/account.h"

namespace confab::models {

AccountChanger::AccountChanger(client::Connection& connection, client::Session& session)
    : m_connection(connection), m_session(session) {
    connect(&session, &client::Session::ended, this, &AccountChanger::begin);
}

void AccountChanger::begin() {
    ++m_generation;
    m_busy = false;
    m_errors = {};
    Q_EMIT changed();
}

bool AccountChanger::mayAsk(const QString& password) {
    m_errors = {};
    if (password.isEmpty())
        m_errors.password = tr("Enter the password that you have now.");
    m_busy = !password.isEmpty();
    Q_EMIT changed();
    if (!m_busy)
        Q_EMIT failed();
    return m_busy;
}

void AccountChanger::changeEmail(const QString& email, const QString& password) {
    if (m_busy || !mayAsk(password))
        return;
    const QString wanted = email.trimmed();
    m_connection.call(AccountChangeEmail{wanted, Secret{password}},
                      {this, [this, wanted, generation = m_generation](const Result<Empty>& answer) {
                           if (generation == m_generation)
                               emailAnswered(wanted, answer);
                       }});
}

void AccountChanger::emailAnswered(const QString& email, const Result<Empty>& answer) {
    m_busy = false;
    if (!answer)
        return showError(answer.error());
    Q_EMIT changed();
    Q_EMIT emailChanged(email);
}

void AccountChanger::deleteAccount(const QString& password) {
    if (m_busy || !mayAsk(password))
        return;
    m_connection.call(AccountDelete{Secret{password}},
                      {this, [this, generation = m_generation](const Result<Empty>& answer) {
                           if (generation == m_generation)
                               deletionAnswered(answer);
                       }});
}

/// The end of the session here removes what this device has of the account, too.
void AccountChanger::deletionAnswered(const Result<Empty>& answer) {
    m_busy = false;
    if (!answer)
        return showError(answer.error());
    Q_EMIT changed();
    Q_EMIT deleted();
    m_session.signOut();
}

void AccountChanger::showError(const Error& error) {
    if (error.kind == ErrorKind::AuthInvalid)
        m_errors.password = tr("This is not your present password.");
    else if (error.kind == ErrorKind::EmailTaken)
        m_errors.email = tr("An account with this e-mail address already exists.");
    else if (error.kind == ErrorKind::InputInvalid && error.path.endsWith(QStringLiteral(".email")))
        m_errors.email = tr("This is not a valid e-mail address.");
    else
        m_errors.other = sentence(error);
    Q_EMIT changed();
    Q_EMIT failed();
}

} // namespace confab::models
