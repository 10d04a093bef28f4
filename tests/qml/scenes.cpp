// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/scenes.h"

#include "app/models/workspace.h"
#include "tests/qml/driver.h"

#include <QQuickItem>
#include <QTest>

namespace confab::test {

namespace {

using Actors = Scene::Actors;

constexpr QSize wide{1200, 780};
constexpr QSize middling{900, 700};
constexpr QSize narrow{480, 780};

// A view that does not reach its state is visible in its picture, but report it too.
void waitFor(const char* what, const std::function<bool()>& condition) {
    if (!QTest::qWaitFor(condition, 10000))
        qWarning("waited in vain for %s", what);
}

constexpr RoomId general{1};
constexpr RoomId garden{2};
constexpr UserId ben{2}, chi{3}, dara{4};

qint64 minutesAgo(int minutes) {
    return UtcTime::now().ms - qint64(minutes) * 60'000;
}

void people(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Chi Nguyen", u"Dara Lindqvist", u"Emil Novák",
                                 u"Farah Haddad", u"Goran Petrović", u"Hana Sato"})
        stage.addUser(QString::fromUtf16(name));
}

void talk(Stage& stage) {
    const auto say = [&stage](UserId by, int minutes, const char16_t* text) {
        stage.say(general, by, QString::fromUtf16(text), UtcTime{minutesAgo(minutes)});
    };
    stage.happen(general, ben, RoomCreated{QStringLiteral("General")}, UtcTime{minutesAgo(60 * 27)});
    stage.happen(general, chi, MemberJoined{chi, QStringLiteral("Chi Nguyen")}, UtcTime{minutesAgo(60 * 26 + 40)});
    say(ben, 60 * 26, u"The new server is up. Everything we said before is on it, nothing was lost in the move.");
    say(chi, 60 * 26 - 2, u"Already here 🎉");
    say(chi, 60 * 26 - 3, u"It found my old messages in a second, and I was offline when I wrote the last three.");
    say(UserId{1}, 60 * 26 - 9,
        u"Lovely. I pulled the cable halfway through a sentence to see what happens: it said "
        u"“Offline”, kept what I wrote, and sent it when the line came back. No double, no gap.");
    say(dara, 95, u"Morning! Who brings the projector on Thursday?");
    say(ben, 93, u"I can, if somebody helps me carry it up the stairs.");
    say(ben, 92, u"It is the heavy one 😅");
    say(UserId{1}, 90, u"I'm in the building from nine, just ring.");
    say(dara, 41,
        u"Here is the plan so far:\n• 9:00 doors and coffee\n• 9:30 Chi shows the prototype\n• 10:15 questions, "
        u"then we decide about the pilot");
    say(chi, 38, u"Can we swap the questions and the break? People ask better ones with coffee in hand.");
    say(dara, 37, u"Good idea, done.");
    say(UserId{1}, 12, u"Perfect. I'll print the sheets.");
    stage.happen(general, UserId{6}, MemberJoined{UserId{6}, QStringLiteral("Farah Haddad")}, UtcTime{minutesAgo(8)});
    say(UserId{6}, 6, u"Hello everyone 👋 thanks for the invitation");
    say(ben, 4, u"Welcome, Farah! The sheets from last time are on the shelf by the door.");
}

