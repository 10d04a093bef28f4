// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/invitescontract.h"

namespace confab {

namespace {

bool ownersAndModerators(Role role, RoomKind, bool) {
    return role != Role::Member;
}

const QString gone = named(ErrorKind::InviteNotFound);
const QString ok = QStringLiteral("ok");

} // namespace

void InvitesContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_chi = makeUser(storage(), QStringLiteral("Chi"));
    NewRoom room = roomOf(m_ana);
    room.visibility = Visibility::Private;
    room.passwordHash = "hash";
    m_room = need(storage().rooms().create(room)).room.id;
}

Secret InvitesContract::make(UserId by, std::optional<int> uses, std::optional<UtcTime> expiresAt) {
    NewInvite invite{Secret{QStringLiteral("Code%1").arg(++m_made)}, m_room, by, at(m_made), expiresAt, uses};
    return need(invites().make(std::move(invite), ownersAndModerators)).code;
}

QList<Invite> InvitesContract::list(qint64 ms) {
    return need(invites().list(m_room, m_ana, at(ms), ownersOnly, ownersAndModerators));
}

QString InvitesContract::look(const Secret& code, qint64 ms) {
    return outcome(invites().look(code, at(ms), ownersAndModerators));
}

QString InvitesContract::accept(const Secret& code, UserId user, qint64 ms) {
    return outcome(invites().accept(code, user, at(ms), ownersAndModerators));
}

void InvitesContract::theyAreKept() {
    const Secret first = make(m_ana, 3, at(1000));
    const Secret second = make(m_ana);
    m_fixture.reopen();
    const QList<Invite> kept = list(5);
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept[0].code, second); // the latest first
    QVERIFY(!kept[0].expiresAt && !kept[0].usesLeft);
    QCOMPARE(kept[1].code, first);
    QCOMPARE(kept[1].by.name, QStringLiteral("Ana"));
    QCOMPARE(kept[1].expiresAt, std::optional(at(1000)));
    QCOMPARE(kept[1].usesLeft, std::optional(3));
    const InvitedTo seen = need(invites().look(first, at(5), ownersAndModerators));
    QCOMPARE(seen.room->id, m_room);
    QCOMPARE(seen.room->members, 1);
    QVERIFY(seen.room->hasPassword);
    QCOMPARE(seen.by.id, m_ana);
    QCOMPARE(look(Secret{first.value.toLower()}), gone); // letters are what they are
    QVERIFY(QCoro::waitFor(invites().revoke(m_room, first, m_ana, ownersOnly)));
    QCOMPARE(outcome(invites().revoke(m_room, first, m_ana, ownersOnly)), gone);
    QCOMPARE(look(first), gone);
    QCOMPARE(look(second), ok);
}

void InvitesContract::theRulesAreAsked() {
    const Secret code = make(m_ana);
    QCOMPARE(accept(code, m_ben), ok);
    const NewInvite bens{Secret{QStringLiteral("B")}, m_room, m_ben, at(2)};
    QCOMPARE(outcome(invites().make(bens, ownersAndModerators)), named(ErrorKind::RoomForbidden));
    const NewInvite chis{Secret{QStringLiteral("C")}, m_room, m_chi, at(2)};
    QCOMPARE(outcome(invites().make(chis, ownersAndModerators)), named(ErrorKind::RoomNotFound));
    QCOMPARE(need(invites().list(m_room, m_ben, at(2), ownersOnly, ownersAndModerators)).size(), 0);
    QCOMPARE(outcome(invites().revoke(m_room, code, m_ben, ownersOnly)), gone);
    QCOMPARE(outcome(invites().revoke(m_room, code, m_chi, ownersOnly)), named(ErrorKind::RoomNotFound));
    QCOMPARE(look(code), ok);
}

