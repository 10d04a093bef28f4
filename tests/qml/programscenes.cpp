// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QTest>

namespace confab::test {

namespace {

using Actors = Scene::Actors;
using models::BotRoomsModel;
using models::BotsModel;
using models::HooksModel;

constexpr QSize wide{1200, 780};
constexpr QSize narrow{480, 780};
constexpr RoomId builds{1};
constexpr UserId ben{2}, deploys{3}, weather{4};

/// A room with two programs among its members.
void workshop(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Deploys", u"Weather over the allotments"})
        stage.addUser(QString::fromUtf16(name));
    stage.makeBot(deploys);
    stage.makeBot(weather);
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

} // namespace

std::vector<Scene> withPrograms(std::vector<Scene> scenes) {
    const auto add = [&scenes](const char* name, QSize size, auto play, double scale = 1, bool rtl = false) {
        scenes.push_back({QString::fromLatin1(name), size, workshop, play, scale, rtl});
    };
    add("bot-badges", wide, open);
    add("bot-badges-narrow", narrow, open);
    add("bot-badges-right-to-left", wide, open, 1, true);
    add("bots", wide, bots);
    add("bots-token", wide, botWithToken);
    add("bots-token-narrow", narrow, botWithToken);
    add("bots-list", wide, botsToChoose);
    add("bots-list-large", narrow, botsToChoose, 1.6);
    add("webhooks", wide, webhooks);
    add("webhooks-address", wide, webhookWithAddress);
    add("webhooks-command", wide, webhooksWithCommand);
    add("webhooks-command-narrow", narrow, webhooksWithCommand);
    return scenes;
}

} // namespace confab::test
