// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/silencescontract.h"

namespace confab {

namespace {

const QString ok = QStringLiteral("ok");

bool ownersAboveMembers(Role role, Role whom, RoomKind) {
    return role == Role::Owner && whom == Role::Member;
}

} // namespace

void SilencesContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_chi = makeUser(storage(), QStringLiteral("Chi"));
    m_room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(m_room, m_ben, at(1)));
}

QCoro::Task<Result<QList<Event>>> SilencesContract::mute(UserId user, qint64 ms, std::optional<UtcTime> until,
                                                         bool on) {
    return storage().moderation().mute({m_room, user, m_ana, at(ms), on, until}, ownersAboveMembers);
}

Result<RoomLog::Appended> SilencesContract::sayAt(UserId user, qint64 ms, const QString& clientId) {
    NewEvent message =
        newMessage(m_room, user, clientId.isEmpty() ? QStringLiteral("said %1").arg(++m_said) : clientId);
    message.at = at(ms);
    return ask(log().append(std::move(message)));
}

Result<RoomLog::Appended> SilencesContract::sayIn(RoomId room, UserId user) {
    return ask(log().append(newMessage(room, user, QStringLiteral("said %1").arg(++m_said))));
}

void SilencesContract::setSlow(std::optional<qint64> ms) {
    RoomSettings settings;
    settings.changes.slowModeMs = OrNull<qint64>{ms};
    need(storage().rooms().update(m_room, m_ana, at(1), settings, ownersOnly));
}

RoomId SilencesContract::direct(QList<UserId> people, UserId by) {
    return need(storage().rooms().openDirect({std::move(people), by, at(1)})).room.id;
}

// ---- mutes

void SilencesContract::aMutedMemberAppendsNothing() {
    const Seq own = send(storage(), m_room, m_ben, QStringLiteral("before"));
    need(mute(m_ben, 2, at(100)));
    const Seq last = listed(storage(), m_ana, m_room).lastSeq;
    const auto refused = sayAt(m_ben, 99);
    QCOMPARE(outcome(refused), named(ErrorKind::RoomMuted));
    QCOMPARE(refused.error().untilMs, std::optional(at(100).ms));
    NewEvent answer = newMessage(m_room, m_ben, QStringLiteral("answer"));
    posted(answer).replyTo = own; // it is appended by itself
    QCOMPARE(outcome(log().append(answer)), named(ErrorKind::RoomMuted));
    NewEvent pin{m_room, m_ben, at(5), MessagePinned{own}};
    pin.allows = [](Role, RoomKind) { return true; };
    for (const NewEvent& change : {NewEvent{m_room, m_ben, at(5), MessageEdited{own, QStringLiteral("other"), {}}},
                                   NewEvent{m_room, m_ben, at(5), ReactionAdded{own, QStringLiteral("👍")}}, pin})
        QCOMPARE(outcome(log().append(change)), named(ErrorKind::RoomMuted));
    QCOMPARE(outcome(storage().moderation().checkMayWrite(m_room, m_ben, at(5))), named(ErrorKind::RoomMuted));
    // Of many at once that one alone.
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < 20; ++i)
        tasks.push_back(log().append(newMessage(m_room, i == 7 ? m_ben : m_ana, QStringLiteral("many %1").arg(i))));
    const auto results = askAll(std::move(tasks));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(outcome(results[size_t(i)]), i == 7 ? named(ErrorKind::RoomMuted) : ok);
    verifyWithoutHoles(storage(), m_room, m_ben, last + 19); // and may read
    QCOMPARE(need(storage().rooms().markRead(m_room, m_ben, last)).readSeq, last);
    const Room seen = listed(storage(), m_ben, m_room);
    QVERIFY(seen.muted == true && seen.mutedUntil == at(100));
    QVERIFY(!listed(storage(), m_ana, m_room).muted);
    const QList<Member> members = need(storage().rooms().members(m_room, m_ana, {}, 10)).members;
    QVERIFY(!members[0].muted && members[1].muted == true && members[1].mutedUntil == at(100));
}

