// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentuser.h"

#include "app/client/rooms.h"
#include "app/client/userdirectory.h"
#include "app/models/formatting.h"
#include "app/models/presencelight.h"
#include "common/protocol/profile.h"

#include <array>

namespace confab::models {

CurrentUser::CurrentUser(client::Session& session, client::Connection& connection, const client::Rooms& rooms,
                         client::Uploads& uploads, const Clock& clock)
    : m_session(session), m_connection(connection), m_people(rooms.people()), m_bots(connection, rooms),
      m_devices(connection, session, clock), m_password(connection, session),
      m_profile(connection, session, uploads, clock) {
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

QString CurrentUser::initials() const {
    return models::initials(name());
}

} // namespace confab::models
