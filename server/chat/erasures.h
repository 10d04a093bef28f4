// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/broker/backplane.h"
#include "server/storage/retention.h"
#include "server/storage/storage.h"

#include <QObject>
#include <QTimer>

namespace confab {

/// Erases people who have deleted their account: they leave their rooms, and what they wrote goes slice by slice, with
/// pauses several times as long as a slice. What an end of the process leaves is done after the next start.
/// Thread: chat thread. Owned by: ChatService.
class Erasures : public QObject {
    Q_OBJECT

public:
    /// All of them outlive this; the stores resume their coroutines on this thread.
    Erasures(Storage& storage, Backplane& backplane, const Clock& clock);

    /// There are people to erase, or may be.
    void begin();

Q_SIGNALS:
    /// All are erased: files may have become useless.
    void erased();

private:
    QCoro::Task<> work();
    QCoro::Task<Status> look();
    QCoro::Task<Status> leaveRooms(UserId user);
    QCoro::Task<Status> leaveRoom(RoomId room, UserId user);
    QCoro::Task<Status> eraseNext();

    Storage& m_storage;
    Backplane& m_backplane;
    const Clock& m_clock;
    QTimer m_timer;
    QList<UserId> m_people; // the first one next
    UserId m_outside;       // that one, who is in no room any more
    bool m_isWorking = false;
    bool m_hasErased = false; // since erased()
};

} // namespace confab
