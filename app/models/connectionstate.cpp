// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/connectionstate.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;
using Phase = client::Session::Phase;

ConnectionState::ConnectionState(client::Session& session) : m_session(session) {
    m_second.setInterval(250ms); // finer than what is shown, so that no second is skipped
    connect(&m_second, &QTimer::timeout, this, &ConnectionState::changed);
    connect(&session, &client::Session::phaseChanged, this, &ConnectionState::phaseChanged);
}

void ConnectionState::phaseChanged() {
    if (canTryNow())
        m_second.start();
    else
        m_second.stop();
    Q_EMIT changed();
}

QString ConnectionState::description() const {
    switch (m_session.phase()) {
    case Phase::Online:
        return tr("Connected.");
    case Phase::SigningIn:
    case Phase::Connecting:
        return tr("Offline. Connecting…");
    case Phase::SignedOut:
    case Phase::Offline:
        break;
    }
    const int seconds = (m_session.retryIn() + 999) / 1000;
    return seconds > 0 ? tr("Offline. Reconnecting in %1 s").arg(seconds) : tr("Offline. Connecting…");
}

QString ConnectionState::shortText() const {
    switch (m_session.phase()) {
    case Phase::Online:
        return tr("Connected");
    case Phase::SigningIn:
    case Phase::Connecting:
        return tr("Connecting…");
    case Phase::SignedOut:
    case Phase::Offline:
        break;
    }
    return tr("Offline");
}

} // namespace confab::models
