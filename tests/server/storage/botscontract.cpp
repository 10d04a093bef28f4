// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/botscontract.h"

namespace confab {

namespace {

const QString ok = QStringLiteral("ok");

QByteArray hashOf(const QByteArray& token) {
    return QByteArray(token).leftJustified(32, 'x');
}

} // namespace

void BotsContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_room = makeRoom(storage(), m_ana);
}

BotRow BotsContract::makeBot(const QString& name, const QByteArray& token, BotRights rights) {
    return need(bots().create(NewBot{name, hashOf(token), {{m_room, rights}}, at(0)}, ownersOnly));
}

NewHook BotsContract::newHook(const QByteArray& token, const QString& name) {
    return {m_room, m_ana, name, at(1), hashOf(token)};
}

HookChange BotsContract::makeHook(const QByteArray& token) {
    return need(bots().addHook(newHook(token), ownersOnly));
}

void BotsContract::aTokenSpeaksForItsBot() {
    const RoomId other = makeRoom(storage(), m_ana, QStringLiteral("Other"));
    const NewBot fresh{QStringLiteral("Deploys"),
                       hashOf("one"),
                       {{m_room, BotRight::Read | BotRight::Send}, {other, BotRight::Manage}},
                       at(5)};
    const BotRow made = need(bots().create(fresh, ownersOnly));
    makeBot(QStringLiteral("Another"), "two");
    m_fixture.reopen();
    const BotSession found = need(bots().byToken(hashOf("one")));
    QCOMPARE(found.user, made.user);
    QCOMPARE(found.session, made.session);
    QCOMPARE(found.name, QStringLiteral("Deploys"));
    QCOMPARE(found.scope.rooms, fresh.rooms);
    QVERIFY(!found.scope.hook);
    QVERIFY(found.scope.allows(m_room, BotRight::Send));
    QVERIFY(!found.scope.allows(m_room, BotRight::Manage));
    QVERIFY(!found.scope.allows(other, BotRight::Read));
    QVERIFY(!found.scope.allows(RoomId{99}, BotRight::Read));
    QVERIFY(need(storage().sessions().ended({made.session}, at(0))).isEmpty());
    QVERIFY(need(storage().sessions().ended({made.session}, at(100LL * 365 * 24 * 3'600'000))).isEmpty());
}

void BotsContract::anUnknownTokenSpeaksForNobody() {
    makeBot(QStringLiteral("Deploys"), "one");
    QCOMPARE(outcome(bots().byToken(hashOf("two"))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(bots().byToken({})), named(ErrorKind::AuthExpired));
    // Nor is it a refresh token, which would make tokens without a scope.
    const auto rotated = ask(storage().sessions().rotate(hashOf("one"), hashOf("new"), at(0), at(1000)));
    QVERIFY(!rotated || !rotated->session);
}

void BotsContract::namesAreUniqueAmongBots() {
    const BotRow made = makeBot(QStringLiteral("Deploys"), "one");
    const NewBot again{QStringLiteral("DEPLOYS"), hashOf("two"), {{m_room, BotRight::Send}}, at(0)};
    QCOMPARE(outcome(bots().create(again, ownersOnly)), named(ErrorKind::EmailTaken));
    QCOMPARE(outcome(bots().byToken(hashOf("two"))), named(ErrorKind::AuthExpired));
    makeBot(QStringLiteral("Ana"), "three"); // a person may have it
    const auto found = need(bots().byName(QStringLiteral("deploys")));
    QVERIFY(found);
    QCOMPARE(found->user, made.user);
    QCOMPARE(found->rooms.value(m_room), BotRights(BotRight::Send));
    QVERIFY(!need(bots().byName(QStringLiteral("Ben"))));
    makeHook("hook");
    const QList<BotRow> all = need(bots().list({}, 10));
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].name, QStringLiteral("Deploys"));
    QCOMPARE(all[0].createdAt, at(0));
    QCOMPARE(need(bots().list(all[0].user, 10)).size(), 1);
    QCOMPARE(need(bots().list({}, 1)).size(), 1);
}

void BotsContract::aRevokedSessionEndsTheToken() {
    const BotRow bot = makeBot(QStringLiteral("Deploys"), "one");
    need(storage().sessions().revoke(bot.session, at(1)));
    QCOMPARE(outcome(bots().byToken(hashOf("one"))), named(ErrorKind::AuthExpired));
}

