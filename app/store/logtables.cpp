// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/logtables.h"

#include "app/store/searchtables.h"
#include "app/store/storedvalues.h"
#include "common/protocol/eventeffect.h"

#include <QVariant>

#include <algorithm>
#include <array>

namespace confab::store {

namespace {

constexpr int rowsPerStep = 500; // let go together
constexpr int steps = 20;        // of one writing: others wait for it

constexpr std::array tables{"logs", "log_ranges", "log_rows", "log_signs"};

} // namespace

// ---- reading -------------------------------------------------------------------------------------------------------

std::optional<Seq> LogTables::asOf(RoomId room) const {
    const Result<QVariant> asOf =
        m_database.value(QStringLiteral("SELECT as_of FROM logs WHERE room = ?"), {room.value});
    return asOf ? std::optional<Seq>(asOf->toLongLong()) : std::nullopt;
}

QHash<RoomId, Seq> LogTables::all() const {
    QHash<RoomId, Seq> all;
    QSqlQuery query = m_database.query();
    query.exec(QStringLiteral("SELECT room, as_of FROM logs"));
    while (query.next())
        all.insert(RoomId{query.value(0).toLongLong()}, query.value(1).toLongLong());
    return all;
}

std::optional<LogTables::Range> LogTables::rangeWith(RoomId room, Seq seq) const {
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT low, high FROM log_ranges WHERE room = ? AND low <= ? AND high >= ?"));
    for (const qint64 value : {room.value, seq, seq})
        query.addBindValue(value);
    if (!query.exec() || !query.next())
        return std::nullopt;
    return Range{query.value(0).toLongLong(), query.value(1).toLongLong()};
}

bool LogTables::has(RoomId room, Seq seq) const {
    return rangeWith(room, seq).has_value();
}

std::optional<QList<LogRow>> LogTables::rows(RoomId room, Range range, int most, bool newestFirst, Seq asOf) const {
    QSqlQuery query = m_database.query();
    query.prepare(QString(u"SELECT as_of, row FROM log_rows WHERE room = ? AND seq BETWEEN ? AND ? ORDER BY seq " %
                          QLatin1String(newestFirst ? "DESC" : "ASC") % u" LIMIT ?"));
    for (const qint64 value : {room.value, range.low, range.high, qint64(most)})
        query.addBindValue(value);
    if (!query.exec())
        return std::nullopt;
    QList<LogRow> rows;
    while (query.next()) {
        std::optional<LogRow> row = rowFrom(query.value(1).toByteArray());
        if (!row)
            return std::nullopt;
        if (row->message)
            row->message->asOf = std::max(asOf, query.value(0).toLongLong());
        rows.append(std::move(*row));
    }
    if (!newestFirst)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

std::optional<LogPage> LogTables::end(RoomId room, int most) const {
    const std::optional<Seq> asOf = this->asOf(room);
    if (!asOf)
        return std::nullopt;
    std::optional<LogPage> page = *asOf > 0 ? before(room, *asOf + 1, most) : std::nullopt;
    return page ? page : LogPage{*asOf + 1, *asOf, *asOf, {}};
}

std::optional<LogPage> LogTables::before(RoomId room, Seq seq, int most) const {
    const std::optional<Range> range = rangeWith(room, seq - 1);
    const Seq asOf = this->asOf(room).value_or(0);
    std::optional<QList<LogRow>> found = range ? rows(room, {range->low, seq - 1}, most, true, asOf) : std::nullopt;
    if (!found)
        return std::nullopt;
    const Seq low = found->size() == most ? found->constLast().seq() : range->low;
    return LogPage{low, seq - 1, asOf, std::move(*found)};
}

std::optional<LogPage> LogTables::after(RoomId room, Seq seq, int most) const {
    const std::optional<Range> range = rangeWith(room, seq + 1);
    const Seq asOf = this->asOf(room).value_or(0);
    std::optional<QList<LogRow>> found = range ? rows(room, {seq + 1, range->high}, most, false, asOf) : std::nullopt;
    if (!found)
        return std::nullopt;
    const Seq high = found->size() == most ? found->constFirst().seq() : range->high;
    return LogPage{seq + 1, high, asOf, std::move(*found)};
}

std::optional<LogPage> LogTables::around(RoomId room, Seq seq, int most) const {
    std::optional<LogPage> page = after(room, seq - 1, most / 2);
    if (const std::optional<LogPage> older = page ? before(room, seq, most / 2) : std::nullopt) {
        page->rows += older->rows;
        page->low = older->low;
    }
    return page;
}

// ---- writing -------------------------------------------------------------------------------------------------------

Status LogTables::write(const LogChange& change, UserId reader) {
    if (const auto* opened = std::get_if<LogOpened>(&change.what))
        return m_database.run(QStringLiteral("UPDATE logs SET opened = ? WHERE room = ?"),
                              {opened->at.ms, opened->room.value});
    if (const auto* begun = std::get_if<LogBegun>(&change.what))
        return begin(*begun);
    m_touched.clear();
    const auto* events = std::get_if<LogEvents>(&change.what);
    Status done = events ? append(*events, reader) : take(std::get<LogRead>(change.what));
    for (const Seq segment : std::as_const(m_touched)) {
        if (done)
            done = SearchTables(m_database).sign(change.room(), segment);
    }
    return done;
}

Status LogTables::begin(const LogBegun& begun) const {
    const Status forgotten = forget(begun.room);
    return forgotten ? m_database.run(QStringLiteral("INSERT INTO logs (room, as_of, opened) VALUES (?, ?, ?)"),
                                      {begun.room.value, begun.asOf, begun.at.ms})
                     : forgotten;
}

Status LogTables::append(const LogEvents& events, UserId reader) {
    const std::optional<Seq> known = asOf(events.room);
    if (!known)
        return {};
    Seq last = *known;
    for (const Event& event : events.events) {
        if (event.seq <= last)
            continue;
        if (event.seq != last + 1)
            break;
        if (effectOf(event.data) == EventEffect::Row) {
            const std::optional<Message> message = messageOf(event);
            const LogRow row{message, message ? std::nullopt : std::optional(event)};
            if (Status done = put(events.room, row, event.seq); !done)
                return done;
        }
        if (Status done = change(event, reader); !done)
            return done;
        last = event.seq;
    }
    if (last == *known)
        return {};
    const Status added = addRange(events.room, *known + 1, last);
    return added ? m_database.run(QStringLiteral("UPDATE logs SET as_of = ? WHERE room = ?"), {last, events.room.value})
                 : added;
}

/// What the event does to an earlier message, in whatever range that is.
Status LogTables::change(const Event& event, UserId reader) {
    const std::optional<MessageChange> change = changeOf(event, reader);
    if (!change)
        return {};
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT as_of, row FROM log_rows WHERE room = ? AND seq = ?"));
    query.addBindValue(event.room.value);
    query.addBindValue(change->target);
    if (!query.exec() || !query.next())
        return {};
    std::optional<LogRow> row = rowFrom(query.value(1).toByteArray());
    if (!row || !row->message)
        return {};
    row->message->asOf = query.value(0).toLongLong();
    query.finish();
    return apply(*row->message, *change) ? put(event.room, *row, event.seq) : Status();
}

Status LogTables::take(const LogRead& read) {
    if (!asOf(read.room) || read.page.high < read.page.low)
        return {};
    for (const LogRow& row : read.page.rows) {
        if (Status done = put(read.room, row, read.page.asOf); !done)
            return done;
    }
    return addRange(read.room, read.page.low, read.page.high);
}

/// A row that has more of the log stays.
Status LogTables::put(RoomId room, const LogRow& row, Seq asOf) {
    m_touched.insert(segmentOf(row.seq()));
    return m_database.run(QStringLiteral("INSERT INTO log_rows (room, seq, as_of, row) VALUES (?, ?, ?, ?) "
                                         "ON CONFLICT (room, seq) DO UPDATE SET as_of = excluded.as_of, "
                                         "row = excluded.row WHERE excluded.as_of >= log_rows.as_of"),
                          {room.value, row.seq(), asOf, stored(row)});
}

/// Ranges that meet become one.
Status LogTables::addRange(RoomId room, Seq low, Seq high) const {
    const QString meeting = QStringLiteral(" FROM log_ranges WHERE room = ? AND low <= ? AND high >= ?");
    const QVariantList bounds{room.value, high + 1, low - 1};
    const Result<QVariant> lowest = m_database.value(QString(u"SELECT MIN(low)" % meeting), bounds);
    const Result<QVariant> highest = m_database.value(QString(u"SELECT MAX(high)" % meeting), bounds);
    if (lowest && !lowest->isNull())
        low = std::min(low, lowest->toLongLong());
    if (highest && !highest->isNull())
        high = std::max(high, highest->toLongLong());
    const Status cleared = m_database.run(QString(u"DELETE" % meeting), bounds);
    return cleared ? m_database.run(QStringLiteral("INSERT INTO log_ranges (room, low, high) VALUES (?, ?, ?)"),
                                    {room.value, low, high})
                   : cleared;
}

// ---- letting go ----------------------------------------------------------------------------------------------------

Status LogTables::forget(RoomId room) const {
    for (const char* table : tables) {
        if (Status gone =
                m_database.run(QString(u"DELETE FROM " % QLatin1String(table) % u" WHERE room = ?"), {room.value});
            !gone)
            return gone;
    }
    return {};
}

Status LogTables::forgetOthers() const {
    QList<RoomId> rooms;
    QSqlQuery query = m_database.query();
    query.exec(QStringLiteral("SELECT room FROM logs WHERE room NOT IN (SELECT id FROM rooms)"));
    while (query.next())
        rooms.append(RoomId{query.value(0).toLongLong()});
    query.finish();
    for (const RoomId room : std::as_const(rooms)) {
        if (Status gone = forget(room); !gone)
            return gone;
    }
    return {};
}

Result<qint64> LogTables::bytesUsed() const {
    const Result<QVariant> used =
        m_database.value(QStringLiteral("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(), "
                                        "pragma_freelist_count(), pragma_page_size()"));
    return used ? Result<qint64>(used->toLongLong()) : fail(used.error());
}

Status LogTables::keepWithin(qint64 bytes) const {
    Result<qint64> used = bytesUsed();
    if (!used)
        return fail(used.error());
    if (*used <= bytes)
        return {};
    bool isDone = false;
    for (int step = 0; step<steps&& * used> bytes - bytes / 16 && !isDone; ++step) {
        if (Status gone = letOneGo(&isDone); !gone)
            return gone;
        used = bytesUsed();
        if (!used)
            return fail(used.error());
    }
    return {};
}

/// One step: the oldest rows of a room, or all of one.
Status LogTables::letOneGo(bool* isDone) const {
    QSqlQuery query = m_database.query();
    QList<RoomId> rooms;
    if (query.exec(QStringLiteral("SELECT room FROM logs ORDER BY opened, room"))) {
        while (query.next())
            rooms.append(RoomId{query.value(0).toLongLong()});
    }
    query.finish();
    for (const RoomId room : std::as_const(rooms)) {
        const Result<bool> gone = letGo(room);
        if (!gone)
            return fail(gone.error());
        if (*gone)
            return {};
    }
    *isDone = rooms.size() < 2; // the room that is open stays
    return *isDone ? Status() : forget(rooms.constFirst());
}

/// False: it has no more than rowsAlways.
Result<bool> LogTables::letGo(RoomId room) const {
    const QString from = QStringLiteral("SELECT seq FROM log_rows WHERE room = ? ORDER BY seq ");
    const Result<QVariant> newest =
        m_database.value(QString(from % u"DESC LIMIT 1 OFFSET ?"), {room.value, rowsAlways});
    if (!newest)
        return false;
    const Result<QVariant> step = m_database.value(QString(from % u"LIMIT 1 OFFSET ?"), {room.value, rowsPerStep - 1});
    const Seq last = step ? std::min(step->toLongLong(), newest->toLongLong()) : newest->toLongLong();
    Status done =
        m_database.run(QStringLiteral("DELETE FROM log_rows WHERE room = ? AND seq <= ?"), {room.value, last});
    if (done)
        done =
            m_database.run(QStringLiteral("DELETE FROM log_ranges WHERE room = ? AND high <= ?"), {room.value, last});
    if (done)
        done = SearchTables(m_database).letGo(room, last);
    if (done)
        done = m_database.run(QStringLiteral("UPDATE log_ranges SET low = ? WHERE room = ? AND low <= ?"),
                              {last + 1, room.value, last});
    return done ? Result<bool>(true) : fail(done.error());
}

} // namespace confab::store
