// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/administrationcontract.h"

namespace confab {

namespace {

const QString ok = QStringLiteral("ok");
const QString forbidden = QStringLiteral("admin.forbidden");
constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

AccountsAsked everybody() {
    return {{}, {}, 10, at(0)};
}

InviteRule nobodyAsks() {
    return [](Role, RoomKind, bool) { return true; };
}

} // namespace

void AdministrationContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    appoint(m_ana);
}

QStringList AdministrationContract::log() {
    QStringList actions;
    for (const AuditEntry& entry : need(admins().audit(m_ana, {})).entries)
        actions.append(entry.action);
    return actions;
}

void AdministrationContract::onlyAdministratorsAreServed() {
    QCOMPARE(outcome(admins().check(m_ana)), ok);
    QCOMPARE(outcome(admins().check(m_ben)), forbidden);
    QCOMPARE(outcome(admins().users(m_ben, everybody())), forbidden);
    QCOMPARE(outcome(admins().rooms(m_ben, {})), forbidden);
    QCOMPARE(outcome(admins().audit(m_ben, {})), forbidden);
    QCOMPARE(outcome(admins().counts(m_ben, {})), forbidden);
    QCOMPARE(outcome(admins().setUser(deed(m_ben), {m_ben, {}, ServerRole::Admin, {}})), forbidden);
    QCOMPARE(outcome(admins().makeResetLink(deed(m_ben), {m_ana, "hash", at(1000)})), forbidden);
    QCOMPARE(outcome(admins().invite(deed(m_ben), {Secret{QStringLiteral("c")}, at(1000), {}})), forbidden);
    QCOMPARE(outcome(admins().set(deed(m_ben), {QStringLiteral("x"), {}, {}})), forbidden);
    const RoomId room = makeRoom(storage(), m_ben);
    QCOMPARE(outcome(admins().deleteRoom(deed(m_ben), room)), forbidden); // though it is his
    QCOMPARE(outcome(admins().deleteRoom(deed(m_ana), room)), ok);
    need(m_operators().disable(m_ana, at(20)));
    QCOMPARE(outcome(admins().check(m_ana)), forbidden);
}

void AdministrationContract::peopleAreFoundByPage() {
    const AccountsPage all = need(admins().users(m_ana, everybody()));
    QCOMPARE(all.users.size(), 2);
    QCOMPARE(all.users[0].user.role, std::optional(ServerRole::Admin));
    QCOMPARE(all.users[1].user.email, std::optional(QStringLiteral("Ben@example.org")));
    QVERIFY(!all.more);
    const AccountsPage one = need(admins().users(m_ana, {{}, {}, 1, at(0)}));
    QVERIFY(one.more);
    QCOMPARE(need(admins().users(m_ana, {{}, one.users.last().user.id, 1, at(0)})).users.last().user.id, m_ben);
    QCOMPARE(need(admins().users(m_ana, {QStringLiteral("EN@"), {}, 10, at(0)})).users.size(), 1);
    QVERIFY(need(admins().users(m_ana, {QStringLiteral("%"), {}, 10, at(0)})).users.isEmpty());
}

void AdministrationContract::ofTwoWhoGiveUpTheRoleOneKeepsIt() {
    appoint(m_ben);
    std::vector<QCoro::Task<Result<AdminStore::UserChange>>> both;
    both.push_back(admins().setUser(deed(m_ana), {m_ana, {}, ServerRole::Member, {}}));
    both.push_back(admins().setUser(deed(m_ben), {m_ben, {}, ServerRole::Member, {}}));
    int done = 0;
    for (const auto& result : askAll(std::move(both)))
        done += result ? 1 : 0;
    QCOMPARE(done, 1);
}

