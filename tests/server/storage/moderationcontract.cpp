// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/moderationcontract.h"

namespace confab {

namespace {

bool ownersAboveMembers(Role role, Role whom, RoomKind) {
    return role == Role::Owner && whom == Role::Member;
}

} // namespace

void ModerationContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_chi = makeUser(storage(), QStringLiteral("Chi"));
    m_room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(m_room, m_ben, at(1)));
}

QCoro::Task<Result<QList<Event>>> ModerationContract::ban(UserId user, qint64 ms, std::optional<UtcTime> until,
                                                          const QString& note) {
    Expulsion expulsion{m_room, user, m_ana, at(ms), note.isEmpty() ? std::nullopt : std::optional(note)};
    expulsion.isBan = true;
    expulsion.until = until;
    return moderation().putOut(std::move(expulsion), ownersAboveMembers);
}

void ModerationContract::rolesChangeOnce() {
    const NewRole wanted{m_room, m_ben, Role::Moderator, m_ana, at(2)};
    const QList<Event> events = need(moderation().setRole(wanted, ownersOnly));
    QCOMPARE(types(events), QStringList(QStringLiteral("member.role")));
    QCOMPARE(std::get<MemberRole>(events[0].data).by, std::optional(m_ana));
    QCOMPARE(need(moderation().setRole(wanted, ownersOnly)).size(), 0);
    QCOMPARE(listed(storage(), m_ben, m_room).role, std::optional(Role::Moderator));
    const Event read = need(storage().log().events(m_room, m_ana, events[0].seq - 1, 1)).events.constFirst();
    QCOMPARE(std::get<MemberRole>(read.data).by, std::optional(m_ana));
    QCOMPARE(outcome(moderation().setRole({m_room, m_chi, Role::Owner, m_ana, at(3)}, ownersOnly)),
             named(ErrorKind::InputInvalid));
}

void ModerationContract::aRoomHasAnOwner() {
    const NewRole down{m_room, m_ana, Role::Member, m_ana, at(2)};
    QCOMPARE(outcome(moderation().setRole(down, ownersOnly)), named(ErrorKind::RoomForbidden));
    need(moderation().setRole({m_room, m_ben, Role::Owner, m_ana, at(3)}, ownersOnly));
    QCOMPARE(types(need(storage().rooms().leave(m_room, m_ana, at(4)))), QStringList(QStringLiteral("member.left")));
    QCOMPARE(listed(storage(), m_ben, m_room).role, std::optional(Role::Owner));
}

void ModerationContract::whoIsPutOutIsNoMember() {
    const Expulsion kick{m_room, m_ben, m_ana, at(2), QStringLiteral("too loud")};
    const QList<Event> events = need(moderation().putOut(kick, ownersAboveMembers));
    QCOMPARE(types(events), QStringList(QStringLiteral("member.left")));
    const Event read = need(storage().log().events(m_room, m_ana, events[0].seq - 1, 1)).events.constFirst();
    const auto& left = std::get<MemberLeft>(read.data);
    QCOMPARE(left.by, std::optional(m_ana));
    QCOMPARE(left.reason, std::optional(Departure::Kicked));
    QCOMPARE(left.note, std::optional(QStringLiteral("too loud")));
    QVERIFY(!listed(storage(), m_ben, m_room).role);
    QCOMPARE(listed(storage(), m_ana, m_room).members, 1);
    QCOMPARE(need(moderation().putOut(kick, ownersAboveMembers)).size(), 0);
    need(storage().rooms().join(m_room, m_ben, at(3)));
    QCOMPARE(bans(3).size(), 0);
}

