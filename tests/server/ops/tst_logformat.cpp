// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/logformat.h"
#include "server/ops/requestscope.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace confab;

class TestLogFormat : public QObject {
    Q_OBJECT

private:
    const LogEntry m_entry{QtWarningMsg, "confab.test", QStringLiteral("it \"broke\"\nin two"), "r1", UtcTime{1000}};

private Q_SLOTS:
    void json() {
        const QByteArray line = logLine(LogFormat::Json, m_entry);
        QCOMPARE(line.count('\n'), 1);
        const QJsonObject expected{{QStringLiteral("time"), QStringLiteral("1970-01-01T00:00:01.000Z")},
                                   {QStringLiteral("level"), QStringLiteral("warning")},
                                   {QStringLiteral("category"), QStringLiteral("confab.test")},
                                   {QStringLiteral("message"), m_entry.message},
                                   {QStringLiteral("requestId"), QStringLiteral("r1")}};
        QCOMPARE(QJsonDocument::fromJson(line).object(), expected);
        LogEntry without = m_entry;
        without.requestId.clear();
        QVERIFY(!logLine(LogFormat::Json, without).contains("requestId"));
    }

    void journal() {
        QCOMPARE(logLine(LogFormat::Journal, m_entry), QByteArray("<4>confab.test: it \"broke\" in two [r1]\n"));
        QVERIFY(logLine(LogFormat::Journal, {QtCriticalMsg, "c", {}, {}, {}}).startsWith("<3>"));
        QVERIFY(logLine(LogFormat::Journal, {QtInfoMsg, "c", {}, {}, {}}).startsWith("<6>"));
        qputenv("JOURNAL_STREAM", "0:0");
        QVERIFY(!isJournalListening());
    }

    void text() {
        QCOMPARE(logLine(LogFormat::Text, m_entry),
                 QByteArray("1970-01-01T00:00:01.000Z warning confab.test: it \"broke\"\nin two [r1]\n"));
    }

    void scopesNest() {
        QVERIFY(RequestScope::current().isEmpty());
        {
            const RequestScope outer("a");
            {
                const RequestScope inner("b");
                QCOMPARE(RequestScope::current(), QByteArray("b"));
            }
            QCOMPARE(RequestScope::current(), QByteArray("a"));
        }
        QVERIFY(RequestScope::current().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLogFormat)
#include "tst_logformat.moc"
