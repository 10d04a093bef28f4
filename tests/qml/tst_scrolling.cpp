// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QQmlComponent>
#include <QSignalSpy>

namespace confab {

/// A long conversation in the real window: its rows slide along with the reader, who does not see it.
class ScrollingTest : public QObject {
    Q_OBJECT
private:
    struct Shown : test::Shown {
        explicit Shown(int messages) {
            for (int i = 1; i <= messages; ++i) {
                const QString text = QStringLiteral("message %1").arg(i);
                stage.say(general, i % 3 ? ben : chi, i % 7 ? text : text + QStringLiteral(" and on").repeated(40),
                          UtcTime{1'700'000'000'000 + i * 1000});
            }
            stage.markRead(general, 0);
        }
        bool open() {
            show();
            return signIn() && test::Shown::open(general) &&
                   QTest::qWaitFor([this] { return list() && list()->property("placed").toBool(); }, 30000);
        }
        QQuickItem* list() const { return timelineList(); }
        double contentY() const { return list()->property("contentY").toDouble(); }
        /// Everything has arrived, and is laid out and painted.
        bool isQuiet() {
            for (int i = 0; i < 2; ++i) {
                QSignalSpy frames(window, &QQuickWindow::frameSwapped);
                window->update();
                if (!QTest::qWaitFor([&] { return !frames.isEmpty(); }, 30000))
                    return false;
            }
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
                return 1e6;
            const double seq = row->property("seq").toDouble();
            const double before = row->y() - contentY();
            if (!isQuiet() || !isQuiet() || !row || row->property("seq").toDouble() != seq)
                return 1e6;
            return std::abs(row->y() - contentY() - before);
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

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void nothingMovesOnALongWay() {
        Shown f(2600);
        QVERIFY(f.open());
        const double page = f.list()->height() * 3;
        for (int step = 0; step < 400 && f.rows().oldestSeq() > 1; ++step) {
            const double moves = f.movesAfter(-page);
            QVERIFY2(moves < 0.5, qPrintable(QStringLiteral("step %1: %2 px").arg(step).arg(moves)));
            QVERIFY(f.isWithoutGap());
        }
        QCOMPARE(f.rows().oldestSeq(), 1);
        QVERIFY(f.timeline().hasNewer()); // let go
        // Who writes meanwhile moves nothing, and changes what is shown.
        f.stage.say(f.general, f.ben, QStringLiteral("at the end"), UtcTime::now());
        QVERIFY(f.movesAfter(0) < 0.5);
        for (int step = 0; step < 400 && f.timeline().hasNewer(); ++step) {
            const double moves = f.movesAfter(page);
            QVERIFY2(moves < 0.5, qPrintable(QStringLiteral("back, step %1: %2 px").arg(step).arg(moves)));
            QVERIFY(f.isWithoutGap());
        }
        QCOMPARE(f.rows().newestSeq(), 2601);
        QVERIFY(f.rows().oldestSeq() > 1); // let go as well
    }

    /// The row that has the keyboard is let go far from what is read: the list stays where it is.
    void theKeyboardsRowDoesNotPullTheListAlong() {
        Shown f(2600);
        QVERIFY(f.open());
        f.list()->forceActiveFocus();
        QCOMPARE(f.list()->property("currentIndex").toInt(), 0);
        const double page = f.list()->height() * 3;
        for (int step = 0; step < 400 && !f.timeline().hasNewer(); ++step)
            QVERIFY(f.movesAfter(-page) < 0.5);
        QVERIFY(f.timeline().hasNewer());
        QVERIFY(f.isQuiet() && f.inTheMiddle());
        QVERIFY(f.inTheMiddle()->property("seq").toDouble() < 2000);
        QVERIFY(f.driver->press(QStringLiteral("Jump to the newest message")));
        QTRY_VERIFY(f.workspace.room()->view()->isAtNewest());
        QCOMPARE(f.rows().newestSeq(), 2600);
        QVERIFY(f.isWithoutGap());
    }
};

} // namespace confab

QTEST_MAIN(confab::ScrollingTest)
#include "tst_scrolling.moc"
