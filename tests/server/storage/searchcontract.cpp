// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/searchcontract.h"

#include "common/search/foldedtext.h"
#include "common/search/searchquery.h"
#include "tests/common/searchtable.h"

namespace confab {

namespace {

using namespace searchtable;

const QString ok = QStringLiteral("ok");

UtcTime day(int number) {
    return UtcTime{UtcTime::fromIso(QStringLiteral("2026-01-01T12:00:00.000Z"))->ms + qint64(number - 1) * 86'400'000};
}

bool anybody(Role, RoomKind) {
    return true;
}

} // namespace

void SearchContract::init() {
    m_fixture.init();
    m_said = 0;
    m_numbers.clear();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_carl = makeUser(storage(), QStringLiteral("Carl"));
    m_general = makeRoom(storage(), m_ana);
    m_plans = makeRoom(storage(), m_ana, QStringLiteral("Plans"));
    m_secret = makeRoom(storage(), m_carl, QStringLiteral("Secret"));
    for (const RoomId room : {m_general, m_plans})
        need(storage().rooms().join(room, m_ben, at(1)));
}

Seq SearchContract::say(RoomId room, UserId by, const QString& body, UtcTime at, const QString& file) {
    NewEvent event = newMessage(room, by, QStringLiteral("said-%1").arg(++m_said), body);
    event.at = at;
    if (!file.isEmpty()) {
        const QString id = QStringLiteral("file-%1").arg(m_said);
        const bool isPicture = file.endsWith(QLatin1String(".jpeg"));
        const QString type = isPicture ? QStringLiteral("image/jpeg") : QStringLiteral("application/pdf");
        need(m_fixture.files().begin({id, by, file, type, 10, false, at, UtcTime{at.ms + 1000}}, {}));
        need(m_fixture.files().finish(id, by, {QString(64, u'a'), 10, type}, at));
        posted(event).files = {File{id, file, type, 10}};
    }
    return need(storage().log().append(std::move(event))).event.seq;
}

void SearchContract::sayMany(int count, const QString& body) {
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < count; ++i) {
        NewEvent event = newMessage(m_general, m_ana, QStringLiteral("said-%1").arg(++m_said), body.arg(i));
        event.at = at(i);
        tasks.push_back(storage().log().append(std::move(event)));
        if (tasks.size() < 2000 && i + 1 < count) // as many as may wait
            continue;
        for (const auto& result : askAll(std::exchange(tasks, {})))
            QCOMPARE(outcome(result), ok);
    }
}

void SearchContract::tell() {
    for (size_t i = 0; i < std::size(told); ++i) {
        const Told& one = told[i];
        const RoomId room = one.room == 'g' ? m_general : one.room == 'p' ? m_plans : m_secret;
        const UserId by = one.by == 'a' ? m_ana : one.by == 'b' ? m_ben : m_carl;
        const int number = int(i) + 1;
        const Seq seq = say(room, by, QString::fromUtf16(one.body), day(number), QString::fromUtf16(one.file));
        m_numbers.insert({room, seq}, number);
    }
}

void SearchContract::edit(Seq seq, const QString& body) {
    const QString id = QStringLiteral("edit-%1").arg(++m_said);
    need(storage().log().append({m_general, m_ana, at(1000), MessageEdited{seq, body, id}, {}, id}));
}

void SearchContract::remove(Seq seq) {
    const QString id = QStringLiteral("delete-%1").arg(++m_said);
    need(storage().log().append({m_general, m_ana, at(1000), MessageDeleted{seq}, {}, id, anybody}));
}

void SearchContract::index(RoomId room) {
    while (need(search().indexSlice(room)))
        ;
}

void SearchContract::indexAll() {
    for (const RoomId room : {m_general, m_plans, m_secret})
        index(room);
    QCOMPARE(need(search().backlog()).unindexed, 0);
}

