// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"
#include "tests/app/models/administered.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QBuffer>
#include <QPainter>
#include <QQuickItem>
#include <QSignalSpy>
#include <QTest>

namespace confab::test {

namespace {

using Actors = Scene::Actors;

constexpr QSize wide{1200, 780};
constexpr QSize middling{900, 700};
constexpr QSize narrow{480, 780};
constexpr RoomId general{1};
constexpr UserId ana{1}, ben{2}, chi{3}, dara{4};

void office(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Chi Nguyen", u"Dara Lindqvist", u"Emil Novák",
                                 u"Farah Haddad", u"Benedikta Sørensen", u"Hana Sato", u"Ruben Abelsen"})
        stage.addUser(QString::fromUtf16(name));
    stage.addRoom(QStringLiteral("General"), QStringLiteral("Everything that has no room of its own"), 4);
    stage.addRoom(QStringLiteral("Thursday pilot"), QStringLiteral("Agenda, sheets, projector"), 2);
    const RoomId old = stage.addRoom(QStringLiteral("Summer fair 2025"), QStringLiteral("Stalls and shifts"), 0);
    const RoomId move = stage.addRoom(QStringLiteral("Move to the new office"), {}, 0);
    const RoomId withBen = stage.addDirect({ben});
    const RoomId withDara = stage.addDirect({dara});
    const RoomId group = stage.addDirect({chi, UserId{6}});
    const qint64 now = UtcTime::now().ms;
    const auto say = [&](RoomId room, UserId by, int minutes, const char16_t* text,
                         const QList<UserId>& mentions = {}) {
        MessagePosted posted{{QString::fromUtf16(text)}, {}};
        if (!mentions.isEmpty())
            posted.mentions = mentions;
        stage.happen(room, by, posted, UtcTime{now - qint64(minutes) * 60'000});
    };
    say(general, dara, 95, u"Morning! Who brings the projector on Thursday?");
    say(general, ben, 93, u"I can, if somebody helps me carry it up the stairs.");
    say(general, chi, 41, u"@room the plan has moved: doors at nine, prototype at half past, then questions.",
        {ana, ben, dara});
    say(general, dara, 38, u"@here could somebody let me in? I am at the side door.", {ana, chi});
    say(general, ben, 36, u"Coming, @Dara Lindqvist.", {dara});
    say(general, chi, 12, u"Sheets are printed, forty copies.");
    say(general, ben, 4, u"Then all is ready.");
    say(RoomId{2}, dara, 52, u"Room 12 is ours from nine.");
    say(old, ben, 60 * 24 * 90, u"Thank you all, it was lovely.");
    say(move, chi, 60 * 24 * 200, u"The last box is unpacked.");
    say(withBen, ben, 9, u"Do you still have the key to the stairs?");
    say(withBen, ben, 8, u"No hurry, before Thursday is fine.");
    say(withDara, ana, 60 * 20, u"See you tomorrow then!");
    say(group, chi, 60 * 3, u"Cake for Hana on Friday, do not tell her.");
    for (const RoomId room : {general, RoomId{2}, old, move, withDara, group})
        stage.markRead(room, 0);
    stage.markRead(withBen, 2);
    stage.room(withBen).mentions = 2;
    stage.room(old).archived = stage.room(move).archived = true;
    stage.room(general).role = Role::Owner;
    stage.room(general).hasPassword = true;
    stage.room(general).capacity = 50;
}

void await(const char* what, const std::function<bool()>& happened) {
    if (!QTest::qWaitFor(happened, 10000))
        qWarning("waited in vain for %s", what);
}

void open(const Actors& actors, RoomId room = general) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in");
    models::CurrentRoom& shown = *actors.workspace.room();
    shown.open(double(room.value));
    await("the timeline", [&shown] { return shown.timeline()->rowCount() > 0 && !shown.view()->isOpening(); });
}

void press(const Actors& actors, const char* name) {
    actors.driver.press(QString::fromUtf8(name));
}

void newConversation(const Actors& actors) {
    open(actors);
    press(actors, "New conversation");
}

/// Types a part of a name, and waits for the people who have it.
void seek(const Actors& actors, const QString& part) {
    actors.driver.type(part);
    const models::FoundPeopleModel& found = *actors.workspace.conversations()->found();
    await("the people", [&] { return found.query() == part && !found.isBusy() && found.rowCount() > 0; });
}

void findPeople(const Actors& actors) {
    newConversation(actors);
    const models::ConversationOpener& opener = *actors.workspace.conversations();
    for (const char* name : {"chi", "farah"}) {
        const qsizetype before = opener.chosen().size();
        actors.driver.type(QString::fromLatin1(name));
        actors.driver.key(Qt::Key_Return); // takes the person when the answer is there
        await("the person", [&] { return opener.chosen().size() > before; });
    }
    seek(actors, QStringLiteral("be"));
}

void settings(const Actors& actors) {
    open(actors);
    if (actors.workspace.room()->facts()->canChange()) {
        press(actors, "More");
        press(actors, "Room settings…");
    }
}

/// A quay in the evening.
QByteArray harbour() {
    QImage image(240, 160, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky(0, 0, 0, 160);
    sky.setColorAt(0, QColor(28, 40, 92));
    sky.setColorAt(0.6, QColor(232, 132, 84));
    sky.setColorAt(0.61, QColor(24, 62, 84));
    sky.setColorAt(1, QColor(12, 30, 48));
    painter.fillRect(image.rect(), sky);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 224, 160));
    painter.drawEllipse(QPointF(128, 74), 20, 20);
    painter.setBrush(QColor(16, 18, 28));
    painter.drawRect(84, 56, 14, 60);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return bytes;
}

