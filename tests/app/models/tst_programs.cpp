// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

namespace confab::models {

/// Bots and webhooks that the user makes: the lists, what is asked, each error beside its field, and secrets that are
/// shown once.
class ProgramsTest : public QObject {
    Q_OBJECT
private:
    static bool isDone(ProgramsModel& model) {
        return QTest::qWaitFor([&model] { return !model.isBusy(); });
    }

private Q_SLOTS:
    void aWebhookShowsItsAddressOnce() {
        Fixture f;
        QVERIFY(f.signIn());
        HooksModel& hooks = *f.workspace.editor()->hooks();
        const QAbstractItemModelTester tester(&hooks);
        QVERIFY(!hooks.begin(999));
        QVERIFY(hooks.begin(double(f.general.value)));
        QVERIFY(isDone(hooks));
        QCOMPARE(hooks.rowCount(), 0);
        QSignalSpy added(&hooks, &HooksModel::added);
        hooks.add(HooksModel::Incoming, QStringLiteral("  Build  server "), QStringLiteral("ignored"), {});
        QVERIFY(hooks.isBusy());
        QVERIFY(isDone(hooks));
        QCOMPARE(added.size(), 1);
        const HookAdd sent = f.stage.server().requestsOf<HookAdd>().back();
        QCOMPARE(sent.name, QStringLiteral("Build server"));
        QCOMPARE(sent.room, f.general);
        QVERIFY(!sent.url && !sent.command);
        QCOMPARE(hooks.rowCount(), 1);
        QCOMPARE(f.at(hooks, 0, "name").toString(), QStringLiteral("Build server"));
        const QString shown = hooks.secret()->text();
        QVERIFY2(shown.startsWith(QStringLiteral("http://")) && shown.contains(QStringLiteral("/hooks/confab_hook_")),
                 qPrintable(shown));
        hooks.secret()->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), shown);
        hooks.end();
        QCOMPARE(hooks.secret()->text(), QString());
        QVERIFY(hooks.begin(double(f.general.value)));
        QVERIFY(isDone(hooks));
        QCOMPARE(hooks.rowCount(), 1);
        QCOMPARE(hooks.secret()->text(), QString()); // never again
        hooks.renew(f.at(hooks, 0, "hookId").toDouble());
        QVERIFY(isDone(hooks));
        QVERIFY(!hooks.secret()->text().isEmpty() && hooks.secret()->text() != shown);
        hooks.remove(f.at(hooks, 0, "hookId").toDouble());
        QVERIFY(isDone(hooks));
        QCOMPARE(hooks.rowCount(), 0);
        QCOMPARE(hooks.secret()->text(), QString());
    }

    void aCommandHasAnAddressAndAWord() {
        Fixture f;
        QVERIFY(f.signIn());
        HooksModel& hooks = *f.workspace.editor()->hooks();
        QVERIFY(hooks.begin(double(f.general.value)));
        QVERIFY(isDone(hooks));
        hooks.add(HooksModel::Command, QStringLiteral(" "), {}, {});
        QVERIFY(!hooks.nameError().isEmpty() && !hooks.urlError().isEmpty() && !hooks.commandError().isEmpty());
        QVERIFY(f.stage.server().requestsOf<HookAdd>().empty());
        const QString url = QStringLiteral("https://example.org/deploy");
        f.stage.setFailing<HookAdd>(Error::invalid(QStringLiteral("params.command"), QStringLiteral("no")));
        hooks.add(HooksModel::Command, QStringLiteral("Deploys"), url, QStringLiteral("deploy"));
        QVERIFY(isDone(hooks));
        QVERIFY(!hooks.commandError().isEmpty() && hooks.urlError().isEmpty() && hooks.error().isEmpty());
        f.stage.setFailing<HookAdd>(Error(ErrorKind::RoomForbidden));
        hooks.add(HooksModel::Command, QStringLiteral("Deploys"), url, QStringLiteral("/deploy"));
        QVERIFY(isDone(hooks));
        QVERIFY(hooks.commandError().isEmpty() && hooks.error().contains(QStringLiteral("owner")));
        f.stage.setFailing<HookAdd>({});
        hooks.add(HooksModel::Command, QStringLiteral("Deploys"), url, QStringLiteral("/deploy"));
        QVERIFY(isDone(hooks));
        QCOMPARE(hooks.error(), QString());
        QCOMPARE(f.at(hooks, 0, "detail").toString(), QStringLiteral("/deploy → https://example.org/deploy"));
        QVERIFY(!hooks.secret()->text().contains(u'/')); // its key
    }

    void aBotIsMadeForRoomsThatOneOwns() {
        Fixture f;
        f.stage.room(f.garden).role = confab::Role::Owner;
        const RoomId attic = f.stage.addRoom(QStringLiteral("Attic"), {}, 1);
        f.stage.room(attic).role = confab::Role::Owner;
        QVERIFY(f.signIn());
        BotsModel& bots = *f.workspace.me()->bots();
        const QAbstractItemModelTester tester(&bots);
        const QAbstractItemModelTester roomsTester(bots.rooms());
        bots.begin();
        QVERIFY(isDone(bots));
        QCOMPARE(bots.rooms()->rowCount(), 2); // General is somebody else's
        QCOMPARE(f.at(*bots.rooms(), 0, "name").toString(), QStringLiteral("Attic"));
        bots.add(QStringLiteral(" "));
        QVERIFY(!bots.nameError().isEmpty() && !bots.error().isEmpty());
        bots.rooms()->choose(1, BotRoomsModel::Read, true);
        bots.rooms()->choose(1, BotRoomsModel::Send, true);
        bots.rooms()->choose(0, BotRoomsModel::Manage, true);
        bots.rooms()->choose(0, BotRoomsModel::Manage, false);
        QCOMPARE(bots.rooms()->chosen(), 1);
        bots.add(QStringLiteral("Deploys"));
        QVERIFY(isDone(bots));
        const BotAdd sent = f.stage.server().requestsOf<BotAdd>().back();
        QCOMPARE(sent.rooms.size(), 1);
        QCOMPARE(sent.rooms.first().room, f.garden);
        QCOMPARE(sent.rooms.first().rights, (QList<BotRight>{BotRight::Read, BotRight::Send}));
        QCOMPARE(f.at(bots, 0, "scope").toString(), QStringLiteral("Garden plans: read, send"));
        QCOMPARE(bots.rooms()->chosen(), 0); // of the next one
        const QString token = bots.secret()->text();
        QVERIFY(token.startsWith(QStringLiteral("confab_bot_")));
        bots.rooms()->choose(0, BotRoomsModel::Read, true);
        bots.add(QStringLiteral("Deploys"));
        QVERIFY(isDone(bots));
        QVERIFY(!bots.nameError().isEmpty() && bots.error().isEmpty());
        QCOMPARE(bots.rowCount(), 1);
        bots.renew(f.at(bots, 0, "botId").toDouble());
        QVERIFY(isDone(bots));
        QVERIFY(bots.secret()->text() != token && !bots.secret()->text().isEmpty());
        bots.end();
        QVERIFY(bots.secret()->text().isEmpty() && bots.rowCount() == 0);
        bots.begin();
        QVERIFY(isDone(bots));
        QCOMPARE(bots.rowCount(), 1);
        bots.remove(f.at(bots, 0, "botId").toDouble());
        QVERIFY(isDone(bots));
        QCOMPARE(bots.rowCount(), 0);
    }

    /// Those that the owner before made, and the operator.
    void othersBotsAreSeenAndPutOut() {
        Fixture f;
        f.stage.room(f.garden).role = confab::Role::Owner;
        f.stage.programs().addOthersBot({UserId{71},
                                         QStringLiteral("Deploys"),
                                         UtcTime::now(),
                                         {{f.garden, {BotRight::Read, BotRight::Send}}},
                                         User{f.ben, QStringLiteral("Ben"), {}}});
        f.stage.programs().addOthersBot(
            {UserId{72}, QStringLiteral("Watch"), UtcTime::now(), {{f.garden, {BotRight::Manage}}}});
        QVERIFY(f.signIn());
        BotsModel& bots = *f.workspace.me()->bots();
        OthersBotsModel& others = *bots.others();
        const QAbstractItemModelTester tester(&others);
        bots.begin();
        QVERIFY(isDone(bots));
        QCOMPARE(bots.rowCount(), 0);
        QCOMPARE(others.rowCount(), 2);
        QCOMPARE(f.at(others, 0, "scope").toString(), QStringLiteral("Garden plans: read, send. Made by Ben."));
        QVERIFY(f.at(others, 1, "scope").toString().contains(QStringLiteral("operator")));
        bots.putOut(71, double(f.garden.value));
        QVERIFY(isDone(bots));
        const BotRemove sent = f.stage.server().requestsOf<BotRemove>().back();
        QCOMPARE(sent.bot, UserId{71});
        QCOMPARE(sent.room, std::optional(f.garden));
        QCOMPARE(others.rowCount(), 1);
        QCOMPARE(f.at(others, 0, "name").toString(), QStringLiteral("Watch"));
        bots.end();
        QCOMPARE(others.rowCount(), 0);
    }

    /// In the timeline and among the members.
    void aBotHasABadge() {
        Fixture f;
        f.stage.user(f.chi).bot = true;
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), UtcTime::now());
        f.stage.say(f.general, f.chi, QStringLiteral("It is built"), UtcTime::now());
        QVERIFY(f.signIn());
        QVERIFY(f.open(f.general));
        TimelineModel& timeline = f.timeline();
        QTRY_VERIFY(timeline.rowCount() >= 2);
        QTRY_VERIFY(f.at(timeline, 0, "bot").toBool());
        QVERIFY(f.at(timeline, 0, "spoken").toString().startsWith(QStringLiteral("Chi, bot")));
        QVERIFY(!f.at(timeline, 1, "bot").toBool());
        MemberListModel& people = *f.workspace.room()->people();
        QStringList bots;
        const auto listed = [&] {
            bots.clear();
            for (int row = 0; row < people.rowCount(); ++row) {
                if (f.at(people, row, "bot").toBool())
                    bots.append(f.at(people, row, "name").toString());
            }
            return people.rowCount() == 4;
        };
        QTRY_VERIFY(listed());
        QCOMPARE(bots, QStringList{QStringLiteral("Chi")});
        FoundPeopleModel& found = *f.workspace.conversations()->found(); // with whom a conversation can begin
        found.setQuery(QStringLiteral("chi"));
        QTRY_VERIFY(!found.isBusy());
        QCOMPARE(found.rowCount(), 0);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::ProgramsTest)
#include "tst_programs.moc"
