// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storewriter.h"

#include "app/store/logtables.h"
#include "app/store/searchtables.h"
#include "app/store/storedvalues.h"

namespace confab::store {

Status StoreWriter::open(const QString& path) {
    Result<std::unique_ptr<StoreDatabase>> database = StoreDatabase::open(path, StoreDatabase::Access::Write);
    if (!database)
        return fail(std::move(database.error()));
    m_database = std::move(*database);
    return {};
}

void StoreWriter::close() {
    m_database.reset();
}

Status StoreWriter::write(const Changes& changes) {
    if (!m_database)
        return {};
    return m_database->together([&]() -> Status {
        if (changes.user) {
            Status user = m_database->run(QStringLiteral("REPLACE INTO account (id, user) VALUES (1, ?)"),
                                          {stored(*changes.user)});
            if (!user)
                return user;
        }
        if (Status log = writeLog(changes); !log)
            return log;
        if (Status rooms = writeRooms(changes); !rooms)
            return rooms;
        if (Status people = writePeople(changes); !people)
            return people;
        return changes.actions ? writeActions(*changes.actions) : Status();
    });
}

Status StoreWriter::writeLog(const Changes& changes) {
    LogTables tables(*m_database);
    for (const LogChange& change : changes.log) {
        if (Status written = tables.write(change, changes.reader); !written)
            return written;
    }
    return changes.log.isEmpty() ? Status() : tables.keepWithin(m_most);
}

std::optional<LogPage> StoreWriter::page(const RoomHistory& wanted) const {
    if (!m_database)
        return std::nullopt;
    const LogTables tables(*m_database);
    const int most = wanted.limit.value_or(limits::defaultPage);
    if (wanted.around)
        return tables.around(wanted.room, *wanted.around, most);
    if (wanted.after)
        return tables.after(wanted.room, *wanted.after, most);
    return wanted.before ? tables.before(wanted.room, *wanted.before, most) : std::nullopt;
}

void StoreWriter::signAll() {
    if (!m_database)
        return;
    bool hasMore = false;
    const Status done = m_database->together([&] {
        const Result<bool> more = SearchTables(*m_database).signSome();
        hasMore = more.value_or(false);
        return more ? Status() : fail(more.error());
    });
    if (done && hasMore) // else at the next start
        QMetaObject::invokeMethod(this, &StoreWriter::signAll, Qt::QueuedConnection);
}

Status StoreWriter::writeRooms(const Changes& changes) {
    if (changes.isWholeList) {
        if (Status cleared = m_database->run(QStringLiteral("DELETE FROM rooms")); !cleared)
            return cleared;
    }
    for (const Room& room : changes.rooms) {
        const Seq unsent = changes.unsentReads.value(room.id);
        Status put = m_database->run(QStringLiteral("REPLACE INTO rooms (id, room, unsent_read) VALUES (?, ?, ?)"),
                                     {room.id.value, stored(room), unsent ? QVariant(unsent) : QVariant()});
        if (!put)
            return put;
    }
    for (const RoomId room : changes.dropped) {
        if (Status gone = forget(room); !gone)
            return gone;
    }
    return changes.isWholeList ? LogTables(*m_database).forgetOthers() : Status();
}

Status StoreWriter::forget(RoomId room) {
    Status gone = m_database->run(QStringLiteral("DELETE FROM rooms WHERE id = ?"), {room.value});
    return gone ? LogTables(*m_database).forget(room) : gone;
}

Status StoreWriter::writePeople(const Changes& changes) {
    for (const User& person : changes.people) {
        Status put = m_database->run(QStringLiteral("REPLACE INTO people (id, name) VALUES (?, ?)"),
                                     {person.id.value, person.name});
        if (!put)
            return put;
    }
    return {};
}

/// They are few, and seldom.
Status StoreWriter::writeActions(const QList<StoredAction>& actions) {
    if (Status cleared = m_database->run(QStringLiteral("DELETE FROM actions")); !cleared)
        return cleared;
    for (const StoredAction& action : actions) {
        Status put = m_database->run(QStringLiteral("INSERT INTO actions (action) VALUES (?)"), {stored(action)});
        if (!put)
            return put;
    }
    return {};
}

} // namespace confab::store
