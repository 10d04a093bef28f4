// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSignalSpy>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace confab {

using test::Shown;

/// Prints the latency of a key until it is on the screen, for drafts of several shapes.
class ComposerBench : public QObject {
    Q_OBJECT

private:
    static QString words(int length, int perLine) {
        static const QString word = QStringLiteral("measured ");
        QString text;
        while (text.size() < length) {
            text += word;
            if (perLine > 0 && text.size() % perLine < word.size())
                text += u'\n';
        }
        return text.left(length);
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }
    void keyToFrame_data() {
        QTest::addColumn<QString>("draft");
        QTest::addColumn<int>("place"); // percent
        QTest::newRow("empty") << QString() << 100;
        QTest::newRow("16 KiB, lines, at the end") << words(16'300, 500) << 100;
        QTest::newRow("16 KiB, lines, at the start") << words(16'300, 500) << 0;
        QTest::newRow("16 KiB, one paragraph, at the end") << words(16'300, 0) << 100;
        QTest::newRow("16 KiB, one paragraph, at the start") << words(16'300, 0) << 0;
        QTest::newRow("16 KiB, one word") << QString(16'300, u'x') << 100;
        QTest::newRow("16 KiB, one paragraph of Chinese") << QString(5'400, QChar(0x4e2d)) << 100;
    }
    void keyToFrame() {
        QFETCH(QString, draft);
        QFETCH(int, place);
        Shown f;
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QQuickItem* input = nullptr;
        QTRY_VERIFY(input = f.driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        input->forceActiveFocus();
        QGuiApplication::clipboard()->setText(draft);
        f.driver->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(input->property("text").toString(), draft);
        input->setProperty("cursorPosition", int(draft.size() * place / 100));
        std::vector<double> times;
        std::clock_t cpu = 0;
        for (int i = 0; i < 60; ++i) {
            QSignalSpy frames(f.window, &QQuickWindow::frameSwapped);
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(f.window, 'a');
            while (frames.isEmpty())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (i == 9)
                cpu = std::clock();
            if (i >= 10)
                times.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(times.begin(), times.end());
        const double cpuMs = double(std::clock() - cpu) * 1000 / CLOCKS_PER_SEC / double(times.size());
        std::printf("%-40s median %6.1f ms   p90 %6.1f ms   CPU time %6.1f ms\n", QTest::currentDataTag(),
                    times[times.size() / 2], times[times.size() * 9 / 10], cpuMs);
        std::fflush(stdout);
    }
};

} // namespace confab

QTEST_MAIN(confab::ComposerBench)
#include "bench_composer.moc"