SearchQuestion SearchContract::questionOf(const QString& query, UserId caller) const {
    const SearchQuery parsed = parseSearchQuery(query);
    SearchQuestion question{caller, {}, {}};
    for (const QString& word : parsed.words)
        question.terms.append(foldedText(word));
    for (const QString& name : parsed.in)
        question.roomNames.append(foldedText(name));
    for (const QString& name : parsed.from) {
        if (!question.by)
            question.by.emplace();
        question.by->append(name == u"ana" ? m_ana : m_ben);
    }
    question.before = parsed.before;
    question.after = parsed.after;
    question.hasFile = parsed.hasFile;
    question.hasLink = parsed.hasLink;
    question.hasImage = parsed.hasImage;
    return question;
}

QStringList SearchContract::found(const QString& query, UserId caller, int limit) {
    QStringList texts;
    SearchQuestion question = questionOf(query, caller);
    question.limit = limit;
    do {
        const SearchPage page = need(search().find(question));
        for (const SearchHit& hit : page.hits)
            texts.append(hit.message.body);
        question.from = page.next;
    } while (question.from);
    return texts;
}

QString SearchContract::numbers(const QString& query) {
    QStringList list;
    SearchQuestion question = questionOf(query, m_ana);
    question.limit = 2; // so that most answers are several pages
    do {
        const SearchPage page = need(search().find(question));
        for (const SearchHit& hit : page.hits)
            list.append(QString::number(m_numbers.value({hit.message.room, hit.message.seq})));
        question.from = page.next;
    } while (question.from);
    return list.join(u' ');
}

void SearchContract::theTable() {
    static_assert(std::size(table) >= 60);
    tell();
    for (const char* state : {"nothing is indexed", "one room is indexed", "all is indexed"}) {
        for (const Row& row : table) {
            const QString query = QString::fromUtf16(row.query);
            const QString got = numbers(query);
            QVERIFY2(got == QLatin1String(row.numbers),
                     qPrintable(QString(query % u": " % got % u" instead of " % QLatin1String(row.numbers) %
                                        u", while " % QLatin1String(state))));
        }
        index(m_general);
        if (qstrcmp(state, "one room is indexed") == 0)
            indexAll();
    }
}

void SearchContract::rangesAreOfTheBody() {
    say(m_general, m_ana, QStringLiteral("👍 Straße, STRASSE; Cafe\u0301 café"), day(1));
    const auto rangesOf = [this](const QString& query) {
        const SearchPage page = need(search().find(questionOf(query, m_ana)));
        return page.hits.isEmpty() ? QList<QList<int>>() : page.hits.first().ranges;
    };
    QCOMPARE(rangesOf(QStringLiteral("strasse")), (QList<QList<int>>{{3, 6}, {11, 7}}));
    QCOMPARE(rangesOf(QStringLiteral("cafe")), (QList<QList<int>>{{20, 5}, {26, 4}})); // with the accent
    QCOMPARE(rangesOf(QStringLiteral("👍")), (QList<QList<int>>{{0, 2}}));
    QCOMPARE(rangesOf(QStringLiteral("stra tra")), (QList<QList<int>>{{3, 4}, {11, 4}})); // once
    QCOMPARE(rangesOf(QStringLiteral("has:link")), QList<QList<int>>());
}

void SearchContract::hitsAreWholeMessages() {
    tell();
    indexAll();
    const SearchPage page = need(search().find(questionOf(QStringLiteral("holidays"), m_ana)));
    QCOMPARE(page.hits.size(), 1);
    const Message hit = page.hits.first().message;
    QCOMPARE(hit.room, m_general);
    QCOMPARE(hit.by, m_ben);
    QCOMPARE(hit.at, day(10));
    QCOMPARE(hit.files.value_or(QList<File>()).size(), 1);
    QCOMPARE(hit.files->first().name, QStringLiteral("IMG_0042.jpeg"));
    QCOMPARE(page.users.size(), 1);
    QCOMPARE(page.users.first().name, QStringLiteral("Ben"));
}

