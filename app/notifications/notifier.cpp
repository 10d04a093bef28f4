// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/notifications/notifier.h"

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/models/messageline.h"

#include <QStringBuilder>

#include <algorithm>

namespace confab::notifications {

using models::NotificationSettings;

Notifier::Notifier(client::Client& client, models::CurrentRoom& room, NotificationSettings& settings,
                   NotificationService& service)
    : m_client(client), m_current(room), m_settings(settings), m_service(service) {
    client::Rooms& rooms = client.rooms();
    connect(&rooms, &client::Rooms::messageArrived, this, &Notifier::messageArrived);
    connect(&rooms, &client::Rooms::changed, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            roomChanged(m_client.rooms().at(row));
    });
    connect(&rooms, &client::Rooms::wasReset, this, &Notifier::lookAgain);
    connect(&rooms, &client::Rooms::dropped, this, &Notifier::withdraw);
    connect(&client.session(), &client::Session::ended, this, &Notifier::lookAgain);
    connect(&settings, &NotificationSettings::levelsChanged, this, &Notifier::withdrawMuted);

    connect(&service, &NotificationService::opened, this, &Notifier::open);
    connect(&service, &NotificationService::replied, this, &Notifier::reply);
    connect(&service, &NotificationService::markedRead, this,
            [this](RoomId id, Seq seq) { m_client.rooms().markRead(id, seq); });
    connect(&service, &NotificationService::closed, this, [this](RoomId id) { m_shown.remove(id); });
}

void Notifier::messageArrived(const Message& message, const QString& author) {
    const Room* room = m_client.rooms().find(message.room);
    if (!room || !isWanted(*room, message))
        return;
    Shown& shown = m_shown[message.room];
    const bool isDirect = room->kind == RoomKind::Direct;
    const QString said = models::messageLine(message);
    shown.lines.append({message.seq, isDirect || author.isEmpty() ? said : tr("%1: %2").arg(author, said)});
    if (shown.lines.size() > lines)
        shown.lines.removeFirst();
    shown.urgent = isDirect || calls(message);
    show(*room);
}

bool Notifier::isWanted(const Room& room, const Message& message) const {
    if (m_settings.isSilent() || m_client.people().isBlocked(message.by) || message.deletedAt ||
        message.seq <= m_client.rooms().readSeq(room.id))
        return false;
    if (m_current.isWatched() && RoomId{qint64(m_current.roomId())} == room.id)
        return false;
    switch (m_settings.levelOf(room.id)) {
    case NotificationSettings::All:
        return true;
    case NotificationSettings::Mentions:
        return room.kind == RoomKind::Direct || calls(message);
    case NotificationSettings::Nothing:
        break;
    }
    return false;
}

bool Notifier::calls(const Message& message) const {
    return models::mentions(message, m_client.session().user().id) || m_settings.hasKeyword(message.body);
}

void Notifier::show(const Room& room) {
    const Shown& shown = m_shown[room.id];
    m_service.show({room.id, shown.lines.last().seq, room.name, textOf(room, shown), shown.urgent});
}

QString Notifier::textOf(const Room& room, const Shown& shown) const {
    if (!m_settings.showsText())
        return tr("%n new message(s)", nullptr, std::max(1, room.unread));
    QStringList lines;
    for (const Line& line : shown.lines)
        lines.append(line.text);
    return lines.join(u'\n');
}

/// Read, on this device or another one; or the newest message, which may be in the notification, was deleted.
void Notifier::roomChanged(const Room& room) {
    const auto it = m_shown.find(room.id);
    if (it == m_shown.end())
        return;
    const Seq read = m_client.rooms().readSeq(room.id);
    const bool isGone = room.lastMessage && room.lastMessage->deletedAt;
    const auto isOver = [&](const Line& line) {
        return line.seq <= read || (isGone && line.seq == room.lastMessage->seq);
    };
    if (it->lines.removeIf(isOver) == 0)
        return;
    if (it->lines.isEmpty())
        withdraw(room.id);
    else if (isGone)
        show(room); // without the deleted text
}

/// The rooms are another list now, or nobody's.
void Notifier::lookAgain() {
    const QList<RoomId> ids = m_shown.keys();
    for (const RoomId id : ids) {
        if (const Room* room = m_client.rooms().find(id))
            roomChanged(*room);
        else
            withdraw(id);
    }
}

/// On this device or another one.
void Notifier::withdrawMuted() {
    const QList<RoomId> ids = m_shown.keys();
    for (const RoomId id : ids) {
        if (m_settings.levelOf(id) == NotificationSettings::Nothing)
            withdraw(id);
    }
}

void Notifier::withdraw(RoomId room) {
    if (m_shown.remove(room))
        m_service.withdraw(room);
}

void Notifier::open(RoomId room, Seq seq, const QString& token) {
    if (!m_client.rooms().find(room))
        return;
    Q_EMIT raiseWanted(token);
    m_current.open(double(room.value));
    m_current.view()->goToMessage(double(seq));
}

/// Answering is reading. What can't be sent opens the room with the text as a draft: it is not lost.
void Notifier::reply(RoomId room, Seq seq, const QString& text) {
    if (!m_client.rooms().find(room))
        return;
    if (m_client.outbox().send(room, text)) {
        m_client.rooms().markRead(room, seq);
        return;
    }
    open(room, seq, {});
    const QString draft = m_current.composer()->draft();
    m_current.composer()->setDraft(draft.isEmpty() ? text : QString(draft % u'\n' % text));
}

} // namespace confab::notifications
