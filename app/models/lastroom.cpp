// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/lastroom.h"

#include "app/client/client.h"
#include "app/client/rooms.h"

namespace confab::models {

namespace {

const QString lastRoomKey = QStringLiteral("account/lastRoom");
const QString lastRoomOfKey = QStringLiteral("account/lastRoomOf");

} // namespace

LastRoom::LastRoom(client::Client& client, CurrentRoom& room, QSettings& settings)
    : m_client(client), m_room(room), m_settings(settings) {
    // Queued: within the signal the session's data is incomplete.
    connect(&client.rooms(), &client::Rooms::completed, this, &LastRoom::arrive, Qt::QueuedConnection);
    connect(&client.rooms(), &client::Rooms::restored, this, &LastRoom::arrive, Qt::QueuedConnection);
    connect(&client.session(), &client::Session::ended, this, [this] { m_arrived = false; });
    connect(&room, &CurrentRoom::roomChanged, this, [this] {
        if (m_arrived)
            remember();
    });
}

void LastRoom::remember() {
    if (m_room.roomId() == 0)
        return;
    m_settings.setValue(lastRoomKey, m_room.roomId());
    m_settings.setValue(lastRoomOfKey, m_client.session().account().key());
}

void LastRoom::arrive() {
    if (std::exchange(m_arrived, true))
        return;
    if (m_room.roomId() != 0)
        return remember(); // the user was faster
    const QString account = m_client.session().account().key();
    if (m_settings.value(lastRoomOfKey, account).toString() == account) // numbers mean other rooms elsewhere
        m_room.open(m_settings.value(lastRoomKey).toDouble());
    if (m_room.roomId() == 0 && m_client.rooms().count() == 1)
        m_room.open(double(m_client.rooms().at(0).id.value));
}

} // namespace confab::models
