// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentuser.h"

#include "app/models/formatting.h"

namespace confab::models {

CurrentUser::CurrentUser(client::Session& session, client::Connection& connection, const client::Rooms& rooms,
                         const Clock& clock)
    : m_session(session), m_bots(connection, rooms), m_devices(connection, session, clock),
      m_password(connection, session), m_secondFactor(connection, session), m_account(connection, session) {
    connect(&m_account, &AccountChanger::emailChanged, this, [this](const QString& email) {
        m_newEmail = email;
        Q_EMIT changed();
    });
    connect(&m_session, &client::Session::ended, this, [this] { m_newEmail.clear(); });
    connect(&m_session, &client::Session::phaseChanged, this, &CurrentUser::changed);
    connect(&m_session, &client::Session::began, this, &CurrentUser::changed);
}

// Before the first connection to the server only the address is known.
QString CurrentUser::name() const {
    const QString name = m_session.user().name;
    return name.isEmpty() ? m_session.account().email.section(u'@', 0, 0) : name;
}

/// The account is kept under the address of its sign-in, and may have another one by now.
QString CurrentUser::email() const {
    return m_newEmail.isEmpty() ? m_session.user().email.value_or(m_session.account().email) : m_newEmail;
}

QString CurrentUser::initials() const {
    return models::initials(name());
}

} // namespace confab::models
