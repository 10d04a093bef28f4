// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomhistory.h"

#include "app/client/client.h"
#include "app/client/rooms.h"

namespace confab::models {

RoomHistory::RoomHistory(client::Client& client, CurrentRoom& room) : m_client(client), m_room(room) {
    connect(&room, &CurrentRoom::roomChanged, this, &RoomHistory::note);
    connect(&client.session(), &client::Session::ended, this, [this] {
        m_rooms.clear();
        m_at = -1;
    });
}

void RoomHistory::note() {
    const RoomId open{qint64(m_room.roomId())};
    if (!open || (m_at >= 0 && m_rooms[m_at] == open))
        return;
    m_rooms.resize(m_at + 1); // what followed is another way now
    m_rooms.append(open);
    if (m_rooms.size() > most)
        m_rooms.removeFirst();
    m_at = m_rooms.size() - 1;
}

void RoomHistory::back() {
    RoomView& view = *m_room.view();
    const bool isFromElsewhere = view.isVisiting() && !view.isVisitFromHere();
    if (isFromElsewhere || !view.goBack())
        step(-1);
}

void RoomHistory::step(int by) {
    const RoomId open{qint64(m_room.roomId())};
    for (qsizetype at = open ? m_at + by : m_at; at >= 0 && at < m_rooms.size(); at += by) {
        if (m_rooms[at] == open || !m_client.rooms().find(m_rooms[at]))
            continue;
        m_at = at;
        return m_room.open(double(m_rooms[at].value));
    }
}

} // namespace confab::models
