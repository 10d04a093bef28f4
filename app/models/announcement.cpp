// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/announcement.h"

#include "app/client/rooms.h"
#include "app/models/isolated.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

Announcement::Announcement(client::Rooms& rooms) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(10s); // long enough to read it twice
    connect(&m_timer, &QTimer::timeout, this, &Announcement::dismiss);
    connect(&rooms, &client::Rooms::removedElsewhere, this, [this](RoomId, const QString& name, RemovalReason reason) {
        say(reason == RemovalReason::Deleted ? tr("“%1” was deleted.").arg(isolated(name))
                                             : tr("You are no longer a member of “%1”.").arg(isolated(name)));
    });
}

void Announcement::say(const QString& text) {
    if (text.isEmpty())
        m_timer.stop();
    else
        m_timer.start();
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT textChanged();
}

} // namespace confab::models
