// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/draftscontract.h"

namespace confab {

namespace {

Draft draftIn(RoomId room, const QString& text, qint64 ms, std::optional<Seq> thread = {}) {
    return {room, thread, text, {}, {}, {}, at(ms)};
}

} // namespace

void DraftsContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_room = makeRoom(storage(), m_ana);
}

void DraftsContract::theLastOneOfAPlaceIsKept() {
    const Draft whole{m_room, 4, QStringLiteral("in a thread"), 5, 6, QStringLiteral("the new text"), at(10)};
    QVERIFY(put(m_ana, draftIn(m_room, QStringLiteral("one"), 20)));
    QVERIFY(put(m_ana, whole));
    QVERIFY(put(m_ana, draftIn(m_room, QStringLiteral("two"), 30)));
    QCOMPARE(since(m_ana, 0).drafts, (QList<Draft>{whole, draftIn(m_room, QStringLiteral("two"), 30)}));
    QVERIFY(put(m_ana, draftIn(m_room, {}, 40))); // others have to hear that it is gone
    QCOMPARE(since(m_ana, 30).drafts, (QList<Draft>{draftIn(m_room, {}, 40)}));
    QCOMPARE(since(m_ana, 41).drafts, QList<Draft>());
    m_fixture.reopen();
    QCOMPARE(since(m_ana, 0).drafts.size(), 2);
}

void DraftsContract::nobodyElseHasThem() {
    QVERIFY(put(m_ana, draftIn(m_room, QStringLiteral("mine"), 1)));
    QCOMPARE(outcome(put(m_ben, draftIn(m_room, QStringLiteral("a stranger's"), 1))), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(put(m_ben, draftIn(RoomId{4711}, QStringLiteral("nowhere"), 1))), named(ErrorKind::RoomNotFound));
    need(storage().rooms().join(m_room, m_ben, at(2)));
    QCOMPARE(since(m_ben, 0).drafts, QList<Draft>());
    QVERIFY(put(m_ben, draftIn(m_room, QStringLiteral("Ben's"), 2)));
    QCOMPARE(since(m_ana, 0).drafts, (QList<Draft>{draftIn(m_room, QStringLiteral("mine"), 1)}));
}

void DraftsContract::pagesHaveNoGaps() {
    QList<Draft> all;
    for (int i = 0; i < limits::draftsPerPage + 30; ++i) {
        all.append(draftIn(m_room, QString(i % 2 == 0 ? 3 : 5000, u'x'), 10 + i, i + 1));
        QVERIFY(put(m_ana, all.constLast()));
    }
    QList<Draft> read;
    UtcTime from;
    for (DraftsPage page{{}, true}; page.more;) {
        page = need(storage().drafts().changedSince(m_ana, from));
        for (const Draft& draft : std::as_const(page.drafts)) {
            if (read.isEmpty() || draft != read.constLast()) // the page begins with the last one
                read.append(draft);
        }
        from = read.constLast().at;
    }
    QCOMPARE(read, all);
}

void DraftsContract::theFirstChangedMakesRoom() {
    for (int i = 0; i <= limits::draftsPerUser; ++i)
        QVERIFY(put(m_ana, draftIn(m_room, QStringLiteral("x"), 10 + i, i + 1)));
    QCOMPARE(since(m_ana, 0).drafts.first().thread, std::optional<Seq>(2));
}

void DraftsContract::whoLeavesTheRoomHasNoneOfIt() {
    const RoomId other = makeRoom(storage(), m_ana, QStringLiteral("Other"));
    need(storage().rooms().join(m_room, m_ben, at(2)));
    for (const UserId user : {m_ana, m_ben})
        QVERIFY(put(user, draftIn(m_room, QStringLiteral("a secret"), 3)));
    QVERIFY(put(m_ana, draftIn(other, QStringLiteral("stays"), 4)));
    need(storage().rooms().leave(m_room, m_ben, at(5)));
    QCOMPARE(since(m_ben, 0).drafts, QList<Draft>());
    QCOMPARE(since(m_ana, 0).drafts.size(), 2);
    need(storage().rooms().remove(m_room, m_ana, at(6), ownersOnly));
    QCOMPARE(since(m_ana, 0).drafts, (QList<Draft>{draftIn(other, QStringLiteral("stays"), 4)}));
}

} // namespace confab
