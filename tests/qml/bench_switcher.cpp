// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace confab {

/// Prints the processor time of a letter in the switcher, until its list is laid out, with many rooms.
class SwitcherBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }
    void letters() {
        constexpr int rooms = 5000;
        test::Shown f;
        for (int i = 0; i < rooms; ++i) {
            const RoomId room = f.stage.addRoom(QStringLiteral("Team %1 of project %2").arg(i % 50).arg(i / 50), {}, 0);
            f.stage.say(room, f.ben, QStringLiteral("x"), UtcTime{1'700'000'000'000 + i * 7919 % 100'000});
            f.stage.markRead(room, i % 10 == 0 ? 1 : 0);
        }
        f.show();
        QVERIFY(f.signIn());
        QTRY_VERIFY(f.workspace.rooms()->rowCount() > rooms);
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person")));
        std::vector<double> times;
        const QString typed = QStringLiteral("team 12 of p");
        for (int round = 0; round < 5; ++round) {
            for (const QChar letter : typed) {
                const std::clock_t begin = std::clock();
                f.driver->type(letter);
                f.window->grabWindow();
                times.push_back(double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
            }
            f.driver->key(Qt::Key_A, Qt::ControlModifier);
            f.driver->key(Qt::Key_Delete);
        }
        std::ranges::sort(times);
        std::printf("%d rooms: a letter takes %.1f ms of processor time in the median, %.1f ms at most\n", rooms,
                    times[times.size() / 2], times.back());
        std::fflush(stdout);
    }
};

} // namespace confab

QTEST_MAIN(confab::SwitcherBench)
#include "bench_switcher.moc"
