// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stage.h"
#include "tests/qml/benchedapp.h"
#include "tests/qml/benchrooms.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace confab {

namespace {

using test::BenchRooms;

constexpr int rooms = 50;
constexpr Seq messagesOnline = 2000; // of each room: 100,000
constexpr int patience = 600'000;    // ms

/// The goals of features.md, section 4.
constexpr double mostMiB = 150, mostGrowthMiB = 10, mostCpuPercent = 0.5, mostWakeups = 5, mostStartMs = 1000;

int number(const char* variable, int otherwise) {
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : otherwise;
}

/// A server in this process, with fifty rooms.
struct Server {
    test::Stage stage;
    std::unique_ptr<BenchRooms> made;

    Server() {
        stage.addUser(QStringLiteral("Ana"));
        const UserId ben = stage.addUser(QStringLiteral("Ben"));
        const UserId chi = stage.addUser(QStringLiteral("Chi"));
        made = std::make_unique<BenchRooms>(ben, chi, messagesOnline);
        for (int i = 1; i <= rooms; ++i) {
            const RoomId id = stage.addRoom(QStringLiteral("Room %1").arg(i), QStringLiteral("What we talk about"), 2);
            Room& room = stage.room(id);
            room.lastSeq = room.readSeq = messagesOnline;
            room.lastMessage = made->message(id, messagesOnline);
        }
        stage.setExceptions([this](const Request& request) { return made->answer(request); });
    }
};

/// The app in a process of its own, and what it prints.
class Child {
public:
    Child(const QString& mode, const QString& folder, const QString& url, Seq messages, int switches = 0) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CACHE_HOME"), folder + QStringLiteral("/cache"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--child"), mode, folder, url, QString::number(test::nowMs()),
                         QString::number(messages), QString::number(switches)});
    }
    ~Child() {
        m_process.kill();
        m_process.waitForFinished();
    }
    qint64 pid() const { return m_process.processId(); }
    /// Waits until it prints this word; its number.
    std::optional<qint64> waitFor(const QByteArray& word) {
        std::optional<qint64> found;
        const auto look = [&] {
            while (!found && m_process.canReadLine()) {
                const QList<QByteArray> parts = m_process.readLine().trimmed().split(' ');
                if (parts.size() == 2 && parts[0] == word)
                    found = parts[1].toLongLong();
            }
            return found || m_process.state() == QProcess::NotRunning;
        };
        return QTest::qWaitFor(look, patience) ? found : std::nullopt;
    }
    bool ends() {
        return QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, patience) &&
               m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
};

struct Work {
    double seconds = 0; ///< of processor time
    qint64 wakeups = 0; ///< of all threads: they gave up the processor by themselves
};

Work workOf(qint64 pid) {
    Work work;
    const QDir threads(QStringLiteral("/proc/%1/task").arg(pid));
    const QStringList names = threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        QFile status(threads.filePath(QString(name % u"/status")));
        if (!status.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray& line : status.readAll().split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                work.wakeups += line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
        }
        QFile times(threads.filePath(QString(name % u"/schedstat"))); // nanoseconds on a processor
        if (times.open(QIODevice::ReadOnly))
            work.seconds += double(times.readAll().split(' ').first().toLongLong()) / 1e9;
    }
    return work;
}

bool say(const char* what, double figure, const char* unit, double goal) {
    const bool isMet = figure <= goal;
    std::printf("%-58s %8.2f %-10s goal %g%s\n", what, figure, unit, goal, isMet ? "" : "  MISSED");
    std::fflush(stdout);
    return isMet;
}

