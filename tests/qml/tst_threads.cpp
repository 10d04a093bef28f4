// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/formatting.h"
#include "tests/qml/shown.h"

namespace confab {

/// Threads, forwarding and links to messages in the window: by keyboard, or as assistive technology does it.
class ThreadsTest : public QObject {
    Q_OBJECT
private:
    struct Talk : test::Shown {
        Seq say(UserId by, const QString& text, std::optional<Seq> replyTo = {}) {
            stage.happen(general, by, MessagePosted{{text, replyTo}, {}}, UtcTime::now());
            return stage.lastSeq(general);
        }
        void start() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            workspace.room()->setWatched(true);
            QTRY_VERIFY(driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        }
        QQuickItem* button(const QString& name) const { return driver->find(QAccessible::Button, name); }
        QQuickItem* threadField() const {
            return driver->find(QAccessible::EditableText, QStringLiteral("Reply in the thread"));
        }
        QQuickItem* threadList() const {
            return driver->find(QAccessible::List, QStringLiteral("Messages of the thread"));
        }
        QQuickItem* rowInThread(const QString& text) const {
            const auto rows = threadList()->property("contentItem").value<QQuickItem*>()->childItems();
            for (QQuickItem* row : rows) {
                if (row->property("body").toString() == text && row->isVisible())
                    return row;
            }
            return nullptr;
        }
        QString focused() const {
            QQuickItem* item = window->activeFocusItem();
            return item ? QAccessible::queryAccessibleInterface(item)->text(QAccessible::Name) : QString();
        }
        QString written() { return workspace.room()->composer()->draft(); }
        void toMessages() { timelineList()->forceActiveFocus(Qt::TabFocusReason); }
        QString lineName(int replies) const {
            const QString time = models::clockTime(UtcTime::now());
            return replies == 1 ? QStringLiteral("1 reply, last %1").arg(time)
                                : QStringLiteral("%1 replies, last %2").arg(QString::number(replies), time);
        }
        /// The line under a message with so many answers, whatever the time is.
        QQuickItem* line(int replies) const {
            QQuickItem* found = button(lineName(replies));
            return found ? found : button(QStringLiteral("%1 replies").arg(replies));
        }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void byKeyboard() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        f.say(f.chi, QStringLiteral("Not me"), first);
        f.say(f.dara, QStringLiteral("I can"), first);
        f.start();
        f.toMessages();
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Up);
        QTRY_VERIFY(f.timelineList()->property("currentIndex").toInt() == 2);
        QTRY_VERIFY(f.focused().startsWith(QStringLiteral("Ben: Who brings")));
        f.driver->key(Qt::Key_Tab);
        QVERIFY2(f.focused().startsWith(QStringLiteral("2 replies, last ")), qPrintable(f.focused()));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.threadField() && f.threadField()->hasActiveFocus());
        QTRY_VERIFY(f.rowInThread(QStringLiteral("I can")));
        QVERIFY(f.rowInThread(QStringLiteral("Who brings the projector?")));
        QTRY_VERIFY(f.says(QStringLiteral("2 replies")));
        f.driver->type(QStringLiteral("Me, too"));
        QCOMPARE(f.written(), QString());
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.rowInThread(QStringLiteral("Me, too")));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("Me, too")));
        QCOMPARE(f.stage.server().requestsOf<MessageSend>().back().replyTo, first);
        QTRY_VERIFY(f.says(QStringLiteral("3 replies")));
        f.driver->type(QStringLiteral("later"));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.threadField());
        f.driver->type(QStringLiteral("x")); // to the room again
        QCOMPARE(f.written(), QStringLiteral("x"));
        f.workspace.room()->thread()->open(double(first));
        QTRY_VERIFY(f.threadField());
        QCOMPARE(f.threadField()->property("text").toString(), QStringLiteral("later"));
        QVERIFY(f.driver->press(QStringLiteral("Close the thread")));
        QTRY_VERIFY(!f.threadField());
    }

    /// From the tools and the menu, of a message without answers; the pane has tools of its own.
    void itsOwnTools() {
        Talk f;
        f.say(f.ana, QStringLiteral("Who brings the projector?"));
        f.start();
        f.toMessages();
        QVERIFY(f.driver->press(QStringLiteral("Thread")));
        QTRY_VERIFY(f.threadField() && f.threadField()->hasActiveFocus());
        QTRY_VERIFY(f.threadList()->property("count").toInt() == 1);
        f.driver->type(QStringLiteral("Nobody?"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.rowInThread(QStringLiteral("Nobody?")));
        QTRY_VERIFY(f.workspace.room()->thread()->rows()->seqAt(0) > 0);
        f.driver->key(Qt::Key_Up); // edits the last own message of the thread
        QTRY_COMPARE(f.threadField()->property("text").toString(), QStringLiteral("Nobody?"));
        QCOMPARE(f.workspace.room()->composer()->editing(), 0.0);
        f.driver->key(Qt::Key_Escape);
        QTRY_COMPARE(f.threadField()->property("text").toString(), QString());
        QVERIFY(f.threadField()); // Escape ended the edit only
        f.threadList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Menu);
        QTRY_VERIFY(f.driver->find(QAccessible::MenuItem, QStringLiteral("Reply")));
        QVERIFY(!f.driver->find(QAccessible::MenuItem, QStringLiteral("Thread")));
        QVERIFY(f.driver->press(QStringLiteral("Delete…")));
        QVERIFY(f.driver->press(QStringLiteral("Delete message")));
        QTRY_VERIFY(f.rowInThread(QStringLiteral("Message deleted")));
        QTRY_VERIFY(f.threadField()->hasActiveFocus()); // not the room's
        f.driver->key(Qt::Key_Escape);
        f.toMessages();
        f.driver->key(Qt::Key_Menu);
        QVERIFY(f.driver->press(QStringLiteral("Thread")));
        QTRY_VERIFY(f.threadField());
    }

    void inNarrowWindowsItLiesOverTheTimeline() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        f.say(f.chi, QStringLiteral("Not me"), first);
        f.start();
        f.window->resize(480, 780);
        QTRY_VERIFY(f.line(1));
        QVERIFY(f.driver->press(f.lineName(1)));
        QTRY_VERIFY(f.threadField() && f.threadField()->hasActiveFocus());
        QTRY_COMPARE(f.threadList()->width(), 480.0);
        QTRY_VERIFY(f.rowInThread(QStringLiteral("Not me")));
        f.driver->type(QStringLiteral("typed"));
        QCOMPARE(f.threadField()->property("text").toString(), QStringLiteral("typed"));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.threadField());
        QVERIFY(f.timelineList()); // the room is still there
        QTRY_COMPARE(f.focused(), QStringLiteral("Message General"));
    }

    void theDetailsTakeItsPlace() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        f.start();
        QTRY_VERIFY(f.driver->find(QAccessible::Heading, QStringLiteral("Details")));
        f.workspace.room()->thread()->open(double(first));
        QTRY_VERIFY(f.driver->find(QAccessible::Heading, QStringLiteral("Thread")));
        QVERIFY(!f.driver->find(QAccessible::Heading, QStringLiteral("Details")));
        f.driver->key(Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::Heading, QStringLiteral("Details")));
        QVERIFY(!f.threadField());
    }

    /// Who reads at the end stays there; who reads above is not moved.
    void answersComeWithoutMovingTheReader() {
        Talk f;
        const Seq first = f.say(f.ben, QStringLiteral("Who brings the projector?"));
        for (int i = 1; i <= 60; ++i)
            f.say(f.ben, QStringLiteral("answer %1").arg(i), first);
        f.start();
        f.workspace.room()->thread()->open(double(first));
        QTRY_VERIFY(f.threadList() && f.rowInThread(QStringLiteral("answer 60")));
        QTRY_VERIFY(f.threadList()->property("atEnd").toBool());
        const auto bottom = [&](const QString& text) {
            QQuickItem* row = f.rowInThread(text);
            return row ? row->mapToItem(f.threadList(), {0, row->height()}).y() : -1;
        };
        f.say(f.chi, QStringLiteral("one more"), first);
        QTRY_VERIFY(f.rowInThread(QStringLiteral("one more")));
        QTRY_VERIFY(bottom(QStringLiteral("one more")) > 0);
        QTRY_VERIFY2(bottom(QStringLiteral("one more")) <= f.threadList()->height(),
                     qPrintable(QString::number(bottom(QStringLiteral("one more")))));
        f.driver->key(Qt::Key_PageUp);
        QTRY_VERIFY(!f.threadList()->property("atEnd").toBool());
        (void)f.driver->picture();
        QQuickItem* read = f.threadList()
                               ->property("contentItem")
                               .value<QQuickItem*>()
                               ->childAt(20, f.threadList()->property("contentY").toReal() + 200);
        QVERIFY(read);
        const qreal before = read->mapToItem(f.threadList(), {0, 0}).y();
        f.say(f.chi, QStringLiteral("and another"), first);
        QTRY_COMPARE(f.threadList()->property("count").toInt(), 63);
        (void)f.driver->picture();
        QCOMPARE(read->mapToItem(f.threadList(), {0, 0}).y(), before);
    }

    void forwarding() {
        Talk f;
        f.say(f.ben, QStringLiteral("The plan is ready"));
        const Seq gone = f.say(f.ben, QStringLiteral("oops"));
        f.start();
        f.toMessages();
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Menu);
        QVERIFY(f.driver->press(QStringLiteral("Forward…")));
        QTRY_COMPARE(f.focused(), QStringLiteral("Search a room"));
        f.driver->type(QStringLiteral("gard"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        const MessageSend sent = f.stage.server().requestsOf<MessageSend>()[0];
        QCOMPARE(sent.room, f.garden);
        QCOMPARE(sent.body, QStringLiteral("**Ben:**\n> The plan is ready"));
        QTRY_VERIFY(!f.driver->find(QAccessible::Heading, QStringLiteral("Forward to")));
        QTRY_VERIFY(f.says(QStringLiteral("Forwarded to “Garden plans”.")));
        f.driver->type(QStringLiteral("y")); // the composer has the focus again
        QCOMPARE(f.written(), QStringLiteral("y"));
        f.stage.happen(f.general, f.ben, MessageDeleted{gone}, UtcTime::now());
        QTRY_VERIFY(f.rowSaying(QStringLiteral("Message deleted")));
        f.toMessages();
        f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Menu);
        QTRY_VERIFY(f.driver->find(QAccessible::MenuItem, QStringLiteral("Forward…")));
        QVERIFY(!f.driver->find(QAccessible::MenuItem, QStringLiteral("Forward…"))->isEnabled());
    }

    void aLinkInAMessage() {
        Talk f;
        const RoomId market = f.stage.addForeignRoom(QStringLiteral("Market"), {}, {});
        const RoomId treasury = f.stage.addForeignRoom(QStringLiteral("Treasury"), {}, QStringLiteral("gold"));
        for (int i = 1; i <= 300; ++i)
            f.stage.say(f.garden, f.chi, QStringLiteral("bed %1").arg(i), UtcTime::now());
        const QString server =
            QStringLiteral("confab://%1:%2/room/").arg(f.stage.url().host(), QString::number(f.stage.url().port()));
        const QString link = server + QStringLiteral("2/20");
        f.say(f.ben, QStringLiteral("look at %1").arg(link));
        f.start();
        QTRY_VERIFY(f.driver->find(QAccessible::Link, link));
        QQuickItem* spot = f.driver->find(QAccessible::Link, link);
        QAccessible::queryAccessibleInterface(spot)->actionInterface()->doAction(
            QAccessibleActionInterface::pressAction());
        QTRY_VERIFY(f.says(QStringLiteral("bed 20")));
        QCOMPARE(f.workspace.room()->roomId(), double(f.garden.value));
        // A room of others.
        f.workspace.links()->openText(server + QString::number(market.value));
        QTRY_VERIFY(f.driver->find(QAccessible::Heading, QStringLiteral("Join this room?")));
        QVERIFY(f.driver->press(QStringLiteral("Join")));
        QTRY_COMPARE(f.workspace.room()->roomId(), double(market.value));
        QTRY_VERIFY(!f.driver->find(QAccessible::Heading, QStringLiteral("Join this room?")));
        // One with a password.
        f.workspace.links()->openText(server + QString::number(treasury.value));
        QVERIFY(f.driver->press(QStringLiteral("Join")));
        QVERIFY(f.driver->fill(QStringLiteral("Room password"), QStringLiteral("gold")));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.room()->roomId(), double(treasury.value));
        // Another server.
        f.workspace.links()->openText(QStringLiteral("confab://chat.example.org/room/2"));
        QTRY_VERIFY(f.says(QStringLiteral("chat.example.org")));
        QVERIFY(f.driver->find(QAccessible::Heading, QStringLiteral("The link can't be opened")));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.says(QStringLiteral("chat.example.org")));
        f.driver->type(QStringLiteral("z"));
        QCOMPARE(f.written(), QStringLiteral("z"));
    }
};

} // namespace confab

QTEST_MAIN(confab::ThreadsTest)
#include "tst_threads.moc"
