// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubmethods.h"

#include <QUuid>

namespace confab::signalr {

HubMethods::HubMethods(HubShape shape, HubSession& session, RoomTable& rooms)
    : m_shape(shape), m_session(session), m_rooms(rooms) {}

HubMethods::~HubMethods() {
    for (auto it = m_joined.constKeyValueBegin(); it != m_joined.constKeyValueEnd(); ++it)
        m_rooms.left(it->first);
}

RoomId HubMethods::joined(const QString& name) const {
    for (auto it = m_joined.constBegin(); it != m_joined.constEnd(); ++it) {
        if (it.value() == name && isIn(it.key()))
            return it.key();
    }
    return {};
}

void HubMethods::enter(const Room& room, bool mayJoin) {
    if (isIn(room.id))
        return m_session.done();
    m_session.ask(RoomEnter{room.id, {}}, [this, room, mayJoin](const Result<Entered>& answer) {
        if (answer)
            return entered(room, *answer);
        const Error& error = answer.error();
        if (error.kind == ErrorKind::RoomNotMember && mayJoin)
            return m_session.call(RoomJoin{room.id, {}}, [this](const RoomAnswer& now) { enter(now.room, false); });
        if (error.kind == ErrorKind::RoomFull) // it waits for a seat now, for which these hubs have no word
            return m_session.ask(RoomExit{room.id}, [this, error](const auto&) { m_session.refuse(error.message); });
        m_session.refuse(error.message);
    });
}

void HubMethods::entered(const Room& room, const Entered& answer) {
    if (!m_joined.contains(room.id))
        m_rooms.entered(room, answer.here);
    m_joined.insert(room.id, room.name);
    m_session.say(userJoined(m_shape, m_session.user().name, room.name));
    m_session.done();
}

bool HubMethods::refusesOutsider(RoomId room) {
    if (room && isIn(room))
        return false;
    m_session.refuse(QStringLiteral("User not in any chat room."));
    return true;
}

void HubMethods::leave(RoomId room) {
    if (refusesOutsider(room))
        return;
    m_session.call(RoomExit{room}, [this, room](const Empty&) {
        if (m_joined.remove(room) > 0)
            m_rooms.left(room);
        m_session.done();
    });
}

void HubMethods::send(RoomId room, const QString& text) {
    if (refusesOutsider(room))
        return;
    const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_session.call(MessageSend{room, clientId, text, {}}, [this](const Sent&) { m_session.done(); });
}

void HubMethods::typing(RoomId room) {
    if (refusesOutsider(room))
        return;
    m_session.call(TypingSet{room, true}, [this](const Empty&) { m_session.done(); });
}

Status expectArguments(const Invocation& invocation, qsizetype count) {
    const qsizetype given = invocation.arguments.size();
    if (given == count)
        return {};
    return fail(Error::invalid(
        QStringLiteral("arguments"),
        QStringLiteral("%1 argument(s) given, %2 expected.").arg(QString::number(given), QString::number(count))));
}

Result<QString> textArgument(const Invocation& invocation, qsizetype index) {
    const QCborValue value = invocation.arguments.at(index);
    if (value.isString())
        return value.toString();
    return fail(Error::invalid(QStringLiteral("arguments"), QStringLiteral("Argument %1: text expected.").arg(index)));
}

Result<RoomId> roomIn(const QCborValue& value) {
    bool isNumber = value.isInteger() || value.isDouble();
    const qint64 number = value.isString() ? value.toString().toLongLong(&isNumber) : value.toInteger();
    if (isNumber && number > 0)
        return RoomId{number};
    return fail(Error::invalid(QStringLiteral("arguments"), QStringLiteral("roomId: the number of a room expected.")));
}

} // namespace confab::signalr