void SilencesContract::aMutedMemberMayDelete() {
    const Seq own = send(storage(), m_room, m_ben, QStringLiteral("before"));
    need(mute(m_ben, 2));
    QCOMPARE(outcome(log().append({m_room, m_ben, at(3), MessageDeleted{own}})), ok);
}

void SilencesContract::muteIsAppendedOnce() {
    const QList<Event> events = need(mute(m_ben, 2, at(100)));
    QCOMPARE(types(events), QStringList(QStringLiteral("member.muted")));
    const Event read = need(log().events(m_room, m_ben, events[0].seq - 1, 1)).events.constFirst();
    const auto& muted = std::get<MemberMuted>(read.data);
    QVERIFY(muted.on && muted.user == m_ben && muted.until == at(100));
    QCOMPARE(muted.name, QStringLiteral("Ben"));
    QCOMPARE(read.by, m_ana);
    QCOMPARE(need(mute(m_ben, 3, at(100))).size(), 0);
    QCOMPARE(need(mute(m_ben, 4)).size(), 1); // until it is lifted, instead
    QVERIFY(!listed(storage(), m_ben, m_room).mutedUntil);
    QCOMPARE(need(mute(m_ben, 5)).size(), 0);
    const QList<Event> lifted = need(mute(m_ben, 6, {}, false));
    QVERIFY(lifted.size() == 1 && !std::get<MemberMuted>(lifted[0].data).on);
    QCOMPARE(need(mute(m_ben, 7, {}, false)).size(), 0);
    QCOMPARE(outcome(sayAt(m_ben, 8)), ok);
    QVERIFY(!listed(storage(), m_ben, m_room).muted);
}

void SilencesContract::aMuteEndsByItself() {
    need(mute(m_ben, 2, at(100)));
    QCOMPARE(outcome(sayAt(m_ben, 99)), named(ErrorKind::RoomMuted));
    QCOMPARE(outcome(sayAt(m_ben, 100)), ok);
    QCOMPARE(outcome(storage().moderation().checkMayWrite(m_room, m_ben, at(100))), ok);
    QCOMPARE(need(mute(m_ben, 101, {}, false)).size(), 0); // there is none any more
    QCOMPARE(need(mute(m_ben, 102, at(200))).size(), 1);
    QCOMPARE(outcome(sayAt(m_ben, 103)), named(ErrorKind::RoomMuted));
}

void SilencesContract::aMuteOutlivesTheMembership() {
    need(mute(m_ben, 2));
    need(storage().rooms().leave(m_room, m_ben, at(3)));
    need(storage().rooms().join(m_room, m_ben, at(4)));
    QCOMPARE(outcome(sayAt(m_ben, 5)), named(ErrorKind::RoomMuted));
    QCOMPARE(listed(storage(), m_ben, m_room).muted, std::optional(true));
    need(storage().rooms().leave(m_room, m_ben, at(6)));
    QCOMPARE(need(mute(m_ben, 7, {}, false)).size(), 1); // also of somebody who left
    need(storage().rooms().join(m_room, m_ben, at(8)));
    QCOMPARE(outcome(sayAt(m_ben, 9)), ok);
}

/// Nobody could lift it.
void SilencesContract::anOwnerIsNotMuted() {
    need(mute(m_ben, 2));
    need(storage().moderation().setRole({m_room, m_ben, Role::Owner, m_ana, at(3)}, ownersOnly));
    QCOMPARE(outcome(sayAt(m_ben, 4)), ok);
    QVERIFY(!listed(storage(), m_ben, m_room).muted);
}

void SilencesContract::whoMayMute() {
    const auto muteBy = [this](UserId by, UserId whom) {
        return outcome(storage().moderation().mute({m_room, whom, by, at(2), true, {}}, ownersAboveMembers));
    };
    QCOMPARE(muteBy(m_ben, m_ana), named(ErrorKind::RoomForbidden));
    QCOMPARE(muteBy(m_ana, m_ana), named(ErrorKind::RoomForbidden));
    QCOMPARE(muteBy(m_chi, m_ben), named(ErrorKind::RoomNotMember));
    QCOMPARE(muteBy(m_ana, m_chi), named(ErrorKind::InputInvalid)); // no member
    QCOMPARE(muteBy(m_ana, UserId{4711}), named(ErrorKind::InputInvalid));
    QCOMPARE(muteBy(m_ana, m_ben), ok);
}

