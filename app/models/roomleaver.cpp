// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomleaver.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

namespace confab::models {

RoomLeaver::RoomLeaver(client::Rooms& rooms) : m_rooms(rooms) {}

void RoomLeaver::leave(double roomId) {
    if (start())
        m_rooms.leave(RoomId{qint64(roomId)}, {this, [this](const Status& answer) { answered(answer); }});
}

void RoomLeaver::remove(double roomId) {
    if (start())
        m_rooms.remove(RoomId{qint64(roomId)}, {this, [this](const Status& answer) { answered(answer); }});
}

void RoomLeaver::clear() {
    m_error.clear();
    Q_EMIT changed();
}

bool RoomLeaver::start() {
    if (m_busy)
        return false;
    m_busy = true;
    clear();
    return true;
}

void RoomLeaver::answered(const Status& answer) {
    m_busy = false;
    if (!answer)
        m_error = sentence(answer.error());
    Q_EMIT changed();
    if (answer)
        Q_EMIT done();
}

} // namespace confab::models
