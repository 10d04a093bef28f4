// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/localstore.h"
#include "app/store/logtables.h"
#include "app/store/searchdemand.h"
#include "app/store/searchsigns.h"
#include "app/store/storesearcher.h"
#include "app/store/storewriter.h"
#include "common/protocol/search.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "common/search/searchquery.h"
#include "tests/common/searchtable.h"

#include <QStringBuilder>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace confab::store {

namespace {

constexpr RoomId general{1}, plans{2}, garden{3};
constexpr UserId ana{1}, ben{2};
const QString account = QStringLiteral("ana@example.org wss://chat.example.org");

UtcTime day(int number) {
    return UtcTime{UtcTime::fromIso(QStringLiteral("2026-01-01T12:00:00.000Z"))->ms + qint64(number - 1) * 86'400'000};
}

Message message(RoomId room, Seq seq, UserId by, const QString& body, UtcTime at) {
    Message message;
    message.room = room;
    message.seq = seq;
    message.by = by;
    message.at = at;
    message.body = body;
    return message;
}

Room named(RoomId id, const QString& name) {
    Room room;
    room.id = id;
    room.name = name;
    return room;
}

bool always() {
    return true;
}

} // namespace

/// What is stored is found as the server finds it.
class StoreSearchTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StoreWriter> m_writer;
    std::unique_ptr<StoreDatabase> m_reader;

    QString path() const { return m_folder->filePath(QStringLiteral("store")); }
    void write(const Changes& changes) const {
        const Status done = m_writer->write(changes);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
    }
    /// The room's log is these messages and nothing else.
    void keep(RoomId room, QList<Message> messages) const {
        const Seq last = messages.constLast().seq;
        LogPage page{1, last, last, {}};
        std::ranges::sort(messages, std::greater(), &Message::seq);
        for (const Message& one : messages)
            page.rows.append({one, {}});
        Changes changes;
        changes.log = {{LogBegun{room, last, UtcTime{1}}}, {LogRead{room, page}}};
        write(changes);
    }
    void happens(const Event& event) const {
        Changes changes;
        changes.reader = ana;
        changes.log = {{LogEvents{event.room, {event}}}};
        write(changes);
    }
    void people() const {
        Changes changes;
        changes.user = User{ana, QStringLiteral("Ana"), {}};
        changes.people = {User{ben, QStringLiteral("Ben Adams"), {}}, User{UserId{3}, QStringLiteral("Benedikt"), {}}};
        changes.isWholeList = true;
        changes.rooms = {named(general, QStringLiteral("General")), named(plans, QStringLiteral("Plans")),
                         named(garden, QStringLiteral("Garden plans"))};
        write(changes);
    }
    /// All hits, page by page.
    QList<Message> found(SearchMessages request) const {
        QList<Message> found;
        for (int pages = 0; pages < 10000; ++pages) {
            const Result<SearchAnswer> answer = searchStored(*m_reader, request, always);
            if (!answer) {
                qWarning("%s", qPrintable(answer.error().message));
                return {};
            }
            for (const SearchHit& hit : answer->hits)
                found.append(hit.message);
            if (!answer->cursor)
                return found;
            request.cursor = answer->cursor;
        }
        qWarning("no end");
        return {};
    }
    QString bodies(const QString& query, int limit = 2) const {
        SearchMessages request;
        request.query = query;
        request.limit = limit;
        QStringList bodies;
        for (const Message& message : found(request))
            bodies.append(message.body);
        return bodies.join(u'|');
    }

    /// Edits and deletes, here and in the store.
    template <class Below, class Text>
    void changeSome(QHash<RoomId, QList<Message>>& rooms, const Below& below, const Text& text) const {
        for (int i = 0; i < 100; ++i) {
            const RoomId room{1 + below(3)};
            Message& one = rooms[room][below(500)];
            if (one.deletedAt)
                continue;
            const Seq next = *LogTables(*m_reader).asOf(room) + 1;
            if (below(2)) {
                one.body = text();
                happens(Event{room, next, one.by, UtcTime{1}, MessageEdited{one.seq, one.body, {}}});
            } else {
                one.deletedAt = UtcTime{1};
                happens(Event{room, next, one.by, UtcTime{1}, MessageDeleted{one.seq}});
            }
        }
    }
    /// Newest first, by a look at each message.
    static QList<Message> expectedOf(const SearchMessages& request, const QHash<RoomId, QList<Message>>& rooms) {
        QList<Message> expected;
        for (const QList<Message>& room : rooms) {
            for (const Message& one : room) {
                if (!one.deletedAt && (!request.room || one.room == *request.room) &&
                    (!request.by || one.by == *request.by) && (!request.before || one.at < *request.before) &&
                    (!request.after || one.at >= *request.after) &&
                    containsAll(foldedTerms(parseSearchQuery(request.query).words), one.body, {}))
                    expected.append(one);
            }
        }
        std::ranges::sort(expected, std::greater(),
                          [](const Message& one) { return std::tuple(one.at, one.room, one.seq); });
        return expected;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_writer = std::make_unique<StoreWriter>(LocalStore::bytesMost);
        QVERIFY(m_writer->open(path()));
        auto reader = StoreDatabase::open(path(), StoreDatabase::Access::Read);
        QVERIFY(reader);
        m_reader = std::move(*reader);
    }
    void cleanup() {
        m_reader.reset();
        m_writer.reset();
        m_folder.reset();
    }

    /// The table that the server's storage has to pass.
    void theTable() {
        people();
        QHash<RoomId, QList<Message>> rooms;
        QHash<std::pair<RoomId, Seq>, int> numbers;
        for (size_t i = 0; i < std::size(searchtable::told); ++i) {
            const searchtable::Told& one = searchtable::told[i];
            if (one.room == 's')
                continue; // Ana is no member
            const RoomId room = one.room == 'g' ? general : plans;
            const int number = int(i) + 1;
            Message said = message(room, rooms[room].size() + 1, one.by == 'a' ? ana : ben,
                                   QString::fromUtf16(one.body), day(number));
            if (const QString file = QString::fromUtf16(one.file); !file.isEmpty()) {
                const bool isPicture = file.endsWith(QLatin1String(".jpeg"));
                said.files = {File{QStringLiteral("f"), file,
                                   isPicture ? QStringLiteral("image/jpeg") : QStringLiteral("application/pdf"), 10}};
            }
            numbers.insert({room, said.seq}, number);
            rooms[room].append(said);
        }
        for (auto room = rooms.begin(); room != rooms.end(); ++room)
            keep(room.key(), room.value());
        for (const searchtable::Row& row : searchtable::table) {
            SearchMessages request;
            request.query = QString::fromUtf16(row.query);
            request.limit = 2;
            QStringList list;
            for (const Message& message : found(request))
                list.append(QString::number(numbers.value({message.room, message.seq})));
            const QString expected = QString::fromLatin1(row.numbers);
            QVERIFY2(list.join(u' ') == expected,
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(request.query, list.join(u' '), expected)));
        }
    }

    /// As Searching::named() and keepNamed() have it.
    void names() {
        people();
        keep(general, {message(general, 1, ana, QStringLiteral("a"), day(1)),
                       message(general, 2, ben, QStringLiteral("b"), day(2)),
                       message(general, 3, UserId{3}, QStringLiteral("c"), day(3))});
        keep(garden, {message(garden, 1, ben, QStringLiteral("d"), day(4))});
        keep(plans, {message(plans, 1, ana, QStringLiteral("e"), day(5))});
        QCOMPARE(bodies(QStringLiteral("from:ben")), QStringLiteral("d|c|b"));
        QCOMPARE(bodies(QStringLiteral("from:\"ben adams\"")), QStringLiteral("d|b"));
        QCOMPARE(bodies(QStringLiteral("from:adams")), QStringLiteral("d|b"));
        QCOMPARE(bodies(QStringLiteral("from:dams")), QString());
        QCOMPARE(bodies(QStringLiteral("from:me")), QStringLiteral("e|a"));
        QCOMPARE(bodies(QStringLiteral("from:me from:benedikt")), QStringLiteral("e|c|a"));
        QCOMPARE(bodies(QStringLiteral("in:plans")), QStringLiteral("e"));
        QCOMPARE(bodies(QStringLiteral("in:plan")), QStringLiteral("e|d"));
        QCOMPARE(bodies(QStringLiteral("in:garden in:plans from:ben")), QStringLiteral("d"));
        SearchMessages here{QStringLiteral("in:general in:plans"), plans, {}, {}, {}, {}, {}, {}};
        QCOMPARE(found(here).size(), 1);
        here = {QStringLiteral("from:me"), {}, ben, {}, {}, {}, {}, {}};
        QCOMPARE(found(here).size(), 0);
        here = {QString(), {}, ben, day(3), {}, {}, {}, {}};
        QCOMPARE(found(here).size(), 1);
        for (const char* wrong : {"", "\"\"", "\u200B"}) {
            SearchMessages request;
            request.query = QString::fromUtf8(wrong);
            const Result<SearchAnswer> answer = searchStored(*m_reader, request, always);
            QVERIFY(!answer && answer.error().kind == ErrorKind::InputInvalid);
        }
    }

    /// Beside a look at each message: random texts, clocks that go back, gaps, edits and deletions, small pages.
    void whatIsFoundIsWhatThereIs() {
        people();
        std::mt19937 random(20);
        const auto below = [&random](int bound) { return int(random() % unsigned(bound)); };
        const auto text = [&below] {
            QString text;
            for (int letters = below(40); letters > 0; --letters)
                text += u"ab c\u00E9京"[below(6)];
            return text;
        };
        QHash<RoomId, QList<Message>> rooms;
        for (const RoomId room : {general, plans, garden}) {
            Seq seq = 0;
            for (int i = 0; i < 500; ++i) {
                seq += 1 + below(i % 100 == 99 ? 300 : 2);
                rooms[room].append(
                    message(room, seq, below(2) ? ana : ben, text(), UtcTime{1000LL * i + below(20'000)}));
            }
            keep(room, rooms[room]);
        }
        changeSome(rooms, below, text);
        for (int i = 0; i < 150; ++i) {
            QString term;
            for (int letters = 1 + below(4); letters > 0; --letters)
                term += u"abce京"[below(5)];
            SearchMessages request;
            request.query = term + (below(2) ? QString() : QString(u' ' + QString(u"abc京"[below(4)])));
            if (below(3) == 0)
                request.query = u"\"b" % term % u' ' % text().left(below(5)) % u'"';
            request.limit = 1 + below(7);
            if (below(3) == 0)
                request.room = RoomId{1 + below(3)};
            if (below(3) == 0)
                request.by = ben;
            if (below(3) == 0)
                request.before = UtcTime{below(520'000)};
            if (below(3) == 0)
                request.after = UtcTime{below(520'000)};
            const QList<Message> expected = expectedOf(request, rooms);
            const QList<Message> hits = found(request);
            const auto sameAs = [](const Message& a, const Message& b) {
                return a.room == b.room && a.seq == b.seq && a.body == b.body;
            };
            QVERIFY2(
                std::ranges::equal(hits, expected, sameAs),
                qPrintable(QStringLiteral("%1: %2 hits, not %3")
                               .arg(request.query, QString::number(hits.size()), QString::number(expected.size()))));
        }
    }

    void rangesAreOfTheBody() {
        keep(general, {message(general, 1, ben, QStringLiteral("Crème, CREME and crème"), day(1))});
        SearchMessages request;
        request.query = QStringLiteral("creme");
        const Result<SearchAnswer> answer = searchStored(*m_reader, request, always);
        QVERIFY(answer && answer->hits.size() == 1 && !answer->cursor && !answer->indexing);
        QCOMPARE(answer->hits[0].ranges, (QList<QList<int>>{{0, 5}, {7, 5}, {17, 5}}));
    }

    /// Many messages that look like hits and are none: pages end, and go on where they ended.
    void aPageEndsWhenEnoughWasRead() {
        QList<Message> messages{message(general, 1, ben, QStringLiteral("abcda"), day(1))};
        for (Seq seq = 2; seq <= readMost + 1000; ++seq)
            messages.append(message(general, seq, ben, QStringLiteral("abcd bcda"), day(2)));
        keep(general, messages);
        SearchMessages request;
        request.query = QStringLiteral("abcda");
        const Result<SearchAnswer> first = searchStored(*m_reader, request, always);
        QVERIFY(first && first->hits.isEmpty() && first->cursor);
        request.cursor = first->cursor;
        const Result<SearchAnswer> second = searchStored(*m_reader, request, always);
        QVERIFY(second && second->hits.size() == 1 && !second->cursor);
        request.cursor = QStringLiteral("1.2");
        QVERIFY(!searchStored(*m_reader, request, always));
    }

    /// A word that is nowhere costs no look at the messages.
    void aSearchThatIsNotWantedEnds() {
        QList<Message> messages;
        for (Seq seq = 1; seq <= 3000; ++seq)
            messages.append(message(general, seq, ben, QStringLiteral("word"), day(1)));
        keep(general, messages);
        SearchMessages request;
        request.query = QStringLiteral("nowhere");
        int asked = 0;
        QVERIFY(!searchStored(*m_reader, request, [&asked] { return ++asked < 5; }));
        QCOMPARE(asked, 6);
    }

    /// Nothing of what is let go or left stays in the table.
    void whatIsForgottenIsNotFound() {
        people();
        QList<Message> messages;
        for (Seq seq = 1; seq <= 3000; ++seq)
            messages.append(message(general, seq, ben, QStringLiteral("word %1").arg(seq), day(1)));
        keep(general, messages);
        keep(plans, {message(plans, 1, ben, QStringLiteral("word"), day(2))});
        const auto count = [this] { return bodies(QStringLiteral("word"), 100).count(QLatin1String("word")); };
        QCOMPARE(count(), 3001);
        const auto writer = StoreDatabase::open(path(), StoreDatabase::Access::Write);
        const auto used = (*writer)->value(
            QStringLiteral("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"));
        QVERIFY((*writer)->together([&] { return LogTables(**writer).keepWithin(used->toLongLong() - 50'000); }));
        QVERIFY(count() < 3001 && count() >= LogTables::rowsAlways);
        Changes changes;
        changes.dropped = {general};
        write(changes);
        QCOMPARE(bodies(QStringLiteral("word")), QStringLiteral("word"));
        changes = {};
        changes.isWholeList = true;
        changes.rooms = {named(garden, QStringLiteral("Garden"))};
        write(changes);
        QCOMPARE(count(), 0);
        QCOMPARE(m_reader->value(QStringLiteral("SELECT COUNT(*) FROM log_signs"))->toInt(), 0);
    }

    /// Each has all that is in "the the", but for the two words next to each other. A frequent word is in most
    /// messages.
    void aPhraseOfFrequentWordsReadsFewMessages() {
        std::mt19937 random(20);
        QByteArray signs, ofBefore;
        for (Seq seq = 0; seq < segmentSeqs; ++seq) {
            QString body = QStringLiteral("the tea there");
            for (int word = 0; word < 8; ++word)
                body += u' ' + QString::number(random(), 36);
            addSign(message(general, seq, ben, body, day(1)), signs);
        }
        ofBefore = signs;
        constexpr qsizetype head = 18;
        for (qsizetype at = 0; at < ofBefore.size();) { // a sign of an earlier version, as this one reads it
            ofBefore[at + 1] = char(ofBefore[at + 1] - 15);
            at += head + (qsizetype(1) << ofBefore[at + 1]) / 8;
        }
        const auto places = [](const QByteArray& of, const QString& term) {
            SearchDemand demand;
            demand.terms = QStringList{term};
            std::vector<SignedPlace> found;
            SoughtSigns(demand).find(of, 0, found);
            return found.size();
        };
        QCOMPARE(places(signs, QStringLiteral("the tea")), size_t(segmentSeqs));
        QCOMPARE(places(signs, QStringLiteral("he te")), size_t(segmentSeqs));
        QVERIFY(places(signs, QStringLiteral("the the")) < 32);
        QCOMPARE(places(ofBefore, QStringLiteral("the tea")), size_t(segmentSeqs));
        QCOMPARE(places(ofBefore, QStringLiteral("the the")), size_t(segmentSeqs));
    }

    /// The version before had no signs: what it kept is found soon after the start.
    void whatAnEarlierVersionKeptIsFound() {
        LocalStore store(m_folder->path());
        store.open(account);
        LogPage page{1, 2000, 2000, {}};
        for (Seq seq = 2000; seq > 0; --seq)
            page.rows.append({message(general, seq, ben, QStringLiteral("word %1").arg(seq), UtcTime{seq}), {}});
        Changes changes;
        changes.log = {{LogBegun{general, 2000, UtcTime{1}}}, {LogRead{general, page}}};
        store.put(changes);
        store.close();
        {
            const auto before = StoreDatabase::open(store.path(), StoreDatabase::Access::Write);
            QVERIFY(before && (*before)->run(QStringLiteral("DROP TABLE log_signs")) &&
                    (*before)->run(QStringLiteral("PRAGMA user_version = 2")));
        }
        QVERIFY(StoreDatabase::open(store.path(), StoreDatabase::Access::Write)); // brings it up to date
        SearchMessages request;
        request.query = QStringLiteral("\"word 17\"");
        request.limit = 100;
        {
            const auto reader = StoreDatabase::open(store.path(), StoreDatabase::Access::Read);
            const Result<SearchAnswer> answer = searchStored(**reader, request, always);
            QVERIFY(answer && answer->hits.isEmpty() && answer->indexing == 0);
        }
        store.open(account);
        qsizetype hits = 0;
        bool isAll = false;
        QTRY_VERIFY(([&] {
            bool isAnswered = false;
            store.search(request, [&](const Result<SearchAnswer>& answer) {
                isAnswered = true;
                hits = answer ? answer->hits.size() : -1;
                isAll = answer && !answer->indexing;
            });
            return QTest::qWaitFor([&] { return isAnswered; }) && isAll;
        }()));
        QCOMPARE(hits, 100);
    }

    /// With what was put before, and only the last one is answered.
    void aSearchSeesWhatWasPutAndTheNextEndsIt() {
        LocalStore store(m_folder->path());
        store.open(account);
        Changes changes;
        changes.log = {{LogBegun{general, 1, UtcTime{1}}},
                       {LogRead{general, {1, 1, 1, {{message(general, 1, ben, QStringLiteral("word"), day(1)), {}}}}}}};
        store.put(changes);
        QStringList answers;
        const auto ask = [&](const char* query) {
            SearchMessages request;
            request.query = QString::fromLatin1(query);
            store.search(request, [&answers, query](const Result<SearchAnswer>& answer) {
                answers << QString::fromLatin1(query) + QString::number(answer ? answer->hits.size() : -1);
            });
        };
        for (const char* query : {"w", "wo", "wor", "word"})
            ask(query);
        QTRY_COMPARE(answers, QStringList{QStringLiteral("word1")});
        SearchMessages other;
        other.query = QStringLiteral("word");
        int others = 0;
        store.search(
            other, [&others](const Result<SearchAnswer>&) { ++others; }, Seeker::Switcher);
        ask("nowhere");
        store.stopSearch();
        QTRY_COMPARE(others, 1); // another one's
        ask("");
        QTRY_COMPARE(answers.size(), 2);
        QCOMPARE(answers.last(), QStringLiteral("-1"));
        ask("word");
        store.close(); // nobody is told any more
        ask("word");
        QTRY_COMPARE(answers.size(), 3);
        QCOMPARE(answers.last(), QStringLiteral("word-1"));
    }

    /// The list of segments is read from the index, not from the signs.
    void theListOfSegmentsIsShort() {
        QSqlQuery query = m_reader->query();
        QVERIFY(query.exec(QStringLiteral(
            "EXPLAIN QUERY PLAN SELECT newest, oldest, room, segment FROM log_signs ORDER BY newest DESC")));
        QVERIFY(query.next());
        const QString plan = query.value(3).toString();
        QVERIFY2(plan.contains(QStringLiteral("COVERING INDEX log_signs_by_time")), qPrintable(plan));
        QVERIFY(!query.next());
    }
};

} // namespace confab::store

QTEST_GUILESS_MAIN(confab::store::StoreSearchTest)
#include "tst_storesearch.moc"