void ordinary(Stage& stage) {
    people(stage);
    stage.addRoom(QStringLiteral("General"), QStringLiteral("Everything that has no room of its own"), 6);
    stage.addRoom(QStringLiteral("Garden plans"), QStringLiteral("Beds, bulbs and who waters when"), 2);
    stage.addRoom(QStringLiteral("Thursday pilot"), QStringLiteral("Agenda, sheets, projector"), 3);
    stage.addRoom(QStringLiteral("Board"), QStringLiteral("Minutes and votes"), 0);
    stage.addRoom(QStringLiteral("Lunch"), {}, 1);
    stage.addRoom(QStringLiteral("Release 2.4"), QStringLiteral("What is in, what is not"), 2);
    stage.addRoom(QStringLiteral("Book club"), QStringLiteral("This month: The Left Hand of Darkness"), 0);
    talk(stage);
    stage.say(garden, chi, QStringLiteral("The tulips are in 🌷 Photos tonight."), UtcTime{minutesAgo(18)});
    stage.say(RoomId{3}, ben, QStringLiteral("Room 12 is ours from nine."), UtcTime{minutesAgo(52)});
    stage.say(RoomId{3}, ben, QStringLiteral("@Ana do you have the key?"), UtcTime{minutesAgo(51)});
    stage.say(RoomId{3}, dara, QStringLiteral("Sheets are printed, 40 copies."), UtcTime{minutesAgo(30)});
    stage.say(RoomId{4}, ben, QStringLiteral("Motion 12 carried, 5 to 1."), UtcTime{minutesAgo(60 * 25)});
    stage.say(RoomId{5}, UserId{5}, QStringLiteral("Soup or noodles?"), UtcTime{minutesAgo(60 * 3)});
    stage.say(RoomId{6}, UserId{1}, QStringLiteral("Tagged and built."), UtcTime{minutesAgo(60 * 24 * 2)});
    stage.say(RoomId{7}, UserId{8}, QStringLiteral("Chapter nine undid me."), UtcTime{minutesAgo(60 * 24 * 5)});
    stage.markRead(general, 0);
    stage.markRead(garden, 1);
    stage.markRead(RoomId{3}, 3);
    stage.room(RoomId{3}).mentions = 1;
    stage.room(RoomId{4}).hasPassword = true;
    stage.room(general).role = Role::Owner;
    stage.room(general).capacity = 50;
    stage.addForeignRoom(QStringLiteral("Announcements"), QStringLiteral("Read here first"), {});
    stage.addForeignRoom(QStringLiteral("Treasury"), QStringLiteral("Accounts and receipts"), QStringLiteral("gold"));
}

void difficult(Stage& stage) {
    ordinary(stage);
    stage.room(garden).name =
        QStringLiteral("A room whose name somebody wrote with far more care and words than any list has place for");
    stage.room(garden).topic = QString::fromUtf16(
        u"موضوع هذه الغرفة هو كل ما يخص الحديقة والنباتات والماء, and a topic that runs on in two directions at once");
    const UserId long1 =
        stage.addUser(QStringLiteral("Bartholomew-Maximilian Featherstonehaugh-Wolfeschlegelstein III"));
    const UserId arabic = stage.addUser(QString::fromUtf16(u"ليلى المنصوري"));
    const UserId emoji = stage.addUser(QString::fromUtf16(u"🦊 fox"));
    stage.say(garden, long1, QStringLiteral("Averylongwordwithoutanyspacesinit").repeated(9), UtcTime{minutesAgo(16)});
    stage.say(garden, arabic, QString::fromUtf16(u"مرحبا بالجميع! هل يمكننا أن نلتقي غدا في الساعة العاشرة صباحا؟"),
              UtcTime{minutesAgo(14)});
    const QString scripts =
        QString::fromUtf16(u"👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 日本語 नमस्ते");
    const QString markup = QStringLiteral(" <b>not bold</b> <img src='x'>");
    stage.say(garden, emoji, scripts + markup, UtcTime{minutesAgo(12)});
    stage.say(garden, chi, QStringLiteral("ok"), UtcTime{minutesAgo(11)});
    stage.markRead(garden, 4);
}

void arrive(const Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in: %ls %ls %ls", qUtf16Printable(actors.workspace.signIn()->error()),
               qUtf16Printable(actors.workspace.signIn()->serverError()),
               qUtf16Printable(actors.workspace.signIn()->passwordError()));
}

void open(const Actors& actors, RoomId room) {
    arrive(actors);
    actors.workspace.room()->open(double(room.value));
    waitFor("the timeline", [&] { return actors.workspace.room()->timeline()->rowCount() > 0; });
    QTest::qWait(100);
}

void openGeneral(const Actors& actors) {
    open(actors, general);
    actors.stage.type(general, chi);
}

void loginErrors(const Actors& actors) {
    actors.driver.fill(QStringLiteral("Server"), actors.stage.url().toString());
    actors.driver.fill(QStringLiteral("E-mail"), QStringLiteral("ana@example.org"));
    actors.driver.fill(QStringLiteral("Password"), QStringLiteral("wrong"));
    actors.driver.key(Qt::Key_Return);
    waitFor("the error", [&] { return !actors.workspace.signIn()->passwordError().isEmpty(); });
}

