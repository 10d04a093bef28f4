// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/desktop/cursorrest.h"
#include "app/desktop/window.h"
#include "tests/app/models/fixture.h"
#include "tests/qml/driver.h"

#include <QClipboard>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQuickItem>
#include <QSignalSpy>
#include <QStyleHints>

namespace confab {

/// The open room in the real window: the positions of messages on the screen, and the field for a new one.
class TimelineViewTest : public QObject {
    Q_OBJECT
private:
    struct Shown : models::Fixture {
        std::unique_ptr<desktop::MainWindow> main;
        QQuickWindow* window = nullptr;
        std::unique_ptr<test::Driver> driver;

        void talk(int messages, const QString& text = QStringLiteral("message %1")) {
            for (int i = 1; i <= messages; ++i)
                stage.say(general, i % 3 ? ben : chi, text.arg(i), UtcTime{1'700'000'000'000 + i * 1000});
        }
        // A window of 1200 × 780 with General open in it.
        void show() {
            test::failOnWarnings();
            workspace.appearance()->setReducedMotion(true);
            main = std::make_unique<desktop::MainWindow>(workspace);
            window = qobject_cast<QQuickWindow*>(main->engine().rootObjects().value(0));
            QVERIFY(window);
            driver = std::make_unique<test::Driver>(*window);
            window->resize(1200, 780);
            window->requestActivate();
            QVERIFY(QTest::qWaitForWindowActive(window));
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(list() && list()->property("placed").toBool());
            frame();
        }
        void setTextScale(double scale) {
            QQmlComponent look(&main->engine());
            look.setData("import QtQml\nimport Confab.Theme\nQtObject { property QtObject theme: Theme }", {});
            const std::unique_ptr<QObject> holder(look.create());
            QVERIFY2(holder, qPrintable(look.errorString()));
            QVERIFY(holder->property("theme").value<QObject*>()->setProperty("textScale", scale));
            frame();
        }
        // Waits until everything is laid out and painted.
        void frame() {
            for (int i = 0; i < 2; ++i) {
                QSignalSpy frames(window, &QQuickWindow::frameSwapped);
                window->update();
                QTRY_VERIFY(frames.size() > 0);
            }
        }
        QQuickItem* list() const { return driver->find(QAccessible::List, QStringLiteral("Messages in General")); }
        QQuickItem* composer() const {
            return driver->find(QAccessible::EditableText, QStringLiteral("Message General"));
        }
        QQuickItem* row(const QString& text) const {
            const auto rows = list()->property("contentItem").value<QQuickItem*>()->childItems();
            for (QQuickItem* row : rows) {
                if (row->isVisible() && row->property("excerpt").toString() == text)
                    return row;
            }
            return nullptr;
        }
        // The offset of a row's upper edge from the list's; far away when there is no such row.
        qreal top(const QString& text) const {
            const QQuickItem* item = row(text);
            return item ? item->mapToItem(list(), {0, 0}).y() : 1e6;
        }
        bool isInView(const QString& text) const { return top(text) > -5 && top(text) < list()->height() - 10; }
        // The text of the uppermost row that is completely on the screen.
        QString topText() const {
            QString found;
            qreal best = 1e6;
            const auto rows = list()->property("contentItem").value<QQuickItem*>()->childItems();
            for (const QQuickItem* row : rows) {
                const qreal y = row->mapToItem(list(), {0, 0}).y();
                if (row->isVisible() && y >= 0 && y < best) {
                    best = y;
                    found = row->property("excerpt").toString();
                }
            }
            return found;
        }
        double contentY() const { return list()->property("contentY").toDouble(); }
        /// Everything has arrived, and is laid out and painted.
        bool isQuiet() {
            frame();
            const client::LogWindow& log = client.openRooms().find(general)->log();
            return QTest::qWaitFor([&] { return !log.isLoadingOlder() && !log.isLoadingNewer(); }, 30000);
        }
        QQuickItem* inTheMiddle() const {
            const double middle = contentY() + list()->height() / 2;
            const auto rows = list()->property("contentItem").value<QQuickItem*>()->childItems();
            for (QQuickItem* row : rows) {
                if (row->isVisible() && row->y() <= middle && middle < row->y() + row->height())
                    return row;
            }
            return nullptr;
        }
        /// By how much the row in the middle moves after a step, until everything has arrived; far away when it is
        /// gone.
        double movesAfter(double step) {
            QMetaObject::invokeMethod(list(), "scrollBy", Q_ARG(double, step));
            const QPointer<QQuickItem> row = inTheMiddle();
            if (!row)
                return -1;
            const double seq = row->property("seq").toDouble();
            // Its lower edge: the oldest row that is loaded loses its author when an earlier one of his comes.
            const double before = row->y() + row->height() - contentY();
            if (!isQuiet() || !row || row->property("seq").toDouble() != seq)
                return 1e6;
            return std::abs(row->y() + row->height() - contentY() - before);
        }
        client::Timeline& rows() { return client.openRooms().find(general)->timeline(); }
        bool isWithoutGap() {
            for (int row = 1; row < rows().count(); ++row) {
                if (rows().at(row).seq() != rows().at(row - 1).seq() - 1)
                    return false;
            }
            return rows().count() <= client::LogWindow::rowsMost + limits::messagesPerPage;
        }
    };

