// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/secondfactor.h"

#include "app/models/formatting.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab::models {

SecondFactor::SecondFactor(client::Connection& connection, const client::Session& session) : m_connection(connection) {
    connect(&session, &client::Session::ended, this, &SecondFactor::begin);
    const auto read = [this, &session] {
        m_isOn = session.user().mfa.value_or(false);
        Q_EMIT changed();
    };
    connect(&session, &client::Session::online, this, read);
    connect(&session, &client::Session::moved, this, read);
}

void SecondFactor::begin() {
    ++m_generation;
    m_busy = false;
    m_qrRows.clear();
    m_secret.clear();
    m_recoveryCodes.forget();
    m_errors = {};
    Q_EMIT changed();
}

template <class R>
void SecondFactor::ask(R request, void (SecondFactor::*take)(const typename R::Answer&)) {
    m_busy = true;
    Q_EMIT changed();
    m_connection.call(std::move(request),
                      {this, [this, take, generation = m_generation](const Result<typename R::Answer>& answer) {
                           if (generation != m_generation)
                               return;
                           m_busy = false;
                           if (answer)
                               (this->*take)(*answer);
                           else
                               showError(answer.error());
                       }});
}

void SecondFactor::switchOn(const QString& password) {
    if (m_busy)
        return;
    m_errors = {};
    ask(MfaBegin{Secret{password}}, &SecondFactor::offered);
}

void SecondFactor::offered(const MfaOffer& offer) {
    m_secret = offer.secret.value;
    m_qrRows.clear();
    for (const Secret& row : offer.qr)
        m_qrRows.append(row.value);
    Q_EMIT changed();
    Q_EMIT keyShown();
}

void SecondFactor::confirm(const QString& code) {
    if (m_busy)
        return;
    m_errors = {};
    ask(MfaConfirm{Secret{code.trimmed()}}, &SecondFactor::confirmed);
}

void SecondFactor::confirmed(const RecoveryCodes& codes) {
    m_isOn = true;
    m_qrRows.clear();
    m_secret.clear();
    QStringList lines;
    for (const Secret& code : codes.recoveryCodes)
        lines.append(code.value);
    m_recoveryCodes.show(lines.join(u'\n'),
                         tr("Each of these codes signs you in once, when you don't have your phone."));
    Q_EMIT changed();
    Q_EMIT switchedOn();
}

void SecondFactor::switchOff(const QString& password, const QString& code) {
    if (m_busy)
        return;
    m_errors = {};
    ask(MfaDisable{Secret{password}, Secret{code.trimmed()}}, &SecondFactor::disabled);
}

void SecondFactor::disabled(const Empty&) {
    m_isOn = false;
    Q_EMIT changed();
    Q_EMIT switchedOff();
}

void SecondFactor::copySecret() const {
    if (!m_secret.isEmpty())
        QGuiApplication::clipboard()->setText(m_secret);
}

void SecondFactor::showError(const Error& error) {
    if (error.kind == ErrorKind::AuthInvalid)
        m_errors.password = tr("This is not your present password.");
    else if (error.kind == ErrorKind::AuthWrongCode)
        m_errors.code = tr("The code is wrong or was used already.");
    else
        m_errors.other = sentence(error);
    Q_EMIT changed();
    Q_EMIT failed();
}

} // namespace confab::models