void openWithPicture(const Actors& actors) {
    actors.stage.room(general).picture = QStringLiteral("harbour");
    models::PictureStore& pictures = *actors.workspace.room()->files()->pictures();
    pictures.learn(QStringLiteral("harbour"), harbour());
    const QSignalSpy decoded(&pictures, &models::PictureStore::ready);
    open(actors);
    await("the picture", [&] { return !decoded.isEmpty(); });
}

void failedSettings(const Actors& actors) {
    settings(actors);
    actors.driver.fill(QStringLiteral("Capacity"), QStringLiteral("lots"));
    press(actors, "Change");
    actors.driver.type(QStringLiteral("abc"));
    press(actors, "Save");
}

/// People who have told something of themselves.
void profiles(const Actors& actors) {
    Stage& stage = actors.stage;
    models::PictureStore& pictures = *actors.workspace.room()->files()->pictures();
    pictures.learn(QStringLiteral("harbour"), harbour());
    stage.user(ana).picture = QStringLiteral("harbour");
    stage.user(ana).status = UserStatus{QStringLiteral("At the fair"), QString::fromUtf16(u"🎪")};
    stage.user(ben).picture = QStringLiteral("harbour");
    stage.user(ben).status = UserStatus{QStringLiteral("In a meeting"), QString::fromUtf16(u"📅")};
    stage.user(dara).status =
        UserStatus{QStringLiteral("On holiday until the end of the month"), QString::fromUtf16(u"🌴")};
    const std::pair<UserId, Availability> states[] = {{ana, Availability::Online},
                                                      {ben, Availability::DoNotDisturb},
                                                      {chi, Availability::Online},
                                                      {dara, Availability::Away},
                                                      {UserId{5}, Availability::Offline}};
    for (const auto& [user, state] : states) {
        stage.user(user).presence = state;
        stage.setPresence(user, state);
    }
    for (const RoomId direct : {RoomId{5}, RoomId{6}})
        stage.room(direct).people = QList<User>{stage.user(direct == RoomId{5} ? ben : dara)};
    const QSignalSpy decoded(&pictures, &models::PictureStore::ready);
    open(actors);
    await("the picture", [&] { return !decoded.isEmpty(); });
}

void ownProfile(const Actors& actors) {
    profiles(actors);
    press(actors, "Profile and presence");
    press(actors, "Profile and status…");
}

void unfolded(const Actors& actors) {
    open(actors, RoomId{3});
    actors.workspace.filteredRooms()->setUnfolded(true);
}

void memberMenu(const Actors& actors) {
    open(actors);
    QQuickItem* member = nullptr;
    const auto isShown = [&] {
        member = actors.driver.find(QAccessible::ListItem, QStringLiteral("Emil Novák"));
        return member != nullptr;
    };
    if (!QTest::qWaitFor(isShown, 10000))
        return qWarning("waited in vain for the members");
    QAccessible::queryAccessibleInterface(member)->actionInterface()->doAction(
        QAccessibleActionInterface::pressAction());
}

void markUnread(const Actors& actors) {
    open(actors);
    actors.workspace.room()->view()->markUnreadFrom(4);
}

void openSettings(const Actors& a) {
    open(a);
    a.driver.key(Qt::Key_Comma, Qt::ControlModifier);
}

void twoStep(const Actors& a) {
    openSettings(a);
    press(a, "Two-step sign-in…");
    a.workspace.me()->secondFactor()->switchOn(QStringLiteral("right"));
    await("the QR code", [&a] { return !a.workspace.me()->secondFactor()->qrRows().isEmpty(); });
}

