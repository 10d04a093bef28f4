// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/markscontract.h"

namespace confab {

namespace {

using Told = QList<std::pair<UserId, UtcTime>>;

UtcTime inAnHour() {
    return {UtcTime::now().ms + 3'600'000};
}

} // namespace

void MarksContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_chi = makeUser(storage(), QStringLiteral("Chi"));
    m_room = makeRoom(storage(), m_ana);
    need(rooms().join(m_room, m_ben, at(1)));
}

QList<std::pair<UserId, UtcTime>> MarksContract::told(Seq seq) {
    Told list;
    for (const Reader& reader : readers(seq).readers)
        list.append({reader.user.id, reader.at});
    return list;
}

void MarksContract::levelsAreKept() {
    QVERIFY(!listed(storage(), m_ben, m_room).notify);
    QVERIFY(need(rooms().setNotify(m_room, m_ben, NotifyLevel::Mentions, {})));
    QVERIFY(!need(rooms().setNotify(m_room, m_ben, NotifyLevel::Mentions, {})));
    const UtcTime end = inAnHour();
    QVERIFY(need(rooms().setNotify(m_room, m_ben, NotifyLevel::Mentions, end)));
    QVERIFY(!need(rooms().setNotify(m_room, m_ben, NotifyLevel::Mentions, end)));
    QVERIFY(need(rooms().setNotify(m_room, m_ben, NotifyLevel::None, end)));
    m_fixture.reopen();
    for (const Room& room : {listed(storage(), m_ben, m_room), need(rooms().one(m_room, m_ben))}) {
        QCOMPARE(room.notify, std::optional(NotifyLevel::None));
        QCOMPARE(room.notifyUntil, std::optional(end));
    }
    QVERIFY(!listed(storage(), m_ana, m_room).notify); // one's own
    QVERIFY(need(rooms().setNotify(m_room, m_ben, NotifyLevel::All, {})));
    const Room all = listed(storage(), m_ben, m_room);
    QCOMPARE(all.notify, std::optional(NotifyLevel::All));
    QVERIFY(!all.notifyUntil);
}

void MarksContract::levelsEndByThemselves() {
    need(rooms().setNotify(m_room, m_ben, NotifyLevel::None, at(5)));
    const Room room = listed(storage(), m_ben, m_room);
    QVERIFY(!room.notify);
    QVERIFY(!room.notifyUntil);
    QVERIFY(!need(rooms().one(m_room, m_ben)).notify);
    QVERIFY(!need(rooms().join(m_room, m_ben, at(9))).room.notify);
}

void MarksContract::levelsEndWithTheMembership() {
    need(rooms().setNotify(m_room, m_ben, NotifyLevel::None, {}));
    need(rooms().leave(m_room, m_ben, at(2)));
    QVERIFY(!need(rooms().join(m_room, m_ben, at(3))).room.notify);
}

void MarksContract::readersAreThoseWhoReadOn() {
    need(rooms().join(m_room, m_chi, at(1)));
    const Seq first = send(storage(), m_room, m_ana, QStringLiteral("1"));
    const Seq second = send(storage(), m_room, m_ben, QStringLiteral("2"));
    QCOMPARE(told(first), Told());
    QVERIFY(read(m_ben, first, 10));
    QCOMPARE(told(first), (Told{{m_ben, at(10)}}));
    QCOMPARE(told(second), Told());
    QVERIFY(read(m_chi, second, 20));
    QVERIFY(read(m_ana, second, 30)); // of her own message she is no reader
    QCOMPARE(told(first), (Told{{m_ben, at(10)}, {m_chi, at(20)}}));
    QCOMPARE(told(second), (Told{{m_ana, at(30)}, {m_chi, at(20)}}));
    QCOMPARE(readers(second).readers.constFirst().user.name, QStringLiteral("Ana"));
    need(storage().users().setPresence(m_ben, Availability::Offline, at(35))); // invisible
    QCOMPARE(told(first), (Told{{m_chi, at(20)}}));
    need(storage().users().setPresence(m_ben, Availability::Away, at(36)));
    need(rooms().leave(m_room, m_chi, at(40)));
    QCOMPARE(told(first), (Told{{m_ben, at(10)}}));
}

