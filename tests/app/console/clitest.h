// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QProcess>
#include <QTest>

namespace confab::test {

struct Run {
    int code = -1;
    QString out;
    QString errors;
    QStringList lines() const { return out.split(u'\n', Qt::SkipEmptyParts); }
};

/// confab-cli as scripts and people use it, against the real daemon: who runs it, and what comes of it.
/// Thread: the test's.
class CliTest : public QObject {
    Q_OBJECT

protected:
    static constexpr int patienceMs = 60000; // a bound for the slowest machine, not a usual time

    DaemonProcess m_daemon;
    Person m_ana;
    Room m_room;

    /// The password is the first line of the standard input; the other lines follow.
    static QStringList arguments(const QUrl& url, const Person& person, const QStringList& more) {
        return QStringList{QStringLiteral("--server"),      url.toString(),     QStringLiteral("--user"), person.email,
                           QStringLiteral("--password-fd"), QStringLiteral("0")} +
               more;
    }
    static void start(QProcess& process, const QUrl& url, const Person& person, const QStringList& more) {
        process.start(QStringLiteral(CONFAB_CLI_PATH), arguments(url, person, more));
        process.write(QByteArray(person.password.value.toUtf8() + '\n'));
    }
    static Run finish(QProcess& process) {
        process.closeWriteChannel();
        Run run;
        if (process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit)
            run.code = process.exitCode();
        run.out = QString::fromUtf8(process.readAllStandardOutput());
        run.errors = QString::fromUtf8(process.readAllStandardError());
        return run;
    }
    Run cli(const Person& person, const QStringList& more, const QByteArray& input = {}) {
        QProcess process;
        start(process, m_daemon.url(), person, more);
        process.write(input);
        return finish(process);
    }
    Run cli(const QStringList& more, const QByteArray& input = {}) { return cli(m_ana, more, input); }
    static bool prints(QProcess& process, QString& seen, const QString& wanted) {
        return QTest::qWaitFor(
            [&] {
                seen += QString::fromUtf8(process.readAllStandardOutput());
                return seen.contains(wanted);
            },
            patienceMs);
    }
    static QStringList split(const char* text) { return QString::fromLatin1(text).split(u' '); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
        m_ana = newPerson(m_daemon, QStringLiteral("Ana"), Codec::Cbor);
        QVERIFY(m_ana);
        m_room = newRoom(m_ana, QStringLiteral("General"));
        QVERIFY(m_room.id);
    }
};

} // namespace confab::test