void offline(const Actors& actors) {
    openGeneral(actors);
    actors.stage.setSending(Stage::Sending::Refused);
    actors.workspace.room()->composer()->send(QStringLiteral("This one is refused by the server."));
    QTest::qWait(300);
    actors.stage.setSending(Stage::Sending::Unanswered);
    actors.stage.server().stop();
    waitFor("being offline", [&] { return actors.workspace.connection()->canTryNow(); });
    actors.workspace.room()->composer()->send(QStringLiteral("Written on the train; it goes out by itself."));
}

void findRooms(const Actors& actors) {
    openGeneral(actors);
    actors.driver.press(QStringLiteral("Find rooms"));
    QTest::qWait(300);
}

void deleteRoom(const Actors& actors) {
    openGeneral(actors);
    actors.driver.press(QStringLiteral("More"));
    actors.driver.press(QStringLiteral("Delete room…")); // waits for the menu
}

void wrongPassword(const Actors& actors) {
    findRooms(actors);
    actors.driver.press(QStringLiteral("Join Treasury"));
    actors.driver.fill(QStringLiteral("Room password"), QStringLiteral("silver"));
    actors.driver.key(Qt::Key_Return);
}

void draftOfThreeLines(const Actors& actors) {
    openGeneral(actors);
    actors.driver.type(QStringLiteral("Three things for Thursday:"));
    for (const auto* line : {"the projector, which Ben carries", "the sheets, and tape to put them up"}) {
        actors.driver.key(Qt::Key_Return, Qt::ShiftModifier);
        actors.driver.type(QString::fromLatin1(line));
    }
}

void pickEmoji(const Actors& actors, const QString& query) {
    for (const char16_t* emoji : {u"👀", u"🎉", u"😂", u"❤️", u"👍"})
        actors.workspace.room()->emoji()->used(QString::fromUtf16(emoji));
    openGeneral(actors);
    actors.driver.press(QStringLiteral("Emoji"));
    actors.driver.type(query);
    if (query.isEmpty())
        actors.driver.key(Qt::Key_Down);
}

void emojiTones(const Actors& actors) {
    pickEmoji(actors, QStringLiteral("waving hand"));
    actors.driver.key(Qt::Key_Down);
    actors.driver.key(Qt::Key_Menu);
    actors.driver.key(Qt::Key_Right);
}

void completeEmoji(const Actors& actors) {
    openGeneral(actors);
    actors.driver.type(QStringLiteral("Sheets are in my bag :par"));
    actors.driver.key(Qt::Key_Down);
}

void completeName(const Actors& actors) {
    openGeneral(actors);
    actors.driver.type(QStringLiteral("Can you bring it, @"));
}

void addComposerScenes(std::vector<Scene>& all) {
    const auto grid = [](const Actors& actors) { pickEmoji(actors, {}); };
    const auto hearts = [](const Actors& actors) { pickEmoji(actors, QStringLiteral("heart")); };
    all.push_back({QStringLiteral("draft"), wide, ordinary, draftOfThreeLines});
    all.push_back({QStringLiteral("draft-large"), narrow, ordinary, draftOfThreeLines, 2});
    all.push_back({QStringLiteral("emoji"), wide, ordinary, grid});
    all.push_back({QStringLiteral("emoji-search"), narrow, ordinary, hearts});
    all.push_back({QStringLiteral("emoji-tones"), middling, ordinary, emojiTones});
    all.push_back({QStringLiteral("emoji-large"), narrow, ordinary, grid, 2});
    all.push_back({QStringLiteral("complete-emoji"), wide, ordinary, completeEmoji});
    all.push_back({QStringLiteral("complete-name"), middling, ordinary, completeName});
}

/// With more unread messages than fit into a page.
void muchUnread(Stage& stage) {
    ordinary(stage);
    const UserId writers[] = {ben, chi, dara};
    for (int i = 87; i > 0; --i)
        stage.say(garden, writers[i / 4 % 3], QStringLiteral("Bed %1 is watered and weeded.").arg(88 - i),
                  UtcTime{minutesAgo(i)});
    stage.markRead(garden, 87);
}