/// Memory, and then what it does when nothing happens.
bool wander() {
    const Server server;
    QTemporaryDir folder;
    const int switches = number("CONFAB_SWITCHES", 500);
    Child app(QStringLiteral("wander"), folder.path(), server.stage.url().toString(), messagesOnline, switches);
    QList<double> sizes;
    for (int at = 100; at <= switches; at += 100) {
        const std::optional<qint64> kib = app.waitFor("pss");
        if (!kib)
            return false;
        sizes.append(double(*kib) / 1024);
        std::printf("  after %d switches among %d rooms: %.1f MiB\n", at, rooms, sizes.last());
    }
    bool isMet = sizes.isEmpty() || say("memory (PSS) after the last switch", sizes.last(), "MiB", mostMiB);
    isMet = (sizes.isEmpty() ||
             say("its growth after the first hundred", sizes.last() - sizes.first(), "MiB", mostGrowthMiB)) &&
            isMet;
    if (!app.waitFor("idle"))
        return false;
    const int seconds = number("CONFAB_SECONDS", 60);
    const Work before = workOf(app.pid());
    QElapsedTimer timer;
    timer.start();
    QTest::qWait(seconds * 1000); // the time that is measured
    const Work after = workOf(app.pid());
    const double passed = double(timer.elapsed()) / 1000;
    isMet = say("idle, minimised: processor time", (after.seconds - before.seconds) / passed * 100, "% of one",
                mostCpuPercent) &&
            isMet;
    return say("idle, minimised: wake-ups", double(after.wakeups - before.wakeups) / passed, "a second", mostWakeups) &&
           isMet;
}

double median(QList<qint64> values) {
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : double(values[values.size() / 2]);
}

/// From the start of the process to the newest stored message on the screen, without a server.
bool start() {
    const Seq messages = number("CONFAB_MESSAGES", 1'000'000) / rooms;
    QTemporaryDir folder;
    QString url;
    {
        const Server server;
        url = server.stage.url().toString();
        Child app(QStringLiteral("sign-in"), folder.path(), url, messages);
        if (!app.waitFor("signed-in") || !app.ends())
            return false;
    }
    Child filling(QStringLiteral("fill"), folder.path(), url, messages);
    const std::optional<qint64> filled = filling.waitFor("filled");
    if (!filled || !filling.ends())
        return false;
    std::printf("  %lld messages are stored\n", static_cast<long long>(*filled));
    QList<qint64> painted, scrolled, empty;
    for (int round = 0; round < number("CONFAB_ROUNDS", 5); ++round) {
        Child app(QStringLiteral("show"), folder.path(), url, messages);
        const std::optional<qint64> first = app.waitFor("painted"), then = app.waitFor("scrolled");
        if (!first || !then)
            return false;
        painted.append(*first);
        scrolled.append(*then);
        Child window(QStringLiteral("empty"), folder.path(), url, messages);
        empty.append(window.waitFor("painted").value_or(0));
    }
    std::printf("  an empty QML window is painted after %.0f ms\n", median(empty));
    const bool isMet = say("cold start to the newest message of the last room", median(painted), "ms", mostStartMs);
    return say("the same, scrolled by a page", median(scrolled), "ms", mostStartMs) && isMet;
}

int showEmpty(qint64 started) {
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nWindow { width: 1200; height: 780; visible: true; Text { text: \"x\" } }", {});
    const std::unique_ptr<QObject> root(component.create());
    auto* window = qobject_cast<QQuickWindow*>(root.get());
    if (!window)
        return 1;
    QObject::connect(window, &QQuickWindow::frameSwapped, window, [started] {
        std::printf("painted %lld\n", static_cast<long long>(test::nowMs() - started));
        std::fflush(stdout);
        QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}

int runChild(const QStringList& arguments) {
    const QString mode = arguments[2];
    const qint64 started = arguments[5].toLongLong();
    if (mode == QStringLiteral("empty"))
        return showEmpty(started);
    return test::runBenchedApp(mode,
                               {arguments[3], arguments[4], started, arguments[6].toLongLong(), arguments[7].toInt()});
}

} // namespace

} // namespace confab

/// Prints the app's memory after 500 changes among 50 rooms, what it does when nothing happens, and how long it takes
/// to start on a store of 1,000,000 messages without a server; 1 when a goal is missed. `bench_app memory` or
/// `bench_app start` is one half. CONFAB_SWITCHES (500), CONFAB_SECONDS (60, of idling), CONFAB_MESSAGES (1,000,000)
/// and CONFAB_ROUNDS (5, of starts) change it.
int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication program(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--child"))
        return arguments.size() == 8 ? confab::runChild(arguments) : 2;
    const QString wanted = arguments.value(1);
    bool isMet = true;
    if (wanted != QStringLiteral("start"))
        isMet = confab::wander();
    if (wanted != QStringLiteral("memory"))
        isMet = confab::start() && isMet;
    return isMet ? 0 : 1;
}
