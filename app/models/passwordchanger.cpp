// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/passwordchanger.h"

#include "app/models/formatting.h"
#include "common/protocol/account.h"

namespace confab::models {

PasswordChanger::PasswordChanger(client::Connection& connection, const client::Session& session)
    : m_connection(connection) {
    connect(&session, &client::Session::ended, this, &PasswordChanger::begin);
}

void PasswordChanger::begin() {
    ++m_generation;
    m_busy = false;
    m_errors = {};
    Q_EMIT changed();
}

void PasswordChanger::change(const QString& present, const QString& next) {
    if (m_busy)
        return;
    m_errors = {};
    if (present.isEmpty())
        m_errors.present = tr("Enter the password that you have now.");
    if (next.size() < limits::passwordMinChars || next.toUtf8().size() > limits::passwordBytes)
        m_errors.next = rule();
    m_busy = m_errors.present.isEmpty() && m_errors.next.isEmpty();
    Q_EMIT changed();
    if (!m_busy)
        return Q_EMIT failed();
    m_connection.call(AccountChangePassword{Secret{present}, Secret{next}},
                      {this, [this, generation = m_generation](const Result<Empty>& answer) {
                           if (generation == m_generation)
                               answered(answer.map([](const Empty&) {}));
                       }});
}

void PasswordChanger::answered(const Status& status) {
    m_busy = false;
    if (!status)
        showError(status.error());
    Q_EMIT changed();
    if (status)
        Q_EMIT done();
    else
        Q_EMIT failed();
}

void PasswordChanger::showError(const Error& error) {
    if (error.kind == ErrorKind::AuthInvalid)
        m_errors.present = tr("This is not your present password.");
    else if (error.kind == ErrorKind::InputInvalid && error.path.endsWith(QStringLiteral(".new")))
        m_errors.next = rule();
    else
        m_errors.other = sentence(error);
}

QString PasswordChanger::rule() {
    return tr("Use a password of %1 to %2 characters.")
        .arg(QString::number(limits::passwordMinChars), QString::number(limits::passwordBytes));
}

} // namespace confab::models
