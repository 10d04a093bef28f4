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
      m_password(client.connection(), client.session()) {
    connect(&m_session, &client::Session::phaseChanged, this, &CurrentUser::changed);
    connect(&m_session, &client::Session::began, this, &CurrentUser::changed);
}

// Before the first connection to the server only the address is known.
QString CurrentUser::name() const {
    const QString name = m_session.user().name;
    return name.isEmpty() ? m_session.account().email.section(u'@', 0, 0) : name;
}

QString CurrentUser::initials() const {
    return models::initials(name());
}

} // namespace confab::models
