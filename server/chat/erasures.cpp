// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/erasures.h"

#include "server/chat/permissions.h"

#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.accounts")

using std::chrono::milliseconds;

/// A pause is so many times as long as the slice before it took.
constexpr int pauseFactor = 4;
constexpr milliseconds longestPause{1000};
/// After a failure of the database.
constexpr milliseconds retryWait{10'000};

const QString erasedName = QStringLiteral("Deleted user");

/// Somebody was quicker: another node, or an earlier run.
bool isGone(const Error& error) {
    return error.kind == ErrorKind::RoomNotFound || error.kind == ErrorKind::RoomNotMember;
}

} // namespace

Erasures::Erasures(Storage& storage, Backplane& backplane, const Clock& clock)
    : m_storage(storage), m_backplane(backplane), m_clock(clock) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { work(); });
}

void Erasures::begin() {
    if (!m_isWorking && m_people.isEmpty())
        m_timer.start(0);
}

QCoro::Task<> Erasures::work() {
    const auto begun = std::chrono::steady_clock::now();
    m_isWorking = true;
    const bool looks = m_people.isEmpty();
    Status done;
    if (looks)
        done = co_await look();
    else
        done = co_await eraseNext();
    m_isWorking = false;
    if (!done && done.error().kind == ErrorKind::ServerDraining)
        co_return;
    if (!done) {
        qCWarning(lc).noquote() << "People who deleted their account are not erased:" << done.error().message;
        m_people.clear();
        co_return m_timer.start(retryWait);
    }
    if (looks && m_people.isEmpty()) {
        if (std::exchange(m_hasErased, false))
            Q_EMIT erased();
        co_return;
    }
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    m_timer.start(std::min(took * pauseFactor, longestPause));
}

QCoro::Task<Status> Erasures::look() {
    Result<QList<UserId>> people = co_await m_storage.retention().erasures();
    if (!people)
        co_return fail(std::move(people.error()));
    m_people = std::move(*people);
    co_return Status();
}

/// As a member would: an owner's room passes on. A private room that nobody can enter any more goes.
QCoro::Task<Status> Erasures::leaveRoom(RoomId room, UserId user) {
    Result<Room> seen = co_await m_storage.rooms().one(room, user);
    if (!seen)
        co_return fail(std::move(seen.error()));
    if (seen->kind == RoomKind::Direct)
        co_return Status(); // it is a conversation of these people, whoever of them is still there
    const bool isLast = seen->members == 1 && seen->role == Role::Owner;
    if (isLast && seen->visibility == Visibility::Private && !seen->hasPassword) {
        Result<QList<UserId>> members =
            co_await m_storage.rooms().remove(room, user, m_clock.now(), permissions::mayDeleteRoom);
        if (!members)
            co_return fail(std::move(members.error()));
        m_backplane.roomDeleted(room, {});
        co_return Status();
    }
    Result<QList<Event>> events = co_await m_storage.rooms().leave(room, user, m_clock.now());
    if (!events)
        co_return fail(std::move(events.error()));
    m_backplane.memberRemoved(room, user, {});
    for (const Event& event : std::as_const(*events))
        m_backplane.publishEvent(event, erasedName);
    co_return Status();
}

QCoro::Task<Status> Erasures::leaveRooms(UserId user) {
    const QList<UserId> people{user};
    Result<QList<RoomStore::Belonging>> belongings = co_await m_storage.rooms().belongings(people);
    if (!belongings)
        co_return fail(std::move(belongings.error()));
    for (const RoomStore::Belonging& belonging : std::as_const(*belongings)) {
        const RoomId room = belonging.room;
        Status left = co_await leaveRoom(room, user);
        if (!left && !isGone(left.error()))
            co_return left;
    }
    co_return Status();
}

/// Rooms first, and at the end again: a node that still served the account can have let it join one more.
QCoro::Task<Status> Erasures::eraseNext() {
    const UserId user = m_people.first();
    Status left = m_outside == user ? Status() : co_await leaveRooms(user);
    if (!left)
        co_return left;
    m_outside = user;
    const UtcTime now = m_clock.now();
    Result<RetentionStore::Erased> slice = co_await m_storage.retention().eraseOn(user, now);
    if (!slice)
        co_return fail(std::move(slice.error()));
    for (const Event& event : std::as_const(slice->events))
        m_backplane.publishEvent(event, erasedName);
    m_hasErased = true;
    if (slice->next)
        co_return Status();
    m_people.removeFirst();
    m_outside = {};
    qCInfo(lc) << "user" << user.value << "is erased";
    left = co_await leaveRooms(user);
    co_return left;
}

} // namespace confab
