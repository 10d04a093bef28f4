// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/connectionstate.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;
using Phase = client::Session::Phase;

ConnectionState::ConnectionState(client::Session& session, std::chrono::milliseconds shortBreak)
    : m_session(session), m_shortBreak(shortBreak) {
    m_second.setInterval(250ms); // finer than what is shown, so that no second is skipped
    connect(&m_second, &QTimer::timeout, this, &ConnectionState::changed);
    m_break.setSingleShot(true);
    connect(&m_break, &QTimer::timeout, this, &ConnectionState::phaseChanged);
    connect(&session, &client::Session::phaseChanged, this, &ConnectionState::phaseChanged);
}

void ConnectionState::phaseChanged() {
    const bool hasSession = m_session.phase() == Phase::Offline || m_session.phase() == Phase::Connecting;
    if (!hasSession)
        m_break.stop();
    else if (m_wasOnline)
        m_break.start(m_shortBreak);
    m_wasOnline = m_session.isOnline();
    if (canTryNow())
        m_second.start();
    else
        m_second.stop();
    Q_EMIT changed();
}

QString ConnectionState::description() const {
    if (isOnline())
        return tr("Connected.");
    const int seconds = (m_session.retryIn() + 999) / 1000;
    return seconds > 0 ? tr("Offline. Reconnecting in %1 s").arg(seconds) : tr("Offline. Connecting…");
}

QString ConnectionState::shortText() const {
    if (isOnline())
        return tr("Connected");
    const bool trying = m_session.phase() == Phase::SigningIn || m_session.phase() == Phase::Connecting;
    return trying ? tr("Connecting…") : tr("Offline");
}

} // namespace confab::models