void BotsContract::anotherTokenEndsTheOldOne() {
    const BotRow bot = makeBot(QStringLiteral("Deploys"), "one");
    QCOMPARE(need(bots().renew(bot.user, hashOf("two"), at(1))), bot.session);
    QCOMPARE(outcome(bots().byToken(hashOf("one"))), named(ErrorKind::AuthExpired));
    QCOMPARE(need(storage().sessions().ended({bot.session}, at(1))), QList<SessionId>{bot.session});
    m_fixture.reopen();
    const BotSession found = need(bots().byToken(hashOf("two")));
    QCOMPARE(found.user, bot.user);
    QVERIFY(found.session != bot.session);
    QCOMPARE(found.scope.rooms, bot.rooms);
    need(bots().remove(bot.user));
    QCOMPARE(outcome(bots().renew(bot.user, hashOf("three"), at(2))), named(ErrorKind::AuthExpired));
}

void BotsContract::ownersMakeBots() {
    NewBot fresh{QStringLiteral("Deploys"), hashOf("one"), {{m_room, BotRight::Send}}, at(1), m_ben};
    QCOMPARE(outcome(bots().create(fresh, ownersOnly)), named(ErrorKind::RoomNotMember));
    need(storage().rooms().join(m_room, m_ben, at(0)));
    QCOMPARE(outcome(bots().create(fresh, ownersOnly)), named(ErrorKind::RoomForbidden));
    fresh.by = m_ana;
    fresh.rooms.insert(makeRoom(storage(), m_ben, QStringLiteral("Other")), BotRight::Read); // not Ana's
    QCOMPARE(outcome(bots().create(fresh, ownersOnly)), named(ErrorKind::RoomNotMember));
    QCOMPARE(outcome(bots().byToken(hashOf("one"))), named(ErrorKind::AuthExpired));
    fresh.rooms = {{m_room, BotRight::Send}};
    const BotRow made = need(bots().create(fresh, ownersOnly));
    makeBot(QStringLiteral("Operator's"), "two");
    const QList<BotRow> hers = need(bots().madeBy(m_ana));
    QCOMPARE(hers.size(), 1);
    QCOMPARE(hers.first().user, made.user);
    QCOMPARE(hers.first().rooms, fresh.rooms);
    QVERIFY(need(bots().madeBy(m_ben)).isEmpty());
    QCOMPARE(need(bots().list({}, 10)).size(), 2);
}

void BotsContract::aPersonMakesSoManyBots() {
    NewBot fresh{{}, {}, {{m_room, BotRight::Send}}, at(1), m_ana};
    for (int i = 0; i < limits::botsPerPerson; ++i) {
        fresh.name = QStringLiteral("Bot %1").arg(i);
        fresh.tokenHash = hashOf(QByteArray::number(i));
        need(bots().create(fresh, ownersOnly));
    }
    fresh.name = QStringLiteral("More");
    fresh.tokenHash = hashOf("more");
    QCOMPARE(outcome(bots().create(fresh, ownersOnly)), named(ErrorKind::RoomForbidden));
    need(bots().remove(need(bots().madeBy(m_ana)).first().user));
    need(bots().create(fresh, ownersOnly));
}