/// Its author may not know that it arrived.
void SilencesContract::whatWasTakenBeforeIsAnswered() {
    setSlow(1000);
    const auto first = sayAt(m_ben, 10, QStringLiteral("once"));
    QCOMPARE(outcome(first), ok);
    const auto isFirst = [&](const Result<RoomLog::Appended>& again) {
        return again && again->repeated && again->event.seq == first->event.seq;
    };
    QVERIFY(isFirst(sayAt(m_ben, 11, QStringLiteral("once"))));
    need(mute(m_ben, 12));
    QVERIFY(isFirst(sayAt(m_ben, 13, QStringLiteral("once"))));
    setSlow({});
    QVERIFY(isFirst(sayAt(m_ben, 14, QStringLiteral("once"))));
    QCOMPARE(outcome(sayAt(m_ben, 15)), named(ErrorKind::RoomMuted));
    verifyWithoutHoles(storage(), m_room, m_ana, listed(storage(), m_ana, m_room).lastSeq);
}

// ---- slow mode

void SilencesContract::slowModeKeepsTheTime() {
    setSlow(1000);
    QCOMPARE(listed(storage(), m_ben, m_room).slowModeMs, std::optional(qint64(1000)));
    QCOMPARE(outcome(sayAt(m_ben, 10)), ok);
    const auto early = sayAt(m_ben, 400);
    QCOMPARE(outcome(early), named(ErrorKind::RateLimited));
    QCOMPARE(early.error().retryAfterMs, std::optional(qint64(610)));
    QCOMPARE(outcome(sayAt(m_ben, 1009)), named(ErrorKind::RateLimited)); // what was refused does not count
    QCOMPARE(outcome(sayAt(m_ben, 1010)), ok);
    const auto backwards = sayAt(m_ben, -9000); // by another node's clock
    QCOMPARE(backwards.error().retryAfterMs, std::optional(qint64(1000)));
    // One of those that come at once.
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < 20; ++i) {
        NewEvent message = newMessage(m_room, m_ben, QStringLiteral("burst %1").arg(i));
        message.at = at(5000);
        tasks.push_back(log().append(std::move(message)));
    }
    int taken = 0;
    for (const auto& result : askAll(std::move(tasks)))
        taken += result ? 1 : 0;
    QCOMPARE(taken, 1);
    need(storage().rooms().leave(m_room, m_ben, at(5001)));
    need(storage().rooms().join(m_room, m_ben, at(5002)));
    QCOMPARE(outcome(sayAt(m_ben, 5003)), named(ErrorKind::RateLimited));
    setSlow({});
    QCOMPARE(outcome(sayAt(m_ben, 5004)), ok);
    QCOMPARE(outcome(sayAt(m_ben, 5005)), ok);
}

void SilencesContract::slowModeIsForMembersAlone() {
    setSlow(1000);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(outcome(sayAt(m_ana, 10)), ok);
    need(storage().moderation().setRole({m_room, m_ben, Role::Moderator, m_ana, at(2)}, ownersOnly));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(outcome(sayAt(m_ben, 10)), ok);
    QCOMPARE(outcome(sayAt(m_chi, 10)), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(log().append({m_room, m_ben, at(11), ReactionAdded{5, QStringLiteral("👍")}})), ok);
}

// ---- blocks

