// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/administered.h"
#include "tests/app/models/fixture.h"

namespace confab::models {

namespace {

struct Administering : Fixture {
    test::Administered server;

    Administering() {
        stage.setExceptions([this](const Request& request) { return server.answer(request); });
    }
    void become(ServerRole role) {
        User me = client.session().user();
        me.role = role == ServerRole::Admin ? std::optional(role) : std::nullopt;
        client.session().learn(me);
    }
    Administration& administration() { return *workspace.me()->administration(); }
    AdminPeople& people() { return *administration().people(); }
};

} // namespace

/// What an administrator sees of people, rooms, the server and the log, and what is asked of the server.
class AdministrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyAdministratorsAreOfferedIt() {
        Administering f;
        QVERIFY(f.signIn());
        QVERIFY(!f.workspace.me()->administers());
        f.become(ServerRole::Admin);
        QVERIFY(f.workspace.me()->administers());
        f.become(ServerRole::Member);
        QVERIFY(!f.workspace.me()->administers());
    }

    void peopleAreListedFoundAndChanged() {
        Administering f;
        QVERIFY(f.signIn());
        const QAbstractItemModelTester tester(&f.people());
        f.people().begin();
        QTRY_COMPARE(f.people().rowCount(), 3);
        QVERIFY(f.at(f.people(), 0, "administrator").toBool() && f.at(f.people(), 0, "own").toBool());
        QVERIFY(f.at(f.people(), 1, "mfa").toBool());
        QVERIFY(f.at(f.people(), 2, "disabled").toBool());
        const double ben = f.at(f.people(), 1, "userId").toDouble();
        f.people().setDisabled(ben, true);
        QTRY_VERIFY(f.at(f.people(), 1, "disabled").toBool());
        QCOMPARE(f.server.changes.last().disabled, std::optional(true));
        f.people().search(QStringLiteral("chi"));
        QTRY_COMPARE(f.people().rowCount(), 1);
        f.administration().end();
        QCOMPARE(f.people().rowCount(), 0);
    }

    void linksAreShownOnce() {
        Administering f;
        QVERIFY(f.signIn());
        f.people().makePasswordLink(2, QStringLiteral("Ben"));
        QTRY_VERIFY(!f.people().link()->text().isEmpty());
        QCOMPARE(f.people().link()->text(),
                 QStringLiteral("http://127.0.0.1:%1/reset/a-token").arg(f.stage.url().port()));
        f.administration().end();
        QCOMPARE(f.people().link()->text(), QString());
        f.people().invite(QStringLiteral(" fay@example.org "));
        QTRY_VERIFY(f.people().link()->text().endsWith(QStringLiteral("/invite/code")));
        QCOMPARE(f.stage.server().requestsOf<AdminInvite>().back().email,
                 std::optional(QStringLiteral("fay@example.org")));
    }

    void roomsAreDeleted() {
        Administering f;
        QVERIFY(f.signIn());
        AdminRoomList& rooms = *f.administration().rooms();
        const QAbstractItemModelTester tester(&rooms);
        rooms.begin();
        QTRY_COMPARE(rooms.rowCount(), 2);
        QVERIFY(!f.at(rooms, 1, "kindText").toString().isEmpty()); // private
        rooms.remove(2);
        QTRY_COMPARE(rooms.rowCount(), 1);
    }

    void settingsAreSavedAsFarAsTheyAreNotFixed() {
        Administering f;
        QVERIFY(f.signIn());
        f.server.settings.fixed = QList<QString>{QStringLiteral("name")};
        ServerAdmin& server = *f.administration().server();
        server.begin();
        QTRY_VERIFY(server.isLoaded() && !server.figures().isEmpty());
        QVERIFY(server.isNameFixed() && !server.isRetentionFixed());
        server.save(QStringLiteral("Another"), ServerAdmin::Invite, 0);
        QTRY_COMPARE(server.registration(), ServerAdmin::Invite);
        QVERIFY(!f.server.update->name);
        QVERIFY(f.server.update->retentionDays && !f.server.update->retentionDays->value);
        QCOMPARE(server.retentionDays(), 0);
    }

    void theLogIsTheLatestFirst() {
        Administering f;
        QVERIFY(f.signIn());
        AuditModel& log = *f.administration().log();
        log.begin();
        QTRY_COMPARE(log.rowCount(), 2);
        QVERIFY(f.at(log, 0, "name").toString().contains(QStringLiteral("Chi Nguyen")));
        QVERIFY(f.at(log, 1, "detail").toString().contains(QStringLiteral("Operator")));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::AdministrationTest)
#include "tst_administration.moc"