/// With everything that a message can have: answers, reactions, edits, a deletion and pins.
void lively(Stage& stage) {
    ordinary(stage);
    const UserId ana{1}, farah{6};
    const auto at = [] { return UtcTime{minutesAgo(3)}; };
    const auto find = [&stage](const QString& beginning) {
        for (Seq seq = stage.lastSeq(general); seq > 0; --seq) {
            if (stage.message(general, seq).value_or(Message()).body.startsWith(beginning))
                return seq;
        }
        return Seq(0);
    };
    const Seq projector = find(QStringLiteral("Morning!")), plan = find(QStringLiteral("Here is the plan"));
    const Seq hello = find(QStringLiteral("Hello everyone"));
    const auto react = [&](Seq seq, std::initializer_list<UserId> people, const char16_t* emoji) {
        for (const UserId by : people)
            stage.happen(general, by, ReactionAdded{seq, QString::fromUtf16(emoji)}, at());
    };
    stage.happen(general, ben,
                 MessagePosted{{QStringLiteral("I have the key for the stairs, by the way."), projector}, {}}, at());
    stage.happen(
        general, ana,
        MessagePosted{{QStringLiteral("Perfect, see you there. I come by the side door, it is closer."), plan}, {}},
        at());
    react(hello, {ben, chi, dara, ana}, u"👋");
    react(plan, {ben, ana}, u"👍");
    react(plan, {chi}, u"🎉");
    react(plan, {ben, chi, UserId{5}, farah, UserId{7}}, u"☕");
    stage.happen(general, dara, MessageEdited{plan, stage.message(general, plan)->body + QStringLiteral(" 🧡"), {}},
                 at());
    stage.happen(general, ben, MessageDeleted{find(QStringLiteral("It is the heavy one"))}, at());
    stage.happen(general, ben, MessagePinned{plan}, at());
    stage.happen(general, ben, MessagePinned{find(QStringLiteral("The new server"))}, at());
    stage.markRead(general, 0);
}

void selectLast(const Actors& actors) {
    open(actors, general);
    QQuickItem* list = actors.driver.find(QAccessible::List, QStringLiteral("Messages in General"));
    if (!list)
        return;
    list->forceActiveFocus(Qt::TabFocusReason);
    waitFor("the focus in the list", [list] { return list->hasActiveFocus(); });
}

void fullRoom(Stage& stage) {
    ordinary(stage);
    stage.room(general).capacity = 6;
    stage.setHere(general, 7);
}

void closedRegistration(Stage& stage) {
    people(stage);
    stage.setAbout(About{QStringLiteral("id"), {}, {}, Registration::Closed, {}, {}});
}

void threeHundred(Stage& stage) {
    people(stage);
    for (int i = 8; i < 300; ++i)
        stage.addUser(QStringLiteral("Visitor %1").arg(i, 3, 10, QLatin1Char('0')));
    stage.addRoom(QStringLiteral("General"), QStringLiteral("Everything that has no room of its own"), 180);
    talk(stage);
    stage.markRead(general, 0);
}

void startWithoutServer(const Actors& actors) {
    actors.workspace.signIn()->restore();
    waitFor("being offline", [&] { return actors.workspace.connection()->canTryNow(); });
}

/// What can be done with messages.
std::vector<Scene> messageScenes() {
    std::vector<Scene> all;
    const auto add = [&all](const char* name, QSize size, auto play, double scale = 1) {
        all.push_back({QString::fromLatin1(name), size, lively, play, scale});
    };
    const auto openLively = [](const Actors& a) { open(a, general); };
    constexpr QSize phone{420, 780};
    add("lively", wide, openLively);
    add("lively-narrow", phone, openLively);
    add("lively-large", wide, openLively, 2);
    add("lively-small", wide, openLively, 0.8);
    add("lively-widest", QSize{1920, 1000}, openLively);
    add("message-tools", wide, selectLast);
    add("message-tools-narrow", phone, selectLast);
    add("message-menu", middling, [](const Actors& a) {
        selectLast(a);
        a.driver.key(Qt::Key_Menu);
    });
    add("message-react", middling, [](const Actors& a) {
        selectLast(a);
        a.driver.press(QStringLiteral("React…"));
    });
    add("message-edit", middling, [](const Actors& a) {
        open(a, general);
        a.driver.key(Qt::Key_Up);
    });
    add("message-reply", middling, [](const Actors& a) {
        selectLast(a);
        a.driver.press(QStringLiteral("Reply"));
        a.driver.type(QStringLiteral("Then I take the stairs"));
    });
    add("message-delete", middling, [](const Actors& a) {
        selectLast(a);
        a.driver.key(Qt::Key_Menu);
        a.driver.press(QStringLiteral("Delete…"));
    });
    add("message-versions", middling, [](const Actors& a) {
        open(a, general);
        a.driver.press(QStringLiteral("Edited: show earlier versions"));
    });
    return all;
}

} // namespace