void AdministrationContract::ofTwoWhoUseALinkAtOnceOneCan() {
    need(admins().makeResetLink(deed(m_ana), {m_ben, "old", at(1000)}));
    need(admins().makeResetLink(deed(m_ana), {m_ben, "new", at(1000)}));
    QCOMPARE(outcome(admins().lookAtResetLink("old", at(20))), QStringLiteral("auth.expired"));
    QCOMPARE(outcome(admins().lookAtResetLink("new", at(1000))), QStringLiteral("auth.expired"));
    QCOMPARE(outcome(admins().lookAtResetLink("new", at(20))), ok);
    std::vector<QCoro::Task<Result<QList<SessionId>>>> both;
    both.push_back(admins().useResetLink("new", "one", at(20)));
    both.push_back(admins().useResetLink("new", "other", at(20)));
    int done = 0;
    for (const auto& result : askAll(std::move(both)))
        done += result ? 1 : 0;
    QCOMPARE(done, 1);
    need(admins().makeResetLink(deed(m_ana), {m_ben, "third", at(1000)}));
    need(storage().users().resetPassword(m_ben, "by the operator", at(30), QStringLiteral("user.password")));
    QCOMPARE(outcome(admins().useResetLink("third", "one", at(40))), QStringLiteral("auth.expired"));
}

void AdministrationContract::ofTwoWhoUseAnInvitationAtOnceOneCan() {
    const Secret code{QStringLiteral("code")};
    need(admins().invite(deed(m_ana), {code, at(dayMs), {}}));
    QVERIFY(!need(storage().invites().look(code, at(20), nobodyAsks())).room);
    QCOMPARE(outcome(storage().invites().accept(code, m_ben, at(20), nobodyAsks())), QStringLiteral("input.invalid"));
    std::vector<QCoro::Task<Result<InviteStore::Welcome>>> both;
    both.push_back(storage().invites().createUser(userOf(QStringLiteral("Chi")), code, nobodyAsks()));
    both.push_back(storage().invites().createUser(userOf(QStringLiteral("Dan")), code, nobodyAsks()));
    int done = 0;
    for (const auto& result : askAll(std::move(both)))
        done += result ? 1 : 0;
    QCOMPARE(done, 1);
    QCOMPARE(outcome(storage().invites().look(code, at(20), nobodyAsks())), QStringLiteral("invite.notFound"));
    need(admins().invite(deed(m_ana), {code, at(100), {}}));
    need(storage().retention().forgetInvites(at(100)));
    need(admins().invite(deed(m_ana), {code, at(100), {}})); // its row is gone
}

void AdministrationContract::settingsAreKept() {
    QCOMPARE(need(admins().settings()), StoredSettings{});
    need(admins().set(deed(m_ana), {QStringLiteral("The office"), {}, 0}));
    need(admins().set(deed(m_ana), {{}, Registration::Invite, {}}));
    m_fixture.reopen();
    const StoredSettings kept{QStringLiteral("The office"), Registration::Invite, 0};
    QCOMPARE(need(admins().settings()), kept);
    const qsizetype entries = log().size();
    need(admins().set(deed(m_ana), kept)); // changes nothing
    QCOMPARE(log().size(), entries);
}

void AdministrationContract::countsAreRight() {
    makeRoom(storage(), m_ben);
    const NodeLease self = need(storage().nodes().begin(QStringLiteral("a"), std::chrono::seconds(60)));
    const NodeLease other = need(storage().nodes().begin(QStringLiteral("b"), std::chrono::seconds(60)));
    need(admins().notePeople(self, 3));
    need(admins().notePeople(other, 4));
    const ServerCounts counts = need(admins().counts(m_ana, self));
    QCOMPARE(counts.nodes, 1);
    QCOMPARE(counts.people, 4);
    QCOMPARE(counts.users, 2);
    QCOMPARE(counts.rooms, 1);
    QVERIFY(counts.events > 0);
    QVERIFY(counts.databaseBytes.value_or(0) > 0);
}

void AdministrationContract::theOperatorsChangesAreInTheLog() {
    need(m_operators().disable(m_ben, at(10)));
    need(m_operators().disable(m_ben, at(11))); // changes nothing
    need(m_operators().enable(m_ben, at(12)));
    need(m_operators().add(userOf(QStringLiteral("Chi"))));
    const RoomId room = makeRoom(storage(), m_ben);
    need(storage().retention().keep(room, 30, at(13)));
    const QStringList expected{QStringLiteral("user.admin"), QStringLiteral("user.disable"),
                               QStringLiteral("user.enable"), QStringLiteral("user.add"), QStringLiteral("room.keep")};
    QCOMPARE(log(), expected);
}

void AdministrationContract::theLogForgetsWhatIsOld() {
    need(m_operators().disable(m_ben, at(10)));
    need(m_operators().enable(m_ben, at(500 * dayMs)));
    QCOMPARE(log(), QStringList{QStringLiteral("user.enable")});
}

} // namespace confab
