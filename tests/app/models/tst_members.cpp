// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

namespace confab::models {

class MembersTest : public QObject {
    Q_OBJECT
private:
    static QStringList names(const QAbstractItemModel& model) {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names << Fixture::at(model, row, "name").toString();
        return names;
    }

private Q_SLOTS:
    void thoseWhoAreHereComeFirst() {
        Fixture f;
        MemberListModel& people = *f.workspace.room()->people();
        QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        QCOMPARE(names(people).first(2), QStringList({QStringLiteral("Ana"), QStringLiteral("Ben")}));
        QVERIFY(Fixture::at(people, 1, "here").toBool());
        QVERIFY(!Fixture::at(people, 2, "here").toBool());
        QVERIFY(Fixture::at(people, 0, "me").toBool());
        QCOMPARE(Fixture::at(people, 1, "roleText").toString(), QStringLiteral("Owner"));
        QCOMPARE(Fixture::at(people, 3, "section").toString(), QString::fromUtf8("Away · 2"));
    }

    void notAllAreKnown() {
        Fixture f;
        f.stage.room(f.general).here = 700;
        MemberListModel& people = *f.workspace.room()->people();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        QCOMPARE(f.workspace.room()->here(), 700);
        QCOMPARE(Fixture::at(people, 0, "section").toString(), QString::fromUtf8("Here now · 700"));
        QCOMPARE(Fixture::at(people, 3, "section").toString(), QStringLiteral("Other members")); // away, or not listed
    }

    void comingAndGoingMovesRows() {
        Fixture f;
        MemberListModel& people = *f.workspace.room()->people();
        QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        f.stage.server().notify(RoomPresence{f.general, {f.dara, QStringLiteral("Dara"), {}}, PresenceState::Here, {}});
        QTRY_COMPARE(names(people), QStringList({QStringLiteral("Ana"), QStringLiteral("Ben"), QStringLiteral("Dara"),
                                                 QStringLiteral("Chi")}));
        f.stage.server().notify(RoomPresence{f.general, {f.ben, QStringLiteral("Ben"), {}}, PresenceState::Gone, {}});
        QTRY_COMPARE(names(people), QStringList({QStringLiteral("Ana"), QStringLiteral("Dara"), QStringLiteral("Ben"),
                                                 QStringLiteral("Chi")}));
        QCOMPARE(Fixture::at(people, 0, "section").toString(), QString::fromUtf8("Here now · 2"));
    }

    void anotherRoomHasOtherPeople() {
        Fixture f;
        f.stage.room(f.garden).members = 1;
        QVERIFY(f.signIn() && f.open(f.general));
        MemberListModel& people = *f.workspace.room()->people();
        QTRY_COMPARE(people.rowCount(), 4);
        QVERIFY(f.open(f.garden));
        QTRY_COMPARE(names(people), QStringList{QStringLiteral("Ana")});
        f.workspace.room()->close();
        QCOMPARE(people.rowCount(), 0);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::MembersTest)
#include "tst_members.moc"