void BotsContract::ownersSeeTheBotsOfOthers() {
    const RoomId other = makeRoom(storage(), m_ana, QStringLiteral("Other"));
    const NewBot fresh{QStringLiteral("Deploys"),
                       hashOf("one"),
                       {{m_room, BotRight::Read | BotRight::Send}, {other, BotRight::Read}},
                       at(1),
                       m_ana};
    const BotRow made = need(bots().create(fresh, ownersOnly));
    const BotRow ofOperator = makeBot(QStringLiteral("Operator's"), "two");
    makeHook("hook"); // which is none
    need(storage().rooms().join(m_room, m_ben, at(1)));
    QVERIFY(need(bots().inRoomsOf(m_ben, ownersOnly, 10)).isEmpty());
    QCOMPARE(need(bots().inRoomsOf(m_ana, ownersOnly, 10)).size(), 1); // not her own
    need(storage().rooms().leave(m_room, m_ana, at(2)));
    m_fixture.reopen();
    const QList<BotRow> seen = need(bots().inRoomsOf(m_ben, ownersOnly, 10));
    QCOMPARE(seen.size(), 2);
    QCOMPARE(seen[0].user, made.user);
    QCOMPARE(seen[0].name, QStringLiteral("Deploys"));
    QVERIFY(seen[0].by);
    QCOMPARE(seen[0].by->id, m_ana);
    QCOMPARE(seen[0].by->name, QStringLiteral("Ana"));
    QCOMPARE(seen[0].rooms, (QHash<RoomId, BotRights>{{m_room, BotRight::Read | BotRight::Send}}));
    QCOMPARE(seen[1].user, ofOperator.user);
    QVERIFY(!seen[1].by);
    QCOMPARE(need(bots().inRoomsOf(m_ben, ownersOnly, 1)).size(), 1);
    QVERIFY(need(bots().inRoomsOf(m_ana, ownersOnly, 10)).isEmpty());
}

void BotsContract::ownersTakeRights() {
    const RoomId other = makeRoom(storage(), m_ana, QStringLiteral("Other"));
    const NewBot fresh{
        QStringLiteral("Deploys"), hashOf("one"), {{m_room, BotRight::Send}, {other, BotRight::Read}}, at(1)};
    const BotRow made = need(bots().create(fresh, ownersOnly));
    need(storage().rooms().join(m_room, made.user, at(1)));
    const auto taken = [&](UserId bot, UserId by) { return bots().takeRights(bot, m_room, by, at(2), ownersOnly); };
    QCOMPARE(outcome(taken(made.user, m_ben)), named(ErrorKind::RoomNotMember));
    need(storage().rooms().join(m_room, m_ben, at(1)));
    QCOMPARE(outcome(taken(made.user, m_ben)), named(ErrorKind::RoomForbidden));
    const HookChange hook = makeHook("hook");
    QCOMPARE(outcome(taken(hook.hook.user, m_ana)), named(ErrorKind::InputInvalid));
    QCOMPARE(outcome(taken(m_ben, m_ana)), named(ErrorKind::InputInvalid));
    QCOMPARE(need(bots().byToken(hashOf("one"))).scope.rooms, fresh.rooms);

    const BotRow before = need(taken(made.user, m_ana));
    QCOMPARE(before.session, made.session);
    QCOMPARE(before.name, QStringLiteral("Deploys"));
    QCOMPARE(need(storage().sessions().ended({made.session}, at(2))), QList<SessionId>{made.session});
    m_fixture.reopen();
    const BotSession left = need(bots().byToken(hashOf("one")));
    QVERIFY(left.session != made.session);
    QCOMPARE(left.scope.rooms, (QHash<RoomId, BotRights>{{other, BotRight::Read}}));
    need(taken(made.user, m_ana)); // it is a member still, as after an interruption
    need(storage().rooms().leave(m_room, made.user, at(3)));
    QCOMPARE(outcome(taken(made.user, m_ana)), named(ErrorKind::InputInvalid));
}

void BotsContract::aRemovedBotIsGone() {
    const BotRow bot = makeBot(QStringLiteral("Deploys"), "one");
    need(storage().rooms().join(m_room, bot.user, at(1)));
    const Seq said = send(storage(), m_room, bot.user, QStringLiteral("id"));
    QCOMPARE(outcome(bots().remove(bot.user)), ok);
    QCOMPARE(outcome(bots().byToken(hashOf("one"))), named(ErrorKind::AuthExpired));
    QCOMPARE(need(storage().sessions().ended({bot.session}, at(1))), QList<SessionId>{bot.session});
    QVERIFY(!need(bots().byName(QStringLiteral("Deploys"))));
    QVERIFY(need(bots().list({}, 10)).isEmpty());
    const LogPage page = need(storage().log().events(m_room, m_ana, said - 1, 10));
    QCOMPARE(page.events.first().by, bot.user);
    QCOMPARE(page.users.first().name, QStringLiteral("Deploys"));
    makeBot(QStringLiteral("Deploys"), "two"); // the name is free
}

