// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/seenby.h"

#include "app/client/client.h"
#include "app/client/messagereaders.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <algorithm>

namespace confab::models {

SeenBy::SeenBy(client::Client& client) : m_client(client) {
    m_look.setSingleShot(true);
    m_look.setInterval(lookDelay);
    connect(&m_look, &QTimer::timeout, this, &SeenBy::look);
}

SeenBy::~SeenBy() = default;

void SeenBy::show(client::OpenRoom* room) {
    if (m_room) {
        m_room->disconnect(this);
        m_room->timeline().disconnect(this);
    }
    m_room = room;
    m_readers.reset();
    m_look.stop();
    if (room) {
        const client::Timeline* rows = &room->timeline();
        connect(rows, &client::Rows::inserted, this, &SeenBy::lookSoon);
        connect(rows, &client::Rows::changed, this, &SeenBy::lookSoon); // the server has it now
        connect(rows, &client::Rows::wasReset, this, &SeenBy::lookSoon);
        connect(room, &client::OpenRoom::olderChanged, this, &SeenBy::lookSoon);
        connect(room, &client::OpenRoom::opened, this, &SeenBy::lookSoon);
        lookSoon();
    }
    Q_EMIT changed();
}

/// Not started anew: in a busy room it would never come.
void SeenBy::lookSoon() {
    if (!m_look.isActive())
        m_look.start();
}

/// The server has it, and it was not deleted; 0: none, or it is far up.
Seq SeenBy::newestOwn() const {
    if (!m_room || m_room->log().hasNewer())
        return 0;
    const client::Timeline& rows = m_room->timeline();
    const UserId me = m_client.session().user().id;
    const int last = std::min(rows.count(), rowsLookedAt);
    for (int row = 0; row < last; ++row) {
        const client::TimelineEntry& entry = rows.at(row);
        const Message* message = entry.message();
        if (message && entry.seq() > 0 && message->by == me && !message->deletedAt)
            return entry.seq();
    }
    return 0;
}

void SeenBy::look() {
    const Seq seq = newestOwn();
    if (seq == (m_readers ? m_readers->seq() : 0))
        return;
    m_readers.reset();
    if (seq > 0) {
        m_readers = std::make_unique<client::MessageReaders>(
            m_client.connection(), m_client.people(), *m_room,
            client::MessageReaders::Of{seq, m_client.session().user().id, page});
        const auto tell = [this] { Q_EMIT changed(); };
        connect(m_readers.get(), &client::Rows::inserted, this, tell);
        connect(m_readers.get(), &client::Rows::removed, this, tell);
        connect(m_readers.get(), &client::Rows::wasReset, this, tell);
        connect(m_readers.get(), &client::Rows::changed, this, tell);
        connect(m_readers.get(), &client::MessageReaders::stateChanged, this, tell);
    }
    Q_EMIT changed();
}

int SeenBy::count() const {
    return m_readers ? m_readers->count() : 0;
}

double SeenBy::seq() const {
    return count() > 0 ? double(m_readers->seq()) : 0;
}

bool SeenBy::isPair() const {
    const Room* room = m_room ? m_client.rooms().find(m_room->id()) : nullptr;
    return room && room->kind == RoomKind::Direct && room->members <= 2;
}

QString SeenBy::text() const {
    if (count() == 0)
        return {};
    if (isPair())
        return tr("Read %1").arg(sinceTime(m_readers->at(0).at, QDate::currentDate()));
    return m_readers->hasMore() ? tr("Read by more than %n", nullptr, count()) : tr("Read by %n", nullptr, count());
}

QString SeenBy::spoken() const {
    if (count() == 0 || isPair())
        return text();
    QStringList names;
    for (int row = 0; row < std::min(count(), namesMost); ++row)
        names.append(isolated(m_readers->at(row).user.name));
    return tr("%1: %2").arg(text(), names.join(QStringLiteral(", ")));
}

} // namespace confab::models