void SearchContract::onlyTheCallersRooms() {
    tell();
    indexAll();
    QCOMPARE(found(QStringLiteral("fox"), m_carl), QStringList{QStringLiteral("The fox is secret")});
    SearchQuestion question = questionOf(QStringLiteral("fox"), m_carl);
    question.room = m_general; // a public one
    QCOMPARE(outcome(search().find(question)), named(ErrorKind::RoomNotMember));
    question.room = RoomId{999};
    QCOMPARE(outcome(search().find(question)), named(ErrorKind::RoomNotFound));
    question = questionOf(QStringLiteral("fox"), m_ana);
    question.room = m_plans;
    QCOMPARE(need(search().find(question)).hits.size(), 1);
    need(storage().rooms().leave(m_plans, m_ben, day(40)));
    QCOMPARE(found(QStringLiteral("fox"), m_ben).size(), 1);
}

void SearchContract::aDeletedMessageIsNotFound() {
    const Seq seq = say(m_general, m_ana, QStringLiteral("xylophone"), day(1), QStringLiteral("zither.pdf"));
    indexAll();
    QCOMPARE(found(QStringLiteral("xylophone"), m_ana).size(), 1);
    remove(seq);
    QCOMPARE(found(QStringLiteral("xylophone"), m_ana), QStringList());
    QCOMPARE(found(QStringLiteral("zither"), m_ana), QStringList());
    QCOMPARE(found(QStringLiteral("has:file"), m_ana), QStringList());
}

void SearchContract::aDeletionAndAnEditInEachState_data() {
    QTest::addColumn<bool>("indexedBefore");
    QTest::addColumn<bool>("indexedAfter");
    QTest::newRow("never indexed") << false << false;
    QTest::newRow("indexed before") << true << false;
    QTest::newRow("indexed after") << false << true;
    QTest::newRow("indexed before and after") << true << true;
}

void SearchContract::aDeletionAndAnEditInEachState() {
    QFETCH(bool, indexedBefore);
    QFETCH(bool, indexedAfter);
    const Seq wolf = say(m_general, m_ana, QStringLiteral("the wolf howls"), day(1));
    const Seq fox = say(m_general, m_ana, QStringLiteral("the fox barks"), day(2));
    if (indexedBefore)
        indexAll();
    edit(wolf, QStringLiteral("the lynx howls, see https://example.org"));
    remove(fox);
    if (indexedAfter)
        indexAll();
    QCOMPARE(found(QStringLiteral("wolf"), m_ana), QStringList());
    QCOMPARE(found(QStringLiteral("fox"), m_ana), QStringList());
    QCOMPARE(found(QStringLiteral("lynx"), m_ana).size(), 1);
    QCOMPARE(found(QStringLiteral("howls"), m_ana).size(), 1);
    QCOMPARE(found(QStringLiteral("has:link"), m_ana).size(), 1);
    edit(wolf, QStringLiteral("the wolf is back"));
    QCOMPARE(found(QStringLiteral("wolf"), m_ana).size(), 1);
    QCOMPARE(found(QStringLiteral("lynx"), m_ana), QStringList());
    QCOMPARE(found(QStringLiteral("has:link"), m_ana), QStringList());
}

void SearchContract::aDeletedRoomIsNotFound() {
    tell();
    index(m_general);
    need(storage().rooms().remove(m_plans, m_ana, day(40), ownersOnly));
    QCOMPARE(numbers(QStringLiteral("fox")), QStringLiteral("1"));
    QCOMPARE(need(search().indexSlice(m_plans)), false);
    need(storage().rooms().remove(m_general, m_ana, day(40), ownersOnly));
    QCOMPARE(numbers(QStringLiteral("fox")), QString());
}

void SearchContract::pagesHaveNoGapsUnderNewMessages() {
    sayMany(30, QStringLiteral("hit number %1"));
    index(m_general);
    QStringList texts;
    SearchQuestion question = questionOf(QStringLiteral("hit"), m_ana);
    question.limit = 4;
    do {
        const SearchPage page = need(search().find(question));
        QVERIFY(page.hits.size() <= 4);
        for (const SearchHit& hit : page.hits)
            texts.append(hit.message.body);
        question.from = page.next;
        say(m_general, m_ben, QStringLiteral("a hit that came later"), day(1 + int(texts.size())));
    } while (question.from);
    QStringList expected;
    for (int i = 29; i >= 0; --i)
        expected.append(QStringLiteral("hit number %1").arg(i));
    QCOMPARE(texts, expected);
}

