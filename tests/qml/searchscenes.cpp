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
constexpr QSize narrow{420, 780};

constexpr RoomId general{1}, garden{2}, pilot{3};
constexpr UserId ana{1}, ben{2}, chi{3}, dara{4};

/// What people have said of sheets and projectors for months.
void memories(Stage& stage) {
    const auto say = [&](RoomId room, UserId by, int days, const char16_t* text) {
        stage.say(room, by, QString::fromUtf16(text), UtcTime{UtcTime::now().ms - qint64(days) * 86'400'000});
    };
    say(pilot, dara, 2,
        u"The sheets for Thursday are at the printer’s. 40 copies, both sides, and a few without holes.");
    say(garden, chi, 6, u"I drew the beds on a **sheet** of graph paper, see https://example.org/beds?sheet=2");
    say(pilot, ben, 19,
        u"Before I forget: the balance sheet that we showed in spring had the wrong year in its title, so whoever "
        u"still "
        u"has a copy should throw it away. The new sheets are on the shelf, and in the folder “Sheets, final”.");
    say(general, ana, 33, u"SHEETS!");
    say(garden, dara, 120, u"Old bedsheets keep the frost off.");
    stage.happen(pilot, chi,
                 MessagePosted{{QStringLiteral("Here is it"),
                                {},
                                {},
                                QList<File>{{QStringLiteral("f1"), QStringLiteral("sheet-final.pdf"),
                                             QStringLiteral("application/pdf"), 48'211}}},
                               {}},
                 UtcTime{UtcTime::now().ms - qint64(200) * 86'400'000});
    for (const RoomId room : {general, garden, pilot})
        stage.markRead(room, 0);
}

bool waitFor(const std::function<bool()>& condition) {
    const bool came = QTest::qWaitFor(condition, 20000);
    if (!came)
        qWarning("waited in vain for the search");
    return came;
}

void open(const Scene::Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    waitFor([&] { return actors.workspace.connection()->isOnline(); });
    actors.workspace.room()->open(double(general.value));
    waitFor([&] {
        return actors.workspace.room()->timeline()->rowCount() > 0 && !actors.workspace.room()->view()->isOpening();
    });
}

void begin(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.search()->open(true);
}

auto searched(const char* text, bool here = false) {
    return [text, here](const Scene::Actors& actors) {
        open(actors);
        actors.workspace.search()->open(here);
        actors.driver.type(QString::fromUtf8(text));
        waitFor([&] {
            return actors.workspace.search()->state() != models::FoundMessagesModel::Searching &&
                   !actors.workspace.search()->isBusy();
        });
    };
}

void visit(const Scene::Actors& actors) {
    searched("sheet")(actors);
    actors.driver.key(Qt::Key_Down);
    actors.driver.key(Qt::Key_Down);
    actors.driver.key(Qt::Key_Return);
    waitFor([&] { return actors.workspace.room()->view()->isVisiting(); });
}

void whileIndexing(const Scene::Actors& actors) {
    actors.stage.setExceptions([&stage = actors.stage](const Request& request) -> std::optional<Result<Answer>> {
        if (!std::holds_alternative<SearchMessages>(request))
            return std::nullopt;
        SearchAnswer answer;
        answer.hits.append({*stage.message(pilot, 1), {}});
        answer.cursor = QStringLiteral("1.1.1");
        answer.indexing = 63;
        return Answer(answer);
    });
    searched("room")(actors);
}

auto switched(const char* letters) {
    return [letters](const Scene::Actors& actors) {
        open(actors);
        actors.driver.key(Qt::Key_K, Qt::ControlModifier);
        actors.driver.type(QString::fromUtf8(letters));
    };
}

void keysOf(const Scene::Actors& actors) {
    open(actors);
    actors.driver.key(Qt::Key_F1);
}

void anotherKey(const Scene::Actors& actors) {
    keysOf(actors);
    actors.driver.type(QStringLiteral("room"));
    actors.driver.press(QStringLiteral("Find rooms: Ctrl+Shift+N"));
    actors.driver.key(Qt::Key_N, Qt::ControlModifier);
}

void failing(const Scene::Actors& actors) {
    actors.stage.setFailing<SearchMessages>(Error::retryLater(ErrorKind::RateLimited, 4000));
    searched("sheet")(actors);
}

} // namespace

std::vector<Scene> withSearch(std::vector<Scene> scenes) {
    const auto main = std::find_if(scenes.begin(), scenes.end(),
                                   [](const Scene& scene) { return scene.name == QStringLiteral("main"); });
    if (main == scenes.end())
        qFatal("there is no main scene");
    const auto cast = [base = main->cast](Stage& stage) {
        base(stage);
        memories(stage);
    };
    const auto add = [&](const char* name, QSize size, auto play, double scale = 1, bool rightToLeft = false) {
        scenes.push_back({QString::fromLatin1(name), size, cast, play, scale, rightToLeft});
    };
    add("search", wide, searched("sheet"));
    add("search-narrow", narrow, searched("sheet has:link"));
    add("search-begin", wide, begin);
    add("search-nothing", wide, searched("umbrella", true));
    add("search-visit", wide, visit);
    add("search-visit-narrow", narrow, visit);
    add("search-large", wide, searched("sheet"), 2);
    add("search-right-to-left", wide, searched("sheet"), 1, true);
    add("search-indexing", wide, whileIndexing);
    add("search-failed", narrow, failing);
    add("switcher-letters", wide, switched("se"));
    add("switcher-commands", narrow, switched(">"));
    add("switcher-right-to-left", wide, switched("pl"), 1, true);
    add("keys-narrow", narrow, keysOf);
    add("keys-large", wide, keysOf, 2);
    add("keys-another", wide, anotherKey);
    return scenes;
}

} // namespace confab::test