    static QString message(int number) { return QStringLiteral("message %1").arg(number); }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void theComposerGrowsWithItsText_data() {
        QTest::addColumn<double>("scale");
        QTest::newRow("80 %") << 0.8;
        QTest::newRow("100 %") << 1.0;
        QTest::newRow("200 %") << 2.0;
    }
    void theComposerGrowsWithItsText() {
        QFETCH(const double, scale);
        Shown f;
        f.show();
        f.setTextScale(scale);
        QQuickItem* input = f.composer();
        QVERIFY(input);
        const QQuickItem* flick = input->parentItem()->parentItem();
        const double line = QFontMetricsF(input->property("font").value<QFont>()).lineSpacing();
        input->forceActiveFocus();
        for (int lines = 1; lines <= 10; ++lines) {
            if (lines > 1)
                f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
            f.driver->type(QStringLiteral("gjpyÅ"));
            f.frame();
            const double needed = line * std::min(lines, 8);
            QVERIFY2(flick->height() >= needed, qPrintable(QStringLiteral("%1 < %2").arg(flick->height()).arg(needed)));
            QVERIFY(flick->height() <= needed + line);
            // The line with the cursor is in view, whole.
            const QRectF cursor = input->property("cursorRectangle").toRectF();
            const double y = input->mapToItem(flick, cursor.topLeft()).y();
            QVERIFY2(y >= -1 && y + cursor.height() <= flick->height() + 1, qPrintable(QString::number(y)));
        }
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        f.frame();
        QVERIFY(flick->height() < line * 2);
    }

    void aRoomOpensAtItsFirstUnread_data() {
        QTest::addColumn<int>("messages");
        QTest::addColumn<int>("unread");
        QTest::newRow("18") << 90 << 18;
        QTest::newRow("87") << 200 << 87;
        QTest::newRow("900") << 1000 << 900;
        QTest::newRow("20,000") << 20'050 << 20'000;
    }
    void aRoomOpensAtItsFirstUnread() {
        QFETCH(const int, messages);
        QFETCH(const int, unread);
        Shown f;
        // Of mixed heights: some wrap.
        for (int i = 1; i <= messages; ++i) {
            const QString text = i % 7 ? message(i) : message(i) + QStringLiteral(" and on and on").repeated(20);
            f.stage.say(f.general, i % 3 ? f.ben : f.chi, text, UtcTime{1'700'000'000'000 + i * 1000});
        }
        f.stage.markRead(f.general, unread);
        f.show();
        const QString first =
            f.timeline()
                .data(f.timeline().index(f.timeline().unreadRow()), f.timeline().roleNames().key("excerpt"))
                .toString();
        QVERIFY(first.startsWith(message(messages - unread + 1)));
        const double third = f.list()->height() / 3;
        if (unread > 20)
            QVERIFY2(std::abs(f.top(first) - third) < 4, qPrintable(QString::number(f.top(first))));
        else // all of the unread ones fit below
            QVERIFY2(f.top(first) >= third - 4 && f.isInView(first), qPrintable(QString::number(f.top(first))));
        // The messages on the screen are read, and no later ones.
        const Seq before = messages - unread;
        QTRY_VERIFY(f.client.rooms().readSeq(f.general) > before);
        const Seq read = f.client.rooms().readSeq(f.general);
        const auto text = [&](Seq seq) {
            const int row = f.client.openRooms().find(f.general)->timeline().rowOfSeq(seq);
            return models::Fixture::at(f.timeline(), row, "excerpt").toString();
        };
        QVERIFY(f.isInView(text(read)));
        if (read < messages) {
            const QQuickItem* next = f.row(text(read + 1));
            QVERIFY(!next || f.top(text(read + 1)) + next->height() > f.list()->height());
        }
    }

