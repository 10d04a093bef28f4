// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/announcement.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

Announcement::Announcement(client::Rooms& rooms) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(10s); // long enough to read it twice
    connect(&m_timer, &QTimer::timeout, this, &Announcement::dismiss);
    const auto removed = [this](RoomId, const QString& name, RemovalReason reason,
                                const std::optional<PutOut>& putOut) {
        if (putOut)
            return sayPutOut(isolated(name), *putOut);
        say(reason == RemovalReason::Deleted ? tr("“%1” was deleted.").arg(isolated(name))
                                             : tr("You are no longer a member of “%1”.").arg(isolated(name)));
    };
    connect(&rooms, &client::Rooms::removedElsewhere, this, removed);
}

/// It stays until it is closed: the room in which it happened is no longer on the screen.
void Announcement::sayPutOut(const QString& room, const PutOut& how) {
    const QString by = isolated(how.by.name);
    const bool isBan = how.reason == Departure::Banned;
    QString text = (isBan ? tr("%1 banned you from “%2”.") : tr("%1 removed you from “%2”.")).arg(by, room);
    if (how.until)
        text = tr("%1 banned you from “%2” until %3.").arg(by, room, fullTime(*how.until));
    if (how.note)
        text = tr("%1 The reason: %2").arg(text, isolated(*how.note));
    say(text);
    m_timer.stop();
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
