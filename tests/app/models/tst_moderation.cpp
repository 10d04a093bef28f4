// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

/// What a member's menu offers, what comes of it, and what the one who is put out is told.
class ModerationTest : public QObject {
    Q_OBJECT
private:
    static int rowOf(const MemberListModel& people, UserId id) {
        for (int row = 0; row < people.rowCount(); ++row) {
            if (Fixture::at(people, row, "userId").toLongLong() == id.value)
                return row;
        }
        return -1;
    }
    static QVariant fact(const MemberListModel& people, UserId id, const char* role) {
        return Fixture::at(people, rowOf(people, id), role);
    }
    static QString lastNotice(Fixture& f) { return Fixture::at(f.timeline(), 0, "body").toString(); }

private Q_SLOTS:
    void onlyWhatOneMay_data() {
        QTest::addColumn<int>("mine");
        QTest::addColumn<bool>("roles");
        QTest::addColumn<bool>("members");
        QTest::addColumn<bool>("moderators");
        QTest::newRow("member") << int(confab::Role::Member) << false << false << false;
        QTest::newRow("moderator") << int(confab::Role::Moderator) << false << true << false;
        QTest::newRow("owner") << int(confab::Role::Owner) << true << true << true;
    }
    void onlyWhatOneMay() {
        QFETCH(int, mine);
        QFETCH(bool, roles);
        QFETCH(bool, members);
        QFETCH(bool, moderators);
        Fixture f;
        f.stage.room(f.general).role = confab::Role(mine);
        const MemberListModel& people = *f.workspace.room()->people();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        QCOMPARE(fact(people, f.chi, "mayRank").toBool(), roles);
        QCOMPARE(fact(people, f.chi, "mayPutOut").toBool(), members);
        QVERIFY(!fact(people, f.ben, "mayPutOut").toBool()); // he owns the room
        QVERIFY(!fact(people, f.ana, "mayPutOut").toBool()); // oneself
        f.stage.happen(f.general, f.ben, MemberRole{f.chi, confab::Role::Moderator, f.ben}, UtcTime::now());
        QCOMPARE(Moderation::mayKeepInOrder(confab::Role(mine), confab::Role::Moderator, RoomKind::Room), moderators);
        QVERIFY(!Moderation::mayKeepInOrder(confab::Role::Owner, confab::Role::Member, RoomKind::Direct));
    }

    void rolesAreGiven() {
        Fixture f;
        f.stage.room(f.general).role = confab::Role::Owner;
        MemberListModel& people = *f.workspace.room()->people();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        people.moderation()->setRank(double(f.general.value), double(f.chi.value), Moderation::Moderator);
        QTRY_COMPARE(lastNotice(f), QStringLiteral("Ana made Chi a moderator"));
        QTRY_COMPARE(fact(people, f.chi, "roleText").toString(), QStringLiteral("Moderator"));
        QCOMPARE(fact(people, f.chi, "rank").toInt(), int(Moderation::Moderator));
    }

