// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomleaver.h"

#include "app/client/rooms.h"

namespace confab::models {

RoomLeaver::RoomLeaver(client::Rooms& rooms) : m_rooms(rooms) {}

void RoomLeaver::leave(double roomId) {
    if (!isBusy())
        m_rooms.leave(RoomId{qint64(roomId)}, m_question.ask<void>([this] { Q_EMIT done(); }));
}

void RoomLeaver::remove(double roomId) {
    if (!isBusy())
        m_rooms.remove(RoomId{qint64(roomId)}, m_question.ask<void>([this] { Q_EMIT done(); }));
}

void RoomLeaver::clear() {
    m_question.clearError();
}

} // namespace confab::models
