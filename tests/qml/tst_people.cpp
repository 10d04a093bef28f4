// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab {

/// Conversations with people, the settings of rooms, of bots and webhooks and of what signs the user in, and what calls
/// many, as a user finds them in the window.
class PeopleTest : public QObject {
    Q_OBJECT
private:
    struct Office : test::Shown {
        void start() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            workspace.room()->setWatched(true);
            QTRY_VERIFY(driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        }
        QString openRoom() { return workspace.room()->facts()->name(); }
        bool shows(QAccessible::Role role, const QString& name) const { return driver->find(role, name); }
        bool isRowShown(const QString& name) const { return shows(QAccessible::ListItem, name); }
        template <class R>
        size_t asked() {
            return stage.server().requestsOf<R>().size();
        }
        bool chooseInMenu(const QString& entry) {
            return driver->press(QStringLiteral("More")) && driver->press(entry);
        }
        /// Of a member, in the details.
        bool openMenuOf(const QString& name) {
            QQuickItem* member = nullptr;
            if (!test::holdsSoon([&] { return (member = driver->find(QAccessible::ListItem, name)) != nullptr; }))
                return false;
            QTest::mouseClick(window, Qt::LeftButton, {}, member->mapToScene({60, member->height() / 2}).toPoint());
            return true;
        }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void aConversationByKeyboard() {
        Office f;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("New conversation")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("New conversation")));
        f.driver->type(QStringLiteral("ben"));
        f.driver->key(Qt::Key_Return); // before the answer: it takes the person who is found
        QTRY_VERIFY(f.shows(QAccessible::Button, QStringLiteral("Remove Ben")));
        f.driver->type(QStringLiteral("d"));
        QTRY_VERIFY(f.isRowShown(QStringLiteral("Dara")));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.shows(QAccessible::Button, QStringLiteral("Remove Dara")));
        f.driver->key(Qt::Key_Backspace); // in the empty field
        QTRY_VERIFY(!f.shows(QAccessible::Button, QStringLiteral("Remove Dara")));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.openRoom(), QStringLiteral("Ben"));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("New conversation")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Direct")));
        QTRY_VERIFY(f.isRowShown(QStringLiteral("Ben")));
        f.driver->type(QStringLiteral("hi")); // to the composer
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("hi"));
        // Nobody leaves it, and it has no settings.
        QVERIFY(!f.shows(QAccessible::Button, QStringLiteral("Leave room")));
        QVERIFY(!f.shows(QAccessible::Button, QStringLiteral("More")));
        QCOMPARE(f.stage.server().requestsOf<DirectOpen>().back().users, QList<UserId>{f.ben});
    }

    void theSwitcherLeadsToAPerson() {
        Office f;
        f.start();
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        f.driver->type(QStringLiteral("dara"));
        QTRY_COMPARE(f.workspace.switcher()->rowCount(), 2); // and the search for messages
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.openRoom(), QStringLiteral("Dara"));
    }

    void aMemberIsWrittenTo() {
        Office f;
        f.start();
        QVERIFY(f.openMenuOf(QStringLiteral("Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Message Chi")));
        QTRY_COMPARE(f.openRoom(), QStringLiteral("Chi"));
    }

    /// By the menu of a member; and back by the room's settings.
    void whoDisturbsIsBanned() {
        Office f;
        f.stage.room(f.general).role = Role::Owner;
        f.start();
        QVERIFY(f.openMenuOf(QStringLiteral("Chi")));
        QTRY_VERIFY(f.shows(QAccessible::MenuItem, QStringLiteral("Make moderator")));
        QVERIFY(!f.shows(QAccessible::MenuItem, QStringLiteral("Make member"))); // which Chi is
        QVERIFY(f.driver->press(QStringLiteral("Ban…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Ban Chi from the room?")));
        f.driver->type(QStringLiteral("too loud")); // the field has the focus
        QVERIFY(f.driver->press(QStringLiteral("Ban")));
        QTRY_VERIFY(f.says(QStringLiteral("Chi was banned by Ana: too loud")));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Ban Chi from the room?")));
        QVERIFY(f.driver->press(QStringLiteral("Room settings")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Room settings")));
        QVERIFY(f.driver->press(QStringLiteral("Banned people…")));
        QTRY_VERIFY(f.shows(QAccessible::Button, QStringLiteral("Lift the ban of Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Lift the ban of Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Lift ban")));
        QTRY_VERIFY(f.says(QStringLiteral("Nobody is banned.")));
    }

    void whoDisturbsIsMuted() {
        Office f;
        f.stage.room(f.general).role = Role::Owner;
        f.start();
        QVERIFY(f.openMenuOf(QStringLiteral("Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Mute…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Mute Chi in this room?")));
        QVERIFY(f.driver->press(QStringLiteral("1 day")));
        QVERIFY(f.driver->press(QStringLiteral("Mute")));
        QTRY_VERIFY(f.says(QStringLiteral("Ana muted Chi until ")));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Mute Chi in this room?")));
        const std::optional<UtcTime> until = f.stage.server().requestsOf<RoomMute>().back().until->value;
        QVERIFY(until && until->ms > UtcTime::now().ms + 23 * 3'600'000);
        QTRY_VERIFY(f.says(QStringLiteral("Muted"))); // in the list
        QVERIFY(f.openMenuOf(QStringLiteral("Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Unmute")));
        QTRY_VERIFY(f.says(QStringLiteral("Ana lets Chi write again")));
    }

    /// The place of the composer says why nothing can be written.
    void whoIsMutedReadsWhy() {
        Office f;
        f.start();
        f.stage.happen(f.general, UserId{2}, MemberMuted{f.stage.me(), QStringLiteral("Ana"), true, {}},
                       UtcTime::now());
        QTRY_VERIFY(f.says(QStringLiteral("You are muted in this room: you can read, but not write.")));
        f.stage.happen(f.general, UserId{2}, MemberMuted{f.stage.me(), QStringLiteral("Ana"), false, {}},
                       UtcTime::now());
        QTRY_VERIFY(!f.says(QStringLiteral("You are muted in this room: you can read, but not write.")));
    }

    /// By the menu of a member, which every member has; and back by the settings.
    void whoAnnoysIsBlocked() {
        Office f;
        f.start();
        f.stage.say(f.general, UserId{3}, QStringLiteral("look at me"), UtcTime::now());
        QTRY_VERIFY(f.says(QStringLiteral("look at me")));
        QVERIFY(f.openMenuOf(QStringLiteral("Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Block…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Block Chi?")));
        QVERIFY(f.driver->press(QStringLiteral("Block")));
        QTRY_VERIFY(f.says(QStringLiteral("Message of a blocked person")));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Block Chi?")));
        QVERIFY(f.driver->press(QStringLiteral("Show")));
        QTRY_VERIFY(f.says(QStringLiteral("look at me")));
        QVERIFY(f.driver->press(QStringLiteral("Settings")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Settings")));
        QVERIFY(f.driver->press(QStringLiteral("Blocked people…")));
        QTRY_VERIFY(f.shows(QAccessible::Button, QStringLiteral("Unblock Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Unblock Chi")));
        QVERIFY(f.driver->press(QStringLiteral("Unblock")));
        QTRY_VERIFY(f.says(QStringLiteral("You block nobody.")));
    }

    void membersKeepNoOrder() {
        Office f;
        f.start();
        QVERIFY(f.openMenuOf(QStringLiteral("Chi")));
        QTRY_VERIFY(f.shows(QAccessible::MenuItem, QStringLiteral("Message Chi")));
        for (const QString& entry : {QStringLiteral("Make moderator"), QStringLiteral("Mute…"),
                                     QStringLiteral("Remove from room…"), QStringLiteral("Ban…")})
            QVERIFY(!f.shows(QAccessible::MenuItem, entry));
    }

    void theSettingsOfARoom() {
        Office f;
        f.stage.room(f.general).role = Role::Owner;
        f.start();
        QVERIFY(f.chooseInMenu(QStringLiteral("Room settings…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Room settings")));
        QVERIFY(f.driver->fill(QStringLiteral("Capacity"), QStringLiteral("none")));
        QVERIFY(f.driver->press(QStringLiteral("Save")));
        QTRY_VERIFY(f.says(QStringLiteral("Enter a number from 1")));
        QVERIFY(f.driver->fill(QStringLiteral("Capacity"), QStringLiteral("12")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Everybody")));
        QVERIFY(f.driver->press(QStringLiteral("Set one")));
        QTRY_VERIFY(f.shows(QAccessible::EditableText, QStringLiteral("New password")) ||
                    f.says(QStringLiteral("New password")));
        f.driver->type(QStringLiteral("open sesame")); // the field has the focus
        QVERIFY(f.driver->press(QStringLiteral("Save")));
        QTRY_COMPARE(f.openRoom(), QStringLiteral("Everybody"));
        const RoomUpdate sent = f.stage.server().requestsOf<RoomUpdate>().back();
        QCOMPARE(sent.password->value->value, QStringLiteral("open sesame"));
        QCOMPARE(sent.capacity->value, std::optional(12));
        QVERIFY(!sent.archived && !sent.topic && !sent.visibility);
        QTRY_VERIFY(f.isRowShown(QStringLiteral("Everybody")));
    }

    void membersChangeNoSettings() {
        Office f;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QTRY_VERIFY(f.shows(QAccessible::MenuItem, QStringLiteral("Leave room…")));
        QVERIFY(!f.shows(QAccessible::MenuItem, QStringLiteral("Room settings…")));
        QVERIFY(!f.shows(QAccessible::Button, QStringLiteral("Room settings")));
    }

    void anArchivedRoomIsReadAndFoldedAway() {
        Office f;
        f.stage.say(f.general, f.ben, QStringLiteral("one last word"), UtcTime::now());
        f.stage.room(f.general).role = Role::Moderator;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("Room settings")));
        QTRY_VERIFY(f.shows(QAccessible::CheckBox, QStringLiteral("Archived")));
        QQuickItem* toggle = f.driver->find(QAccessible::CheckBox, QStringLiteral("Archived"));
        toggle->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Space);
        QVERIFY(f.driver->press(QStringLiteral("Save")));
        QTRY_VERIFY(f.says(QStringLiteral("This room is archived")));
        QVERIFY(f.rowSaying(QStringLiteral("one last word")));
        QVERIFY(!f.shows(QAccessible::EditableText, QStringLiteral("Message General")));
        QTRY_VERIFY(!f.isRowShown(QStringLiteral("General")));
        QVERIFY(f.driver->press(QStringLiteral("Show 1 archived room")));
        QTRY_VERIFY(f.isRowShown(QStringLiteral("General")));
        QVERIFY(f.driver->press(QStringLiteral("Hide archived rooms")));
        QTRY_VERIFY(!f.isRowShown(QStringLiteral("General")));
    }

    void markedUnreadFromAMessage() {
        Office f;
        for (int i = 1; i <= 5; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("message %1").arg(i), UtcTime::now());
        f.start();
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Menu);
        QVERIFY(f.driver->press(QStringLiteral("Mark unread from here")));
        QTRY_VERIFY(f.isRowShown(QStringLiteral("General, 2 unread")));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 4"))->property("unreadLine").toBool());
        const auto isMarkedBack = [&] {
            const auto marks = f.stage.server().requestsOf<RoomMarkRead>();
            return !marks.empty() && marks.back().back == true;
        };
        QTRY_VERIFY(isMarkedBack());
        f.stage.say(f.general, f.ana, QStringLiteral("mine"), UtcTime::now());
        QTRY_VERIFY(f.rowSaying(QStringLiteral("mine")));
        f.timelineList()->setProperty("currentIndex", 0);
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Menu);
        QTRY_VERIFY(f.shows(QAccessible::MenuItem, QStringLiteral("Copy text")));
        QVERIFY(!f.shows(QAccessible::MenuItem, QStringLiteral("Mark unread from here"))); // an own one
    }

    void aCallOfManyAsks() {
        Office f;
        for (int i = 0; i < 30; ++i)
            f.stage.addUser(QStringLiteral("Visitor %1").arg(i));
        f.stage.room(f.general).members = 34;
        f.start();
        f.driver->type(QStringLiteral("@room tea"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("This calls 33 people")));
        QCOMPARE(f.asked<MessageSend>(), size_t(0));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.says(QStringLiteral("This calls 33 people")));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("@room tea")); // nothing is lost
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("This calls 33 people")));
        QVERIFY(f.driver->press(QStringLiteral("Send anyway")));
        QTRY_COMPARE(f.asked<MessageSend>(), size_t(1));
        QCOMPARE(f.workspace.room()->composer()->draft(), QString());
        f.driver->type(QStringLiteral("@here tea")); // nobody else is known to be present
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.asked<MessageSend>(), size_t(2));
    }

    void aBotIsMadeInTheSettings() {
        Office f;
        f.stage.room(f.general).role = Role::Owner;
        f.start();
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Manage bots…")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Deploys")));
        QVERIFY(f.driver->press(QStringLiteral("General: Send")));
        QVERIFY(f.driver->press(QStringLiteral("Make the bot")));
        const models::ShownSecret& secret = *f.workspace.me()->bots()->secret();
        QTRY_VERIFY(!secret.text().isEmpty() && f.says(secret.text()));
        const QString token = secret.text();
        QVERIFY(f.driver->press(QStringLiteral("Copy")));
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        QVERIFY(f.driver->press(QStringLiteral("Done")));
        QTRY_VERIFY(!f.says(token));
        QTRY_VERIFY(f.says(QStringLiteral("General: send")));
        QVERIFY(f.driver->press(QStringLiteral("Deploys: New token")));
        QVERIFY(f.driver->press(QStringLiteral("New token"))); // asked once more
        QTRY_VERIFY(!secret.text().isEmpty() && secret.text() != token);
        f.driver->key(Qt::Key_Escape); // with the dialog the token is gone
        QTRY_VERIFY(secret.text().isEmpty());
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Manage bots…")));
        QVERIFY(f.driver->press(QStringLiteral("Remove Deploys")));
        QVERIFY(f.driver->press(QStringLiteral("Cancel")));
        QVERIFY(f.stage.server().requestsOf<BotRemove>().empty());
        QVERIFY(f.driver->press(QStringLiteral("Remove Deploys")));
        QVERIFY(f.driver->press(QStringLiteral("Remove")));
        QTRY_COMPARE(f.workspace.me()->bots()->rowCount(), 0);
    }

    void devicesAreSignedOutInTheSettings() {
        Office f;
        f.stage.programs().devices().add(QStringLiteral("Phone"), std::chrono::minutes(3), {});
        f.stage.programs().devices().add(QStringLiteral("Desk"), std::chrono::hours(30), QStringLiteral("192.0.2.9"));
        f.stage.programs().devices().add(QStringLiteral("Web page"), std::chrono::hours(90), {});
        f.start();
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Devices…")));
        QTRY_VERIFY(f.isRowShown(QStringLiteral("confab on ana-laptop, This device")));
        QTRY_VERIFY(f.says(QStringLiteral("Used within the last quarter of an hour")));
        QVERIFY(f.driver->press(QStringLiteral("Sign out Phone")));
        QVERIFY(f.driver->press(QStringLiteral("Cancel")));
        QVERIFY(f.stage.server().requestsOf<SessionEnd>().empty());
        QVERIFY(f.driver->press(QStringLiteral("Sign out Phone")));
        f.driver->key(Qt::Key_Return); // the question has the keyboard
        QTRY_VERIFY(!f.isRowShown(QStringLiteral("Phone")));
        QVERIFY(f.isRowShown(QStringLiteral("Desk")));
        QTRY_VERIFY(f.shows(QAccessible::Button, QStringLiteral("Close")));
        QVERIFY(f.driver->press(QStringLiteral("Sign out all other devices")));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("You are signed in on this device only.")));
        QVERIFY(!f.isRowShown(QStringLiteral("Desk")));
        QVERIFY(f.workspace.connection()->isOnline());
    }

    void aPasswordIsChangedInTheSettings() {
        Office f;
        f.start();
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Change password…")));
        QVERIFY(f.driver->fill(QStringLiteral("Present password"), QStringLiteral("wrong")));
        QVERIFY(f.driver->fill(QStringLiteral("New password"), QStringLiteral("a new password")));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("This is not your present password.")));
        f.driver->type(QStringLiteral("right")); // the field has the keyboard, and its text is chosen
        f.driver->key(Qt::Key_Tab);
        f.driver->type(QStringLiteral("lost")); // on the button that shows the password
        f.driver->key(Qt::Key_Backtab);
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("Your password is changed. All other devices are signed out.")));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Change password")));
        QCOMPARE(f.stage.server().requestsOf<AccountChangePassword>().back().oldPassword.value,
                 QStringLiteral("right"));
    }

    void twoStepSignInIsSwitchedOnInTheSettings() {
        Office f;
        f.start();
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Two-step sign-in…")));
        f.driver->type(QStringLiteral("right")); // the field has the keyboard
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.shows(QAccessible::Graphic, QStringLiteral("QR code with the key")));
        QVERIFY(f.driver->press(QStringLiteral("Copy the key")));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("MZXW6YTBOI"));
        QVERIFY(f.driver->fill(QStringLiteral("Code"), QStringLiteral("000000")));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("The code is wrong or was used already.")));
        f.driver->type(QStringLiteral("123456")); // in its place
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("Two-step sign-in is on.")));
        QVERIFY(f.driver->press(QStringLiteral("Copy")));
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("ABCD-EFGH-IJKL-MNOP")));
        QVERIFY(f.driver->press(QStringLiteral("Done")));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Two-step sign-in")));
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Two-step sign-in…")));
        QVERIFY(f.driver->fill(QStringLiteral("Present password"), QStringLiteral("right")));
        QVERIFY(f.driver->fill(QStringLiteral("Code"), QStringLiteral("123456")));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("Two-step sign-in is off.")));
    }

    void aSignInAsksForTheCode() {
        Office f;
        f.show();
        QVERIFY(f.driver->fill(QStringLiteral("Server"), f.stage.url().toString()));
        QVERIFY(f.driver->fill(QStringLiteral("E-mail"), QStringLiteral("ana@example.org")));
        QVERIFY(f.driver->fill(QStringLiteral("Password"), QStringLiteral("two-step")));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Enter the code")));
        f.driver->type(QStringLiteral("000000")); // the field has the keyboard
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.says(QStringLiteral("The code is wrong or was used already.")));
        f.driver->type(QStringLiteral("123456"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.workspace.connection()->isOnline());
    }

    void anAccountIsDeletedInTheSettings() {
        Office f;
        f.start();
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Delete account…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Delete your account?")));
        f.driver->key(Qt::Key_Return); // without the password nothing is asked
        QVERIFY(f.stage.server().requestsOf<AccountDelete>().empty());
        f.driver->type(QStringLiteral("right"));
        QVERIFY(f.driver->press(QStringLiteral("Delete for ever")));
        QTRY_COMPARE(f.workspace.signIn()->state(), models::SignIn::SignedOut);
    }

    void aWebhookIsMadeInTheRoomsSettings() {
        Office f;
        f.stage.room(f.general).role = Role::Owner;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QVERIFY(f.driver->press(QStringLiteral("Room settings…")));
        QVERIFY(f.driver->press(QStringLiteral("Manage webhooks…")));
        QVERIFY(f.driver->press(QStringLiteral("Command")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Dice")));
        QVERIFY(f.driver->press(QStringLiteral("Make the webhook")));
        QTRY_VERIFY(f.says(QStringLiteral("Enter a word such as /deploy.")));
        QVERIFY(f.driver->fill(QStringLiteral("Command"), QStringLiteral("/roll")));
        QVERIFY(f.driver->fill(QStringLiteral("Address"), QStringLiteral("https://example.org/roll")));
        QVERIFY(f.driver->press(QStringLiteral("Make the webhook")));
        QTRY_VERIFY(f.says(QStringLiteral("/roll → https://example.org/roll")));
        QTRY_VERIFY(f.says(f.workspace.editor()->hooks()->secret()->text()));
    }

    /// Whose room it is not gets no button that would fail.
    void onlyAnOwnerManagesWebhooks() {
        Office f;
        f.stage.room(f.general).role = Role::Moderator;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QVERIFY(f.driver->press(QStringLiteral("Room settings…")));
        QTRY_VERIFY(f.says(QStringLiteral("Archived")));
        QVERIFY(!f.driver->find(QAccessible::Button, QStringLiteral("Manage webhooks…")));
    }

    void aBotHasABadge() {
        Office f;
        f.stage.user(f.ben).bot = true;
        f.stage.say(f.general, f.chi, QStringLiteral("hello"), UtcTime::now());
        f.start();
        QTRY_VERIFY(f.says(QStringLiteral("hello")));
        const auto badges = [&f] {
            const QList<QQuickItem*> all = f.texts();
            return std::count_if(all.begin(), all.end(),
                                 [](QQuickItem* item) { return item->property("text").toString() == u"Bot"; });
        };
        QTRY_COMPARE(badges(), 1); // among the members
        f.stage.say(f.general, f.ben, QStringLiteral("It is built"), UtcTime::now());
        QTRY_VERIFY(f.says(QStringLiteral("It is built")));
        QTRY_COMPARE(badges(), 2);
    }
};

} // namespace confab

QTEST_MAIN(confab::PeopleTest)
#include "tst_people.moc"
