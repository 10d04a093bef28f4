// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomcreator.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <QLocale>

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
    if (const QString text = capacity.trimmed(); !text.isEmpty()) {
        bool isNumber = false;
        request.capacity = QLocale().toInt(text, &isNumber);
        if (!isNumber || *request.capacity < 1 || *request.capacity > limits::maxSeats) {
            m_errors.capacity = tr("Enter a number from 1 to %L1.").arg(limits::maxSeats);
        }
    }
    if (!m_errors.password.isEmpty() || !m_errors.capacity.isEmpty())
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
        showError(answer.error());
    Q_EMIT changed();
    if (answer)
        Q_EMIT created(double(answer->value));
}

void RoomCreator::showError(const Error& error) {
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
    else
        m_errors.other = sentence(error);
}

} // namespace confab::models