std::vector<Scene> scenes() {
    const auto nobody = [](Stage& stage) { people(stage); };
    const auto nothing = [](const Actors&) {};
    const auto pressed = [](Qt::Key key) {
        return [key](const Actors& actors) {
            openGeneral(actors);
            actors.driver.key(key, Qt::ControlModifier);
        };
    };
    std::vector<Scene> all = messageScenes();
    const auto add = [&all](const char* name, QSize size, auto cast, auto play, double scale = 1, bool rtl = false) {
        all.push_back({QString::fromLatin1(name), size, cast, play, scale, rtl});
    };
    add("signin", wide, nobody, nothing);
    add("signin-error", middling, nobody, loginErrors);
    add("register", middling, nobody, [](const Actors& a) { a.driver.press(QStringLiteral("Create account")); });
    add("main", wide, ordinary, openGeneral);
    add("middling", middling, ordinary, openGeneral);
    add("middling-details", middling, ordinary, [](const Actors& a) {
        openGeneral(a);
        a.driver.press(QStringLiteral("Show details"));
    });
    add("narrow-list", narrow, ordinary, arrive);
    add("narrow-room", narrow, ordinary, openGeneral);
    add("no-rooms", wide, nobody, arrive);
    add("no-room-open", wide, ordinary, arrive);
    add("empty-room", wide, ordinary, [](const Actors& a) {
        arrive(a);
        a.workspace.creator()->create(QStringLiteral("Harbour walk"), QStringLiteral("Sundays at eleven"), {},
                                      QStringLiteral("12"), true);
    });
    add("offline", wide, ordinary, offline);
    add("switcher", wide, ordinary, pressed(Qt::Key_K));
    add("new-room", wide, ordinary, pressed(Qt::Key_N));
    add("settings", wide, ordinary, pressed(Qt::Key_Comma));
    add("keys", wide, ordinary, [](const Actors& a) {
        openGeneral(a);
        a.driver.key(Qt::Key_F1);
    });
    add("menu", middling, ordinary, [](const Actors& a) {
        openGeneral(a);
        a.driver.press(QStringLiteral("More"));
    });
    add("find-rooms", wide, ordinary, findRooms);
    add("wrong-password", wide, ordinary, wrongPassword);
    add("delete-room", wide, ordinary, deleteRoom);
    add("difficult", wide, difficult, [](const Actors& a) { open(a, garden); });
    add(
        "right-to-left", wide, difficult, [](const Actors& a) { open(a, garden); }, 1, true);
    add("large-text", wide, ordinary, openGeneral, 2);
    addComposerScenes(all);
    add("unread", wide, muchUnread, [](const Actors& a) { open(a, garden); });
    add("full-room", wide, fullRoom, [](const Actors& a) { open(a, general); });
    add("registration-closed", middling, closedRegistration, [](const Actors& a) {
        a.driver.press(QStringLiteral("Create account"));
        a.driver.fill(QStringLiteral("Server"), a.stage.url().toString());
        waitFor("what the server says", [&] { return !a.workspace.signIn()->server()->noRegistration().isEmpty(); });
    });
    add("no-server", wide, ordinary, startWithoutServer);
    all.back().serverIsGone = true;
    add("members", wide, threeHundred, [](const Actors& a) { open(a, general); });
    return withPrograms(withAttention(withFiles(withPeople(withSearch(withThreads(withFormatted(std::move(all))))))));
}

} // namespace confab::test
