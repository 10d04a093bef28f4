// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlmessages.h"

#include "server/storage/sql/membermarks.h"
#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqljobs.h"

#include <algorithm>

namespace confab {

namespace {

/// `read(db)` for a member, in one snapshot with the room's last seq.
template <class F>
QCoro::Task<Result<MessagePage>> pageFor(JobSink& reader, RoomId room, UserId caller, F read) {
    return onReader<MessagePage>(reader, lineOf(caller),
                                 [room, caller, read = std::move(read)](SqlConnection& db) -> Result<MessagePage> {
                                     const Result<Membership> mine = membership(db, room, caller);
                                     if (!mine)
                                         return fail(mine.error());
                                     return read(db).map([&mine](MessagePage page) {
                                         page.asOf = mine->lastSeq;
                                         return page;
                                     });
                                 });
}

} // namespace

QCoro::Task<Result<MessagePage>> SqlMessages::history(RoomId room, UserId caller, HistoryPlace place, int limit) {
    const int bounded = std::clamp(limit, 1, limits::messagesPerPage);
    return pageFor(m_reader, room, caller,
                   [=](SqlConnection& db) { return historyPage(db, room, caller, place, bounded); });
}

QCoro::Task<Result<MessagePage>> SqlMessages::thread(RoomId room, UserId caller, Seq seq, Seq after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::messagesPerPage);
    return pageFor(m_reader, room, caller,
                   [=](SqlConnection& db) { return threadPage(db, room, caller, seq, after, bounded); });
}

QCoro::Task<Result<MessagePage>> SqlMessages::pins(RoomId room, UserId caller) {
    return pageFor(m_reader, room, caller, [=](SqlConnection& db) { return pinsPage(db, room, caller); });
}

QCoro::Task<Result<MessagePage>> SqlMessages::bySeqs(RoomId room, UserId caller, QList<Seq> seqs) {
    return pageFor(m_reader, room, caller,
                   [=, seqs = std::move(seqs)](SqlConnection& db) { return messagesBySeqs(db, room, caller, seqs); });
}

QCoro::Task<Result<VersionsAnswer>> SqlMessages::versions(RoomId room, UserId caller, Seq seq) {
    return onReader<VersionsAnswer>(m_reader, lineOf(caller), [=](SqlConnection& db) {
        return membership(db, room, caller).and_then([&](const Membership&) { return messageVersions(db, room, seq); });
    });
}

QCoro::Task<Result<ReactorsAnswer>> SqlMessages::reactors(RoomId room, UserId caller, Seq seq, QString emoji) {
    return onReader<ReactorsAnswer>(m_reader, lineOf(caller), [=, emoji = std::move(emoji)](SqlConnection& db) {
        return membership(db, room, caller).and_then([&](const Membership&) {
            return messageReactors(db, room, seq, emoji);
        });
    });
}

QCoro::Task<Result<ReadersPage>> SqlMessages::readers(RoomId room, UserId caller, Seq seq, UserId after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::readersPerPage);
    return onReader<ReadersPage>(m_reader, lineOf(caller), [=](SqlConnection& db) {
        return membership(db, room, caller).and_then([&](const Membership&) {
            return messageReaders(db, room, seq, after, bounded);
        });
    });
}

} // namespace confab
