// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/invitation.h"

#include "app/client/connection.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

namespace confab::models {

QString invitedToText(const InvitedTo& place) {
    if (!place.room)
        return Invitation::tr("%1 invites you to this server.").arg(isolated(place.by.name));
    const QString words = Invitation::tr("%1 invites you to “%2”. It has %n member(s).", nullptr, place.room->members)
                              .arg(isolated(place.by.name), isolated(place.room->name));
    return place.room->topic.isEmpty() ? words : QString(words % u'\n' % isolated(place.room->topic));
}

Invitation::Invitation(client::Connection& connection, client::Rooms& rooms)
    : m_connection(connection), m_rooms(rooms) {}

void Invitation::clear() {
    ++m_generation;
    m_code = {};
    m_place.reset();
    m_busy = false;
    m_error.clear();
    Q_EMIT changed();
}

void Invitation::look(const Secret& code) {
    clear();
    m_code = code;
    m_busy = true;
    Q_EMIT changed();
    m_connection.call(InviteLook{code}, {this, [this, generation = m_generation](const Result<InvitedTo>& place) {
                                             if (generation != m_generation)
                                                 return;
                                             if (!place)
                                                 return failed(place.error());
                                             m_busy = false;
                                             m_place = *place;
                                             Q_EMIT changed();
                                         }});
}

void Invitation::accept() {
    if (m_busy || !m_place)
        return;
    m_busy = true;
    m_error.clear();
    Q_EMIT changed();
    m_rooms.accept(m_code, {this, [this, generation = m_generation](const Result<RoomId>& room) {
                                if (generation != m_generation)
                                    return;
                                if (!room)
                                    return failed(room.error());
                                clear();
                                Q_EMIT joined(double(room->value));
                            }});
}

void Invitation::failed(const Error& error) {
    m_busy = false;
    m_error = sentence(error);
    Q_EMIT changed();
}

} // namespace confab::models
