// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/files.h"
#include "server/storage/storage.h"

#include <QTest>

#include <vector>

namespace confab {

/// An implementation of the storage under test: empty at the start of each test function.
class StorageFixture {
public:
    virtual ~StorageFixture() = default;
    virtual void init() = 0;
    virtual void cleanup() = 0;
    /// Closes it and opens it again, with what it holds.
    virtual void reopen() = 0;
    virtual Storage& storage() = 0;
    virtual FileStore& files() = 0;
};

// ---- asking and expecting ----------------------------------------------------------------------------------------

inline UtcTime at(qint64 ms) {
    return UtcTime{1'700'000'000'000 + ms};
}

/// The answer of a call, which comes by the event loop.
template <class T>
Result<T> ask(QCoro::Task<Result<T>> task) {
    return QCoro::waitFor(std::move(task));
}

/// The same when it must succeed; otherwise the test has failed and the value is an empty one.
template <class T>
T need(QCoro::Task<Result<T>> task) {
    Result<T> result = QCoro::waitFor(std::move(task));
    if (!result)
        QTest::qFail(qPrintable(result.error().message), __FILE__, __LINE__);
    if constexpr (!std::is_void_v<T>)
        return result ? std::move(*result) : T{};
}

/// "ok", or the error's stable name.
template <class T>
QString outcome(const Result<T>& result) {
    return result ? QStringLiteral("ok") : wire::key(errorRow(result.error().kind).name);
}
template <class T>
QString outcome(QCoro::Task<Result<T>> task) {
    return outcome(ask(std::move(task)));
}

/// The answers of calls that were made without waiting for each other.
template <class T>
std::vector<Result<T>> askAll(std::vector<QCoro::Task<Result<T>>> tasks) {
    std::vector<Result<T>> results;
    for (auto& task : tasks)
        results.push_back(QCoro::waitFor(std::move(task)));
    return results;
}

inline QString named(ErrorKind kind) {
    return wire::key(errorRow(kind).name);
}

// ---- making things -----------------------------------------------------------------------------------------------

inline NewUser userOf(const QString& name) {
    NewUser user;
    user.name = name;
    user.email = QString(name % u"@example.org");
    user.foldedEmail = user.email.toCaseFolded();
    user.passwordHash = "hash";
    user.at = at(0);
    return user;
}

inline UserId makeUser(Storage& storage, const QString& name) {
    return need(storage.users().create(userOf(name))).id;
}

inline NewRoom roomOf(UserId owner, const QString& name = QStringLiteral("General")) {
    NewRoom room;
    room.name = name;
    room.owner = owner;
    room.at = at(0);
    return room;
}

inline RoomId makeRoom(Storage& storage, UserId owner, const QString& name = QStringLiteral("General")) {
    return need(storage.rooms().create(roomOf(owner, name))).room.id;
}

inline bool ownersOnly(Role role, RoomKind) {
    return role == Role::Owner;
}

inline NewEvent newMessage(RoomId room, UserId by, const QString& clientId,
                           const QString& body = QStringLiteral("hello")) {
    return {room, by, at(1), MessagePosted{{body}, clientId}};
}
inline MessagePosted& posted(NewEvent& message) {
    return std::get<MessagePosted>(message.data);
}
inline const MessagePosted& posted(const Event& message) {
    return std::get<MessagePosted>(message.data);
}

inline Seq send(Storage& storage, RoomId room, UserId by, const QString& clientId,
                const QString& body = QStringLiteral("hello")) {
    return need(storage.log().append(newMessage(room, by, clientId, body))).event.seq;
}

/// The one room of `user` with this id, out of their list; an empty one when it is not there.
inline Room listed(Storage& storage, UserId user, RoomId room) {
    for (const Room& candidate : need(storage.rooms().listFor(user, RoomId{})).rooms) {
        if (candidate.id == room)
            return candidate;
    }
    return {};
}

/// The log of `room` is 1, 2, 3, … to `last`.
inline void verifyWithoutHoles(Storage& storage, RoomId room, UserId member, Seq last) {
    Seq seq = 0;
    LogPage page;
    do {
        page = need(storage.log().events(room, member, seq, limits::eventsPerPage));
        for (const Event& event : page.events)
            QCOMPARE(event.seq, ++seq);
    } while (page.more);
    QCOMPARE(seq, last);
}

inline QStringList types(const QList<Event>& events) {
    QStringList list;
    for (const Event& event : events)
        list.append(eventType(event.data));
    return list;
}

} // namespace confab