void SearchContract::pagesOfSeveralRooms() {
    QStringList expected;
    for (int i = 0; i < 40; ++i) {
        const RoomId room = i % 3 == 0 ? m_plans : m_general;
        const UtcTime sent = day(1 + i / 4); // several have the same time
        expected.prepend(QStringLiteral("hit %1").arg(i));
        say(room, m_ana, expected.first(), sent);
        if (i == 20)
            index(m_general);
    }
    for (const int limit : {1, 3, 7, 100}) {
        QStringList texts = found(QStringLiteral("hit"), m_ben, limit);
        QCOMPARE(texts.size(), 40);
        QStringList sorted = texts;
        std::ranges::sort(sorted);
        QVERIFY(std::ranges::adjacent_find(sorted) == sorted.end()); // each once
        QCOMPARE(texts, found(QStringLiteral("hit"), m_ben, 50));
    }
    const SearchPage page = need(search().find(questionOf(QStringLiteral("hit"), m_ben)));
    for (qsizetype i = 1; i < page.hits.size(); ++i)
        QVERIFY(page.hits[i - 1].message.at >= page.hits[i].message.at);
}

/// A page reads some thousand messages at most, whatever is found, and the pages together read all.
void SearchContract::aPageEndsWhenEnoughWasLookedAt() {
    say(m_general, m_ana, QStringLiteral("needle"), at(0));
    sayMany(10'500, QStringLiteral("hay %1"));
    SearchQuestion question = questionOf(QStringLiteral("needle"), m_ana);
    const SearchPage first = need(search().find(question));
    QCOMPARE(first.hits.size(), 0);
    QVERIFY(first.next);
    QCOMPARE(found(QStringLiteral("needle"), m_ana), QStringList{QStringLiteral("needle")});
    SearchQuestion byNobody = question;
    byNobody.by = QList<UserId>();
    const SearchPage nothing = need(search().find(byNobody));
    QVERIFY(nothing.hits.isEmpty() && !nothing.next); // at once
    index(m_general);
    const SearchPage indexed = need(search().find(question));
    QCOMPARE(indexed.hits.size(), 1);
    QVERIFY(!indexed.next);
}

void SearchContract::theIndexIsFilledInSlices() {
    sayMany(2500, QStringLiteral("message %1 end")); // more than a segment
    const SearchBacklog before = need(search().backlog());
    QCOMPARE(before.rooms, QList<RoomId>{m_general});
    QVERIFY(before.unindexed >= 2500);
    qint64 left = before.unindexed;
    int slices = 0;
    bool more = true;
    for (; more; ++slices) {
        more = need(search().indexSlice(m_general));
        const qint64 now = need(search().backlog()).unindexed;
        QVERIFY(now < left && left - now <= 600);
        left = now;
        // whatever is indexed, the same is found
        QCOMPARE(found(QStringLiteral("1234"), m_ana), QStringList{QStringLiteral("message 1234 end")});
        QCOMPARE(found(QStringLiteral("\"message 99 end\""), m_ana).size(), 1);
    }
    QCOMPARE(slices, 5);
    QCOMPARE(left, 0);
}

void SearchContract::theIndexGoesOnAfterAnEnd() {
    sayMany(1500, QStringLiteral("message %1 end"));
    QVERIFY(need(search().indexSlice(m_general)));
    m_fixture.reopen();
    QVERIFY(need(search().backlog()).unindexed > 0);
    QCOMPARE(found(QStringLiteral("\"message 700 end\""), m_ana).size(), 1);
    index(m_general);
    m_fixture.reopen();
    QCOMPARE(need(search().backlog()).unindexed, 0);
    for (const int number : {0, 511, 512, 1499})
        QCOMPARE(found(QStringLiteral("\"message %1 end\"").arg(number), m_ana).size(), 1);
}

void SearchContract::searchingMarksNothingRead() {
    tell();
    const Room before = listed(storage(), m_ben, m_general);
    QVERIFY(before.unread > 0);
    found(QStringLiteral("the"), m_ben);
    const Room after = listed(storage(), m_ben, m_general);
    QCOMPARE(after.unread, before.unread);
    QCOMPARE(after.readSeq, before.readSeq);
}

} // namespace confab