void ModerationContract::bansAreKept() {
    QCOMPARE(need(ban(m_ben, 2)).size(), 1);
    QCOMPARE(need(ban(m_chi, 3, {}, QStringLiteral("spam"))).size(), 0); // who was no member
    for (const UserId user : {m_ben, m_chi})
        QCOMPARE(outcome(storage().rooms().join(m_room, user, at(4))), named(ErrorKind::RoomBanned));
    QVERIFY(need(storage().rooms().joinFacts(m_room, m_ben)).isBanned);
    m_fixture.reopen();
    const QList<Ban> kept = bans(5);
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept[0].user.id, m_ben);
    QCOMPARE(kept[1].user.name, QStringLiteral("Chi"));
    QCOMPARE(kept[1].by, m_ana);
    QCOMPARE(kept[1].at, at(3));
    QCOMPARE(kept[1].reason, std::optional(QStringLiteral("spam")));
    QVERIFY(QCoro::waitFor(moderation().liftBan(m_room, m_ben, m_ana, ownersOnly)));
    QVERIFY(QCoro::waitFor(moderation().liftBan(m_room, m_ben, m_ana, ownersOnly)));
    need(storage().rooms().join(m_room, m_ben, at(6)));
    QCOMPARE(outcome(storage().rooms().join(m_room, m_chi, at(6))), named(ErrorKind::RoomBanned));
}

void ModerationContract::bansEndByThemselves() {
    need(ban(m_ben, 2, at(100)));
    QCOMPARE(need(storage().rooms().joinFacts(m_room, m_ben)).banUntil, std::optional(at(100)));
    const auto refused = QCoro::waitFor(storage().rooms().join(m_room, m_ben, at(99)));
    QCOMPARE(refused.error().untilMs, std::optional(at(100).ms));
    QCOMPARE(bans(99).size(), 1);
    QCOMPARE(bans(100).size(), 0);
    need(storage().rooms().join(m_room, m_ben, at(100)));
}

void ModerationContract::aBanReplacesTheEarlierOne() {
    need(ban(m_ben, 2, at(100)));
    QCOMPARE(need(ban(m_ben, 3)).size(), 0);
    QCOMPARE(bans(200).size(), 1);
    QVERIFY(!bans(200)[0].until);
    QCOMPARE(bans(200)[0].at, at(3));
    need(ban(m_ben, 4)); // it is so already
    QCOMPARE(bans(200)[0].at, at(3));
}

void ModerationContract::pagesOfBansHaveNoGaps() {
    QList<UserId> banned;
    for (int i = 0; i < limits::bansPerPage + 5; ++i) {
        banned.append(makeUser(storage(), QStringLiteral("user%1").arg(i)));
        need(ban(banned.constLast(), 2));
    }
    QList<UserId> read;
    BansAnswer page;
    do {
        const UserId after = read.isEmpty() ? UserId{} : read.constLast();
        page = need(moderation().bans(m_room, m_ana, after, at(3), ownersOnly));
        for (const Ban& one : std::as_const(page.bans))
            read.append(one.user.id);
    } while (page.more);
    QCOMPARE(read, banned);
}

void ModerationContract::theRulesAreAsked() {
    const QString forbidden = named(ErrorKind::RoomForbidden);
    need(storage().rooms().join(m_room, m_chi, at(2)));
    QCOMPARE(outcome(moderation().setRole({m_room, m_chi, Role::Owner, m_ben, at(3)}, ownersOnly)), forbidden);
    QCOMPARE(outcome(moderation().putOut({m_room, m_chi, m_ben, at(3), {}}, ownersAboveMembers)), forbidden);
    QCOMPARE(outcome(moderation().putOut({m_room, m_ana, m_ana, at(3), {}}, ownersAboveMembers)), forbidden);
    QCOMPARE(outcome(moderation().liftBan(m_room, m_chi, m_ben, ownersOnly)), forbidden);
    QCOMPARE(outcome(moderation().bans(m_room, m_ben, {}, at(3), ownersOnly)), forbidden);
    QCOMPARE(outcome(moderation().bans(RoomId{4711}, m_ana, {}, at(3), ownersOnly)), named(ErrorKind::RoomNotFound));
}

void ModerationContract::bansEndWithTheRoom() {
    need(ban(m_ben, 2));
    need(storage().rooms().remove(m_room, m_ana, at(3), ownersOnly));
    QCOMPARE(outcome(storage().rooms().join(m_room, m_ben, at(4))), named(ErrorKind::RoomNotFound));
    QCOMPARE(outcome(ban(m_chi, 4)), named(ErrorKind::RoomNotFound));
}

} // namespace confab
