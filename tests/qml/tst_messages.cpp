// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QSignalSpy>

namespace confab {

namespace {

QStringList heard; // the notifications that came up, as a screen reader gets them

void listen(QAccessibleEvent* event) {
    // Others come from items that are being made or unmade, of which nothing can be asked.
    const bool isRegion = event->object() && event->object()->inherits("confab::LiveRegion");
    if (!isRegion || event->type() != QAccessible::ObjectShow)
        return;
    QAccessibleInterface* interface = event->accessibleInterface();
    if (interface && interface->role() == QAccessible::Notification)
        heard << interface->text(QAccessible::Name);
}

} // namespace

/// What a user does with messages in the window: by keyboard, or as assistive technology does it.
class MessagesTest : public QObject {
    Q_OBJECT
private:
    struct Talk : test::Shown {
        Seq last() { return stage.lastSeq(general); }
        void say(UserId by, const QString& text, std::optional<Seq> replyTo = {}) {
            stage.happen(general, by, MessagePosted{{text, replyTo}, {}}, UtcTime::now());
        }
        void start() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            workspace.room()->setWatched(true);
            QTRY_VERIFY(driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        }
        QString written() { return workspace.room()->composer()->draft(); }
        QQuickItem* button(const QString& name) const { return driver->find(QAccessible::Button, name); }
        bool asks(const QString& heading) const { return driver->find(QAccessible::Heading, heading); }
        QString focused() const {
            QQuickItem* item = window->activeFocusItem();
            return item ? QAccessible::queryAccessibleInterface(item)->text(QAccessible::Name) : QString();
        }
        void toMessages() { timelineList()->forceActiveFocus(Qt::TabFocusReason); }
        void openMenu() { driver->key(Qt::Key_Menu); }
        /// The same, in a window in front.
        void startToListen() {
            start();
            QTRY_VERIFY(QGuiApplication::focusWindow());
            heard.clear();
        }
    };
    /// Qt tells nobody where nothing asks for it: whether this runs by tests/qml/withscreenreader.sh.
    static bool hasScreenReader() {
        return qEnvironmentVariableIsSet("QT_LINUX_ACCESSIBILITY_ALWAYS_ON") &&
               QTest::qWaitFor([] { return QAccessible::isActive(); }, 20000);
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
        QAccessible::installUpdateHandler(listen);
    }
    void cleanupTestCase() { QAccessible::installUpdateHandler(nullptr); }

    void upEditsTheLastMessage() {
        Talk f;
        f.say(f.ana, QStringLiteral("helo"));
        f.say(f.ben, QStringLiteral("hi"));
        f.start();
        f.driver->key(Qt::Key_Up);
        QCOMPARE(f.written(), QStringLiteral("helo"));
        QVERIFY(f.says(QStringLiteral("Editing")));
        f.driver->key(Qt::Key_Escape); // leaves it as it was
        QCOMPARE(f.written(), QString());
        QVERIFY(!f.says(QStringLiteral("Editing")));
        f.driver->type(QStringLiteral("x"));
        f.driver->key(Qt::Key_Up); // of a field with text: moves the cursor
        QCOMPARE(f.written(), QStringLiteral("x"));
        f.driver->key(Qt::Key_Backspace);
        f.driver->key(Qt::Key_Up);
        f.driver->type(QStringLiteral(" there"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.rowSaying(QStringLiteral("helo there")));
        QTRY_VERIFY(f.button(QStringLiteral("Edited: show earlier versions")));
        QCOMPARE(f.written(), QString());
        f.driver->type(QStringLiteral("new"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.rowSaying(QStringLiteral("new")));
    }

    void deletingAsks() {
        Talk f;
        f.say(f.ana, QStringLiteral("oops"));
        f.start();
        f.toMessages();
        f.openMenu();
        QVERIFY(f.driver->press(QStringLiteral("Delete…")));
        QTRY_VERIFY(f.asks(QStringLiteral("Delete this message?")));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.asks(QStringLiteral("Delete this message?")));
        QVERIFY(f.rowSaying(QStringLiteral("oops")));
        f.driver->type(QStringLiteral("a")); // the composer has the focus again
        QCOMPARE(f.written(), QStringLiteral("a"));
        f.toMessages();
        f.openMenu();
        QVERIFY(f.driver->press(QStringLiteral("Delete…")));
        QVERIFY(f.driver->press(QStringLiteral("Delete message")));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("Message deleted")));
        QTRY_COMPARE(f.stage.server().requestsOf<MessageDelete>().size(), size_t(1));
        f.toMessages();
        f.openMenu();
        QTRY_VERIFY(f.driver->find(QAccessible::MenuItem, QStringLiteral("Copy text")));
        QVERIFY(!f.driver->find(QAccessible::MenuItem, QStringLiteral("Reply")));
        QVERIFY(!f.driver->find(QAccessible::MenuItem, QStringLiteral("Delete…")));
    }

