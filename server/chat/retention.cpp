// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/retention.h"

#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.retention")

using std::chrono::milliseconds;

/// What is kept for days may stay for an hour longer.
constexpr std::chrono::hours lookEvery{1};
/// A pause is so many times as long as the slice before it took.
constexpr int pauseFactor = 4;
constexpr milliseconds longestPause{1000};
/// After a failure of the database.
constexpr milliseconds retryWait{10'000};

} // namespace

Retention::Retention(RetentionStore& store, const Clock& clock, int days)
    : m_store(store), m_clock(clock), m_days(days) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { work(); });
}

void Retention::start() {
    m_timer.start(0);
}

/// A slice that runs goes on by the old number.
void Retention::setDays(int days) {
    if (std::exchange(m_days, days) != days && m_timer.isActive())
        m_timer.start(0);
}

QCoro::Task<> Retention::work() {
    if (m_rooms.isEmpty())
        co_await look();
    else
        co_await forgetNext();
}

QCoro::Task<> Retention::look() {
    const UtcTime now = m_clock.now();
    if (const Status ended = co_await m_store.forgetInvites(now); !ended)
        co_return failed(ended.error());
    const Result<QList<RoomId>> due = co_await m_store.due(m_days, now);
    if (!due)
        co_return failed(due.error());
    m_isFailing = false;
    m_rooms = *due;
    if (m_rooms.isEmpty() && m_forgotten > 0) {
        qCInfo(lc) << "Messages that were older than they are kept, and are forgotten:"
                   << std::exchange(m_forgotten, 0);
        Q_EMIT forgot();
    }
    m_timer.start(m_rooms.isEmpty() ? std::chrono::duration_cast<milliseconds>(lookEvery) : milliseconds(0));
}

QCoro::Task<> Retention::forgetNext() {
    const auto begun = std::chrono::steady_clock::now();
    const UtcTime now = m_clock.now();
    const Result<RetentionStore::Slice> slice = co_await m_store.forgetOld(m_rooms.first(), m_days, now);
    if (!slice)
        co_return failed(slice.error());
    m_forgotten += slice->forgotten;
    m_counters.messages.add(quint64(slice->forgotten));
    m_counters.slices.add(1);
    if (!slice->more)
        m_rooms.removeFirst();
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    m_timer.start(std::min(took * pauseFactor, longestPause));
}

void Retention::failed(const Error& error) {
    m_rooms.clear();
    if (error.kind == ErrorKind::ServerDraining)
        return;
    if (!std::exchange(m_isFailing, true))
        qCWarning(lc).noquote() << "Old messages are not forgotten:" << error.message;
    m_timer.start(retryWait);
}

} // namespace confab
