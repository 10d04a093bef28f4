// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

#include <algorithm>

using namespace confab;

namespace {

const QString ok = QStringLiteral("ok");
const QString forbidden = QStringLiteral("admin.forbidden");
const QString invalid = QStringLiteral("input.invalid");

} // namespace

/// What administrators do, who they are, and what becomes of whom they act on.
class TestAdministrationRules : public QObject {
    Q_OBJECT

private:
    struct Person {
        ConnectionId at;
        UserId id;
    };

    std::unique_ptr<ChatUnderTest> m_chat;
    Person m_ana, m_ben, m_chi; // an administrator, and two who are none

    Person newPerson(const QString& name) {
        Auth auth;
        const ConnectionId at = m_chat->newPerson(name, &auth);
        return {at, auth.user.id};
    }
    void appoint(const Person& person) {
        const auto done =
            QCoro::waitFor(m_chat->storage->operators().setRole(person.id, ServerRole::Admin, m_chat->clock.now()));
        QVERIFY(done && *done);
    }
    QString setUser(const Person& by, AdminSetUser change) { return m_chat->outcome(by.at, change); }
    AdminSetUser roleOf(const Person& whom, ServerRole role) const { return {whom.id, {}, role, {}}; }
    AdminSetUser disabling(const Person& whom, bool disabled = true) const { return {whom.id, disabled, {}, {}}; }
    QString login(const QString& name) { return m_chat->outcome(m_chat->open(), ChatUnderTest::login(name)); }
    /// What the link has behind its last slash.
    Secret tokenFor(const Person& whom) {
        const auto made = m_chat->ask(m_ana.at, AdminResetPassword{whom.id});
        return {made ? made->link.value.section(u'/', -1) : QString()};
    }
    QString reset(const Secret& token, const QString& password = QStringLiteral("another password")) {
        return m_chat->outcome(m_chat->open(), AccountReset{token, Secret{password}});
    }
    QStringList log() {
        const auto page = m_chat->ask(m_ana.at, AdminAudit{{}, {}, {}});
        QStringList actions;
        for (const AuditEntry& entry : page ? page->entries : QList<AuditEntry>())
            actions.append(entry.action);
        return actions;
    }
    QString registerBy(const QString& name, const Secret& code) {
        AccountRegister request = ChatUnderTest::registration(name);
        request.invite = code;
        return m_chat->outcome(m_chat->open(), request);
    }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = newPerson(QStringLiteral("Ana"));
        m_ben = newPerson(QStringLiteral("Ben"));
        m_chi = newPerson(QStringLiteral("Chi"));
        appoint(m_ana);
    }
    void cleanup() { m_chat.reset(); }

    void theRoleIsTheDatabasesAtOnce() {
        QCOMPARE(m_chat->outcome(m_ben.at, AdminUsers{{}, {}, {}}), forbidden);
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Admin)), ok);
        QCOMPARE(m_chat->outcome(m_ben.at, AdminUsers{{}, {}, {}}), ok); // on the connection that was there
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Member)), ok);
        QCOMPARE(m_chat->outcome(m_ben.at, AdminUsers{{}, {}, {}}), forbidden);
    }

    void theLastAdministratorStays() {
        QCOMPARE(setUser(m_ana, roleOf(m_ana, ServerRole::Member)), invalid);
        QCOMPARE(setUser(m_ana, disabling(m_ana)), invalid);
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Admin)), ok);
        QCOMPARE(setUser(m_ana, roleOf(m_ana, ServerRole::Member)), ok);
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Member)), forbidden);
    }

    void aDisabledAccountIsSignedOutAndStaysOut() {
        QCOMPARE(setUser(m_ana, disabling(m_ben)), ok);
        QTRY_VERIFY(m_chat->outcome(m_ben.at, RoomList{}) != ok);
        QCOMPARE(login(QStringLiteral("Ben")), QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(m_ana.at, AdminResetPassword{m_ben.id}), invalid);
        QCOMPARE(setUser(m_ana, disabling(m_ben, false)), ok);
        QCOMPARE(login(QStringLiteral("Ben")), ok);
    }

    void aDisabledAdministratorIsNone() {
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Admin)), ok);
        QCOMPARE(setUser(m_ana, disabling(m_ben)), ok);
        QVERIFY(m_chat->outcome(m_ben.at, AdminUsers{{}, {}, {}}) != ok);
        QCOMPARE(setUser(m_ana, roleOf(m_ana, ServerRole::Member)), invalid); // the last one that can sign in
    }

    void aLinkSetsThePasswordOnce() {
        const Secret token = tokenFor(m_ben);
        QVERIFY(token.value.size() >= 40);
        QCOMPARE(reset(token), ok);
        QCOMPARE(reset(token, QStringLiteral("a third password")), QStringLiteral("auth.expired"));
        QTRY_VERIFY(m_chat->outcome(m_ben.at, RoomList{}) != ok); // all devices are signed out
        QCOMPARE(login(QStringLiteral("Ben")), QStringLiteral("auth.invalid"));
        const AccountLogin again{QStringLiteral("Ben@example.org"), Secret{QStringLiteral("another password")}, {}};
        QCOMPARE(m_chat->outcome(m_chat->open(), again), ok);
    }

    void aLinkEndsWithItsDayWithANewerOneAndWithThePassword() {
        const Secret late = tokenFor(m_ben);
        m_chat->clock.pass(std::chrono::hours(24));
        QCOMPARE(reset(late), QStringLiteral("auth.expired"));
        const Secret older = tokenFor(m_chi);
        const Secret newer = tokenFor(m_chi);
        QCOMPARE(reset(older), QStringLiteral("auth.expired"));
        const AccountChangePassword change{Secret{QStringLiteral("password of Chi")},
                                           Secret{QStringLiteral("the owner's own")}};
        QCOMPARE(m_chat->outcome(m_chi.at, change), ok);
        QCOMPARE(reset(newer), QStringLiteral("auth.expired"));
    }

    void tokensCantBeGuessedAtWill() {
        QString last;
        for (int i = 0; i < 20 && last != u"auth.throttled"; ++i)
            last = reset(Secret{QString::number(i)});
        QCOMPARE(last, QStringLiteral("auth.throttled"));
    }

    void anInvitationToTheServerMakesOneAccount() {
        const auto made = m_chat->ask(m_ana.at, AdminInvite{{}});
        QVERIFY(made);
        QCOMPARE(made->url.value, QString(u"https://chat.example.org/invite/" % made->code.value));
        const auto seen = m_chat->ask(m_chat->open(), InviteLook{made->code});
        QVERIFY(seen && !seen->room);
        QCOMPARE(seen->by.id, m_ana.id);
        QCOMPARE(m_chat->outcome(m_chi.at, InviteAccept{made->code}), invalid); // has an account
        QCOMPARE(registerBy(QStringLiteral("Fay"), made->code), ok);
        QCOMPARE(registerBy(QStringLiteral("Gil"), made->code), QStringLiteral("invite.notFound"));
    }

    void anInvitationCanBeForOneAddress() {
        const auto made = m_chat->ask(m_ana.at, AdminInvite{QStringLiteral("FAY@example.org")});
        QVERIFY(made);
        QCOMPARE(registerBy(QStringLiteral("Gil"), made->code), invalid);
        QCOMPARE(registerBy(QStringLiteral("Fay"), made->code), ok);
    }

    void anInvitationEndsWithItsMakersRole() {
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Admin)), ok);
        const auto made = m_chat->ask(m_ben.at, AdminInvite{{}});
        QVERIFY(made);
        QCOMPARE(setUser(m_ana, roleOf(m_ben, ServerRole::Member)), ok);
        QCOMPARE(registerBy(QStringLiteral("Fay"), made->code), QStringLiteral("invite.notFound"));
    }

    void roomsAreListedAndDeleted() {
        const RoomId room = m_chat->newRoom(m_ben.at, {QStringLiteral("Board"), {}, {}, {}, {}, Visibility::Private});
        const auto found = m_chat->ask(m_ana.at, AdminRooms{QStringLiteral("oar"), {}, {}});
        QVERIFY(found);
        QCOMPARE(found->rooms.size(), 1);
        QCOMPARE(found->rooms.first().members, 1);
        QCOMPARE(m_chat->outcome(m_ana.at, AdminDeleteRoom{room}), ok);
        QCOMPARE(m_chat->outcome(m_ben.at, MessageSend{room, QStringLiteral("1"), QStringLiteral("hello"), {}}),
                 QStringLiteral("room.notFound"));
        QCOMPARE(m_chat->outcome(m_ana.at, AdminDeleteRoom{room}), QStringLiteral("room.notFound"));
        QVERIFY(log().contains(QStringLiteral("admin.deleteRoom")));
    }

    void settingsHoldAtOnce() {
        AdminUpdate change;
        change.name = QStringLiteral(" The  office ");
        change.registration = Registration::Closed;
        change.retentionDays = OrNull<int>{30};
        const auto set = m_chat->ask(m_ana.at, change);
        QVERIFY(set);
        QCOMPARE(set->retentionDays, std::optional(30));
        const auto about = m_chat->ask(m_chat->open(), ServerAbout{});
        QCOMPARE(about->name, set->name);
        QCOMPARE(about->registration, Registration::Closed);
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::registration(QStringLiteral("Fay"))),
                 QStringLiteral("account.registrationClosed"));
        AdminUpdate back;
        back.retentionDays = OrNull<int>{};
        QCOMPARE(m_chat->ask(m_ana.at, back)->retentionDays, std::optional<int>());
        QCOMPARE(std::ranges::count(log(), QStringLiteral("admin.update")), 2);
    }

    void theLogTellsWhoDidWhat() {
        QCOMPARE(setUser(m_ana, disabling(m_ben)), ok);
        QCOMPARE(setUser(m_ana, disabling(m_ben)), ok); // changes nothing
        const auto page = m_chat->ask(m_ana.at, AdminAudit{{}, {}, {}});
        QVERIFY(page);
        QCOMPARE(page->entries.size(), 2);
        QVERIFY(!page->entries[0].by); // the operator
        QCOMPARE(page->entries[0].action, QStringLiteral("user.admin"));
        QCOMPARE(page->entries[1].by->id, m_ana.id);
        QCOMPARE(page->entries[1].user->id, m_ben.id);
        QCOMPARE(page->entries[1].detail, QStringLiteral("disabled"));
        QCOMPARE(m_chat->ask(m_ana.at, AdminAudit{page->entries[0].id, {}, {}})->entries.size(), 1);
    }

    void figuresAndPeople() {
        const auto stats = m_chat->ask(m_ana.at, AdminStats{});
        QVERIFY(stats);
        QCOMPARE(stats->users, 3);
        QCOMPARE(stats->online, 3);
        QCOMPARE(stats->nodes, 1);
        QVERIFY(stats->databaseBytes.value_or(0) > 0);
        const auto page = m_chat->ask(m_ana.at, AdminUsers{QStringLiteral("ben@"), {}, {}});
        QVERIFY(page);
        QCOMPARE(page->users.size(), 1);
        QCOMPARE(page->users.first().user.email, std::optional(QStringLiteral("Ben@example.org")));
        QCOMPARE(page->users.first().sessions, 1);
        const auto first = m_chat->ask(m_ana.at, AdminUsers{{}, {}, 2});
        QVERIFY(first && first->more && first->users.size() == 2);
        QCOMPARE(first->users.first().user.role, std::optional(ServerRole::Admin));
    }

    void othersDoNotSeeTheRole() {
        const auto seen = m_chat->ask(m_ben.at, UserGet{{m_ana.id}});
        QVERIFY(seen && !seen->users.first().role);
        const auto own = m_chat->ask(m_chat->open(), ChatUnderTest::login(QStringLiteral("Ana")));
        QCOMPARE(own->user.role, std::optional(ServerRole::Admin));
    }
};

QTEST_GUILESS_MAIN(TestAdministrationRules)
#include "tst_administrationrules.moc"