void SilencesContract::blocksKeepPeopleOut() {
    BlockStore& blocks = storage().blocks();
    const RoomId before = direct({m_ana, m_ben}, m_ana);
    QVERIFY(need(blocks.setBlocked(m_ana, m_ben, true)));
    QVERIFY(!need(blocks.setBlocked(m_ana, m_ben, true))); // so already
    QCOMPARE(outcome(sayIn(before, m_ben)), named(ErrorKind::UserBlocked));
    QCOMPARE(outcome(storage().moderation().checkMayWrite(before, m_ben, at(1))), named(ErrorKind::UserBlocked));
    QCOMPARE(outcome(sayIn(before, m_ana)), ok);
    QCOMPARE(direct({m_ana, m_ben}, m_ben), before); // which is not told yet
    QVERIFY(!listed(storage(), m_ben, before).muted);
    QVERIFY(!need(storage().rooms().members(before, m_ana, {}, 10)).members[1].muted);

    QVERIFY(need(blocks.setBlocked(m_chi, m_ben, true)));
    QCOMPARE(outcome(storage().rooms().openDirect({{m_ben, m_chi}, m_ben, at(2)})), named(ErrorKind::UserBlocked));
    QCOMPARE(outcome(storage().rooms().openDirect({{m_ana, m_ben, m_chi}, m_ben, at(2)})),
             named(ErrorKind::UserBlocked));
    const RoomId byBlocker = direct({m_ben, m_chi}, m_chi);
    QCOMPARE(outcome(sayIn(byBlocker, m_ben)), named(ErrorKind::UserBlocked));
    QCOMPARE(outcome(sayIn(direct({m_ana, m_ben, m_chi}, m_ana), m_ben)), ok); // more people: as it is
    QCOMPARE(outcome(sayIn(m_room, m_ben)), ok);
}

void SilencesContract::aBlockEnds() {
    BlockStore& blocks = storage().blocks();
    const RoomId room = direct({m_ana, m_ben}, m_ana);
    need(blocks.setBlocked(m_ana, m_ben, true));
    QCOMPARE(need(blocks.blocked(m_ana)).size(), 1);
    QVERIFY(need(blocks.setBlocked(m_ana, m_ben, false)));
    QVERIFY(!need(blocks.setBlocked(m_ana, m_ben, false)));
    QCOMPARE(outcome(sayIn(room, m_ben)), ok);
    QCOMPARE(need(blocks.blocked(m_ana)).size(), 0);
    QCOMPARE(outcome(blocks.setBlocked(m_ana, m_ana, true)), named(ErrorKind::InputInvalid));
    QCOMPARE(outcome(blocks.setBlocked(m_ana, UserId{4711}, true)), named(ErrorKind::InputInvalid));
}

void SilencesContract::whoIsBlockedIsToldToTheBlockerAlone() {
    const RoomId room = direct({m_ana, m_ben}, m_ana);
    need(storage().blocks().setBlocked(m_ana, m_ben, true));
    QCOMPARE(need(storage().users().byIds({m_ben}, m_ana))[0].blocked, std::optional(true));
    QVERIFY(!need(storage().users().byIds({m_ben, m_ana}, m_chi))[1].blocked);
    QVERIFY(!need(storage().users().byIds({m_ana}, m_ben))[0].blocked);
    QCOMPARE(listed(storage(), m_ana, room).people->first().blocked, std::optional(true));
    QVERIFY(!listed(storage(), m_ben, room).people->first().blocked);
    const QList<User> blocked = need(storage().blocks().blocked(m_ana));
    QVERIFY(blocked.size() == 1 && blocked[0].id == m_ben && blocked[0].blocked == true);
}

void SilencesContract::whoIsBlockedMentionsNobody() {
    need(storage().rooms().join(m_room, m_chi, at(1)));
    send(storage(), m_room, m_ben, QStringLiteral("1"), QStringLiteral("@Ana here"));
    send(storage(), m_room, m_chi, QStringLiteral("2"), QStringLiteral("@Ana there"));
    QCOMPARE(listed(storage(), m_ana, m_room).mentions, 2);
    need(storage().blocks().setBlocked(m_ana, m_ben, true));
    QCOMPARE(listed(storage(), m_ana, m_room).mentions, 1);
    QCOMPARE(need(storage().rooms().markRead(m_room, m_ana, 0)).unread.mentions, 1);
    QCOMPARE(listed(storage(), m_ana, m_room).unread, 2);
}

void SilencesContract::aRemovedAccountBlocksNobody() {
    const RoomId room = direct({m_ana, m_ben}, m_ana);
    need(storage().blocks().setBlocked(m_ana, m_ben, true));
    need(storage().blocks().setBlocked(m_ben, m_chi, true));
    need(storage().users().remove(m_ana));
    QCOMPARE(outcome(sayIn(room, m_ben)), ok);
    need(storage().users().remove(m_chi));
    QCOMPARE(need(storage().blocks().blocked(m_ben)).size(), 0);
}

} // namespace confab
