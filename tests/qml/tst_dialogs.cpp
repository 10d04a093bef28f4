// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

using test::Shown;

/// Dialogs by keyboard, and whether their texts are legible in little space and with large text.
class DialogsTest : public QObject {
    Q_OBJECT
private:
    static QAccessibleInterface* focused(const Shown& f) {
        QQuickItem* item = f.window->activeFocusItem();
        return item ? QAccessible::queryAccessibleInterface(item) : nullptr;
    }
    static QString focusedName(const Shown& f) { return focused(f) ? focused(f)->text(QAccessible::Name) : QString(); }
    static bool enterGeneral(Shown& f) {
        f.show();
        return f.signIn() && f.open(f.general) && QTest::qWaitFor([&f] { return f.timelineList(); }, 20000);
    }
    // By arrow keys, in the menu of the room. False when it did not appear.
    static bool chooseInMenu(Shown& f, int entry) {
        const auto hasKeys = [&f] {
            return f.driver->find(QAccessible::MenuItem, QStringLiteral("Leave room…")) && popupOf(f);
        };
        if (!f.driver->press(QStringLiteral("More")) || !QTest::qWaitFor(hasKeys))
            return false;
        for (int i = 0; i < entry; ++i)
            f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Return);
        return true;
    }
    // The menu or dialog with the focus; null when an item of the page has it.
    static QQuickItem* popupOf(const Shown& f) {
        QQuickItem* item = f.window->activeFocusItem();
        while (item && item->parentItem() && !item->parentItem()->inherits("QQuickOverlay"))
            item = item->parentItem();
        return item && item->parentItem() ? item : nullptr;
    }
    // The position of the letters on the screen.
    static QRectF inkOf(const QQuickItem* text) {
        const QSizeF size(std::min(text->property("contentWidth").toReal(), text->width()),
                          std::min(text->property("contentHeight").toReal(), text->height()));
        const int alignment = text->property("effectiveHorizontalAlignment").toInt();
        const qreal slack = text->width() - size.width();
        const qreal x = alignment == Qt::AlignHCenter ? slack / 2 : alignment == Qt::AlignRight ? slack : 0;
        return text->mapRectToScene({x, (text->height() - size.height()) / 2, size.width(), size.height()});
    }
    // Text that is cut off at the edge of a scrolled area is not on the screen.
    static QRectF seenOf(const QQuickItem* text) {
        QRectF ink = inkOf(text);
        for (QQuickItem* around = text->parentItem(); around; around = around->parentItem()) {
            if (around->clip())
                ink = ink.intersected(around->mapRectToScene({0, 0, around->width(), around->height()}));
        }
        return ink;
    }
    // The first two overlapping texts, or a text outside of the window; empty when all are legible.
    static QString clashIn(const Shown& f, const QQuickItem* within) {
        const QRectF whole(0, 0, f.window->width(), f.window->height());
        QList<QPair<QString, QRectF>> seen;
        for (QQuickItem* item : f.texts()) {
            const QString text = item->property("text").toString();
            if (within && !within->isAncestorOf(item))
                continue;
            const QRectF ink = seenOf(item);
            if (ink.isEmpty())
                continue;
            if (!whole.adjusted(-1, -1, 1, 1).contains(ink))
                return QStringLiteral("“%1” leaves the window").arg(text);
            for (const auto& [other, place] : std::as_const(seen)) {
                const QRectF both = place.intersected(ink.adjusted(1, 2, -1, -2));
                if (both.width() > 1 && both.height() > 1)
                    return QStringLiteral("“%1” is over “%2”").arg(text, other);
            }
            seen.append({text, ink});
        }
        return {};
    }

    // Whether the text that begins so can't be read as a whole.
    static bool isCutOff(const Shown& f, const QString& beginning) {
        const QList<QQuickItem*> texts = f.texts();
        const auto isIt = [&](const QQuickItem* item) {
            return item->property("text").toString().startsWith(beginning);
        };
        const auto text = std::find_if(texts.begin(), texts.end(), isIt);
        return text == texts.end() || (*text)->property("truncated").toBool() || seenOf(*text) != inkOf(*text) ||
               !QRectF({}, f.window->size()).contains(inkOf(*text));
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void everythingCanBeReadWhenLarge_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("press");
        QTest::newRow("settings") << int(Qt::Key_Comma) << int(Qt::ControlModifier) << QString();
        QTest::newRow("keys") << int(Qt::Key_F1) << 0 << QString();
        QTest::newRow("new room") << int(Qt::Key_N) << int(Qt::ControlModifier) << QString();
        QTest::newRow("find rooms") << int(Qt::Key_N) << int(Qt::ControlModifier | Qt::ShiftModifier) << QString();
        QTest::newRow("switcher") << int(Qt::Key_K) << int(Qt::ControlModifier) << QString();
        QTest::newRow("room settings") << 0 << 0 << QStringLiteral("settings");
        QTest::newRow("bots") << int(Qt::Key_Comma) << int(Qt::ControlModifier) << QStringLiteral("Manage bots…");
        QTest::newRow("devices") << int(Qt::Key_Comma) << int(Qt::ControlModifier) << QStringLiteral("Devices…");
        QTest::newRow("password") << int(Qt::Key_Comma) << int(Qt::ControlModifier)
                                  << QStringLiteral("Change password…");
        QTest::newRow("webhooks") << 0 << 0 << QStringLiteral("Manage webhooks…");
        QTest::newRow("leave") << 0 << 0 << QStringLiteral("leave");
        QTest::newRow("delete") << 0 << 0 << QStringLiteral("delete");
    }
    void everythingCanBeReadWhenLarge() {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, press);
        Shown f;
        f.stage.addForeignRoom(QStringLiteral("Treasury"), QStringLiteral("Accounts"), QStringLiteral("gold"));
        f.stage.room(f.general).role = Role::Owner;
        QVERIFY(enterGeneral(f));
        for (const double scale : {0.8, 1.0, 1.6, 2.0}) {
            f.workspace.appearance()->setTextScale(scale);
            f.window->resize(420, 800);
            QTRY_COMPARE(f.window->width(), 420);
            const bool isFurther = press.endsWith(u'…');
            if (press.isEmpty() || key != 0)
                f.driver->key(Qt::Key(key), Qt::KeyboardModifiers(modifiers));
            else
                QVERIFY(chooseInMenu(f, press == QStringLiteral("settings") || isFurther ? 3
                                        : press == QStringLiteral("leave")               ? 4
                                                                                         : 5));
            if (isFurther) {
                QVERIFY(f.driver->press(press));
                QTRY_VERIFY(f.says(QStringLiteral("New bot")) || f.says(QStringLiteral("New webhook")) ||
                            f.says(QStringLiteral("You are signed in on this device only.")) ||
                            f.says(QStringLiteral("Present password")));
            }
            QTRY_VERIFY(popupOf(f));
            const QQuickItem* popup = popupOf(f);
            if (key == Qt::Key_N && (modifiers & int(Qt::ShiftModifier))) {
                // The last search's results are listed until the answer replaces the rows.
                QTRY_VERIFY(!f.workspace.found()->isBusy() && f.says(QStringLiteral("Treasury")));
                QVERIFY(f.driver->press(QStringLiteral("Join Treasury")));
                QTRY_COMPARE(f.workspace.joiner()->askingFor() > 0, true);
            }
            QTRY_COMPARE(clashIn(f, popup), QString());
            QVERIFY(popup->height() <= f.window->height());
            f.driver->key(Qt::Key_Escape);
            QTRY_VERIFY(!popupOf(f));
        }
    }

    void theLoginPageCanBeReadWhenLarge() {
        Shown f;
        f.show();
        for (const double scale : {0.8, 1.0, 1.6, 2.0}) {
            f.workspace.appearance()->setTextScale(scale);
            f.window->resize(420, 800);
            QTRY_COMPARE(f.window->width(), 420);
            QTRY_COMPARE(
                clashIn(f, f.window->contentItem()).replace(QRegularExpression(QStringLiteral(".*leaves.*")), {}),
                QString()); // it scrolls as a whole
            QVERIFY(f.driver->press(QStringLiteral("Create account")));
            QTRY_COMPARE(
                clashIn(f, f.window->contentItem()).replace(QRegularExpression(QStringLiteral(".*leaves.*")), {}),
                QString());
            QVERIFY(f.driver->press(QStringLiteral("Sign in")));
        }
    }

    void theBannerCanBeReadWhenLarge() {
        Shown f;
        QVERIFY(enterGeneral(f));
        f.stage.server().stop();
        QTRY_VERIFY(f.says(QStringLiteral("Offline since ")));
        for (const double scale : {0.8, 1.0, 2.0}) {
            f.workspace.appearance()->setTextScale(scale);
            f.window->resize(360, 800);
            QTRY_COMPARE(f.window->width(), 360);
            // The button is there between two attempts only.
            QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Try now")) &&
                        !isCutOff(f, QStringLiteral("Offline since ")));
        }
    }

    void theUnreadBarCanBeReadWhenLarge() {
        Shown f;
        for (int i = 1; i <= 900; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("message %1").arg(i), UtcTime{1'700'000'000'000 + i});
        f.stage.markRead(f.general, 803);
        QVERIFY(enterGeneral(f));
        for (const double scale : {0.8, 1.0, 1.6, 2.0}) {
            f.workspace.appearance()->setTextScale(scale);
            for (const QSize size : {QSize(440, 800), QSize(360, 800)}) {
                f.window->resize(size);
                QTRY_COMPARE(f.window->size(), size);
                QTRY_VERIFY(!isCutOff(f, QStringLiteral("803 unread since ")));
                QTRY_VERIFY(!isCutOff(f, QStringLiteral("Mark as read")));
                const QQuickItem* done = f.driver->find(QAccessible::Button, QStringLiteral("Mark as read"));
                QVERIFY(done);
                QTRY_COMPARE(clashIn(f, done->parentItem()), QString());
            }
        }
    }

    void theLastFieldIsScrolledTo() {
        Shown f;
        QVERIFY(enterGeneral(f));
        f.workspace.appearance()->setTextScale(2);
        f.window->resize(420, 500);
        QTRY_COMPARE(f.window->size(), QSize(420, 500));
        f.driver->key(Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(focusedName(f), QStringLiteral("Name"));
        for (int i = 0; i < 12 && focusedName(f) != QStringLiteral("Capacity"); ++i)
            f.driver->key(Qt::Key_Tab);
        QCOMPARE(focusedName(f), QStringLiteral("Capacity"));
        const QQuickItem* field = f.window->activeFocusItem();
        const auto seen = [field] {
            QRectF place = field->mapRectToScene({0, 0, field->width(), field->height()});
            for (QQuickItem* around = field->parentItem(); around; around = around->parentItem()) {
                if (around->clip())
                    place = place.intersected(around->mapRectToScene({0, 0, around->width(), around->height()}));
            }
            return place.height();
        };
        QTRY_COMPARE(seen(), field->height());
    }

    void cancelHasTheFocus_data() {
        QTest::addColumn<int>("entry");
        QTest::newRow("leave") << 4;
        QTest::newRow("delete") << 5;
    }
    void cancelHasTheFocus() {
        QFETCH(int, entry);
        Shown f;
        f.stage.room(f.general).role = Role::Owner;
        QVERIFY(enterGeneral(f));
        QVERIFY(chooseInMenu(f, entry));
        QTRY_COMPARE(focusedName(f), QStringLiteral("Cancel"));
        QVERIFY(f.window->activeFocusItem()->property("visualFocus").toBool());
        f.driver->key(Qt::Key_Return); // the safe answer
        QTRY_VERIFY(!f.says(QStringLiteral("no longer receive")) &&
                    !f.says(QStringLiteral("All messages will be deleted")));
        QCOMPARE(f.workspace.room()->facts()->name(), QStringLiteral("General"));
    }

    void aChoiceIsOneTabStop() {
        Shown f;
        QVERIFY(enterGeneral(f));
        f.workspace.appearance()->setScheme(models::Appearance::Light);
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QTRY_COMPARE(focusedName(f), QStringLiteral("Close"));
        QStringList stops;
        for (int i = 0; i < 40 && (i == 0 || focusedName(f) != QStringLiteral("Close")); ++i) {
            f.driver->key(Qt::Key_Tab);
            stops << focusedName(f);
        }
        const QStringList once{QStringLiteral("Sign out"),
                               QStringLiteral("Profile and status…"),
                               QStringLiteral("Change password…"),
                               QStringLiteral("Devices…"),
                               QStringLiteral("Blocked people…"),
                               QStringLiteral("Two-step sign-in…"),
                               QStringLiteral("Change e-mail address…"),
                               QStringLiteral("Delete account…"),
                               QStringLiteral("Light"),
                               QStringLiteral("System"), // contrast
                               QStringLiteral("Comfortable"),
                               QStringLiteral("100 %"),
                               QStringLiteral("Reduce motion"),
                               QStringLiteral("System"), // language
                               QStringLiteral("All messages"),
                               QStringLiteral("Show what messages say"),
                               QStringLiteral("Words that call me"),
                               QStringLiteral("For an hour"),
                               QStringLiteral("Until tomorrow morning"),
                               QStringLiteral("Every day"),
                               QStringLiteral("Manage bots…"),
                               QStringLiteral("Close")};
        QCOMPARE(stops, once);
        for (int i = 0; i < 20 && focusedName(f) != QStringLiteral("Light"); ++i)
            f.driver->key(Qt::Key_Tab);
        f.driver->key(Qt::Key_Right);
        QCOMPARE(f.workspace.appearance()->scheme(), models::Appearance::Dark);
        QCOMPARE(focusedName(f), QStringLiteral("Dark"));
        QVERIFY(f.window->activeFocusItem()->property("visualFocus").toBool());
        f.driver->key(Qt::Key_Right);
        QCOMPARE(f.workspace.appearance()->scheme(), models::Appearance::System);
        f.driver->key(Qt::Key_Left);
        f.driver->key(Qt::Key_Left);
        QCOMPARE(f.workspace.appearance()->scheme(), models::Appearance::Light);
    }

    void findRoomsByKeyboard() {
        Shown f;
        f.stage.addForeignRoom(QStringLiteral("Harbour"), QStringLiteral("Boats"), {});
        const RoomId treasury = f.stage.addForeignRoom(QStringLiteral("Harbour treasury"), QStringLiteral("Accounts"),
                                                       QStringLiteral("gold"));
        QVERIFY(enterGeneral(f));
        f.driver->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        f.driver->type(QStringLiteral("Harbour"));
        f.driver->key(Qt::Key_Return); // before the answer: applies to the typed text, not to the listed rows
        QTRY_COMPARE(f.workspace.room()->facts()->name(), QStringLiteral("Harbour"));
        f.driver->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        f.driver->type(QStringLiteral("Harbour"));
        QTRY_VERIFY(!f.workspace.found()->isBusy() && f.workspace.found()->rowCount() == 2);
        const auto marked = [&f] {
            QStringList names;
            const QQuickItem* list = f.driver->find(QAccessible::List, QStringLiteral("Rooms on the server"));
            if (!list)
                return names;
            const auto rows = list->property("contentItem").value<QQuickItem*>()->childItems();
            for (const QQuickItem* row : rows) {
                if (row->property("marked").toBool())
                    names << row->property("name").toString();
            }
            return names;
        };
        const QString first = QStringLiteral("Harbour treasury"); // joinable rooms come first
        QTRY_COMPARE(marked(), QStringList{first});
        f.driver->key(Qt::Key_Down);
        QTRY_COMPARE(marked(), QStringList{QStringLiteral("Harbour")});
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.joiner()->askingFor(), double(treasury.value));
        f.driver->type(QStringLiteral("gold"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.workspace.room()->roomId(), double(treasury.value));
    }
};

} // namespace confab

QTEST_MAIN(confab::DialogsTest)
#include "tst_dialogs.moc"
