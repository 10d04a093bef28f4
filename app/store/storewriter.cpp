// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/storewriter.h"

#include "app/store/storedvalues.h"

#include <QCryptographicHash>

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
    m_written.clear();
}

Status StoreWriter::write(const Changes& changes) {
    if (!m_database)
        return {};
    const Status done = m_database->together([&]() -> Status {
        if (changes.user) {
            const Status user = m_database->run(QStringLiteral("REPLACE INTO account (id, user) VALUES (1, ?)"),
                                                {stored(*changes.user)});
            if (!user)
                return user;
        }
        if (Status rooms = writeRooms(changes); !rooms)
            return rooms;
        if (Status people = writePeople(changes); !people)
            return people;
        if (Status actions = changes.actions ? writeActions(*changes.actions) : Status(); !actions)
            return actions;
        for (auto it = changes.tails.begin(); it != changes.tails.end(); ++it) {
            if (Status tail = writeTail(it.key(), *it); !tail)
                return tail;
        }
        return {};
    });
    if (!done)
        m_written.clear(); // what the transaction left is not known
    return done;
}

Status StoreWriter::writeRooms(const Changes& changes) {
    if (changes.isWholeList) {
        if (Status cleared = m_database->run(QStringLiteral("DELETE FROM rooms")); !cleared)
            return cleared;
    }
    for (const Room& room : changes.rooms) {
        const Seq unsent = changes.unsentReads.value(room.id);
        const Status put =
            m_database->run(QStringLiteral("REPLACE INTO rooms (id, room, unsent_read) VALUES (?, ?, ?)"),
                            {room.id.value, stored(room), unsent ? QVariant(unsent) : QVariant()});
        if (!put)
            return put;
    }
    for (const RoomId room : changes.dropped) {
        if (Status gone = forget(room); !gone)
            return gone;
    }
    if (!changes.isWholeList)
        return {};
    m_written.clear();
    const Status tails = m_database->run(QStringLiteral("DELETE FROM tails WHERE room NOT IN (SELECT id FROM rooms)"));
    return tails ? m_database->run(QStringLiteral("DELETE FROM tail_rows WHERE room NOT IN (SELECT id FROM rooms)"))
                 : tails;
}

Status StoreWriter::forget(RoomId room) {
    m_written.remove(room);
    for (const char* sql : {"DELETE FROM rooms WHERE id = ?", "DELETE FROM tails WHERE room = ?",
                            "DELETE FROM tail_rows WHERE room = ?"}) {
        if (Status gone = m_database->run(QString::fromLatin1(sql), {room.value}); !gone)
            return gone;
    }
    return {};
}

Status StoreWriter::writePeople(const Changes& changes) {
    for (const User& person : changes.people) {
        const Status put = m_database->run(QStringLiteral("REPLACE INTO people (id, name) VALUES (?, ?)"),
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
        const Status put = m_database->run(QStringLiteral("INSERT INTO actions (action) VALUES (?)"), {stored(action)});
        if (!put)
            return put;
    }
    return {};
}

Status StoreWriter::writeTail(RoomId room, const Tail& tail) {
    const bool isFirst = !m_written.contains(room);
    QHash<Seq, QByteArray>& written = m_written[room];
    if (isFirst) { // what an earlier run left may be of another passage
        if (Status gone = m_database->run(QStringLiteral("DELETE FROM tail_rows WHERE room = ?"), {room.value}); !gone)
            return gone;
    }
    const Status head =
        m_database->run(QStringLiteral("REPLACE INTO tails (room, as_of, low, has_older) VALUES (?, ?, ?, ?)"),
                        {room.value, tail.asOf, tail.low, int(tail.hasOlder)});
    return head ? writeRows(room, tail, written) : head;
}

Status StoreWriter::writeRows(RoomId room, const Tail& tail, QHash<Seq, QByteArray>& written) {
    QHash<Seq, QByteArray> present;
    for (const TailRow& row : tail.rows) {
        const QByteArray bytes = stored(row);
        const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Md5); // against chance alone
        present.insert(row.seq(), digest);
        if (written.value(row.seq()) == digest)
            continue;
        const Status put = m_database->run(QStringLiteral("REPLACE INTO tail_rows (room, seq, row) VALUES (?, ?, ?)"),
                                           {room.value, row.seq(), bytes});
        if (!put)
            return put;
    }
    for (auto it = written.begin(); it != written.end(); ++it) {
        if (present.contains(it.key()))
            continue;
        const Status gone =
            m_database->run(QStringLiteral("DELETE FROM tail_rows WHERE room = ? AND seq = ?"), {room.value, it.key()});
        if (!gone)
            return gone;
    }
    written = std::move(present);
    return {};
}

} // namespace confab::store
