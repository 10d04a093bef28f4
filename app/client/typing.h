// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QElapsedTimer>

namespace confab::client {

/// Who is typing where, and telling the others that oneself is.
/// Thread: the client's. Owned by: Client.
class Typing : public QObject {
    Q_OBJECT
public:
    struct Times {
        std::chrono::milliseconds repeat{3000}; ///< while typing goes on the server is told again this often
        std::chrono::milliseconds idle{5000};   ///< without a key for this long, oneself is not typing any more
        std::chrono::milliseconds expiry{7000}; ///< others are not typing any more unless they say so again
    };

    Typing(Connection& connection, Session& session, Times times);

    /// Call at every change of the text in the composer of `room`.
    void typed(RoomId room);
    /// The text was sent, cleared, or its room left.
    void stopped(RoomId room);
    /// The others who are typing in a room, the first to begin first.
    QList<UserId> typists(RoomId room) const;
    /// Somebody's message arrived: they are not typing it any more.
    void messageArrived(RoomId room, UserId by);

Q_SIGNALS:
    void changed(confab::RoomId room);

private:
    struct Typist {
        UserId user;
        qint64 until = 0; // by m_now
    };

    void notified(const Notification& notification);
    void expire();
    void scheduleExpiry();
    void say(RoomId room, bool on);
    void clear();

    Connection& m_connection;
    Session& m_session;
    const Times m_times;
    QElapsedTimer m_now;
    QHash<RoomId, QList<Typist>> m_typists;
    QTimer m_expiryTimer;
    RoomId m_ownRoom; // where oneself is typing; none: nowhere
    qint64 m_ownSaid = 0;
    QTimer m_idleTimer;
};

} // namespace confab::client
