// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomeditor.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <QLocale>

namespace confab::models {

RoomEditor::RoomEditor(client::Rooms& rooms, client::Uploads& uploads, client::Connection& connection,
                       const client::Session& session)
    : m_rooms(rooms), m_picture(uploads), m_hooks(connection, session, rooms) {}

bool RoomEditor::Errors::any() const {
    return !name.isEmpty() || !topic.isEmpty() || !password.isEmpty() || !capacity.isEmpty() || !other.isEmpty();
}

bool RoomEditor::begin(double roomId) {
    const Room* room = m_rooms.find(RoomId{qint64(roomId)});
    if (!room)
        return false;
    m_room = *room;
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
    bool isNumber = false;
    const int wanted = QLocale().toInt(text, &isNumber);
    if (isNumber && wanted >= 1 && wanted <= limits::maxSeats)
        request.capacity = OrNull<int>{wanted};
    else
        m_errors.capacity = tr("Enter a number from 1 to %L1.").arg(limits::maxSeats);
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
    const QString field = error.kind == ErrorKind::InputInvalid ? error.path.section(u'.', -1) : QString();
    if (field == QStringLiteral("name"))
        m_errors.name = tr("Enter a name of at most %1 characters, some of them visible.").arg(limits::nameChars);
    else if (field == QStringLiteral("topic"))
        m_errors.topic = tr("Use at most %L1 characters.").arg(limits::topicChars);
    else if (field == QStringLiteral("password"))
        m_errors.password =
            tr("The server does not accept this password. Use %1 to %2 characters.")
                .arg(QString::number(limits::roomPasswordMinChars), QLocale().toString(limits::passwordBytes));
    else if (field == QStringLiteral("capacity"))
        m_errors.capacity = tr("Enter a number from 1 to %L1.").arg(limits::maxSeats);
    else if (error.kind == ErrorKind::FileNotFound)
        m_errors.other = tr("The server does not have the picture any more. Choose it again.");
    else if (error.kind == ErrorKind::RoomForbidden)
        m_errors.other = tr("Only owners and moderators may change the room.");
    else
        m_errors.other = sentence(error);
}

} // namespace confab::models
