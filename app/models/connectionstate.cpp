// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/connectionstate.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;
using Phase = client::Session::Phase;

ConnectionState::ConnectionState(client::Session& session, const client::Rooms& rooms,
                                 std::chrono::milliseconds shortBreak)
    : m_session(session), m_rooms(rooms), m_shortBreak(shortBreak) {
    m_second.setInterval(250ms); // finer than the display, so that no second is skipped
    connect(&m_second, &QTimer::timeout, this, &ConnectionState::changed);
    m_break.setSingleShot(true);
    connect(&m_break, &QTimer::timeout, this, &ConnectionState::phaseChanged);
    connect(&session, &client::Session::phaseChanged, this, &ConnectionState::phaseChanged);
    connect(&rooms, &client::Rooms::completed, this, &ConnectionState::changed);
}

void ConnectionState::phaseChanged() {
    const bool hasSession = m_session.phase() == Phase::Offline || m_session.phase() == Phase::Connecting;
    if (!hasSession)
        m_break.stop();
    else if (m_wasOnline)
        m_break.start(m_shortBreak);
    m_wasOnline = m_session.isOnline();
    if (!hasSession)
        m_offlineSince.reset();
    else if (!m_offlineSince)
        m_offlineSince = UtcTime::now();
    if (canTryNow())
        m_second.start();
    else
        m_second.stop();
    Q_EMIT changed();
}

bool ConnectionState::areRoomsKnown() const {
    return m_rooms.isComplete();
}

bool ConnectionState::isConnecting() const {
    return !isOnline() && !m_session.trouble();
}

QString ConnectionState::since() const {
    const UtcTime at = m_offlineSince.value_or(UtcTime::now());
    const QDate today = QDate::currentDate();
    return localDay(at) == today ? clockTime(at) : tr("%1, %2").arg(listTime(at, today), clockTime(at));
}

QString ConnectionState::description() const {
    if (isOnline())
        return tr("Connected.");
    if (isConnecting())
        return tr("Connecting…");
    const int seconds = (m_session.retryIn() + 999) / 1000;
    return seconds > 0 ? tr("Offline since %1. Reconnecting in %2 s").arg(since(), QString::number(seconds))
                       : tr("Offline since %1. Connecting…").arg(since());
}

QString ConnectionState::trouble() const {
    if (isOnline() || isConnecting())
        return {};
    QString what = sentence(*m_session.trouble());
    if (!what.endsWith(u'.'))
        what += u'.';
    return tr("%1 No connection since %2.").arg(what, since());
}

QString ConnectionState::shortText() const {
    if (isOnline())
        return tr("Connected");
    const bool trying = m_session.phase() == Phase::SigningIn || m_session.phase() == Phase::Connecting;
    return trying ? tr("Connecting…") : tr("Offline");
}

} // namespace confab::models
