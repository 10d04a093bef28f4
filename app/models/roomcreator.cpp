// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomcreator.h"

#include "app/client/rooms.h"

namespace confab::models {

RoomCreator::RoomCreator(client::Rooms& rooms) : m_rooms(rooms) {}

void RoomCreator::create(const QString& name, const QString& topic, const QString& password, const QString& capacity,
                         bool hidden) {
    if (m_busy)
        return;
    m_errors = {};
    RoomCreate request;
    request.name = name.simplified();
    if (const QString text = topic.simplified(); !text.isEmpty())
        request.topic = text;
    if (!password.isEmpty())
        request.password = Secret{password};
    if (!password.isEmpty() && password.size() < limits::roomPasswordMinChars)
        m_errors.password =
            tr("The password is too short. Use at least %1 characters.").arg(limits::roomPasswordMinChars);
    if (const QString text = capacity.trimmed(); !text.isEmpty())
        request.capacity = m_errors.readCapacity(text);
    if (m_errors.any())
        return Q_EMIT changed();
    request.visibility = hidden ? Visibility::Private : Visibility::Public;
    m_busy = true;
    Q_EMIT changed();
    m_rooms.create(std::move(request), {this, [this](const Result<RoomId>& answer) { answered(answer); }});
}

void RoomCreator::clear() {
    m_errors = {};
    Q_EMIT changed();
}

void RoomCreator::answered(const Result<RoomId>& answer) {
    m_busy = false;
    if (!answer)
        m_errors.take(answer.error());
    Q_EMIT changed();
    if (answer)
        Q_EMIT created(double(answer->value));
}

} // namespace confab::models
