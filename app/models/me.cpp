// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/me.h"

#include "app/models/formatting.h"

namespace confab::models {

Me::Me(client::Session& session) : m_session(session) {
    connect(&session, &client::Session::phaseChanged, this, &Me::changed);
    connect(&session, &client::Session::began, this, &Me::changed);
}

// Before the first connection to the server only the address is known.
QString Me::name() const {
    const QString name = m_session.user().name;
    return name.isEmpty() ? m_session.account().email.section(u'@', 0, 0) : name;
}

QString Me::initials() const {
    return models::initials(name());
}

} // namespace confab::models
