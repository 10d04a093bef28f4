// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/operatorscontract.h"

namespace confab {

namespace {

const QString ok = QStringLiteral("ok");

NewSession sessionOf(UserId user, const QByteArray& token) {
    return {user, QString::fromLatin1(token), QByteArray(token).leftJustified(32, 'x'), at(0), at(1000), at(2000)};
}

} // namespace

void OperatorsContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
}

QString OperatorsContract::trySignIn(UserId user, const QByteArray& token) {
    return outcome(storage().sessions().create(sessionOf(user, token)));
}

SessionId OperatorsContract::signIn(UserId user, const QByteArray& token) {
    return need(storage().sessions().create(sessionOf(user, token))).session.id;
}

void OperatorsContract::listsAccountsByPage() {
    signIn(m_ben, "phone");
    signIn(m_ben, "desk");
    const QList<AccountStanding> first = need(operators().accounts({}, 1, at(0)));
    QCOMPARE(first.size(), 1);
    QCOMPARE(first[0].account.user.name, QStringLiteral("Ana"));
    QCOMPARE(first[0].account.user.email, std::optional(QStringLiteral("Ana@example.org")));
    QCOMPARE(first[0].sessions, 0);
    QVERIFY(!first[0].isDisabled);
    const QList<AccountStanding> second = need(operators().accounts(m_ana, 10, at(0)));
    QCOMPARE(second.size(), 1);
    QCOMPARE(second[0].account.user.id, m_ben);
    QCOMPARE(second[0].sessions, 2);
    QCOMPARE(need(operators().accounts(m_ana, 10, at(1000)))[0].sessions, 0); // they are over
    QVERIFY(need(operators().accounts(m_ben, 10, at(0))).isEmpty());
}

void OperatorsContract::aRemovedAccountIsNone() {
    need(storage().users().remove(m_ana));
    QVERIFY(!need(operators().account(m_ana, at(0))));
    QCOMPARE(need(operators().accounts({}, 10, at(0))).size(), 1);
    QVERIFY(need(operators().disable(m_ana, at(0))).isEmpty());
    QCOMPARE(outcome(operators().enable(m_ana, at(0))), ok);
    QVERIFY(!need(operators().account(m_ana, at(0))));
}

void OperatorsContract::disablingEndsSessions() {
    const SessionId phone = signIn(m_ana, "phone");
    const SessionId desk = signIn(m_ana, "desk");
    const SessionId other = signIn(m_ben, "other");
    QList<SessionId> ended = need(operators().disable(m_ana, at(1)));
    std::ranges::sort(ended);
    QCOMPARE(ended, (QList<SessionId>{phone, desk}));
    ended = need(storage().sessions().ended({phone, desk, other}, at(1)));
    std::ranges::sort(ended);
    QCOMPARE(ended, (QList<SessionId>{phone, desk}));
    QVERIFY(standing(m_ana).isDisabled);
    QVERIFY(!standing(m_ben).isDisabled);
    QVERIFY(need(operators().disable(m_ana, at(2))).isEmpty());
}

/// Also when its password was found right a moment before.
void OperatorsContract::aDisabledAccountSignsInNoMore() {
    need(operators().disable(m_ana, at(0)));
    QCOMPARE(trySignIn(m_ana, "phone"), named(ErrorKind::AuthInvalid));
    QCOMPARE(trySignIn(m_ben, "phone"), ok);
    QCOMPARE(outcome(storage().users().renewPasswordHash(m_ana, "renewed", "hash")), ok); // and does nothing
    QVERIFY(standing(m_ana).isDisabled);
    const auto account = need(storage().users().byEmail(QStringLiteral("ana@example.org")));
    QVERIFY(account && account->passwordHash != "hash");
}

void OperatorsContract::enablingGivesTheOldPasswordBack() {
    need(operators().disable(m_ana, at(0)));
    need(operators().disable(m_ana, at(0)));
    QCOMPARE(outcome(operators().enable(m_ana, at(0))), ok);
    QCOMPARE(need(storage().users().byEmail(QStringLiteral("ana@example.org")))->passwordHash, QByteArray("hash"));
    QCOMPARE(trySignIn(m_ana, "phone"), ok);
    QVERIFY(!standing(m_ana).isDisabled);
    QCOMPARE(outcome(operators().enable(m_ana, at(0))), ok);
}

void OperatorsContract::listsDevicesThatAreSignedIn() {
    const SessionId phone = signIn(m_ana, "phone");
    signIn(m_ben, "other");
    signIn(m_ana, "lost");
    const QList<SignedInDevice> both = need(storage().sessions().devices(m_ana, at(0)));
    QCOMPARE(both.size(), 2);
    need(storage().sessions().revoke(both[0].session, at(0)));
    const QList<SignedInDevice> devices = need(storage().sessions().devices(m_ana, at(0)));
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices[0].session, phone);
    QCOMPARE(devices[0].device, QStringLiteral("phone"));
    QCOMPARE(devices[0].createdAt, at(0));
    QCOMPARE(devices[0].usedAt, at(0));
    QCOMPARE(devices[0].endsAt, at(2000));
    QVERIFY(need(storage().sessions().devices(m_ana, at(1000))).isEmpty());
}

void OperatorsContract::listsRooms() {
    NewRoom room;
    room.name = QStringLiteral("Board");
    room.visibility = Visibility::Private;
    room.owner = m_ana;
    room.at = at(5);
    const RoomId board = need(storage().rooms().create(room)).room.id;
    room.name = QStringLiteral("Garden");
    room.visibility = Visibility::Public;
    const Room garden = need(storage().rooms().create(room)).room;
    const QList<RoomStanding> rooms = need(operators().rooms({}, 10));
    QCOMPARE(rooms.size(), 2);
    QCOMPARE(rooms[0].name, QStringLiteral("Board"));
    QCOMPARE(rooms[0].visibility, Visibility::Private);
    QCOMPARE(rooms[0].members, 1);
    QCOMPARE(rooms[0].createdAt, at(5));
    QCOMPARE(rooms[1].lastSeq, garden.lastSeq);
    QCOMPARE(need(operators().rooms(board, 10)).size(), 1);
    need(storage().rooms().remove(garden.id, m_ana, at(6), [](Role, RoomKind) { return true; }));
    QCOMPARE(need(operators().rooms({}, 10)).size(), 1);
}

} // namespace confab
