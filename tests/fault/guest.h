// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/visitor.h"

#include <QSet>

namespace confab::test {

/// A client in a room that watches who else is there.
/// Thread: the test's. Owned by: the test.
class Guest final : public Visitor {
    Q_OBJECT

public:
    Guest(QList<QUrl> urls, Auth auth, RoomId room, quint64 seed)
        : Visitor(std::move(urls), std::move(auth), seed), m_room(room) {}

    bool isIn() const { return m_in; }
    /// Who is there, by the notifications; including itself.
    const QSet<UserId>& here() const { return m_here; }
    /// Who was there at its last room.enter, by the answer alone.
    const QSet<UserId>& hereAtEntering() const { return m_hereAtEntering; }
    int entered() const { return m_entered; } ///< how often
    /// Leaves the room and stays connected.
    void leaveRoom();

protected:
    void signedIn() override;
    void lost() override { m_in = false; }
    void noticed(const Notification& notice) override;

private:
    const RoomId m_room;
    QSet<UserId> m_here;
    QSet<UserId> m_hereAtEntering;
    int m_entered = 0;
    bool m_in = false;
};

} // namespace confab::test
