// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomjoiner.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

namespace confab::models {

RoomJoiner::RoomJoiner(client::Rooms& rooms) : m_rooms(rooms) {}

void RoomJoiner::ask(double roomId) {
    m_asking = RoomId{qint64(roomId)};
    clearErrors();
}

void RoomJoiner::join(double roomId, const QString& password) {
    if (m_busy)
        return;
    m_busy = true;
    m_room = RoomId{qint64(roomId)};
    clearErrors();
    const std::optional<Secret> secret = password.isEmpty() ? std::nullopt : std::optional(Secret{password});
    m_rooms.join(m_room, secret, {this, [this](const Result<RoomId>& answer) { answered(answer); }});
}

void RoomJoiner::clear() {
    m_asking = {};
    clearErrors();
}

void RoomJoiner::clearErrors() {
    m_passwordError.clear();
    m_error.clear();
    Q_EMIT changed();
}

void RoomJoiner::answered(const Result<RoomId>& answer) {
    m_busy = false;
    if (answer) {
        m_asking = {};
    } else if (answer.error().kind == ErrorKind::RoomWrongPassword) {
        m_asking = m_room; // it got a password after the list was read, too
        m_passwordError = tr("The room password is wrong.");
    } else {
        m_error = sentence(answer.error());
    }
    Q_EMIT changed();
    if (answer)
        Q_EMIT joined(double(answer->value));
}

} // namespace confab::models
