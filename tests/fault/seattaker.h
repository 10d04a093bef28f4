// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/visitor.h"

namespace confab::test {

/// A certain stay in the room: from the answer to room.enter until the request to leave.
struct Stay {
    UserId user;
    qint64 from = 0; ///< steadyMs()
    qint64 to = 0;
};

/// The most people who were in at one instant.
int mostAtOnce(const QList<Stay>& stays);

/// A client that enters and leaves a room with a capacity as fast as it can, or stays once it is in.
/// Thread: the test's. Owned by: the test.
class SeatTaker final : public Visitor {
    Q_OBJECT

public:
    SeatTaker(QList<QUrl> urls, Auth auth, RoomId room, bool stays, quint64 seed);

    /// Its server was killed, or stands still beyond its lease: it can't count as in from here on.
    void onServerGone();
    bool isIn() const { return m_since != 0; }
    /// All stays so far; with the present one, until now.
    QList<Stay> stays() const;
    int entered() const { return m_entered; }
    int timesFull() const { return m_timesFull; }

Q_SIGNALS:
    void gotIn();

protected:
    void signedIn() override;
    void lost() override { endStay(); }
    void noticed(const Notification& notice) override;

private:
    void goOut();
    void endStay();

    const RoomId m_room;
    const bool m_stays;
    QList<Stay> m_done;
    qint64 m_since = 0; // 0: not in
    int m_entered = 0;
    int m_timesFull = 0;
    int m_visit = 0; // counts connections and stays, so that an old timer does nothing
};

} // namespace confab::test
