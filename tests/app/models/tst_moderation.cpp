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
    /// Without the marks around names.
    static QString plain(QString text) {
        for (const ushort mark : {0x2068, 0x2069})
            text.remove(QChar(mark));
        return text;
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

    void whoIsMutedIsInTheListAndTheTimeline() {
        Fixture f;
        f.stage.room(f.general).role = confab::Role::Owner;
        MemberListModel& people = *f.workspace.room()->people();
        Moderation& moderation = *people.moderation();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        QCOMPARE(fact(people, f.chi, "mutedText").toString(), QString());
        moderation.mute(double(f.general.value), double(f.chi.value), 0);
        QTRY_COMPARE(plain(lastNotice(f)), QStringLiteral("Ana muted Chi"));
        QTRY_COMPARE(fact(people, f.chi, "mutedText").toString(), QStringLiteral("Muted"));
        QTRY_VERIFY(!moderation.isBusy());
        moderation.mute(double(f.general.value), double(f.chi.value), 24);
        QTRY_VERIFY(plain(lastNotice(f)).startsWith(QStringLiteral("Ana muted Chi until ")));
        QTRY_VERIFY(fact(people, f.chi, "mutedText").toString().startsWith(QStringLiteral("Muted until tomorrow")));
        QTRY_VERIFY(!moderation.isBusy());
        moderation.unmute(double(f.general.value), double(f.chi.value));
        QTRY_COMPARE(plain(lastNotice(f)), QStringLiteral("Ana lets Chi write again"));
        QTRY_COMPARE(fact(people, f.chi, "mutedText").toString(), QString());
    }

    /// And may write by themselves when the time has come.
    void aMutedOneMayNotWrite() {
        Fixture f;
        CurrentRoomFacts& facts = *f.workspace.room()->facts();
        QVERIFY(f.signIn() && f.open(f.general));
        QSignalSpy readOnly(&facts, &CurrentRoomFacts::readOnlyChanged);
        const UtcTime soon{UtcTime::now().ms + 300};
        f.stage.happen(f.general, f.ben, MemberMuted{f.ana, QStringLiteral("Ana"), true, soon}, UtcTime::now());
        QTRY_COMPARE(readOnly.size(), 2); // and again
        QVERIFY(UtcTime::now() >= soon && !facts.isReadOnly());
        f.stage.happen(f.general, f.ben, MemberMuted{f.ana, QStringLiteral("Ana"), true, {}}, UtcTime::now());
        QTRY_VERIFY(facts.isMuted() && facts.isReadOnly());
        QCOMPARE(facts.mutedText(), QStringLiteral("You are muted in this room: you can read, but not write."));
        f.stage.happen(f.general, f.ben, MemberMuted{f.ana, QStringLiteral("Ana"), false, {}}, UtcTime::now());
        QTRY_VERIFY(!facts.isReadOnly());
        RoomActivity activity{f.garden, f.stage.lastSeq(f.garden) + 1, {}, {}};
        activity.muted = MemberMuted{f.ana, QStringLiteral("Ana"), true, {}};
        f.stage.server().notify(activity);
        QTRY_VERIFY(f.client.rooms().find(f.garden)->muted);
    }

    void slowModeIsSaid() {
        Fixture f;
        const SlowMode& slow = *f.workspace.room()->composer()->slowMode();
        QVERIFY(f.signIn() && f.open(f.general));
        QCOMPARE(slow.text(), QString());
        RoomUpdated updated;
        updated.slowModeMs = OrNull<qint64>{30'000};
        f.stage.happen(f.general, f.ben, updated, UtcTime::now());
        QTRY_COMPARE(slow.text(), QStringLiteral("Slow mode: one message every 30 second(s)."));
        QCOMPARE(plain(lastNotice(f)), QStringLiteral("Ben turned slow mode on: one message every 30 second(s)"));
        f.stage.setFailing<MessageSend>(Error::retryLater(ErrorKind::RateLimited, 30'000));
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("too soon")));
        QTRY_COMPARE(slow.text(), QStringLiteral("Slow mode: your next message is sent by itself in 30 second(s)."));
        f.stage.happen(f.general, f.ben, MemberRole{f.ana, confab::Role::Moderator, f.ben}, UtcTime::now());
        QTRY_COMPARE(slow.text(), QString());
    }

    /// What the room editor asks for.
    void slowModeIsSet() {
        Fixture f;
        f.stage.room(f.general).role = confab::Role::Owner;
        RoomEditor& editor = *f.workspace.editor();
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(editor.begin(double(f.general.value)));
        QCOMPARE(editor.slowModeMs(), 0.0);
        editor.setSlowMode(60'000);
        editor.save(editor.name(), editor.topic(), false, editor.capacity(), false, RoomEditor::KeepPassword, {});
        QTRY_COMPARE(f.client.rooms().find(f.general)->slowModeMs, std::optional(qint64(60'000)));
    }

    void whoIsBlockedIsFolded() {
        Fixture f;
        BlockedModel& blocked = *f.workspace.me()->blocked();
        QAbstractItemModelTester tester(&blocked, QAbstractItemModelTester::FailureReportingMode::Fatal);
        f.stage.say(f.general, f.ben, QStringLiteral("**loud**"), UtcTime::now());
        QVERIFY(f.signIn() && f.open(f.general));
        const auto newest = [&f](const char* role) { return Fixture::at(f.timeline(), 0, role); };
        QTRY_COMPARE(newest("body").toString(), QStringLiteral("**loud**"));
        blocked.setBlocked(double(f.ben.value), true);
        QTRY_VERIFY(newest("veiled").toBool());
        QCOMPARE(newest("excerpt").toString(), QStringLiteral("Message of a blocked person"));
        QVERIFY(!newest("formatted").toBool() && !newest("spoken").toString().contains(QStringLiteral("loud")));
        QCOMPARE(Fixture::at(blocked, 0, "name").toString(), QStringLiteral("Ben"));
        QTRY_VERIFY(fact(*f.workspace.room()->people(), f.ben, "blocked").toBool());
        f.timeline().unveil(0);
        QCOMPARE(newest("body").toString(), QStringLiteral("**loud**"));
        f.stage.say(f.general, f.ben, QStringLiteral("more"), UtcTime::now());
        QTRY_VERIFY(newest("veiled").toBool());
        QTRY_VERIFY(!blocked.isBusy());
        blocked.setBlocked(double(f.ben.value), false);
        QTRY_COMPARE(newest("body").toString(), QStringLiteral("more"));
        QTRY_VERIFY(blocked.isEmpty());
    }

    /// Also what another device did, and before this one came.
    void whoIsBlockedCallsNobody() {
        Fixture f;
        QVERIFY(f.signIn());
        f.workspace.me()->blocked()->setBlocked(double(f.dara.value), true);
        QTRY_VERIFY(f.client.people().isBlocked(f.dara));
        UserUpdated updated{User{f.ben, QStringLiteral("Ben"), {}}};
        updated.user.blocked = true;
        f.stage.server().notify(updated);
        QTRY_VERIFY(f.client.people().isBlocked(f.ben));
        const auto said = [&f](UserId by) {
            Message message;
            message.room = f.garden;
            message.seq = f.stage.lastSeq(f.garden) + 1;
            message.by = by;
            message.at = UtcTime::now();
            message.body = QStringLiteral("@Ana");
            message.mentions = QList<UserId>{f.ana};
            f.stage.room(f.garden).lastSeq = message.seq;
            f.stage.server().notify(RoomActivity{f.garden, message.seq, message, QStringLiteral("Somebody")});
        };
        const auto garden = [&f] { return *f.client.rooms().find(f.garden); };
        said(f.ben);
        QTRY_COMPARE(garden().unread, 1);
        QCOMPARE(garden().mentions, 0);
        said(f.chi);
        QTRY_COMPARE(garden().unread, 2);
        QCOMPARE(garden().mentions, 1);
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
