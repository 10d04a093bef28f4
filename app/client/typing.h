// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QElapsedTimer>

namespace confab::client {

/// Tracks who is typing in which room, and reports the user's own typing to the others.
/// Thread: the client's. Owned by: Client.
class Typing : public QObject {
    Q_OBJECT
public:
    struct Times {
        std::chrono::milliseconds repeat{3000}; ///< the interval of reports to the server while typing continues
        std::chrono::milliseconds idle{5000};   ///< without a key for this long the user has stopped typing
        std::chrono::milliseconds expiry{7000}; ///< others have stopped typing unless reported again
    };

    Typing(Connection& connection, Session& session, Times times);

    /// Call at every change of the text in the composer of `room`.
    void typed(RoomId room);
    /// The text was sent, cleared, or its room left.
    void stopped(RoomId room);
    /// The other users who are typing in a room, in the order in which they began.
    QList<UserId> typists(RoomId room) const;
    /// A user's message arrived: that user has stopped typing it.
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
    RoomId m_ownRoom; // where the user is typing; none: nowhere
    qint64 m_ownSaid = 0;
    QTimer m_idleTimer;
};

} // namespace confab::client
