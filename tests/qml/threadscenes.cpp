// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QTest>

#include <algorithm>

namespace confab::test {

namespace {

constexpr QSize wide{1200, 780};
constexpr QSize middling{900, 700};
constexpr QSize narrow{420, 780};

constexpr RoomId general{1};
constexpr UserId ana{1}, ben{2}, chi{3}, dara{4}, emil{5}, farah{6};

Seq find(Stage& stage, const QString& beginning) {
    for (Seq seq = stage.lastSeq(general); seq > 0; --seq) {
        if (stage.message(general, seq).value_or(Message()).body.startsWith(beginning))
            return seq;
    }
    return 0;
}

Seq projector(Stage& stage) {
    return find(stage, QStringLiteral("Morning!"));
}

/// A question, and what people made of it while the room talked on.
void discussion(Stage& stage) {
    const Seq first = projector(stage);
    const auto say = [&](UserId by, int minutes, const char16_t* text, Seq replyTo) {
        stage.happen(general, by, MessagePosted{{QString::fromUtf16(text), replyTo}, {}},
                     UtcTime{UtcTime::now().ms - qint64(minutes) * 60'000});
        return stage.lastSeq(general);
    };
    say(dara, 40, u"Is the lift still out of order?", first);
    say(ben, 39, u"Yes, until Friday. It weighs **14 kg**, so two of us are enough.", first);
    const Seq lift = say(emil, 33, u"There is the small one in the cellar, too. It has only HDMI, though.", first);
    say(farah, 31, u"HDMI is what the laptop has 👍", lift);
    say(ana, 4, u"Then the small one it is. I bring the cable, and a long one for the sound.", first);
    const Seq last = say(dara, 2, u"You are the best.", first);
    for (const UserId by : {ana, ben, chi})
        stage.happen(general, by, ReactionAdded{last, QStringLiteral("❤️")}, UtcTime::now());
    stage.markRead(general, 0);
}

void open(const Scene::Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    const auto shown = [&] {
        return actors.workspace.connection()->isOnline() && actors.workspace.room()->timeline()->rowCount() > 0 &&
               !actors.workspace.room()->view()->isOpening();
    };
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qWarning("waited in vain for the server");
    actors.workspace.room()->open(double(general.value));
    if (!QTest::qWaitFor(shown, 20000))
        qWarning("waited in vain for the timeline");
}

void openThread(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.room()->thread()->open(double(projector(actors.stage)));
    if (!QTest::qWaitFor([&] { return actors.workspace.room()->thread()->rows()->rowCount() > 0; }, 20000))
        qWarning("waited in vain for the thread");
}

void showLine(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.room()->view()->goToMessage(double(projector(actors.stage)));
}

void write(const Scene::Actors& actors) {
    openThread(actors);
    actors.driver.type(QStringLiteral("I have the key of the cellar"));
}

void newThread(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.room()->thread()->open(double(find(actors.stage, QStringLiteral("Welcome, Farah"))));
}

void forward(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.room()->forwarder()->ask(double(projector(actors.stage)));
}

void forwardFiltered(const Scene::Actors& actors) {
    forward(actors);
    actors.driver.type(QStringLiteral("re"));
    actors.driver.key(Qt::Key_Down);
}

void joinByLink(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.links()->openText(QStringLiteral("confab://127.0.0.1:%1/room/8/1").arg(actors.stage.url().port()));
}

void otherServer(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.links()->openText(QStringLiteral("confab://chat.example.org/room/7/413"));
}

} // namespace

std::vector<Scene> withThreads(std::vector<Scene> scenes) {
    const auto lively = std::find_if(scenes.begin(), scenes.end(),
                                     [](const Scene& scene) { return scene.name == QStringLiteral("lively"); });
    if (lively == scenes.end())
        qFatal("there is no lively room");
    const auto cast = [base = lively->cast](Stage& stage) {
        base(stage);
        discussion(stage);
    };
    const auto add = [&](const char* name, QSize size, auto play, double scale = 1, bool rightToLeft = false) {
        scenes.push_back({QString::fromLatin1(name), size, cast, play, scale, rightToLeft});
    };
    add("thread-line", wide, showLine);
    add("thread-line-narrow", narrow, showLine);
    add("thread", wide, openThread);
    add("thread-middling", middling, write);
    add("thread-narrow", narrow, openThread);
    add("thread-large", wide, openThread, 2);
    add("thread-right-to-left", wide, openThread, 1, true);
    add("thread-new", wide, newThread);
    add("forward", wide, forward);
    add("forward-narrow", narrow, forwardFiltered);
    add("room-link", wide, joinByLink);
    add("room-link-elsewhere", narrow, otherServer);
    return scenes;
}

} // namespace confab::test
