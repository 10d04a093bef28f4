// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/logtables.h"
#include "app/store/storedvalues.h"
#include "common/protocol/eventeffect.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace confab::store {

namespace {

constexpr RoomId general{1}, garden{2};
constexpr UserId me{1}, ben{2};

/// A room's log on the server.
struct Log {
    RoomId room;
    std::mt19937& random;
    QList<Event> events;

    Seq last() const { return events.size(); }
    Seq below(Seq bound) const { return Seq(random() % std::uint32_t(bound)); }
    /// In the state that it has when the log ends at `asOf`.
    std::optional<Message> message(Seq seq, Seq asOf) const {
        std::optional<Message> message = messageOf(events.at(seq - 1));
        for (Seq later = seq + 1; message && later <= asOf; ++later) {
            const std::optional<MessageChange> change = changeOf(events.at(later - 1), me);
            if (change && change->target == seq)
                confab::apply(*message, *change);
        }
        return message;
    }
    void grow() {
        const auto happens = [this](EventData data) {
            events.append(Event{room, last() + 1, below(3) ? ben : me, UtcTime{1000 * (last() + 1)}, std::move(data)});
        };
        const Seq target = last() > 0 ? 1 + below(last()) : 0;
        const bool isMessage = target > 0 && message(target, last());
        switch (isMessage ? below(10) : 9) {
        case 0:
            return happens(MessageEdited{target, QStringLiteral("edited %1").arg(last()), {}});
        case 1:
            return happens(MessageDeleted{target});
        case 2:
        case 3:
            return happens(ReactionAdded{target, below(2) ? QStringLiteral("👍") : QStringLiteral("🎉")});
        case 4:
            return happens(MessagePinned{target});
        case 5:
            return happens(MemberJoined{ben, QStringLiteral("Ben")});
        default:
            return happens(MessagePosted{{QStringLiteral("said %1").arg(last())}, QStringLiteral("id")});
        }
    }
    /// As room.history answers now.
    LogPage page(Seq low, Seq high) const {
        LogPage page{low, high, last(), {}};
        for (Seq seq = high; seq >= low; --seq) {
            if (std::optional<Message> one = message(seq, last()))
                page.rows.append({std::move(one), {}});
        }
        return page;
    }
};

} // namespace

class LogTablesTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreDatabase> m_database;

    template <class Change>
    void write(const Change& change) const {
        const Status done = m_database->together([&] { return LogTables(*m_database).write({change}, me); });
        QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
    }
    /// Every stored row as the log has it, and no message missing in a range. The state is that of the log's end.
    QString difference(const Log& log) const {
        const LogTables tables(*m_database);
        for (Seq seq = 1; seq <= log.last(); ++seq) {
            if (!tables.has(log.room, seq))
                continue;
            const std::optional<LogPage> page = tables.before(log.room, seq + 1, 1);
            if (!page)
                return QStringLiteral("no page before %1").arg(seq + 1);
            const std::optional<Message> truth = log.message(seq, log.last());
            const bool isRow = !page->rows.isEmpty() && page->rows.constFirst().seq() == seq;
            if (truth && !isRow)
                return QStringLiteral("%1 is missing").arg(seq);
            if (truth && stored(page->rows.constFirst()) != stored(LogRow{truth, {}}))
                return QStringLiteral("%1 is another one").arg(seq);
        }
        return {};
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        auto database = StoreDatabase::open(m_folder->filePath(QStringLiteral("store")), StoreDatabase::Access::Write);
        QVERIFY(database);
        m_database = std::move(*database);
    }
    void cleanup() {
        m_database.reset();
        m_folder.reset();
    }

    /// Pages from anywhere, and the events that follow: in the end all of them are the log's.
    void whatIsKeptIsTheLog() {
        for (unsigned seed = 1; seed <= 30; ++seed) {
            std::mt19937 random(seed);
            Log log{general, random, {}};
            for (int i = 0; i < 30; ++i)
                log.grow();
            write(LogBegun{general, log.last(), UtcTime{1}});
            Seq followed = log.last();
            for (int step = 0; step < 40; ++step) {
                for (Seq events = log.below(6); events > 0; --events)
                    log.grow();
                if (log.below(2)) { // some that are known, and not all that there are
                    const Seq from = followed - log.below(3);
                    const Seq to = followed + log.below(log.last() - followed + 1);
                    write(LogEvents{general, log.events.mid(from, to - from)});
                    followed = std::max(followed, to);
                } else {
                    const Seq low = 1 + log.below(log.last());
                    write(LogRead{general, log.page(low, std::min(log.last(), low + log.below(12)))});
                }
                write(LogEvents{general, log.events.mid(followed + 1, 3)}); // a gap before them: not taken
                QCOMPARE(LogTables(*m_database).asOf(general), std::optional(followed));
            }
            write(LogEvents{general, log.events.mid(followed)});
            const QString problem = difference(log);
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
            QVERIFY(LogTables(*m_database).has(general, log.last()));
        }
    }

    void pagesJoinOnToEachOther() {
        std::mt19937 random(1);
        Log log{general, random, {}};
        while (log.last() < 300)
            log.grow();
        write(LogBegun{general, 300, UtcTime{1}});
        const LogTables tables(*m_database);
        QVERIFY(tables.end(general, 20)->rows.isEmpty());
        write(LogRead{general, log.page(201, 300)});
        write(LogRead{general, log.page(1, 100)});
        QVERIFY(!tables.before(general, 201, 50) && !tables.after(general, 100, 50) &&
                !tables.around(general, 150, 50));
        QCOMPARE(tables.before(general, 240, 500)->low, 201);
        QCOMPARE(tables.after(general, 60, 500)->high, 100);
        write(LogRead{general, log.page(101, 200)});
        Seq before = 301;
        int rows = 0;
        while (before > 1) {
            const std::optional<LogPage> page = tables.before(general, before, 40);
            QVERIFY(page && page->high == before - 1 && page->low < before);
            rows += int(page->rows.size());
            before = page->low;
        }
        QCOMPARE(rows, log.page(1, 300).rows.size());
        const std::optional<LogPage> around = tables.around(general, 150, 40);
        QVERIFY(around && around->low < 150 && around->high >= 150 && around->rows.size() == 40);
        QCOMPARE(tables.end(general, 10)->rows.size(), 10);
        QVERIFY(!tables.end(garden, 10));
    }

    /// The text is not in the file either.
    void whatIsDeletedIsGone() {
        write(LogBegun{general, 0, UtcTime{1}});
        write(LogEvents{general,
                        {Event{general, 1, ben, UtcTime{1}, MessagePosted{{QStringLiteral("a secret")}, {}}},
                         Event{general, 2, ben, UtcTime{2}, MessagePosted{{QStringLiteral("another")}, {}}}}});
        write(LogEvents{general, {Event{general, 3, ben, UtcTime{3}, MessageDeleted{1}}}});
        const std::optional<LogPage> page = LogTables(*m_database).before(general, 4, 10);
        QVERIFY(page && page->rows.constLast().message->deletedAt);
        m_database.reset();
        QFile file(m_folder->filePath(QStringLiteral("store")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains("another") && !bytes.contains("a secret"));
    }

    /// The oldest rows go first, of the room that was not open for longest.
    void whatIsTooMuchIsLetGo() {
        const LogTables tables(*m_database);
        for (const RoomId room : {garden, general}) {
            write(LogBegun{room, 3000, UtcTime{room == garden ? 1 : 2}});
            LogPage page{1, 3000, 3000, {}};
            for (Seq seq = 3000; seq > 0; --seq) {
                Message message;
                message.room = room;
                message.seq = seq;
                message.by = ben;
                message.at = UtcTime{seq};
                message.body = QString(300, u'x');
                page.rows.append({message, {}});
            }
            write(LogRead{room, page});
        }
        const auto kept = [&](RoomId room) {
            return m_database->value(QStringLiteral("SELECT COUNT(*) FROM log_rows WHERE room = ?"), {room.value})
                ->toInt();
        };
        const auto keep = [&](qint64 bytes) {
            return m_database->together([&] { return tables.keepWithin(bytes); }).has_value();
        };
        QVERIFY(keep(1 << 30));
        QCOMPARE(kept(garden), 3000);
        const qint64 used =
            m_database
                ->value(QStringLiteral("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
                ->toLongLong();
        QVERIFY(keep(used - 100'000));
        QVERIFY(kept(garden) < 3000 && kept(garden) >= LogTables::rowsAlways);
        QCOMPARE(kept(general), 3000);
        QVERIFY(!tables.has(garden, 1) && tables.has(garden, 3000));
        QCOMPARE(tables.before(garden, 3001, 5000)->rows.size(), kept(garden));
        QVERIFY(tables.before(garden, 3001, 5000)->low > 1);
        QVERIFY(keep(used / 3) && keep(used / 3));
        QCOMPARE(kept(garden), LogTables::rowsAlways);
        QVERIFY(kept(general) < 3000);
        QVERIFY(keep(1) && keep(1));
        QCOMPARE(kept(garden), 0);
        QCOMPARE(kept(general), LogTables::rowsAlways);
    }
};

} // namespace confab::store

QTEST_GUILESS_MAIN(confab::store::LogTablesTest)
#include "tst_logtables.moc"
