// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

namespace {

/// What the app keeps of an account's levels, wherever that is.
QString kept(QSettings& settings, RoomId room) {
    const QStringList keys = settings.allKeys();
    for (const QString& key : keys) {
        if (key.startsWith(QStringLiteral("notifications-")) && key.endsWith(u'/' + QString::number(room.value)))
            return settings.value(key).toString();
    }
    return {};
}

struct Marks : Fixture {
    NotificationSettings& wishes() { return *workspace.notifications(); }
    size_t sent() { return stage.server().requestsOf<RoomNotify>().size(); }
    void choose(RoomId room, NotificationSettings::Level level) { wishes().setOwnLevel(double(room.value), level); }
    /// On another device of the user.
    void chooseElsewhere(RoomId id, NotifyLevel level, std::optional<UtcTime> until = {}) {
        Room& facts = stage.room(id);
        facts.notify = level;
        facts.notifyUntil = until;
        stage.server().notify(RoomNotifyChanged{id, level, until});
    }
    SeenBy& seen() { return *workspace.room()->messages()->seenBy(); }
    ReadersModel& readers() { return *workspace.room()->messages()->readers(); }
    QStringList names() {
        QStringList list;
        for (int row = 0; row < readers().rowCount(); ++row)
            list.append(at(readers(), row, "name").toString());
        return list;
    }
    void goOffline() {
        stage.server().stop();
        QTRY_VERIFY(!workspace.connection()->isOnline());
    }
};

} // namespace