void MarksContract::readersHaveTheTimeOfTheLastAdvance() {
    const Seq first = send(storage(), m_room, m_ana, QStringLiteral("1"));
    const Seq second = send(storage(), m_room, m_ana, QStringLiteral("2"));
    const Seq third = send(storage(), m_room, m_ana, QStringLiteral("3"));
    QVERIFY(read(m_ben, second, 10));
    QVERIFY(!read(m_ben, second, 20)); // again the same
    QVERIFY(!read(m_ben, first, 30));
    QCOMPARE(told(first), (Told{{m_ben, at(10)}}));
    QVERIFY(read(m_ben, first, 40, true)); // marked as unread
    QCOMPARE(told(first), (Told{{m_ben, at(10)}}));
    QCOMPARE(told(second), Told());
    QVERIFY(read(m_ben, third, 50, true));
    QCOMPARE(told(second), (Told{{m_ben, at(50)}}));
    m_fixture.reopen();
    QCOMPARE(told(third), (Told{{m_ben, at(50)}}));
}

void MarksContract::aMarkThatNobodyMovedIsNoReader() {
    const Seq before = send(storage(), m_room, m_ana, QStringLiteral("1"));
    need(rooms().join(m_room, m_chi, at(2))); // the mark begins past the message
    QVERIFY(listed(storage(), m_chi, m_room).readSeq > before);
    QCOMPARE(told(before), Told());
    QVERIFY(read(m_chi, 0, 3, true)); // back is no advance
    QCOMPARE(told(before), Told());
    QVERIFY(read(m_chi, before, 4));
    QCOMPARE(told(before), (Told{{m_chi, at(4)}}));
    const DirectRoom direct = need(rooms().openDirect({{m_ana, m_ben}, m_ana, at(5)}));
    const Seq said = send(storage(), direct.room.id, m_ana, QStringLiteral("2"));
    QVERIFY(need(storage().messages().readers(direct.room.id, m_ana, said, {}, 10)).readers.isEmpty());
}

void MarksContract::pagesOfReadersHaveNoGaps() {
    const Seq seq = send(storage(), m_room, m_ana, QStringLiteral("1"));
    QList<UserId> everybody{m_ben};
    for (int i = 0; i < 6; ++i) {
        everybody.append(makeUser(storage(), QStringLiteral("Person %1").arg(i)));
        need(rooms().join(m_room, everybody.last(), at(2)));
    }
    const Seq last = need(rooms().one(m_room, m_ana)).lastSeq;
    for (const UserId user : std::as_const(everybody))
        need(rooms().markRead(m_room, user, user == m_ben ? seq : last, true, at(3)));
    // Their marks were there already: they read on.
    const Seq next = send(storage(), m_room, m_ana, QStringLiteral("2"));
    for (const UserId user : std::as_const(everybody))
        read(user, next, 4);
    QList<UserId> found;
    ReadersPage page;
    do {
        page = readers(seq, found.isEmpty() ? UserId{} : found.last(), 3);
        QVERIFY(page.readers.size() <= 3);
        for (const Reader& reader : std::as_const(page.readers))
            found.append(reader.user.id);
    } while (page.more);
    QCOMPARE(found, everybody);
    QVERIFY(!readers(seq, {}, int(everybody.size())).more);
}

void MarksContract::readersOfNoMessageAreNone() {
    const Seq seq = send(storage(), m_room, m_ana, QStringLiteral("1"));
    QVERIFY(read(m_ben, seq, 10));
    QCOMPARE(told(1), Told()); // room.created
    QCOMPARE(told(seq + 7), Told());
    need(storage().log().append({m_room, m_ana, at(20), MessageDeleted{seq}, {}}));
    QCOMPARE(told(seq), (Told{{m_ben, at(10)}})); // it is still a message, without a text
}

void MarksContract::strangersLearnNothing() {
    const Seq seq = send(storage(), m_room, m_ana, QStringLiteral("1"));
    const QString stranger = named(ErrorKind::RoomNotMember);
    QCOMPARE(outcome(rooms().setNotify(m_room, m_chi, NotifyLevel::None, {})), stranger);
    QCOMPARE(outcome(storage().messages().readers(m_room, m_chi, seq, {}, 10)), stranger);
    need(rooms().remove(m_room, m_ana, at(2), ownersOnly));
    const QString gone = named(ErrorKind::RoomNotFound);
    QCOMPARE(outcome(rooms().setNotify(m_room, m_ana, NotifyLevel::None, {})), gone);
    QCOMPARE(outcome(storage().messages().readers(m_room, m_ana, seq, {}, 10)), gone);
}

} // namespace confab
