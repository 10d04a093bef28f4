// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentuser.h"

#include "app/client/blocks.h"
#include "app/client/client.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"
#include "app/models/presencelight.h"
#include "common/protocol/profile.h"

#include <array>

namespace confab::models {

CurrentUser::CurrentUser(client::Client& client, const Clock& clock)
    : m_session(client.session()), m_connection(client.connection()), m_people(client.people()),
      m_profile(client.connection(), client.session(), client.uploads(), clock),
      m_bots(client.connection(), client.rooms()), m_devices(client.connection(), client.session(), clock),
      m_blocked(client.blocks(), client.people()), m_password(client.connection(), client.session()),
      m_secondFactor(client.connection(), client.session()), m_account(client.connection(), client.session()),
      m_administration(client.connection(), client.session()) {
    connect(&m_account, &AccountChanger::emailChanged, this, [this](const QString& email) {
        m_newEmail = email;
        Q_EMIT changed();
    });
    connect(&m_session, &client::Session::ended, this, [this] { m_newEmail.clear(); });
    connect(&m_session, &client::Session::phaseChanged, this, &CurrentUser::changed);
    connect(&m_session, &client::Session::began, this, &CurrentUser::changed);
    connect(&m_session, &client::Session::userChanged, this, &CurrentUser::changed);
    connect(&m_people, &client::UserDirectory::profileChanged, this, [this](UserId id) { // its status may have ended
        if (id == m_session.user().id)
            Q_EMIT changed();
    });
}

QString CurrentUser::status() const {
    return statusLine(m_people.status(m_session.user().id));
}

CurrentUser::Presence CurrentUser::presence() const {
    switch (m_session.user().presence.value_or(Availability::Online)) {
    case Availability::Online:
        return Online;
    case Availability::Away:
        return Away;
    case Availability::DoNotDisturb:
        return DoNotDisturb;
    case Availability::Offline:
        break;
    }
    return Invisible;
}

QString CurrentUser::presenceText() const {
    switch (presence()) {
    case Online:
        return tr("Online");
    case Away:
        return tr("Away");
    case DoNotDisturb:
        return tr("Do not disturb");
    case Invisible:
        break;
    }
    return tr("Invisible");
}

void CurrentUser::choosePresence(Presence presence) {
    static constexpr std::array choices{PresenceChoice::Online, PresenceChoice::Away, PresenceChoice::DoNotDisturb,
                                        PresenceChoice::Invisible};
    m_connection.call(PresenceSet{choices.at(size_t(presence))}, {this, [this, presence](const Result<Empty>& answer) {
                                                                      presenceSet(answer.map([](const Empty&) {}),
                                                                                  presence);
                                                                  }});
}

void CurrentUser::presenceSet(const Status& answer, Presence presence) {
    if (!answer)
        return Q_EMIT failed(answer.error());
    static constexpr std::array told{Availability::Online, Availability::Away, Availability::DoNotDisturb,
                                     Availability::Offline};
    User user = m_session.user();
    user.presence = told.at(size_t(presence));
    m_session.learn(user);
}

void CurrentUser::clearStatus() {
    ProfileUpdate request;
    request.status = OrNull<UserStatus>{};
    m_connection.call(request, {this, [this](const Result<UserAnswer>& answer) {
                                    if (answer)
                                        m_session.learn(answer->user);
                                    else
                                        Q_EMIT failed(answer.error());
                                }});
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