/// The user's levels of rooms, which all devices have, and who has read a message.
class MarksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void levelsGoToTheServer() {
        Marks f;
        QVERIFY(f.signIn());
        f.choose(f.garden, NotificationSettings::Nothing);
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing); // at once
        QTRY_COMPARE(f.stage.room(f.garden).notify, std::optional(NotifyLevel::None));
        QTRY_COMPARE(kept(f.settings, f.garden), QString()); // it is the server's now
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing);
        QCOMPARE(f.wishes().ownLevel(double(f.general.value)), -1);
        QCOMPARE(f.sent(), size_t(1));
    }

    void levelsComeFromOtherDevices() {
        Marks f;
        f.stage.room(f.general).notify = NotifyLevel::Mentions;
        QVERIFY(f.signIn());
        QTRY_COMPARE(f.wishes().levelOf(f.general), NotificationSettings::Mentions);
        QSignalSpy changed(&f.wishes(), &NotificationSettings::levelsChanged);
        f.chooseElsewhere(f.garden, NotifyLevel::None);
        QTRY_COMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing);
        QVERIFY(!changed.isEmpty());
        f.chooseElsewhere(f.garden, NotifyLevel::All);
        QTRY_COMPARE(f.wishes().levelOf(f.garden), NotificationSettings::All);
        f.wishes().setLevel(NotificationSettings::Nothing); // of the others
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::All);
        QCOMPARE(f.sent(), size_t(0));
    }

    void levelsEndByThemselves() {
        Marks f;
        QVERIFY(f.signIn());
        f.wishes().mute(double(f.garden.value), 60);
        QTRY_VERIFY(f.stage.room(f.garden).notifyUntil);
        const qint64 left = f.stage.room(f.garden).notifyUntil->ms - UtcTime::now().ms;
        QVERIFY(left > 55 * 60'000 && left <= 60 * 60'000);
        QVERIFY(!f.wishes().ownLevelUntil(double(f.garden.value)).isEmpty());
        f.wishes().muteUntilMorning(double(f.general.value));
        QTRY_VERIFY(f.stage.room(f.general).notifyUntil);
        const QDateTime morning = QDateTime::fromMSecsSinceEpoch(f.stage.room(f.general).notifyUntil->ms);
        QCOMPARE(morning.time(), QTime(NotificationSettings::morning, 0));
        QVERIFY(morning > QDateTime::currentDateTime());
        QSignalSpy changed(&f.wishes(), &NotificationSettings::levelsChanged);
        f.chooseElsewhere(f.garden, NotifyLevel::None, UtcTime{UtcTime::now().ms + 300});
        QTRY_COMPARE(f.wishes().levelOf(f.garden), NotificationSettings::All);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(f.wishes().ownLevel(double(f.garden.value)), -1);
    }

    /// Chosen without a connection, it waits, also for the next run.
    void levelsWaitForAConnection() {
        Marks f;
        QVERIFY(f.signIn());
        f.goOffline();
        f.choose(f.garden, NotificationSettings::Mentions);
        f.choose(f.garden, NotificationSettings::Nothing);
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing);
        QCOMPARE(kept(f.settings, f.garden), QStringLiteral("none"));
        QCOMPARE(f.sent(), size_t(0));
        f.stage.server().listen();
        QTRY_COMPARE_WITH_TIMEOUT(f.stage.room(f.garden).notify, std::optional(NotifyLevel::None), 20000);
        QTRY_COMPARE(kept(f.settings, f.garden), QString());
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing);
        QCOMPARE(f.sent(), size_t(1));
    }

    /// Versions before kept a number for each room on this device alone.
    void levelsOfThisDeviceGoToTheServerOnce() {
        Marks f;
        QVERIFY(f.signIn());
        f.choose(f.garden, NotificationSettings::Nothing);
        QString group;
        const QStringList keys = f.settings.allKeys();
        for (const QString& key : keys) {
            if (key.startsWith(QStringLiteral("notifications-")))
                group = key.section(u'/', 0, 0);
        }
        QVERIFY(!group.isEmpty());
        QTRY_COMPARE(f.sent(), size_t(1));
        f.workspace.signIn()->signOut();
        f.settings.setValue(QString(group % u"/%1").arg(f.general.value), 1); // mentions
        f.settings.setValue(QString(group % u"/%1").arg(f.garden.value), 1);  // the server has another
        f.settings.setValue(QString(group % u"/4711"), 2);                    // of a room that was left
        QVERIFY(f.signIn());
        QTRY_COMPARE(f.stage.room(f.general).notify, std::optional(NotifyLevel::Mentions));
        QTRY_COMPARE(kept(f.settings, f.general), QString());
        QTRY_COMPARE(kept(f.settings, f.garden), QString());
        QCOMPARE(kept(f.settings, RoomId{4711}), QString());
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing);
        QCOMPARE(f.stage.room(f.garden).notify, std::optional(NotifyLevel::None));
        QCOMPARE(f.sent(), size_t(2));
    }

    /// One that the server does not take is dropped, and the user is told; an older server takes none, and it stays.
    void refusedLevels() {
        Marks f;
        QVERIFY(f.signIn());
        f.stage.setFailing<RoomNotify>(Error(ErrorKind::RoomNotMember));
        QSignalSpy refused(&f.wishes(), &NotificationSettings::refused);
        f.choose(f.garden, NotificationSettings::Nothing);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::All);
        QCOMPARE(kept(f.settings, f.garden), QString());
        f.stage.setFailing<RoomNotify>(Error(ErrorKind::MethodNotFound));
        f.choose(f.garden, NotificationSettings::Nothing);
        QTRY_COMPARE(f.sent(), size_t(2));
        QVERIFY(f.open(f.garden)); // answered by then
        QCOMPARE(f.wishes().levelOf(f.garden), NotificationSettings::Nothing);
        QCOMPARE(kept(f.settings, f.garden), QStringLiteral("none"));
        QCOMPARE(refused.size(), 1);
        f.stage.setFailing<RoomNotify>(Error::retryLater(ErrorKind::RateLimited, 1));
        f.choose(f.garden, NotificationSettings::Mentions);
        QTRY_VERIFY(f.sent() >= 4);
        f.stage.setFailing<RoomNotify>({});
        QTRY_COMPARE(f.stage.room(f.garden).notify, std::optional(NotifyLevel::Mentions));
    }

    /// With the level of mentions a room shows these alone.
    void mentionsAloneCount() {
        Marks f;
        f.stage.say(f.garden, f.ben, QStringLiteral("hi"), UtcTime::now());
        f.stage.say(f.garden, f.ben, QStringLiteral("there"), UtcTime::now());
        f.stage.markRead(f.garden, 2);
        QVERIFY(f.signIn());
        QTRY_VERIFY(f.workspace.badges()->isCalling());
        f.chooseElsewhere(f.garden, NotifyLevel::Mentions);
        QTRY_VERIFY(!f.workspace.badges()->isCalling());
        QCOMPARE(f.workspace.rooms()->neighbour(0, 1, true), 0.0);
        f.stage.room(f.garden).mentions = 1;
        f.stage.server().notify(RoomAdded{f.stage.room(f.garden)});
        QTRY_COMPARE(f.workspace.badges()->number(), 1);
    }

    void theNewestOwnMessageSaysWhoHasReadIt() {
        Marks f;
        for (const UserId by : {f.ana, f.ben, f.ana, f.chi})
            f.stage.say(f.general, by, QStringLiteral("x"), UtcTime::now());
        f.stage.markRead(f.general, 0);
        reads(f.stage, f.general, f.ben, 2); // not as far as the newest own one
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.stage.server().requestsOf<MessageReaders>().size(), size_t(1));
        QCOMPARE(f.stage.server().requestsOf<MessageReaders>().back().seq, 3);
        QVERIFY(f.seen().text().isEmpty());
        QCOMPARE(Fixture::at(f.timeline(), 1, "tick").toInt(), int(TimelineModel::Stored));
        reads(f.stage, f.general, f.chi, 4);
        QTRY_COMPARE(f.seen().seq(), 3.0);
        QCOMPARE(f.seen().text(), QStringLiteral("Read by 1"));
        QVERIFY(f.seen().isList());
        QCOMPARE(Fixture::at(f.timeline(), 1, "tick").toInt(), int(TimelineModel::Read));
        QCOMPARE(Fixture::at(f.timeline(), 3, "tick").toInt(), int(TimelineModel::Stored));
        reads(f.stage, f.general, f.ben, 3);
        QTRY_COMPARE(f.seen().spoken(), QStringLiteral("Read by 2: Ben, Chi"));
        reads(f.stage, f.general, f.chi, 1); // marked as unread
        QTRY_COMPARE(f.seen().text(), QStringLiteral("Read by 1"));
        reads(f.stage, f.garden, f.chi, 9); // elsewhere
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("newer")));
        QTRY_COMPARE(f.seen().seq(), 0.0);
        QTRY_COMPARE(f.stage.server().requestsOf<MessageReaders>().back().seq, 5);
        reads(f.stage, f.general, f.ben, 5);
        QTRY_COMPARE(f.seen().seq(), 5.0);
        QCOMPARE(f.seen().text(), QStringLiteral("Read by 1"));
        f.stage.happen(f.general, f.ana, MessageDeleted{5}, UtcTime::now());
        QTRY_COMPARE(f.seen().seq(), 3.0); // the newest one that is there
        f.workspace.room()->close();
        QCOMPARE(f.seen().seq(), 0.0);
    }

    void aConversationOfTwoSaysWhen() {
        Marks f;
        const RoomId withBen = f.stage.addDirect({f.ben});
        f.stage.say(withBen, f.ana, QStringLiteral("hi"), UtcTime::now());
        f.stage.markRead(withBen, 0);
        QVERIFY(f.signIn() && f.open(withBen));
        reads(f.stage, withBen, f.ben, 1);
        QTRY_VERIFY(f.seen().text().startsWith(QStringLiteral("Read ")));
        QVERIFY(!f.seen().text().startsWith(QStringLiteral("Read by")));
        QVERIFY(!f.seen().isList());
    }

    void readersOfAnyMessage() {
        Marks f;
        for (const UserId by : {f.ben, f.ana})
            f.stage.say(f.general, by, QStringLiteral("x"), UtcTime::now());
        f.stage.markRead(f.general, 0);
        for (const UserId by : {f.ana, f.ben, f.chi})
            reads(f.stage, f.general, by, 2);
        QVERIFY(f.signIn() && f.open(f.general));
        MessageTools& tools = *f.workspace.room()->messages();
        QVERIFY(!tools.askReaders(99));
        QVERIFY(tools.askReaders(1));
        QVERIFY(f.readers().isBusy());
        QTRY_COMPARE(f.names(), QStringList({QStringLiteral("Ana"), QStringLiteral("Chi")}));
        QVERIFY(!f.readers().isEmpty() && !f.readers().hasMore());
        reads(f.stage, f.general, f.dara, 1);
        QTRY_COMPARE(f.names().size(), 3);
        f.readers().end();
        QCOMPARE(f.readers().rowCount(), 0);
        f.stage.setFailing<MessageReaders>(Error(ErrorKind::RoomNotMember));
        QVERIFY(tools.askReaders(1));
        QTRY_VERIFY(!f.readers().error().isEmpty());
        QVERIFY(!f.readers().isEmpty()); // it is not known
    }

    /// A list that is longer than an answer comes page by page, with those who read on meanwhile in their places.
    void readersComeInPages() {
        Marks f;
        f.stage.say(f.general, f.ben, QStringLiteral("x"), UtcTime::now());
        QList<UserId> many;
        for (int i = 0; i < limits::readersPerPage + 20; ++i)
            many.append(f.stage.addUser(QStringLiteral("Reader %1").arg(i)));
        for (const UserId by : std::as_const(many)) {
            if (by != many[3] && by != many.last())
                reads(f.stage, f.general, by, 1);
        }
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(f.workspace.room()->messages()->askReaders(1));
        QTRY_COMPARE(f.readers().rowCount(), limits::readersPerPage);
        QVERIFY(f.readers().hasMore());
        reads(f.stage, f.general, many[3], 1);
        QTRY_COMPARE(f.readers().rowCount(), limits::readersPerPage + 1);
        QCOMPARE(Fixture::at(f.readers(), 3, "userId").toLongLong(), many[3].value);
        reads(f.stage, f.general, many.last(), 1); // its page is not here yet
        f.readers().loadMore();
        QTRY_COMPARE(f.readers().rowCount(), int(many.size()));
        QVERIFY(!f.readers().hasMore());
        for (int row = 0; row < f.readers().rowCount(); ++row)
            QCOMPARE(Fixture::at(f.readers(), row, "userId").toLongLong(), many[row].value);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::MarksTest)
#include "tst_marks.moc"
