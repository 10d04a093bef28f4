// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentuser.h"

#include "app/client/blocks.h"
#include "app/client/client.h"
#include "app/models/formatting.h"

namespace confab::models {

CurrentUser::CurrentUser(client::Client& client, const Clock& clock)
    : m_session(client.session()), m_bots(client.connection(), client.rooms()),
      m_devices(client.connection(), client.session(), clock), m_blocked(client.blocks(), client.people()),
      m_password(client.connection(), client.session()), m_secondFactor(client.connection(), client.session()),
      m_account(client.connection(), client.session()) {
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