void BotsContract::othersSeeThatItIsABot() {
    const BotRow bot = makeBot(QStringLiteral("Deploys"), "one");
    need(storage().rooms().join(m_room, bot.user, at(1)));
    const QList<User> users = need(storage().users().byIds({m_ana, bot.user}, m_ana));
    QVERIFY(!users[0].bot);
    QCOMPARE(users[1].bot, std::optional(true));
    QCOMPARE(need(storage().users().find(QStringLiteral("deploy"), m_ana, 10))[0].bot, std::optional(true));
    const QList<Member> members = need(storage().rooms().members(m_room, m_ana, {}, 10)).members;
    QVERIFY(!members[0].bot);
    QCOMPARE(members[1].bot, std::optional(true));
    const std::optional<User> self = need(storage().users().byId(bot.user));
    QVERIFY(self && self->bot && !self->email);
}

void BotsContract::aBotHasNoDirectRoom() {
    const BotRow bot = makeBot(QStringLiteral("Deploys"), "one");
    QCOMPARE(outcome(storage().rooms().openDirect({{m_ana, bot.user}, m_ana, at(1)})), named(ErrorKind::RoomForbidden));
    QCOMPARE(need(storage().rooms().belongings({bot.user})).size(), 0);
}

void BotsContract::aBotIsNoSuccessor() {
    const BotRow bot = makeBot(QStringLiteral("Deploys"), "one");
    need(storage().rooms().join(m_room, bot.user, at(1)));
    need(storage().log().append({m_room, bot.user, at(1), MemberRole{bot.user, Role::Moderator}}));
    need(storage().rooms().join(m_room, m_ben, at(2)));
    const QList<Event> left = need(storage().rooms().leave(m_room, m_ana, at(3)));
    QCOMPARE(types(left), (QStringList{QStringLiteral("member.left"), QStringLiteral("member.role")}));
    QCOMPARE(std::get<MemberRole>(left.last().data).user, m_ben);
}

void BotsContract::aHookSpeaksInItsRoom() {
    const HookChange made = makeHook("hook");
    QCOMPARE(types(made.events), QStringList{QStringLiteral("member.joined")});
    QCOMPARE(made.hook.room, m_room);
    QCOMPARE(made.hook.by, std::optional(m_ana));
    QVERIFY(!made.hook.url);
    m_fixture.reopen();
    const BotSession found = need(bots().byToken(hashOf("hook")));
    QCOMPARE(found.user, made.hook.user);
    QCOMPARE(found.session, made.session);
    QCOMPARE(found.scope.hook, m_room);
    QVERIFY(send(storage(), m_room, found.user, QStringLiteral("id")) > 0);
    QVERIFY(!need(bots().byName(QStringLiteral("CI")))); // it is no bot that an operator removes by its name
    makeHook("other");                                   // of the same name
    const QList<Hook> hooks = need(bots().hooksOf(m_room, m_ana, ownersOnly));
    QCOMPARE(hooks.size(), 2);
    QCOMPARE(hooks[0].id, made.hook.id);
    QCOMPARE(hooks[0].name, QStringLiteral("CI"));
    QCOMPARE(hooks[0].createdAt, at(1));
    QCOMPARE(need(bots().hooks(hooks[0].id, 10)).size(), 1);
}

void BotsContract::ownersMakeHooks() {
    NewHook hook = newHook("hook");
    hook.by = m_ben;
    QCOMPARE(outcome(bots().addHook(hook, ownersOnly)), named(ErrorKind::RoomNotMember));
    need(storage().rooms().join(m_room, m_ben, at(0)));
    QCOMPARE(outcome(bots().addHook(hook, ownersOnly)), named(ErrorKind::RoomForbidden));
    QCOMPARE(outcome(bots().hooksOf(m_room, m_ben, ownersOnly)), named(ErrorKind::RoomForbidden));
    hook.by.reset(); // the operator
    const HookChange made = need(bots().addHook(hook, ownersOnly));
    QCOMPARE(outcome(bots().removeHook(m_room, made.hook.id, m_ben, at(2), ownersOnly)),
             named(ErrorKind::RoomForbidden));
    hook = newHook("other");
    hook.room = RoomId{99};
    QCOMPARE(outcome(bots().addHook(hook, ownersOnly)), named(ErrorKind::RoomNotFound));
    const RoomId other = makeRoom(storage(), m_ben, QStringLiteral("Other"));
    QCOMPARE(outcome(bots().removeHook(other, made.hook.id, m_ben, at(2), ownersOnly)), named(ErrorKind::InputInvalid));
    QVERIFY(need(bots().byToken(hashOf("hook"))).scope.hook == m_room);
}

