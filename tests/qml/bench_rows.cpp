// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <cstdio>
#include <ctime>

namespace confab {

using test::Shown;

/// Prints the processor time of a row that scrolls into view, for messages of several kinds.
class RowsBench : public QObject {
    Q_OBJECT

private:
    /// Items and other objects; a window of twenty rows has twenty times as many.
    static qsizetype objectsOf(const QQuickItem* item) {
        qsizetype count = 1;
        for (const QObject* child : item->children())
            count += qobject_cast<const QQuickItem*>(child) ? 0 : 1 + child->findChildren<QObject*>().size();
        for (const QQuickItem* child : item->childItems())
            count += objectsOf(child);
        return count;
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }
    void rows_data() {
        QTest::addColumn<QString>("body");
        QTest::newRow("plain") << QStringLiteral("An ordinary line, number %1, as people write them all day.");
        QTest::newRow("one bold word") << QStringLiteral(
            "An *ordinary* line, number %1, as people write them all day.");
        QTest::newRow("a link") << QStringLiteral("See https://example.org/%1 for what people write all day.");
        QTest::newRow("a quote and code") << QStringLiteral("> number %1\n\nwith `code`:\n```\nint x;\n```");
    }
    void rows() {
        QFETCH(const QString, body);
        constexpr int messages = 600;
        Shown f;
        for (int i = 0; i < messages; ++i)
            f.stage.say(f.general, i % 3 ? f.ben : f.chi, body.arg(i), UtcTime{1'700'000'000'000 + i * 1000});
        f.stage.markRead(f.general, 0);
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        while (f.timeline().canFetchMore({})) {
            const int before = f.timeline().rowCount();
            f.timeline().fetchMore({});
            QTRY_VERIFY(f.timeline().rowCount() > before);
        }
        QQuickItem* list = f.timelineList();
        const int rows = f.timeline().rowCount();
        const std::clock_t begin = std::clock();
        for (int row = 0; row < rows; row += 8) {
            QMetaObject::invokeMethod(list, "positionViewAtIndex", Q_ARG(int, row), Q_ARG(int, 1));
            QMetaObject::invokeMethod(list, "forceLayout");
        }
        const double time = double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC / rows;
        qsizetype objects = 0, made = 0;
        for (const QQuickItem* row : list->property("contentItem").value<QQuickItem*>()->childItems()) {
            if (row->property("body").isValid() && row->isVisible())
                objects += objectsOf(row), ++made;
        }
        std::printf("%-20s %.2f ms of processor time and %lld objects per row\n", QTest::currentDataTag(), time,
                    (long long)(objects / std::max<qsizetype>(1, made)));
        std::fflush(stdout);
    }
};

} // namespace confab

QTEST_MAIN(confab::RowsBench)
#include "bench_rows.moc"
