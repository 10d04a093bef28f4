// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace confab::desktop {

/// The program as a shell or a desktop starts it: its exit codes, its messages on the console, one instance at a time.
class ProgramTest : public QObject {
    Q_OBJECT
private:
    static constexpr int patience = 30000;

    // A home of its own, without a display; `platform` as QT_QPA_PLATFORM.
    static void prepare(QProcess& process, const QTemporaryDir& home, const QString& platform) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent"));
        environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
        if (!platform.isEmpty())
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        process.setProcessEnvironment(environment);
        process.setProgram(QStringLiteral(CONFAB_PROGRAM));
    }
    // Runs to the end; `said` is its output on the standard error.
    static int run(const QTemporaryDir& home, const QStringList& arguments, const QString& platform, QByteArray& said) {
        QProcess process;
        prepare(process, home, platform);
        process.setArguments(arguments);
        process.start();
        if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        said = process.readAllStandardError();
        return process.exitCode();
    }
    // Waits until the lock is this process's own.
    static bool startFirst(QProcess& process, const QTemporaryDir& home) {
        prepare(process, home, QStringLiteral("offscreen"));
        process.start();
        if (!process.waitForStarted(patience))
            return false;
        const auto holdsLock = [&] {
            QFile lock(home.filePath(QStringLiteral("data/confab/Confab/lock")));
            return lock.open(QIODevice::ReadOnly) &&
                   lock.readLine().trimmed() == QByteArray::number(process.processId());
        };
        return QTest::qWaitFor(holdsLock, patience);
    }
    static void end(QProcess& process) {
        process.kill();
        process.waitForFinished(patience);
    }

private Q_SLOTS:
    void wrongUsageIsTwo() {
        const QTemporaryDir home;
        QByteArray said;
        QCOMPARE(run(home, {QStringLiteral("--bogus")}, QStringLiteral("offscreen"), said), 2);
        QVERIFY2(said.contains("--bogus"), said.constData());
        QCOMPARE(run(home, {QStringLiteral("--help")}, QString(), said), 0);
        QCOMPARE(run(home, {QStringLiteral("--version")}, QString(), said), 0);
    }
    void withoutADisplayOneSentence_data() {
        QTest::addColumn<QString>("platform");
        QTest::addColumn<QString>("words");
        QTest::newRow("no display") << QString() << QStringLiteral("there is no display");
        QTest::newRow("xcb without one") << QStringLiteral("xcb") << QStringLiteral("the platform “xcb”");
        QTest::newRow("no such platform") << QStringLiteral("slate") << QStringLiteral("the platform “slate”");
    }
    void withoutADisplayOneSentence() {
        QFETCH(QString, platform);
        QFETCH(QString, words);
        const QTemporaryDir home;
        QByteArray said;
        QCOMPARE(run(home, {}, platform, said), 1);
        QVERIFY2(QString::fromUtf8(said).contains(words), said.constData());
        QCOMPARE(said.count('\n'), 1);
    }
    void oneForEachProfile() {
        const QTemporaryDir home;
        QProcess first;
        QVERIFY(startFirst(first, home));
        QByteArray said;
        QCOMPARE(run(home, {}, QStringLiteral("offscreen"), said), 0);
        QVERIFY2(said.contains("already running"), said.constData());
        QCOMPARE(first.state(), QProcess::Running);
        end(first); // a crash: lock and socket stay behind
        QProcess next;
        QVERIFY(startFirst(next, home));
        QCOMPARE(run(home, {}, QStringLiteral("offscreen"), said), 0);
        QCOMPARE(next.state(), QProcess::Running);
        end(next);
    }
    void askedToEndItEnds() {
        const QTemporaryDir home;
        QProcess first;
        QVERIFY(startFirst(first, home));
        QByteArray said;
        QCOMPARE(run(home, {}, QStringLiteral("offscreen"), said), 0); // so its event loop runs
        first.terminate();
        QVERIFY(first.waitForFinished(patience));
        QCOMPARE(first.exitStatus(), QProcess::NormalExit);
        QCOMPARE(first.exitCode(), 0);
        QVERIFY(!QFile::exists(home.filePath(QStringLiteral("data/confab/Confab/lock"))));
    }
};

} // namespace confab::desktop

QTEST_GUILESS_MAIN(confab::desktop::ProgramTest)
#include "tst_program.moc"