void BotsContract::aHookGetsAnotherSecret() {
    const HookChange made = makeHook("hook");
    HookSecrets fresh{m_room, made.hook.id, hashOf("next"), "next key", at(2)};
    QCOMPARE(outcome(bots().renewHook(fresh, m_ben, ownersOnly)), named(ErrorKind::RoomNotMember));
    QCOMPARE(need(bots().renewHook(fresh, m_ana, ownersOnly)).session, made.session);
    QCOMPARE(outcome(bots().byToken(hashOf("hook"))), named(ErrorKind::AuthExpired));
    QCOMPARE(need(bots().byToken(hashOf("next"))).user, made.hook.user);
    const HookChange outgoing = makeOutgoing("key");
    fresh.hook = outgoing.hook.id;
    QVERIFY(!need(bots().renewHook(fresh, std::nullopt, ownersOnly)).session); // the operator
    send(storage(), m_room, m_ana, QStringLiteral("id"));
    QCOMPARE(due().work.value(0).signingKey, QByteArray("next key"));
    fresh.hook = 99;
    QCOMPARE(outcome(bots().renewHook(fresh, m_ana, ownersOnly)), named(ErrorKind::InputInvalid));
}

void BotsContract::aRoomHasSoManyHooks() {
    for (int i = 0; i < limits::hooksPerRoom; ++i)
        makeHook(QByteArray::number(i));
    QCOMPARE(outcome(bots().addHook(newHook("more"), ownersOnly)), named(ErrorKind::RoomForbidden));
    const int members = listed(storage(), m_ana, m_room).members;
    QCOMPARE(members, 1 + limits::hooksPerRoom); // the refused one is none
}

void BotsContract::aRemovedHookLeaves() {
    const HookChange made = makeHook("hook");
    const HookChange gone = need(bots().removeHook(m_room, made.hook.id, m_ana, at(2), ownersOnly));
    QCOMPARE(types(gone.events), QStringList{QStringLiteral("member.left")});
    QCOMPARE(gone.session, made.session);
    QCOMPARE(gone.hook.name, QStringLiteral("CI"));
    QCOMPARE(outcome(bots().byToken(hashOf("hook"))), named(ErrorKind::AuthExpired));
    QVERIFY(need(bots().hooksOf(m_room, m_ana, ownersOnly)).isEmpty());
    QCOMPARE(outcome(bots().removeHook(m_room, made.hook.id, m_ana, at(2), ownersOnly)),
             named(ErrorKind::InputInvalid));
    QCOMPARE(listed(storage(), m_ana, m_room).members, 1);
}

void BotsContract::aRemovedHookMayHaveBeenPutOut() {
    const HookChange made = makeHook("hook");
    need(storage().rooms().leave(m_room, made.hook.user, at(2)));
    const HookChange gone = need(bots().removeHook({}, made.hook.id, std::nullopt, at(3), ownersOnly));
    QVERIFY(gone.events.isEmpty());
    QVERIFY(need(bots().hooks(0, 10)).isEmpty());
}

HookChange BotsContract::makeOutgoing(const QByteArray& key) {
    NewHook hook{m_room, m_ana, QStringLiteral("Out"), at(1)};
    hook.url = QStringLiteral("https://example.org/hook");
    hook.command = QStringLiteral("/deploy");
    hook.signingKey = key;
    return need(bots().addHook(hook, ownersOnly));
}

/// By the clock of the database, which goes on by itself.
QList<HookWork> BotsContract::dueInAMoment() {
    QList<HookWork> work;
    const bool isDue = QTest::qWaitFor([&] { return !(work = due().work).isEmpty(); });
    return isDue ? work : QList<HookWork>();
}

