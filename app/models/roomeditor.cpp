// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomeditor.h"

#include "app/client/rooms.h"

#include <QLocale>

namespace confab::models {

RoomEditor::RoomEditor(client::Rooms& rooms, client::Uploads& uploads, client::Connection& connection,
                       const client::Session& session, client::UserDirectory& people)
    : m_rooms(rooms), m_picture(uploads), m_hooks(connection, session, rooms), m_bans(connection, rooms, people),
      m_invites(connection, session, rooms) {}

bool RoomEditor::begin(double roomId) {
    const Room* room = m_rooms.find(RoomId{qint64(roomId)});
    if (!room)
        return false;
    m_room = *room;
    m_slowModeMs = room->slowModeMs.value_or(0);
    m_errors = {};
    m_picture.begin(room->picture.value_or(QString()));
    Q_EMIT begun();
    Q_EMIT changed();
    return true;
}

QString RoomEditor::capacity() const {
    return m_room.capacity ? QLocale().toString(*m_room.capacity) : QString();
}

void RoomEditor::save(const QString& name, const QString& topic, bool hidden, const QString& capacity, bool archived,
                      PasswordChange change, const QString& password) {
    if (m_busy || m_picture.isBusy())
        return;
    m_errors = {};
    RoomUpdate request;
    request.room = m_room.id;
    if (const QString text = name.simplified(); text != m_room.name)
        request.name = text;
    if (const QString text = topic.simplified(); text != m_room.topic)
        request.topic = text;
    if (hidden != isHidden())
        request.visibility = hidden ? Visibility::Private : Visibility::Public;
    if (archived != isArchived())
        request.archived = archived;
    request.picture = m_picture.change();
    if (m_slowModeMs != m_room.slowModeMs.value_or(0))
        request.slowModeMs = OrNull<qint64>{m_slowModeMs > 0 ? std::optional(m_slowModeMs) : std::nullopt};
    takeCapacity(request, capacity);
    takePassword(request, change, password);
    if (m_errors.any())
        return Q_EMIT changed();
    m_busy = true;
    Q_EMIT changed();
    m_rooms.update(std::move(request), {this, [this](const Result<RoomId>& answer) {
                                            m_busy = false;
                                            if (!answer)
                                                showError(answer.error());
                                            Q_EMIT changed();
                                            if (answer)
                                                Q_EMIT saved();
                                        }});
}

void RoomEditor::takeCapacity(RoomUpdate& request, const QString& typed) {
    const QString text = typed.trimmed();
    if (text == capacity())
        return;
    if (text.isEmpty()) {
        request.capacity = OrNull<int>{};
        return;
    }
    if (const std::optional<int> seats = m_errors.readCapacity(text))
        request.capacity = OrNull<int>{*seats};
}

void RoomEditor::takePassword(RoomUpdate& request, PasswordChange change, const QString& password) {
    if (change == RemovePassword) {
        request.password = OrNull<Secret>{};
    } else if (change == SetPassword) {
        if (password.size() < limits::roomPasswordMinChars)
            m_errors.password = tr("Use at least %1 characters.").arg(limits::roomPasswordMinChars);
        request.password = OrNull<Secret>{Secret{password}};
    }
}

void RoomEditor::showError(const Error& error) {
    if (error.kind == ErrorKind::FileNotFound)
        m_errors.other = tr("The server does not have the picture any more. Choose it again.");
    else if (error.kind == ErrorKind::RoomForbidden)
        m_errors.other = tr("Only owners and moderators may change the room.");
    else
        m_errors.take(error);
}

} // namespace confab::models