void InvitesContract::usesAreCounted() {
    const Secret code = make(m_ana, 2);
    QCOMPARE(types(need(invites().accept(code, m_ben, at(2), ownersAndModerators)).events),
             QStringList(QStringLiteral("member.joined")));
    QCOMPARE(list(3)[0].usesLeft, std::optional(1));
    QCOMPARE(need(invites().accept(code, m_ben, at(3), ownersAndModerators)).events.size(), 0); // a member already
    QCOMPARE(list(4)[0].usesLeft, std::optional(1));
    QCOMPARE(accept(code, m_chi), ok);
    QCOMPARE(list(5).size(), 0);
    QCOMPARE(accept(code, m_ben), gone);
}

void InvitesContract::theLastUseIsTakenOnce() {
    const Secret code = make(m_ana, 1);
    std::vector<QCoro::Task<Result<RoomChange>>> both;
    for (const UserId user : {m_ben, m_chi})
        both.push_back(invites().accept(code, user, at(2), ownersAndModerators));
    QStringList outcomes;
    for (const auto& result : askAll(std::move(both)))
        outcomes.append(outcome(result));
    outcomes.sort();
    QCOMPARE(outcomes, (QStringList{gone, ok}));
    QCOMPARE(listed(storage(), m_ana, m_room).members, 2);
}

void InvitesContract::theyEndByThemselves() {
    const Secret code = make(m_ana, {}, at(100));
    QCOMPARE(look(code, 99), ok);
    QCOMPARE(look(code, 100), gone);
    QCOMPARE(accept(code, m_ben, 100), gone);
    QCOMPARE(list(100).size(), 0);
    QCOMPARE(accept(code, m_ben, 99), ok);
}

void InvitesContract::theyEndWithTheirMaker() {
    need(invites().accept(make(m_ana), m_ben, at(2), ownersAndModerators));
    need(storage().moderation().setRole({m_room, m_ben, Role::Owner, m_ana, at(3)}, ownersOnly));
    const Secret code = make(m_ben);
    const Secret other = make(m_ana);
    need(storage().moderation().setRole({m_room, m_ben, Role::Member, m_ana, at(3)}, ownersOnly));
    QCOMPARE(look(code), gone);
    need(storage().moderation().setRole({m_room, m_ben, Role::Owner, m_ana, at(3)}, ownersOnly));
    need(storage().rooms().leave(m_room, m_ben, at(4)));
    QCOMPARE(look(code), gone);
    need(invites().accept(other, m_ben, at(5), ownersAndModerators));
    need(storage().moderation().setRole({m_room, m_ben, Role::Owner, m_ana, at(6)}, ownersOnly));
    QCOMPARE(look(code), gone);
    const Secret last = make(m_ben);
    QVERIFY(QCoro::waitFor(storage().users().remove(m_ben)));
    QCOMPARE(look(last), gone);
}

void InvitesContract::theyEndWithTheRoom() {
    const Secret code = make(m_ana);
    need(storage().rooms().remove(m_room, m_ana, at(3), ownersOnly));
    QCOMPARE(look(code), gone);
    QCOMPARE(accept(code, m_ben), gone);
}

void InvitesContract::accountsAreMadeWithTheirMembership() {
    const Secret code = make(m_ana, 1);
    const NewUser fay = userOf(QStringLiteral("Fay"));
    const auto made = need(invites().createUser(fay, code, ownersAndModerators));
    QCOMPARE(types(made.events), QStringList(QStringLiteral("member.joined")));
    QCOMPARE(listed(storage(), made.user.id, m_room).role, std::optional(Role::Member));
    const NewUser gil = userOf(QStringLiteral("Gil"));
    QCOMPARE(outcome(invites().createUser(gil, code, ownersAndModerators)), gone);
    QVERIFY(!need(storage().users().byEmail(gil.foldedEmail)));
    const Secret another = make(m_ana, 1);
    QCOMPARE(outcome(invites().createUser(fay, another, ownersAndModerators)), named(ErrorKind::EmailTaken));
    QCOMPARE(list(9)[0].usesLeft, std::optional(1));
}

} // namespace confab
