// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hub.h"
#include "tests/server/hub/recordingports.h"

#include <QTest>

namespace confab {

inline const ConnectionId c1{0, 1};
inline const ConnectionId c2{1, 1};
inline const ConnectionId c3{0, 2};
inline const UserId ana{1};
inline const UserId ben{2};
inline const SessionId sessionA{11};
inline const SessionId sessionB{12};
inline const RoomId red{7};
inline const RoomId blue{8};

inline Room roomAs(RoomId id, Seq lastSeq = 0) {
    Room room;
    room.id = id;
    room.lastSeq = lastSeq;
    return room;
}

inline Event message(RoomId room, Seq seq, UserId by = ana) {
    return Event{room, seq, by, {}, MessagePosted{{QStringLiteral("text %1").arg(seq)}, QString::number(seq)}};
}

/// A new hub with two I/O threads for each test function, and two people who come to it.
/// Thread: the test's.
class HubTest : public QObject {
    Q_OBJECT

protected:
    std::unique_ptr<RecordingPorts> m_ports;
    std::unique_ptr<Hub> m_hub;

    void signIn(ConnectionId connection, UserId user, SessionId session, QList<Room> rooms) {
        m_hub->connected(connection);
        const quint64 number = m_hub->beginSignIn(connection, user, session);
        QVERIFY(m_hub->finishSignIn(connection, number, user == ana ? QStringLiteral("ana") : QStringLiteral("ben"),
                                    rooms));
    }
    Entered enter(ConnectionId connection, RoomId room, Seq lastSeq = 0) {
        Entered entered;
        entered.lastSeq = lastSeq;
        const quint64 number = m_hub->beginEntering(connection, room, true);
        const Status done = m_hub->finishEntering(connection, number, {}, entered);
        if (!done)
            qFatal("entering failed");
        return entered;
    }

private Q_SLOTS:
    void init() {
        m_ports = std::make_unique<RecordingPorts>(2);
        m_hub = std::make_unique<Hub>(m_ports->all());
    }
};

} // namespace confab