    void reactionsByKeyboard() {
        Talk f;
        f.say(f.ben, QStringLiteral("the plan"));
        f.start();
        f.toMessages();
        QTRY_VERIFY(f.button(QStringLiteral("Reply")));
        f.driver->key(Qt::Key_Tab);
        QCOMPARE(f.focused(), QStringLiteral("React with 👍"));
        f.driver->key(Qt::Key_Right);
        QCOMPARE(f.focused(), QStringLiteral("React with ❤️"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.button(QStringLiteral("❤️ 1, yours, too")));
        QCOMPARE(f.focused(), QStringLiteral("Take back ❤️"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(!f.button(QStringLiteral("❤️ 1, yours, too")));
        f.driver->key(Qt::Key_Escape);
        QVERIFY(f.timelineList()->hasActiveFocus());
        // Another one than the quick ones.
        f.openMenu();
        QVERIFY(f.driver->press(QStringLiteral("React…")));
        QTRY_COMPARE(f.focused(), QStringLiteral("Search emoji"));
        f.driver->type(QStringLiteral("check mark button"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.button(QStringLiteral("✅ 1, yours, too")));
        // A chip does the same.
        QVERIFY(f.driver->press(QStringLiteral("✅ 1, yours, too")));
        QTRY_VERIFY(!f.button(QStringLiteral("✅ 1, yours, too")));
    }

    void anAnswer() {
        Talk f;
        f.say(f.ben, QStringLiteral("Who brings the projector?"));
        f.start();
        f.toMessages();
        QVERIFY(f.driver->press(QStringLiteral("Reply")));
        QTRY_VERIFY(f.says(QStringLiteral("Replying to Ben")));
        f.driver->type(QStringLiteral("Me"));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.rowSaying(QStringLiteral("Me")));
        QTRY_VERIFY(f.button(QStringLiteral("Go to the message of Ben")));
        QVERIFY(!f.says(QStringLiteral("Replying to Ben")));
        QCOMPARE(f.stage.server().requestsOf<MessageSend>().back().replyTo, 1);
        f.driver->type(QStringLiteral("More"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(2));
        QVERIFY(!f.stage.server().requestsOf<MessageSend>().back().replyTo);
    }

    void aQuoteLeadsToItsMessage() {
        Talk f;
        for (int i = 1; i <= 400; ++i)
            f.say(f.ben, QStringLiteral("message %1").arg(i));
        f.say(f.chi, QStringLiteral("yes"), 20);
        f.start();
        QTRY_VERIFY(f.says(QStringLiteral("message 20")));
        QVERIFY(f.driver->press(QStringLiteral("Go to the message of Ben")));
        QQuickItem* target = nullptr;
        QTRY_VERIFY((target = f.rowSaying(QStringLiteral("message 20"))) && target->property("highlighted").toBool());
        const qreal y = target->mapToItem(f.timelineList(), {0, 0}).y();
        QVERIFY2(y > 0 && y < f.timelineList()->height() / 2, qPrintable(QString::number(y)));
        QTRY_VERIFY(!target->property("highlighted").toBool());
        // On in both directions.
        f.driver->key(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(f.rowSaying(QStringLiteral("yes")));
    }

    /// Whatever happens to the messages above, the line that is read stays where it is.
    void nothingMovesUnderTheReader() {
        Talk f;
        for (int i = 1; i <= 60; ++i)
            f.say(f.ben, QStringLiteral("message %1").arg(i));
        f.start();
        f.driver->key(Qt::Key_PageUp);
        QTRY_VERIFY(!f.workspace.room()->view()->isAtNewest());
        QQuickItem* read = f.rowSaying(QStringLiteral("message 35"));
        QVERIFY(read);
        const auto y = [&] { return read->mapToItem(f.timelineList(), {0, 0}).y(); };
        const qreal before = y();
        QVERIFY(before > 0 && before < f.timelineList()->height());
        for (const Seq seq : {20, 25, 30})
            f.stage.happen(f.general, f.chi, ReactionAdded{seq, QStringLiteral("👍")}, UtcTime::now());
        f.stage.happen(f.general, f.ben, MessageEdited{28, QStringLiteral("better"), {}}, UtcTime::now());
        QTRY_COMPARE(f.timeline().data(f.timeline().index(60 - 28), f.timeline().roleNames().key("body")).toString(),
                     QStringLiteral("better"));
        (void)f.driver->picture();
        QCOMPARE(y(), before);
    }

    void theToolsFollowThePointer() {
        Talk f;
        f.say(f.ben, QStringLiteral("one"));
        f.say(f.chi, QStringLiteral("two"));
        f.start();
        const auto pointAt = [&](const QString& text) {
            QQuickItem* row = f.rowSaying(text);
            QTest::mouseMove(f.window, row->mapToScene({200, row->height() - 8}).toPoint());
            return row;
        };
        QVERIFY(!f.button(QStringLiteral("Reply")));
        QQuickItem* row = pointAt(QStringLiteral("one"));
        QTRY_VERIFY(f.button(QStringLiteral("Reply")));
        QQuickItem* reply = f.button(QStringLiteral("Reply"));
        QVERIFY(reply->mapToScene({0, 0}).y() >= row->mapToScene({0, 0}).y());
        QTest::mouseMove(f.window, reply->mapToScene({8, 8}).toPoint()); // they stay while the pointer is on them
        (void)f.driver->picture();
        QVERIFY(reply->isVisible());
        QTest::mouseClick(f.window, Qt::LeftButton, {}, reply->mapToScene({8, 8}).toPoint());
        QTRY_VERIFY(f.says(QStringLiteral("Replying to Ben")));
        pointAt(QStringLiteral("two"));
        QTRY_VERIFY(f.button(QStringLiteral("Reply"))->mapToScene({0, 0}).y() > row->mapToScene({0, 0}).y());
    }

    /// Whichever row the pointer is on, its text can be read: the tools lie beside it, or above.
    void theToolsCoverNoText() {
        Talk f;
        const QString words = QStringLiteral("many words ").repeated(16).trimmed();
        const QStringList texts{QStringLiteral("short"), words, words + u'1', QStringLiteral("ok"), words + u'2'};
        for (int i = 0; i < texts.size(); ++i)
            f.say(i < 2 ? f.ben : f.chi, texts[i], i == 4 ? std::optional<Seq>(1) : std::nullopt);
        f.start();
        for (const QString& text : texts) {
            QQuickItem* row = f.rowSaying(text);
            QVERIFY(row);
            QTest::mouseMove(f.window, row->mapToScene({200, row->height() - 8}).toPoint());
            QTRY_VERIFY(row->property("hovered").toBool());
            const QString bar = QStringLiteral("Message tools");
            QTRY_VERIFY(f.driver->find(QAccessible::ToolBar, bar));
            (void)f.driver->picture();
            const QQuickItem* tools = f.driver->find(QAccessible::ToolBar, bar);
            const QRectF taken = tools->mapRectToScene({0, 0, tools->width(), tools->height()});
            int seen = 0;
            for (const QQuickItem* item : f.texts()) {
                if (!row->isAncestorOf(item) || !item->inherits("QQuickTextEdit"))
                    continue;
                ++seen;
                const QRectF ink = item->mapRectToScene(
                    {0, 0, item->property("contentWidth").toDouble(), item->property("contentHeight").toDouble()});
                QVERIFY2(!ink.adjusted(0, 5, 0, 0).intersects(taken), qPrintable(text)); // 5: above its first letters
            }
            QCOMPARE(seen, 1);
        }
    }

    /// Short texts of the other direction than the window's stand at the name of their author, too.
    void textsBeginAtTheirAuthor() {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        const auto back = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
        Talk f;
        f.say(f.ben, QStringLiteral("ok"));
        f.say(f.chi, QStringLiteral("**ok** then"));
        f.say(f.ben, QStringLiteral("\u05e9\u05dc\u05d5\u05dd"));
        f.start();
        (void)f.driver->picture();
        int seen = 0;
        for (QQuickItem* item : f.texts()) {
            if (!item->inherits("QQuickTextEdit") || !f.timelineList()->isAncestorOf(item))
                continue;
            ++seen;
            const bool isOfWindow = item->property("effectiveHorizontalAlignment").toInt() == Qt::AlignRight;
            const double width = item->width();
            const double end =
                item->mapToScene({isOfWindow ? width : item->property("contentWidth").toDouble(), 0}).x();
            QCOMPARE(end, f.timelineList()->mapToScene({f.timelineList()->width() - 68, 0}).x());
        }
        QCOMPARE(seen, 3);
    }

    /// While the reader scrolls far from the end, the day of the first row is said; at the end it is not.
    void theDayIsShownWhileOneScrolls() {
        Talk f;
        constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
        for (int i = 1; i <= 200; ++i) {
            const UtcTime at{UtcTime::now().ms - (i <= 150 ? dayMs : 0)};
            f.stage.happen(f.general, f.ben, MessagePosted{{QStringLiteral("message %1").arg(i), {}}, {}}, at);
        }
        f.start();
        const auto day = [&f] {
            for (const QQuickItem* text : f.texts()) {
                if (QByteArrayView(text->parentItem()->metaObject()->className()).startsWith("DayPill"))
                    return text->property("text").toString();
            }
            return QString();
        };
        QCOMPARE(day(), QString());
        const auto flick = [&f](double by) {
            QMetaObject::invokeMethod(f.timelineList(), "flick", Q_ARG(qreal, 0), Q_ARG(qreal, by));
        };
        flick(9000);
        QTRY_COMPARE(day(), QStringLiteral("Yesterday"));
        QTRY_VERIFY(!f.timelineList()->property("moving").toBool());
        QTRY_COMPARE(day(), QString());
        f.driver->key(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(f.timelineList()->property("atNewest").toBool());
        QCOMPARE(day(), QString());
    }

    void pinnedMessagesAreListed() {
        Talk f;
        f.stage.room(f.general).role = Role::Owner;
        for (int i = 1; i <= 400; ++i)
            f.say(f.ben, QStringLiteral("message %1").arg(i));
        f.stage.happen(f.general, f.chi, MessagePinned{7}, UtcTime::now());
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("Go to the pinned message of Ben: message 7")));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 7")));
        f.driver->key(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 400")));
        f.toMessages();
        f.openMenu();
        QVERIFY(f.driver->press(QStringLiteral("Pin")));
        QTRY_VERIFY(f.button(QStringLiteral("Go to the pinned message of Ben: message 400")));
    }

    void earlierVersionsAreShown() {
        Talk f;
        f.say(f.ben, QStringLiteral("first words"));
        f.stage.happen(f.general, f.ben, MessageEdited{1, QStringLiteral("second words"), {}}, UtcTime::now());
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("Edited: show earlier versions")));
        QTRY_VERIFY(f.says(QStringLiteral("first words")));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.says(QStringLiteral("first words")));
    }

    void screenReadersSayANewMessageOnce() {
        Talk f;
        f.say(f.ben, QStringLiteral("old"));
        f.startToListen();
        if (!hasScreenReader())
            QSKIP("needs the bus of a screen reader");
        f.say(f.ben, QStringLiteral("Coffee is ready"));
        QTRY_COMPARE(heard.size(), 1);
        QVERIFY2(heard[0].startsWith(QStringLiteral("Ben: Coffee is ready")), qPrintable(heard[0]));
        f.say(f.ben, QStringLiteral("Coffee is ready")); // the same words are news again
        QTRY_COMPARE(heard.size(), 2);
    }

    void screenReadersSayHowManyThereAre() {
        Talk f;
        f.startToListen();
        if (!hasScreenReader())
            QSKIP("needs the bus of a screen reader");
        for (int i = 1; i <= 80; ++i)
            f.say(f.ben, QStringLiteral("message %1").arg(i));
        QTRY_VERIFY(!heard.isEmpty() && heard.last().contains(QStringLiteral("message 80")));
        QVERIFY2(heard.join(u'\n').contains(QStringLiteral(" new messages")), qPrintable(heard.join(u'|')));
    }

    void screenReadersSayNeitherOwnMessagesNorOtherRoomsNorNotices() {
        Talk f;
        f.startToListen();
        if (!hasScreenReader())
            QSKIP("needs the bus of a screen reader");
        f.workspace.room()->composer()->send(QStringLiteral("my own"));
        f.stage.say(f.garden, f.chi, QStringLiteral("elsewhere"), UtcTime::now());
        f.stage.happen(f.general, f.chi, MemberJoined{f.chi, QStringLiteral("Chi")}, UtcTime::now());
        QTRY_VERIFY(f.rowSaying(QStringLiteral("my own")));
        f.say(f.ben, QStringLiteral("after all of it"));
        QTRY_VERIFY(!heard.isEmpty());
        QCOMPARE(heard.size(), 1);
        QVERIFY2(heard[0].startsWith(QStringLiteral("Ben: after all of it")), qPrintable(heard[0]));
        QVERIFY(!heard[0].contains(u'\n'));
    }
};

} // namespace confab

QTEST_MAIN(confab::MessagesTest)
#include "tst_messages.moc"
