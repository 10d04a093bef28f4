// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/core/time.h"
#include "server/storage/retention.h"

#include <QObject>
#include <QTimer>

namespace confab {

/// Figures for metrics.
struct RetentionCounters {
    Counter messages; ///< that were forgotten because of their age
    Counter slices;
};

/// Forgets messages that are older than they are kept, and invitations that have ended: after the start, and then each
/// hour. Slice by slice, with pauses several times as long as a slice, so that it never holds up those who write.
/// Thread: chat thread; counters() any. Owned by: ChatParts.
class Retention : public QObject {
    Q_OBJECT

public:
    /// `store` and `clock` outlive this; the store resumes its coroutines on this thread. `days`: for rooms that do not
    /// say; 0: for ever.
    Retention(RetentionStore& store, const Clock& clock, int days);

    void start();
    /// Another number of days; what is too old by it is forgotten soon.
    void setDays(int days);
    const RetentionCounters& counters() const { return m_counters; }

Q_SIGNALS:
    /// Something was forgotten, for now all that is too old: files may have become useless.
    void forgot();

private:
    QCoro::Task<> work();
    QCoro::Task<> look();
    QCoro::Task<> forgetNext();
    void failed(const Error& error);

    RetentionStore& m_store;
    const Clock& m_clock;
    int m_days;
    QTimer m_timer;
    QList<RoomId> m_rooms; // the first one next
    bool m_isFailing = false;
    qint64 m_forgotten = 0; // messages, since forgot()
    RetentionCounters m_counters;
};

} // namespace confab