    void theFirstUnreadIsNearTheBeginning_data() {
        QTest::addColumn<int>("messages");
        QTest::addColumn<int>("unread");
        QTest::newRow("all of a few") << 12 << 12;
        QTest::newRow("all") << 101 << 101;
        QTest::newRow("all but one") << 88 << 87;
    }
    void theFirstUnreadIsNearTheBeginning() {
        QFETCH(const int, messages);
        QFETCH(const int, unread);
        Shown f;
        f.talk(messages);
        f.stage.markRead(f.general, unread);
        f.show();
        QTRY_VERIFY(f.isInView(message(messages - unread + 1)));
    }

    /// As when the bar of the unread ones appears, or the composer gets its height, just after the room has opened.
    void aSizeThatChangesWhileARoomOpensKeepsThePlace() {
        Shown f;
        f.talk(88);
        f.stage.markRead(f.general, 87);
        // QML is notified first: the list has gone there, and has not settled.
        connect(f.workspace.room()->view(), &models::RoomView::placeWanted, f.workspace.room(),
                [&f] { f.window->resize(1200, 740); });
        f.show();
        QCOMPARE(f.window->height(), 740);
        f.frame();
        QTRY_VERIFY(f.isInView(message(2)));
    }

    void theBarJumpsThereAndBack() {
        Shown f;
        f.talk(400);
        f.stage.markRead(f.general, 350);
        f.show();
        QVERIFY(f.isInView(message(51)));
        // The bar covers no message.
        const QQuickItem* mark = f.driver->find(QAccessible::Button, QStringLiteral("Mark as read"));
        QVERIFY(mark && mark->mapToItem(f.list(), {0, mark->height()}).y() <= 0);
        const QString since = f.workspace.room()->view()->unreadSince();
        QVERIFY(!since.isEmpty());
        const QString bar = QStringLiteral("350 unread since %1").arg(since);
        QVERIFY(f.driver->press(QStringLiteral("Jump to the newest message")));
        QTRY_VERIFY(f.isInView(message(400)));
        QCOMPARE(f.workspace.room()->view()->unreadSince(), since); // though that message is not loaded now
        QVERIFY(f.driver->press(bar));
        QTRY_VERIFY(f.isInView(message(51)));
        QTRY_VERIFY(f.workspace.room()->view()->isUnreadShown());
        QVERIFY(f.driver->press(bar));
        QTRY_VERIFY(f.isInView(message(400)));
        QVERIFY(f.driver->press(QStringLiteral("Mark as read")));
        QTRY_COMPARE(f.workspace.room()->view()->unread(), 0);
    }

    void whatIsWrittenOfflineIsShown_data() {
        QTest::addColumn<bool>("oldest");
        QTest::newRow("from the first unread message") << false;
        QTest::newRow("from the oldest message") << true;
    }
    void whatIsWrittenOfflineIsShown() {
        QFETCH(const bool, oldest);
        Shown f;
        f.talk(900);
        f.stage.markRead(f.general, oldest ? 0 : 800);
        f.show();
        f.composer()->forceActiveFocus();
        if (oldest)
            f.driver->key(Qt::Key_Home, Qt::ControlModifier);
        QTRY_VERIFY(f.isInView(message(oldest ? 1 : 101)) && f.timeline().hasNewer());
        f.stage.server().stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        for (const QString& text : {QStringLiteral("written on the train"), QStringLiteral("and this too")}) {
            f.driver->type(text);
            f.driver->key(Qt::Key_Return);
            QTRY_VERIFY(f.list() && f.isInView(text));
            QTRY_VERIFY(f.workspace.room()->view()->isAtNewest());
        }
        f.stage.server().listen();
        f.workspace.connection()->tryNow();
        QTRY_VERIFY(f.client.session().isOnline());
        QTRY_VERIFY(f.isInView(message(900)) && f.isInView(QStringLiteral("and this too")));
    }