void callEverybody(const Actors& actors) {
    for (int i = 0; i < 140; ++i)
        actors.stage.addUser(QStringLiteral("Visitor %1").arg(i));
    actors.stage.room(general).members = 144;
    open(actors);
    actors.driver.type(QStringLiteral("@room tea is ready"));
    actors.driver.key(Qt::Key_Return);
}

void banned(const Actors& actors) {
    open(actors);
    models::Moderation& moderation = *actors.workspace.room()->people()->moderation();
    moderation.ban(double(general.value), double(dara.value), 7, QStringLiteral("advertising"));
    await("the ban", [&] { return !moderation.isBusy(); });
    press(actors, "More");
    press(actors, "Room settings…");
    press(actors, "Banned people…");
    await("the bans", [&] { return actors.workspace.editor()->bans()->rowCount() > 0; });
}

void invite(const Actors& actors) {
    actors.stage.setExceptions([](const Request& request) -> std::optional<Result<Answer>> {
        const User me{ana, QStringLiteral("Ana Moreno"), {}};
        const auto inviteOf = [&](const char* code, std::optional<int> uses) {
            const UtcTime now = UtcTime::now();
            const QString text = QString::fromLatin1(code);
            return Invite{Secret{text},
                          Secret{QString(u"https://chat.example.org/invite/" % text)},
                          me,
                          now,
                          UtcTime{now.ms + 604'800'000},
                          uses};
        };
        if (std::holds_alternative<RoomInvite>(request))
            return inviteOf("q3vGnT8m0cYbL5sWd1ZkHA", 5);
        if (std::holds_alternative<RoomInvites>(request))
            return InvitesAnswer{{inviteOf("Zt7aWq0LmN4xPs9RkUe2Bc", std::nullopt)}};
        return std::nullopt;
    });
    open(actors);
    press(actors, "More");
    press(actors, "Invite people…");
    models::InvitesModel& invites = *actors.workspace.editor()->invites();
    await("the list", [&] { return invites.rowCount() == 1; });
    press(actors, "Make a link");
    await("the link", [&] { return invites.rowCount() == 2; });
}

/// In the room that is open, of its owner, with somebody who is blocked and one who is muted.
void silences(const Actors& actors) {
    open(actors);
    models::Moderation& moderation = *actors.workspace.room()->people()->moderation();
    moderation.mute(double(general.value), double(dara.value), 24);
    await("the mute", [&] { return !moderation.isBusy(); });
    models::BlockedModel& blocked = *actors.workspace.me()->blocked();
    blocked.setBlocked(2, true);
    await("the block", [&] { return !blocked.isBusy(); });
}

void ownMute(const Actors& actors) {
    open(actors);
    actors.stage.happen(general, UserId{2}, MemberMuted{actors.stage.me(), QStringLiteral("Ana"), true, {}},
                        UtcTime::now());
    await("the mute", [&] { return actors.workspace.room()->facts()->isMuted(); });
}