    /// One's own role changes with the room open, and while one is elsewhere.
    void ownRoleIsFollowed() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(!f.workspace.room()->facts()->canChange());
        f.stage.happen(f.general, f.ben, MemberRole{f.ana, confab::Role::Moderator, f.ben}, UtcTime::now());
        QTRY_VERIFY(f.workspace.room()->facts()->canChange());
        RoomActivity activity{f.garden, f.stage.room(f.garden).lastSeq + 1, {}, {}};
        activity.role = MemberRole{f.ana, confab::Role::Owner, f.ben};
        f.stage.server().notify(activity);
        QTRY_COMPARE(f.client.rooms().find(f.garden)->role, std::optional(confab::Role::Owner));
        activity.lastSeq += 1;
        activity.role = MemberRole{f.ben, confab::Role::Member, f.ana};
        f.stage.server().notify(activity);
        QTRY_COMPARE(f.client.rooms().find(f.garden)->lastSeq, activity.lastSeq);
        QCOMPARE(f.client.rooms().find(f.garden)->role, std::optional(confab::Role::Owner));
    }

    void aRefusalIsSaid() {
        Fixture f;
        f.stage.setFailing<RoomSetRole>(Error(ErrorKind::RoomForbidden));
        Moderation& moderation = *f.workspace.room()->people()->moderation();
        QVERIFY(f.signIn() && f.open(f.general));
        moderation.setRank(double(f.general.value), double(f.chi.value), Moderation::Owner);
        QVERIFY(moderation.isBusy());
        QTRY_VERIFY(!moderation.error().isEmpty());
        QVERIFY(!moderation.isBusy());
        QCOMPARE(f.workspace.announcement()->text(), moderation.error());
    }

    void whoIsPutOutIsInTheTimeline() {
        Fixture f;
        Moderation& moderation = *f.workspace.room()->people()->moderation();
        QVERIFY(f.signIn() && f.open(f.general));
        QSignalSpy done(&moderation, &Moderation::done);
        moderation.kick(double(f.general.value), double(f.chi.value), QStringLiteral(" "));
        QTRY_COMPARE(lastNotice(f), QStringLiteral("Chi was removed by Ana"));
        moderation.ban(double(f.general.value), double(f.ben.value), 1, QStringLiteral("too  loud"));
        QTRY_COMPARE(lastNotice(f), QStringLiteral("Ben was banned by Ana: too loud"));
        QTRY_COMPARE(done.size(), 2);
    }

    void bansAreListedAndLifted() {
        Fixture f;
        BansModel& bans = *f.workspace.editor()->bans();
        QAbstractItemModelTester tester(&bans, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(bans.begin(double(f.general.value)));
        QTRY_VERIFY(bans.isEmpty());
        Moderation& moderation = *f.workspace.room()->people()->moderation();
        moderation.ban(double(f.general.value), double(f.ben.value), 7, {});
        QTRY_VERIFY(!moderation.isBusy());
        moderation.ban(double(f.general.value), double(f.chi.value), 0, QStringLiteral("spam"));
        QTRY_VERIFY(!moderation.isBusy());
        QVERIFY(bans.begin(double(f.general.value)));
        QTRY_COMPARE(bans.rowCount(), 2);
        QVERIFY(Fixture::at(bans, 0, "untilText").toString().startsWith(QStringLiteral("until ")));
        QCOMPARE(Fixture::at(bans, 1, "name").toString(), QStringLiteral("Chi"));
        QCOMPARE(Fixture::at(bans, 1, "untilText").toString(), QString());
        QTRY_COMPARE(Fixture::at(bans, 1, "detail").toString(), QStringLiteral("By Ana: spam"));
        bans.lift(double(f.ben.value));
        QTRY_COMPARE(bans.rowCount(), 1);
        bans.end();
        QCOMPARE(bans.rowCount(), 0);
        QVERIFY(bans.begin(double(f.general.value)));
        QTRY_COMPARE(bans.rowCount(), 1);
    }

    /// The sentence stays: whoever looks away for ten seconds would find no room and no reason.
    void whoIsPutOutIsTold() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        RoomRemoved removed{f.general, RemovalReason::Left};
        removed.putOut = PutOut{{f.ben, QStringLiteral("Ben"), {}}, Departure::Banned, QStringLiteral("too loud"), {}};
        f.stage.server().notify(removed);
        QTRY_COMPARE(f.workspace.room()->roomId(), 0.0);
        QString text = f.workspace.announcement()->text();
        for (const ushort mark : {0x2068, 0x2069})
            text.remove(QChar(mark));
        QVERIFY2(text.startsWith(QStringLiteral("Ben banned you from “%1”.").arg(QStringLiteral("General"))),
                 qPrintable(text));
        QVERIFY(text.endsWith(QStringLiteral("too loud")));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::ModerationTest)
#include "tst_moderation.moc"
