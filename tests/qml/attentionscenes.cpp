// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QTest>

namespace confab::test {

namespace {

using Actors = Scene::Actors;
using models::NotificationSettings;

constexpr QSize wide{1200, 780};
constexpr QSize narrow{480, 780};
constexpr RoomId general{1}, pilot{2}, garden{3}, kitchen{4}, withBen{5};
constexpr UserId ana{1}, ben{2}, chi{3}, dara{4};

/// Rooms that call with a number, with a dot, and not at all.
void calling(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Chi Nguyen", u"Dara Lindqvist"})
        stage.addUser(QString::fromUtf16(name));
    stage.addRoom(QStringLiteral("General"), QStringLiteral("Everything that has no room of its own"), 4);
    stage.addRoom(QStringLiteral("Thursday pilot"), QStringLiteral("Agenda, sheets, projector"), 2);
    stage.addRoom(QStringLiteral("Garden plans"), {}, 1);
    stage.addRoom(QStringLiteral("Kitchen"), QStringLiteral("Coffee, and what is left of the cake"), 1);
    stage.addDirect({ben});
    const qint64 now = UtcTime::now().ms;
    const auto say = [&](RoomId room, UserId by, int minutes, const char16_t* text) {
        stage.say(room, by, QString::fromUtf16(text), UtcTime{now - qint64(minutes) * 60'000});
    };
    say(general, ben, 9, u"Sheets are printed, forty copies.");
    say(general, ana, 8, u"Lovely. Then all is ready.");
    say(pilot, dara, 5, u"Ana, could you bring the second projector?");
    say(pilot, dara, 4, u"And the long cable, please.");
    say(garden, chi, 12, u"The beans are up at last.");
    say(kitchen, chi, 2, u"There is cake.");
    say(withBen, ben, 3, u"Do you still have the key to the stairs?");
    stage.markRead(general, 0);
    stage.markRead(pilot, 2);
    stage.room(pilot).mentions = 2;
    stage.markRead(garden, 1);
    stage.markRead(kitchen, 1);
    stage.markRead(withBen, 1);
    stage.room(withBen).mentions = 1;
}

void open(const Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in");
    actors.workspace.notifications()->pause(60);
    actors.workspace.notifications()->setOwnLevel(double(kitchen.value), NotificationSettings::Nothing);
    actors.workspace.room()->open(double(general.value));
    if (!QTest::qWaitFor([&] { return actors.workspace.room()->timeline()->rowCount() > 0; }, 10000))
        qWarning("waited in vain for the timeline");
}

void levels(const Actors& actors) {
    open(actors);
    actors.driver.press(QStringLiteral("Notifications: All messages"));
}

void mutedForAnHour(const Actors& actors) {
    open(actors);
    actors.workspace.notifications()->mute(double(general.value), 60);
}

/// Two people read the newest own message.
void readLine(const Actors& actors) {
    open(actors);
    for (const UserId by : {ben, chi})
        reads(actors.stage, general, by, 2);
    if (!QTest::qWaitFor([&] { return actors.workspace.room()->messages()->seenBy()->seq() > 0; }, 10000))
        qWarning("waited in vain for the readers");
}

void readersList(const Actors& actors) {
    readLine(actors);
    actors.driver.press(actors.workspace.room()->messages()->seenBy()->spoken());
}

/// The settings, scrolled to one of their fields.
void settings(const Actors& actors, const char* field, const char* text) {
    open(actors);
    actors.workspace.notifications()->setQuiet(true);
    actors.workspace.desktop()->provide(models::Autostart(QStringLiteral("/nonexistent/confab.desktop"), {}));
    actors.workspace.desktop()->setHasTray(true);
    actors.driver.key(Qt::Key_Comma, Qt::ControlModifier);
    actors.driver.fill(QString::fromLatin1(field), QString::fromLatin1(text));
}

/// Bots, webhooks, and what signs the user in.
namespace programs {

using models::BotRoomsModel;
using models::BotsModel;
using models::HooksModel;

constexpr RoomId builds{1};
constexpr UserId ben{2}, deploys{3}, weather{4};

/// A room with two programs among its members.
void workshop(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Deploys", u"Weather over the allotments"})
        stage.addUser(QString::fromUtf16(name));
    stage.user(deploys).bot = true;
    stage.user(weather).bot = true;
    stage.addRoom(QStringLiteral("Builds"), QStringLiteral("What the machines say"), 2);
    stage.addRoom(QStringLiteral("Garden plans"), {}, 1);
    stage.addRoom(QStringLiteral("Thursday pilot"), {}, 1);
    for (const RoomId room : {builds, RoomId{2}, RoomId{3}})
        stage.room(room).role = Role::Owner;
    const qint64 now = UtcTime::now().ms;
    const auto say = [&](UserId by, int minutes, const char16_t* text) {
        stage.say(builds, by, QString::fromUtf16(text), UtcTime{now - qint64(minutes) * 60'000});
    };
    say(ben, 22, u"Let us see whether the new runner is quicker.");
    say(deploys, 15, u"Build **412** is done in 8 minutes.");
    say(deploys, 14, u"It is on the test servers.");
    say(ben, 9, u"/deploy pilot");
    say(deploys, 8, u"The pilot has build 412.");
    say(weather, 3, u"Rain from four on.");
    stage.markRead(builds, 0);
}

void await(const char* what, const std::function<bool()>& happened) {
    if (!QTest::qWaitFor(happened, 10000))
        qWarning("waited in vain for %s", what);
}

void open(const Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in");
    actors.workspace.room()->open(double(builds.value));
    await("the timeline", [&] { return actors.workspace.room()->timeline()->rowCount() > 0; });
}

void press(const Actors& actors, const char* name) {
    actors.driver.press(QString::fromUtf8(name));
}

void addBot(const Actors& actors, const char16_t* name) {
    BotsModel& bots = *actors.workspace.me()->bots();
    bots.rooms()->choose(0, BotRoomsModel::Read, true);
    bots.rooms()->choose(0, BotRoomsModel::Send, true);
    bots.rooms()->choose(2, BotRoomsModel::Manage, true);
    bots.add(QString::fromUtf16(name));
    await("the bot", [&bots] { return !bots.isBusy(); });
}

void bots(const Actors& actors) {
    open(actors);
    actors.driver.key(Qt::Key_Comma, Qt::ControlModifier);
    press(actors, "Manage bots…");
    BotsModel& bots = *actors.workspace.me()->bots();
    await("the list", [&bots] { return !bots.isBusy(); });
}

void botWithToken(const Actors& actors) {
    bots(actors);
    addBot(actors, u"Deploys");
}

void botsToChoose(const Actors& actors) {
    botWithToken(actors);
    addBot(actors, u"Weather over the allotments");
    actors.workspace.me()->bots()->secret()->forget();
    press(actors, "Remove Deploys");
    actors.driver.fill(QStringLiteral("Name"), QStringLiteral("Lunch"));
    actors.workspace.me()->bots()->rooms()->choose(0, BotRoomsModel::Read, true);
}

/// Settings of the user's own account.
void devices(const Actors& actors) {
    StageDevices& all = actors.stage.programs().devices();
    all.add(QStringLiteral("Web page, Firefox Android"), std::chrono::minutes(4), QStringLiteral("198.51.100.23"));
    all.add(QStringLiteral("confab on reading-room"), std::chrono::hours(26),
            QStringLiteral("2001:db8:17:4:a0b1:c2ff:fe3d:4e5f"));
    all.add(QStringLiteral("My script"), std::chrono::hours(24 * 20), {});
    open(actors);
    actors.driver.key(Qt::Key_Comma, Qt::ControlModifier);
    press(actors, "Devices…");
    await("the list", [&actors] { return actors.workspace.me()->devices()->isListed(); });
}

void devicesToAsk(const Actors& actors) {
    devices(actors);
    press(actors, "Sign out My script");
}

void password(const Actors& actors) {
    open(actors);
    actors.driver.key(Qt::Key_Comma, Qt::ControlModifier);
    press(actors, "Change password…");
    actors.driver.fill(QStringLiteral("Present password"), QStringLiteral("wrong"));
    actors.driver.fill(QStringLiteral("New password"), QStringLiteral("a new password"));
    actors.driver.key(Qt::Key_Return);
    await("the answer", [&actors] { return !actors.workspace.me()->password()->presentError().isEmpty(); });
}

void webhooks(const Actors& actors) {
    open(actors);
    press(actors, "More");
    press(actors, "Room settings…");
    press(actors, "Manage webhooks…");
    HooksModel& hooks = *actors.workspace.editor()->hooks();
    await("the list", [&hooks] { return !hooks.isBusy(); });
}

void webhookWithAddress(const Actors& actors) {
    webhooks(actors);
    HooksModel& hooks = *actors.workspace.editor()->hooks();
    hooks.add(HooksModel::Incoming, QStringLiteral("Build server"), {}, {});
    await("the webhook", [&hooks] { return !hooks.isBusy(); });
}

void webhooksWithCommand(const Actors& actors) {
    webhookWithAddress(actors);
    HooksModel& hooks = *actors.workspace.editor()->hooks();
    hooks.add(HooksModel::Command, QStringLiteral("Deploys"), QStringLiteral("https://deploy.example.org/confab"),
              QStringLiteral("/deploy"));
    await("the command", [&hooks] { return !hooks.isBusy(); });
    hooks.secret()->forget();
    press(actors, "Command");
    actors.driver.fill(QStringLiteral("Name"), QStringLiteral("Dice"));
    press(actors, "Make the webhook");
}

} // namespace programs

} // namespace

std::vector<Scene> withAttention(std::vector<Scene> scenes) {
    const auto add = [&scenes](const char* name, QSize size, auto play, double scale = 1, bool rtl = false) {
        scenes.push_back({QString::fromLatin1(name), size, calling, play, scale, rtl});
    };
    const auto words = [](const Actors& a) { settings(a, "Words that call me", "release, coffee break"); };
    const auto times = [](const Actors& a) { settings(a, "To", "soon"); };
    add("attention", wide, open);
    add("attention-right-to-left", wide, open, 1, true);
    add("attention-large", wide, open, 2);
    add("attention-narrow", narrow, [](const Actors& a) {
        open(a);
        a.workspace.room()->close();
    });
    add("attention-levels", wide, levels);
    add("attention-muted-for-an-hour", wide, mutedForAnHour);
    add("readers-line", wide, readLine);
    add("readers-line-right-to-left", wide, readLine, 1, true);
    add("readers-list", wide, readersList);
    add("readers-list-narrow", narrow, readersList);
    add("attention-words", wide, words);
    add("attention-words-narrow", narrow, words);
    add("attention-times", wide, times);
    add("attention-desktop", wide, [](const Actors& a) {
        settings(a, "To", "7:00");
        for (int i = 0; i < 3; ++i)
            a.driver.key(Qt::Key_Tab);
    });
    return scenes;
}

std::vector<Scene> withPrograms(std::vector<Scene> scenes) {
    const auto add = [&scenes](const char* name, QSize size, auto play, double scale = 1, bool rtl = false) {
        scenes.push_back({QString::fromLatin1(name), size, programs::workshop, play, scale, rtl});
    };
    add("bot-badges", wide, programs::open);
    add("bot-badges-narrow", narrow, programs::open);
    add("bot-badges-right-to-left", wide, programs::open, 1, true);
    add("bots", wide, programs::bots);
    add("bots-token", wide, programs::botWithToken);
    add("bots-token-narrow", narrow, programs::botWithToken);
    add("bots-list", wide, programs::botsToChoose);
    add("bots-list-large", narrow, programs::botsToChoose, 1.6);
    add("devices", wide, programs::devices);
    add("devices-ask", wide, programs::devicesToAsk);
    add("devices-ask-large", narrow, programs::devicesToAsk, 1.6);
    add("password", wide, programs::password);
    add("password-narrow", narrow, programs::password);
    add("webhooks", wide, programs::webhooks);
    add("webhooks-address", wide, programs::webhookWithAddress);
    add("webhooks-command", wide, programs::webhooksWithCommand);
    add("webhooks-command-narrow", narrow, programs::webhooksWithCommand);
    return scenes;
}

} // namespace confab::test