void slowMode(const Actors& actors) {
    open(actors);
    RoomUpdated updated;
    updated.slowModeMs = OrNull<qint64>{30'000};
    actors.stage.happen(general, UserId{2}, updated, UtcTime::now());
    await("slow mode", [&] { return !actors.workspace.room()->composer()->slowMode()->text().isEmpty(); });
}

/// `add`: withPeople()'s.
void addSilences(const auto& add) {
    add("mute", wide, [](const Actors& a) {
        memberMenu(a);
        press(a, "Mute…");
    });
    add("silences", wide, silences);
    add("muted", wide, ownMute);
    add("slow-mode", wide, slowMode);
}

/// The dialogs of one's own account, and the code at the sign-in.
void addAccountScenes(std::vector<Scene>& scenes) {
    const auto add = [&scenes](const char* name, QSize size, auto play) {
        scenes.push_back({QString::fromLatin1(name), size, office, play, 1, false});
    };
    add("two-step", wide, [](const Actors& a) { twoStep(a); });
    add("two-step-narrow", narrow, [](const Actors& a) { twoStep(a); });
    add("recovery-codes", wide, [](const Actors& a) {
        twoStep(a);
        a.workspace.me()->secondFactor()->confirm(QStringLiteral("123456"));
        await("the codes", [&a] { return a.workspace.me()->secondFactor()->isOn(); });
    });
    add("delete-account", wide, [](const Actors& a) {
        openSettings(a);
        press(a, "Delete account…");
    });
    add("sign-in-code", wide, [](const Actors& a) {
        a.workspace.signIn()->signIn(a.stage.url().toString(), QStringLiteral("ana@example.org"),
                                     QStringLiteral("two-step"));
        await("the question", [&a] { return a.workspace.signIn()->isCodeWanted(); });
    });
}

void addProfiles(const auto& add) {
    add("profiles", wide, profiles);
    add("profiles-right-to-left", wide, profiles, 1, true);
    add("profiles-large", wide, profiles, 2);
    add("own-menu", wide, [](const Actors& a) {
        profiles(a);
        press(a, "Profile and presence");
    });
    add("own-profile", wide, ownProfile);
    add("own-profile-narrow", narrow, [](const Actors& a) {
        open(a);
        a.workspace.room()->close();
        press(a, "Profile and presence");
        press(a, "Profile and status…");
    });
}

void addRoomSettings(const auto& add) {
    add("room-settings", wide, settings);
    add("room-settings-errors", wide, failedSettings);
    add("room-settings-narrow", narrow, settings);
    add("room-picture", wide, openWithPicture);
    add("room-picture-narrow", narrow, openWithPicture);
    add("room-picture-settings", wide, [](const Actors& a) {
        openWithPicture(a);
        press(a, "More");
        press(a, "Room settings…");
    });
}

/// `part`: the name of its button.
void administer(const Actors& actors, const char* part) {
    actors.stage.setExceptions(
        [server = std::make_shared<Administered>()](const Request& request) { return server->answer(request); });
    open(actors);
    User me{ana, QStringLiteral("Ana Moreno"), std::nullopt};
    me.role = ServerRole::Admin;
    actors.stage.server().notify(UserUpdated{me});
    await("the role", [&] { return actors.workspace.me()->administers(); });
    actors.driver.key(Qt::Key_Comma, Qt::ControlModifier); // a narrow window shows the room alone
    press(actors, "Administration…");
    press(actors, part);
}

void addAdministration(const auto& add) {
    add("administration-people", wide, [](const Actors& a) { administer(a, "People"); });
    add("administration-server", wide, [](const Actors& a) { administer(a, "Server"); });
    add("administration-log", wide, [](const Actors& a) { administer(a, "Log"); });
    add("administration-narrow", narrow, [](const Actors& a) { administer(a, "People"); });
}

} // namespace

std::vector<Scene> withPeople(std::vector<Scene> scenes) {
    const auto add = [&scenes](const char* name, QSize size, auto play, double scale = 1, bool rtl = false) {
        scenes.push_back({QString::fromLatin1(name), size, office, play, scale, rtl});
    };
    add("directs", wide, [](const Actors& a) { open(a); });
    add(
        "directs-right-to-left", wide, [](const Actors& a) { open(a); }, 1, true);
    add(
        "directs-large", wide, [](const Actors& a) { open(a); }, 2);
    add("direct-room", wide, [](const Actors& a) { open(a, RoomId{5}); });
    add("direct-group", middling, [](const Actors& a) { open(a, RoomId{7}); });
    add("directs-narrow", narrow, [](const Actors& a) {
        open(a);
        a.workspace.room()->close();
    });
    add("new-conversation", wide, newConversation);
    add("new-conversation-found", wide, findPeople);
    add("new-conversation-narrow", narrow, [](const Actors& a) {
        open(a);
        a.workspace.room()->close();
        press(a, "New conversation");
        seek(a, QStringLiteral("be"));
    });
    add("switcher-people", wide, [](const Actors& a) {
        open(a);
        a.driver.key(Qt::Key_K, Qt::ControlModifier);
        a.driver.type(QStringLiteral("be"));
        await("the people",
              [&a] { return a.workspace.switcher()->rowCount() > a.workspace.switcher()->rooms().rowCount(); });
    });
    add("person-menu", wide, memberMenu);
    add("ban", wide, [](const Actors& a) {
        memberMenu(a);
        press(a, "Ban…");
    });
    add("banned-people", wide, banned);
    add("invites", wide, invite);
    add("invites-narrow", narrow, invite);
    addSilences(add);
    addAdministration(add);
    addRoomSettings(add);
    addProfiles(add);
    add("archived", wide, unfolded);
    add("archived-narrow", narrow, [](const Actors& a) { open(a, RoomId{3}); });
    add("marked-unread", wide, markUnread);
    add("complete-call", middling, [](const Actors& a) {
        open(a);
        a.driver.type(QStringLiteral("Tea is ready, @"));
    });
    add("call-question", middling, callEverybody);
    addAccountScenes(scenes);
    return scenes;
}

} // namespace confab::test