    void aResizeKeepsTheLineThatIsRead() {
        Shown f;
        f.talk(300, QStringLiteral("message %1 ") +
                        QStringLiteral("with words that wrap when the window is narrow ").repeated(3));
        f.stage.markRead(f.general, 150);
        f.show();
        const QString reading = f.topText();
        const double before = f.top(reading);
        for (const QSize size :
             {QSize(900, 700), QSize(420, 800), QSize(1200, 500), QSize(420, 800), QSize(1200, 780)}) {
            f.window->resize(size);
            QTRY_COMPARE(f.window->contentItem()->size().toSize(), size);
            f.frame();
            QVERIFY2(std::abs(f.top(reading) - before) < 40, qPrintable(QString::number(f.top(reading))));
        }
        // At the end the list stays at the end.
        QVERIFY(f.driver->press(QStringLiteral("Jump to the newest message")) || true);
        QTRY_VERIFY(f.workspace.room()->view()->isAtNewest());
        f.window->resize(420, 800);
        f.frame();
        QTRY_VERIFY(f.workspace.room()->view()->isAtNewest());
    }

    void keysOfTheComposerScrollTheMessages() {
        Shown f;
        f.talk(300);
        f.stage.markRead(f.general, 0);
        f.show();
        f.composer()->forceActiveFocus();
        QVERIFY(f.isInView(message(300)));
        f.driver->key(Qt::Key_PageUp);
        f.frame();
        QVERIFY(!f.isInView(message(300)));
        const QString above = f.topText();
        f.driver->key(Qt::Key_PageDown);
        f.frame();
        QVERIFY(f.isInView(message(300)) && !f.isInView(above));
        f.driver->key(Qt::Key_Home, Qt::ControlModifier);
        QTRY_VERIFY(f.isInView(message(1)));
        f.driver->key(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(f.isInView(message(300)));
        QVERIFY(f.composer()->hasActiveFocus());
    }

    /// To the very line, from a quote and from the end.
    void aJumpLeadsBackToTheLine() {
        Shown f;
        f.talk(900);
        f.stage.markRead(f.general, 0);
        f.show();
        f.driver->key(Qt::Key_PageUp);
        f.frame();
        const QString reading = f.topText();
        const double before = f.top(reading);
        f.workspace.room()->view()->goToMessage(100); // as a quote does
        QTRY_VERIFY(f.isInView(message(100)) && f.isWithoutGap());
        QVERIFY(f.timeline().hasNewer());
        f.driver->key(Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(f.isInView(reading) && std::abs(f.top(reading) - before) < 1);
        QVERIFY(f.driver->press(QStringLiteral("Jump to the newest message")));
        QTRY_VERIFY(f.isInView(message(900)) && f.isWithoutGap());
        f.driver->key(Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(f.isInView(reading) && std::abs(f.top(reading) - before) < 1);
    }

    void textIsSelectedWithTheMouse() {
        Shown f;
        f.talk(3);
        f.show();
        QTRY_VERIFY(f.row(message(2)));
        f.composer()->forceActiveFocus();
        const auto select = [&](const QString& text) {
            for (QQuickItem* item : f.row(text)->findChildren<QQuickItem*>()) {
                if (item->inherits("QQuickTextEdit") && item->property("text").toString() == text) {
                    const QPoint from = item->mapToScene({1, item->height() / 2}).toPoint();
                    const QPoint to = item->mapToScene({300, item->height() / 2}).toPoint();
                    QTest::mousePress(f.window, Qt::LeftButton, {}, from);
                    QTest::mouseMove(f.window, (from + to) / 2);
                    QTest::mouseMove(f.window, to);
                    QTest::mouseRelease(f.window, Qt::LeftButton, {}, to);
                    return item;
                }
            }
            return static_cast<QQuickItem*>(nullptr);
        };
        const QQuickItem* second = select(message(2));
        QVERIFY(second);
        QCOMPARE(second->property("selectedText").toString(), message(2));
        QVERIFY(f.composer()->hasActiveFocus()); // typing continues
        f.driver->key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), message(2));
        const QQuickItem* third = select(message(3));
        QVERIFY(third);
        QCOMPARE(third->property("selectedText").toString(), message(3));
        QCOMPARE(second->property("selectedText").toString(), QString());
    }

    void anEnormousMessageIsFolded() {
        Shown f;
        f.stage.say(f.general, f.ben, QStringLiteral("x\n").repeated(8000), UtcTime::now());
        f.show();
        const auto height = [&] {
            const auto rows = f.list()->property("contentItem").value<QQuickItem*>()->childItems();
            return rows.isEmpty() ? 0.0 : f.list()->property("contentHeight").toDouble();
        };
        QTRY_VERIFY(height() > 0);
        const double folded = height();
        QVERIFY(folded < 1500);
        f.timeline().unfold(0);
        f.frame();
        QVERIFY(height() > folded + 1000);
        QVERIFY(height() < 10'000);
    }

    /// Each blink repaints the whole window.
    void theCursorRestsWhenNoKeyIsPressed() {
        QStyleHints& hints = *QGuiApplication::styleHints();
        hints.setCursorFlashTime(1000);
        Shown f;
        f.show();
        f.composer()->forceActiveFocus();
        QSignalSpy changes(&hints, &QStyleHints::cursorFlashTimeChanged);
        {
            desktop::CursorRest rest(std::chrono::milliseconds(1));
            QTRY_COMPARE(hints.cursorFlashTime(), 0);
            f.driver->type(QStringLiteral("x"));
            QTRY_COMPARE(changes.size(), 3);
            QCOMPARE(hints.cursorFlashTime(), 0);
            QCOMPARE(changes.at(1).at(0).toInt(), 1000); // by the key
        }
        QCOMPARE(hints.cursorFlashTime(), 1000);
    }

    void aGreatPasteIsAnsweredWithoutLayout() {
        Shown f;
        f.show();
        QQuickItem* input = f.composer();
        input->forceActiveFocus();
        QGuiApplication::clipboard()->setText(QString(1'000'000, u'x'));
        f.driver->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(input->property("length").toInt(), 0);
        QTRY_VERIFY(
            f.driver->find(QAccessible::AlertMessage,
                           QStringLiteral("Too long by about %1 characters.").arg(QLocale().toString(980'000))));
        QGuiApplication::clipboard()->setText(QStringLiteral("a line"));
        f.driver->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(input->property("text").toString(), QStringLiteral("a line"));
    }

    /// Up and down, while rows come and go; also the row that has the keyboard.
    void nothingMovesOnALongWay() {
        Shown f;
        f.talk(1700, QStringLiteral("message `%1`")); // formatted: not all of a row is there at first
        f.stage.markRead(f.general, 0);
        f.show();
        f.list()->forceActiveFocus();
        QCOMPARE(f.list()->property("currentIndex").toInt(), 0);
        const double page = f.list()->height() * 0.9;
        for (int step = 0; step < 400 && f.rows().oldestSeq() > 1; ++step) {
            const double moves = f.movesAfter(-page);
            QVERIFY2(moves >= 0 && moves < 0.5, qPrintable(QStringLiteral("step %1: %2 px").arg(step).arg(moves)));
            QVERIFY(f.isWithoutGap());
        }
        QCOMPARE(f.rows().oldestSeq(), 1);
        QVERIFY(f.timeline().hasNewer()); // let go
        // Who writes meanwhile moves nothing, and changes what is shown.
        f.stage.say(f.general, f.ben, QStringLiteral("at the end"), UtcTime::now());
        QVERIFY(f.movesAfter(0) < 0.5);
        for (int step = 0; step < 400 && f.timeline().hasNewer(); ++step) {
            const double moves = f.movesAfter(page);
            QVERIFY2(moves >= 0 && moves < 0.5,
                     qPrintable(QStringLiteral("back, step %1: %2 px").arg(step).arg(moves)));
            QVERIFY(f.isWithoutGap());
        }
        QCOMPARE(f.rows().newestSeq(), 1701);
        QVERIFY(f.rows().oldestSeq() > 1); // let go as well
        f.workspace.room()->view()->goToOldest();
        QTRY_COMPARE(f.rows().oldestSeq(), 1);
        QVERIFY(f.driver->press(QStringLiteral("Jump to the newest message")));
        QTRY_COMPARE(f.rows().newestSeq(), 1701);
        QTRY_VERIFY(f.workspace.room()->view()->isAtNewest() && f.isInView(QStringLiteral("at the end")));
    }
};

} // namespace confab

QTEST_MAIN(confab::TimelineViewTest)
#include "tst_timelineview.moc"
