// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/limits.h"
#include "server/chat/presence.h"
#include "tests/server/broker/pipebroker.h"
#include "tests/server/hub/recordingports.h"
#include "tests/server/storage/sqltesting.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <thread>

namespace confab {

/// Like test::waitUntil(), but no timer fires meanwhile. So no node's beat repairs what a node message should have
/// done.
inline bool waitWithoutBeats(const std::function<bool()>& condition) {
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::sendPostedEvents();
        std::this_thread::yield(); // to the database's threads
    }
    return true;
}

/// One node without a socket: its hub, its backplane, and the rules' steps in the shortest form.
class TestNode {
public:
    TestNode(Storage& storage, PipeNet& net, const QString& name, quint64 firstSerial)
        : broker(net, name), lease(need(storage.nodes().begin(name, limits::nodeLease))), m_storage(storage),
          m_lastSerial(firstSerial), backplane({storage, broker, m_clock, lease, m_begunAt}, hub),
          presence(storage, hub, backplane, m_clock) {}

    /// Of a session that is the person's own, or a new one for each call.
    ConnectionId signIn(UserId user, SessionId session = {}) {
        const ConnectionId connection{quint16(++m_lastSerial % 2), m_lastSerial};
        hub.connected(connection);
        if (!session)
            session = newSession(user);
        const quint64 number = hub.beginSignIn(connection, user, session);
        QList<Room> rooms = need(m_storage.rooms().listFor(user, RoomId{})).rooms;
        if (!hub.finishSignIn(connection, number, nameOf(user), rooms))
            qFatal("the sign-in failed");
        return connection;
    }
    SessionId newSession(UserId user) {
        static int number = 0;
        NewSession session;
        session.user = user;
        session.refreshHash = QByteArray::number(++number) + "@" + broker.name().toUtf8();
        session.at = m_clock.now();
        session.idleUntil = session.endsAt = UtcTime{m_clock.now().ms + 3'600'000};
        return need(m_storage.sessions().create(session)).session.id;
    }
    QCoro::Task<Result<Entered>> entering(ConnectionId connection, RoomId room) {
        Caller caller{connection, {}, *hub.connections().identity(connection)};
        RoomEnter request{room, {}};
        return presence.handle(std::move(caller), std::move(request));
    }
    Result<Entered> enter(ConnectionId connection, RoomId room) { return ask(entering(connection, room)); }
    void exit(ConnectionId connection, RoomId room) { hub.exit(connection, room); }
    void close(ConnectionId connection) { hub.disconnected(connection); }

    Event send(ConnectionId connection, RoomId room, const QString& text) {
        const Identity& by = *hub.connections().identity(connection);
        const Event event = need(m_storage.log().append(newMessage(room, by.user, text, text))).event;
        backplane.publishEvent(event, by.name);
        return event;
    }
    void join(UserId user, RoomId room) {
        const RoomChange change = need(m_storage.rooms().join(room, user, at(5)));
        backplane.memberAdded(change.room, user, {});
        for (const Event& event : change.events)
            backplane.publishEvent(event, nameOf(user));
    }
    void leave(UserId user, RoomId room) {
        const QList<Event> events = need(m_storage.rooms().leave(room, user, at(6)));
        backplane.memberRemoved(room, user, {});
        for (const Event& event : events)
            backplane.publishEvent(event, nameOf(user));
    }

    /// The seq of the events that the connection was given, in their order.
    QList<Seq> seqsOf(ConnectionId connection, RoomId room) const {
        QList<Seq> seqs;
        for (const RoomEventNotice& notice : ports.receivedOf<RoomEventNotice>(connection)) {
            if (notice.event.room == room)
                seqs.append(notice.event.seq);
        }
        return seqs;
    }
    /// Who is there, over all nodes, in this one's view.
    QSet<UserId> here(RoomId room) const {
        QSet<UserId> people;
        if (const Occupants* occupants = hub.rooms().occupants(room)) {
            for (const User& user : occupants->everybody())
                people.insert(user.id);
        }
        return people;
    }
    std::optional<CloseCode> closedWith(ConnectionId connection) const {
        for (const Disconnect& one : ports.of(connection).disconnects) {
            if (one.connection == connection)
                return one.code;
        }
        return std::nullopt;
    }
    static QString nameOf(UserId user) { return QStringLiteral("person %1").arg(user.value); }

private:
    // A moment before the lease is asked for.
    SteadyTime m_begunAt = std::chrono::steady_clock::now();
    Clock m_clock;

public:
    RecordingPorts ports{2};
    Hub hub{ports.all()};
    PipeBroker broker;
    NodeLease lease;

private:
    Storage& m_storage;
    quint64 m_lastSerial;

public:
    Backplane backplane;
    Presence presence;
};

} // namespace confab
