// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/singleinstance.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

namespace confab::desktop {

using namespace std::chrono_literals;
using Claim = SingleInstance::Claim;

/// One app for each profile. A later one blocks while it asks, so in this one process it asks from another thread.
class SingleInstanceTest : public QObject {
    Q_OBJECT
private:
    static SingleInstance::Paths pathsIn(const QTemporaryDir& folder) {
        return {folder.filePath(QStringLiteral("data/lock")), folder.filePath(QStringLiteral("run/socket"))};
    }
    static Claim claimElsewhere(const SingleInstance::Paths& paths, std::chrono::milliseconds patience = 20s,
                                const QString& link = {}) {
        std::optional<Claim> claim;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { claim = SingleInstance(paths, link).claim(patience); }));
        thread->start();
        if (!QTest::qWaitFor([&] { return thread->isFinished(); }, 40000))
            qFatal("it asks for ever");
        return claim.value();
    }

private Q_SLOTS:
    void theSecondRaisesTheFirst() {
        const QTemporaryDir folder;
        SingleInstance first(pathsIn(folder));
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        QCOMPARE(first.claim(), Claim::First);
        qputenv("XDG_ACTIVATION_TOKEN", "token \"7\"");
        QCOMPARE(claimElsewhere(pathsIn(folder)), Claim::Later);
        qunsetenv("XDG_ACTIVATION_TOKEN");
        QCOMPARE(raised.size(), 1);
        QCOMPARE(raised.at(0).at(0).toString(), QStringLiteral("token \"7\""));
    }
    void theSecondHandsItsLinkOver() {
        const QTemporaryDir folder;
        SingleInstance first(pathsIn(folder), QStringLiteral("confab://own"));
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        QSignalSpy links(&first, &SingleInstance::linkWanted);
        QCOMPARE(first.claim(), Claim::First);
        const QString longest = QStringLiteral("confab://x/\"\n") + QString(980, QChar(1)); // six bytes each in JSON
        for (const QString& link : {QStringLiteral("confab://chat.example.org/room/7/413"), longest}) {
            QCOMPARE(claimElsewhere(pathsIn(folder), 20s, link), Claim::Later);
            QCOMPARE(links.size(), 1);
            QCOMPARE(links.takeFirst().at(0).toString(), link);
        }
        QCOMPARE(claimElsewhere(pathsIn(folder)), Claim::Later);
        QCOMPARE(raised.size(), 3);
        QCOMPARE(links.size(), 0);
    }
    void aLongRunIsNoCrash() {
        const QTemporaryDir folder;
        SingleInstance first(pathsIn(folder));
        QCOMPARE(first.claim(), Claim::First);
        QFile lock(pathsIn(folder).lock);
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime));
        lock.close();
        QCOMPARE(claimElsewhere(pathsIn(folder)), Claim::Later);
    }
    void afterTheEndOfTheFirstTheNextIsFirst() {
        const QTemporaryDir folder;
        QCOMPARE(SingleInstance(pathsIn(folder)).claim(), Claim::First);
        QCOMPARE(SingleInstance(pathsIn(folder)).claim(), Claim::First);
    }
    void whatACrashLeavesDoesNotBlock() {
        const QTemporaryDir folder;
        const SingleInstance::Paths paths = pathsIn(folder);
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("data")) &&
                QDir(folder.path()).mkpath(QStringLiteral("run")));
        QFile lock(paths.lock); // of a process that has ended
        QVERIFY(lock.open(QIODevice::WriteOnly) && lock.write("4194000\nconfab\nelsewhere\n") > 0);
        lock.close();
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
        lock.close();
        QFile socket(paths.socket); // and its former socket
        QVERIFY(socket.open(QIODevice::WriteOnly));
        socket.close();
        SingleInstance next(paths);
        QSignalSpy raised(&next, &SingleInstance::raiseWanted);
        QCOMPARE(next.claim(), Claim::First);
        QCOMPARE(claimElsewhere(paths), Claim::Later);
        QCOMPARE(raised.size(), 1);
    }
    void oneThatDoesNotAnswerIsSaid() {
        const QTemporaryDir folder;
        SingleInstance first(pathsIn(folder));
        QCOMPARE(first.claim(), Claim::First);
        QVERIFY(QFile::remove(pathsIn(folder).socket));
        QCOMPARE(claimElsewhere(pathsIn(folder), 150ms), Claim::Silent);
    }
    void bothAreForThisUserAlone() {
        const QTemporaryDir folder;
        SingleInstance first(pathsIn(folder));
        QCOMPARE(first.claim(), Claim::First);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        for (const QString& file : {pathsIn(folder).lock, pathsIn(folder).socket})
            QVERIFY(!(QFileInfo(QFileInfo(file).path()).permissions() & others));
        QVERIFY(!(QFileInfo(pathsIn(folder).socket).permissions() & others));
    }
    void garbageIsSurvived() {
        const QTemporaryDir folder;
        SingleInstance first(pathsIn(folder));
        QCOMPARE(first.claim(), Claim::First);
        QLocalSocket endless;
        endless.connectToServer(pathsIn(folder).socket);
        QVERIFY(endless.waitForConnected());
        endless.write(QByteArray(100000, 'x'));
        QTRY_COMPARE(endless.state(), QLocalSocket::UnconnectedState); // a line is bounded
        QCOMPARE(claimElsewhere(pathsIn(folder)), Claim::Later);
    }
    void profilesAreApart() {
        const SingleInstance::Paths one = SingleInstance::pathsFor(QStringLiteral("Confab"));
        const SingleInstance::Paths other = SingleInstance::pathsFor(QStringLiteral("Confab-demo"));
        QVERIFY(one.lock != other.lock && one.socket != other.socket);
        QVERIFY2(one.socket.size() < 100, qPrintable(one.socket));
    }
};

} // namespace confab::desktop

QTEST_GUILESS_MAIN(confab::desktop::SingleInstanceTest)
#include "tst_singleinstance.moc"
