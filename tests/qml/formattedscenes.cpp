// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QQuickItem>
#include <QTest>

namespace confab::test {

namespace {

constexpr QSize wide{1200, 780};
constexpr QSize narrow{480, 780};
constexpr RoomId release{1};
constexpr UserId ana{1}, ben{2}, chi{3}, dara{4};

const char* const plan = R"(# Release 2.4
What is **in**, what is *not*:

1. Markdown, with `code` and ~~tables~~ lists
2. Large rooms
   - 1,000 people at once
   - the list of members by presence
3. Packages for Debian

The notes are at https://confab.example.org/notes/2.4, the plan is [in the wiki](https://wiki.example.org/release/2.4).)";

const char* const code = R"(Found it. The sequence was read before the lock:

```c++
Seq next(Room& room) {
    const Locked locked(room);          // was one line below
    return ++room.lastSeq;              // 1, 2, 3, … without gaps, whoever asks, however many there are at the same time
}
```
With that `tst_sequencer` is green again.)";

const char* const answer = R"(> Does the migration take long?
> On the old server it took an hour.

Under a minute: it only adds a column. See `0007_mentions.sql`.
> > And back?
> There is no way back.
Take a copy before.)";

void conversation(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Chi Nguyen", u"Dara Lindqvist"})
        stage.addUser(QString::fromUtf16(name));
    stage.addRoom(QStringLiteral("Release 2.4"), QStringLiteral("What is in, what is not"), 3);
    const qint64 now = UtcTime::now().ms;
    const auto say = [&](UserId by, int minutes, const QString& text, const QList<UserId>& mentions = {}) {
        MessagePosted posted{{text}, {}};
        posted.mentions = mentions;
        stage.happen(release, by, posted, UtcTime{now - qint64(minutes) * 60'000});
    };
    say(ben, 58, QString::fromUtf8(plan));
    say(dara, 41, QStringLiteral("@Ana Moreno can you look at the third? @Chi Nguyen has the machine."), {ana, chi});
    say(chi, 30, QString::fromUtf8(code));
    say(dara, 22, QString::fromUtf8(answer));
    say(ana, 12, QStringLiteral("The winner of the bet about the date is ||Ben, by two hours||. Drinks are on Chi 🍻"));
    say(ben, 11, QString::fromUtf8("🎉🎉"));
    stage.markRead(release, 0);
}

void longMessage(Stage& stage) {
    conversation(stage);
    QString text = QStringLiteral("Everything that changed:\n");
    for (int i = 1; i <= 70; ++i)
        text += QStringLiteral("- **#%1** the row of a message is drawn once\n").arg(100 + i);
    stage.say(release, chi, text, UtcTime::now());
    stage.markRead(release, 0);
}

void open(const Scene::Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in");
    actors.workspace.room()->open(double(release.value));
    if (!QTest::qWaitFor([&] { return actors.workspace.room()->timeline()->rowCount() > 5; }, 10000))
        qWarning("waited in vain for the timeline");
    if (!QTest::qWaitFor([&] { return !actors.workspace.room()->view()->isOpening(); }, 10000))
        qWarning("waited in vain for the place");
}

void compose(const Scene::Actors& actors) {
    open(actors);
    const char* const lines[] = {
        "Back on **Monday**, then *all* of it:",           "> the plan", "- `confabd --check` first",
        "- ||no|| ~~excuses~~ https://confab.example.org", "```sh",      "./dev test -R text"};
    for (const char* line : lines) {
        actors.driver.type(QString::fromLatin1(line));
        actors.driver.key(Qt::Key_Return, Qt::ShiftModifier);
    }
}

} // namespace

std::vector<Scene> withFormatted(std::vector<Scene> scenes) {
    const auto add = [&scenes](const char* name, QSize size, auto cast, auto play, double scale = 1, bool rtl = false) {
        scenes.push_back({QString::fromLatin1(name), size, cast, play, scale, rtl});
    };
    const auto askAboutLink = [](const Scene::Actors& actors) {
        open(actors);
        QQuickItem* link =
            actors.driver.find(QAccessible::Link, QStringLiteral("in the wiki, leads to wiki.example.org"));
        if (QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(link))
            interface->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    };
    const auto byKeyboard = [](const Scene::Actors& actors) {
        open(actors);
        if (QQuickItem* list = actors.driver.find(QAccessible::List, QStringLiteral("Messages in Release 2.4")))
            list->forceActiveFocus(Qt::TabFocusReason);
        for (int i = 0; i < 5; ++i) // to the message with the links
            actors.driver.key(Qt::Key_Up);
        actors.driver.key(Qt::Key_Tab);
    };
    add("formatted", wide, conversation, open);
    add("formatted-narrow", narrow, conversation, open);
    add("formatted-large", wide, conversation, open, 1.6);
    add("formatted-right-to-left", wide, conversation, open, 1, true);
    add("formatted-long", wide, longMessage, open);
    add("formatted-keyboard", wide, conversation, byKeyboard);
    add("link-question", wide, conversation, askAboutLink);
    add("draft-formatted", wide, conversation, compose);
    return scenes;
}

} // namespace confab::test