void BotsContract::anOutgoingHookIsDueFromItsBeginningOn() {
    QVERIFY(!due().hasAny);
    makeHook("hook"); // an incoming one is never due
    send(storage(), m_room, m_ana, QStringLiteral("before"));
    int told = 0;
    bots().onOutgoingHook([&told] { ++told; });
    const HookChange made = makeOutgoing("key");
    QCOMPARE(told, 1);
    bots().onOutgoingHook({});
    DueHooks nothing = due();
    QVERIFY(nothing.hasAny && nothing.work.isEmpty() && !nothing.nextIn);
    const Seq said = send(storage(), m_room, m_ana, QStringLiteral("after"));
    m_fixture.reopen();
    const DueHooks one = due();
    QCOMPARE(one.work.size(), 1);
    const HookWork& work = one.work.first();
    QCOMPARE(work.hook, made.hook.id);
    QCOMPARE(work.room, m_room);
    QCOMPARE(work.user, made.hook.user);
    QCOMPARE(work.url, QStringLiteral("https://example.org/hook"));
    QCOMPARE(work.command, std::optional(QStringLiteral("/deploy")));
    QCOMPARE(work.signingKey, QByteArray("key"));
    QCOMPARE(work.delivered, said - 1);
    QCOMPARE(work.failures, 0);
    need(bots().delivered(work.hook, said));
    QVERIFY(due().work.isEmpty());
    need(storage().rooms().remove(m_room, m_ana, at(3), ownersOnly));
    QVERIFY(!due().hasAny); // of a deleted room
}

void BotsContract::oneAtATimeHasAHook() {
    makeOutgoing("key");
    const Seq first = send(storage(), m_room, m_ana, QStringLiteral("1"));
    const HookWork work = due().work.value(0);
    QVERIFY(work.hook > 0);
    send(storage(), m_room, m_ana, QStringLiteral("2"));
    const DueHooks held = due();
    QVERIFY(held.work.isEmpty());
    QVERIFY(held.nextIn && *held.nextIn > std::chrono::minutes(50) && *held.nextIn <= std::chrono::hours(1));
    need(bots().delivered(work.hook, first));
    const HookWork next = due(std::chrono::milliseconds(0)).work.value(0);
    QCOMPARE(next.delivered, first);
    // Who had it is gone, and so is the hold.
    QVERIFY(!dueInAMoment().isEmpty());
    need(bots().delivered(next.hook, first + 1));
    need(bots().delivered(next.hook, first)); // late
    QVERIFY(due().work.isEmpty());
}

void BotsContract::aFailedDeliveryPauses() {
    const qint64 hook = makeOutgoing("key").hook.id;
    const Seq said = send(storage(), m_room, m_ana, QStringLiteral("1"));
    QCOMPARE(due().work.size(), 1);
    need(bots().failed(hook, std::chrono::minutes(5), std::chrono::hours(72)));
    const DueHooks paused = due();
    QVERIFY(paused.work.isEmpty() && paused.hasAny);
    QVERIFY(paused.nextIn && *paused.nextIn > std::chrono::minutes(4) && *paused.nextIn <= std::chrono::minutes(5));
    need(bots().failed(hook, std::chrono::milliseconds(0), std::chrono::hours(72)));
    const QList<HookWork> again = dueInAMoment();
    QCOMPARE(again.size(), 1);
    QCOMPARE(again.first().failures, 2);
    QCOMPARE(again.first().delivered, said - 1);
    need(bots().delivered(hook, said));
    send(storage(), m_room, m_ana, QStringLiteral("2"));
    QCOMPARE(due().work.value(0).failures, 0);
}

void BotsContract::aHookThatFailsForLongIsDisabled() {
    const qint64 hook = makeOutgoing("key").hook.id;
    send(storage(), m_room, m_ana, QStringLiteral("1"));
    need(bots().failed(hook, std::chrono::milliseconds(0), std::chrono::milliseconds(1)));
    QVERIFY(!need(bots().hooksOf(m_room, m_ana, ownersOnly)).first().disabledAt); // it has just begun
    QTRY_VERIFY((need(bots().failed(hook, std::chrono::milliseconds(0), std::chrono::milliseconds(1))),
                 need(bots().hooksOf(m_room, m_ana, ownersOnly)).first().disabledAt));
    QVERIFY(due().work.isEmpty());
    QVERIFY(!due().hasAny);
}

} // namespace confab
