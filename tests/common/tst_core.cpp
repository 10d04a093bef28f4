// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/error.h"
#include "common/core/time.h"

#include <QSet>
#include <QTest>

using namespace confab;

/// The error table and the time of the wire.
class CoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void errorsAreUnique();
    void errorsOfTheContract_data();
    void errorsOfTheContract();
    void timeIsIso();
    void timeFromIso_data();
    void timeFromIso();
};

void CoreTest::errorsAreUnique() {
    QSet<QByteArray> names;
    QSet<int> codes;
    QSet<ErrorKind> kinds;
    for (const ErrorRow& row : errorRows()) {
        const QByteArray name(row.name.data(), qsizetype(row.name.size()));
        QVERIFY2(!names.contains(name) && !kinds.contains(row.kind), name);
        QVERIFY2(row.code == 0 || !codes.contains(row.code), name);
        QVERIFY2(!row.text.empty(), name);
        names.insert(name);
        codes.insert(row.code);
        kinds.insert(row.kind);
        QCOMPARE(errorKindNamed(QString::fromLatin1(name)), row.kind);
        QCOMPARE(errorRow(row.kind).code, row.code);
    }
    for (int kind = 0; kind <= int(ErrorKind::Unavailable); ++kind)
        QVERIFY2(kinds.contains(ErrorKind(kind)), QByteArray::number(kind));
    QVERIFY(!errorKindNamed(u"no.such"));
    QVERIFY(!errorKindNamed(u""));
}

void CoreTest::errorsOfTheContract_data() {
    QTest::addColumn<int>("code");
    QTest::newRow("rpc.parseError") << -32700;
    QTest::newRow("rpc.invalidRequest") << -32600;
    QTest::newRow("rpc.methodNotFound") << -32601;
    QTest::newRow("input.invalid") << -32602;
    QTest::newRow("server.internal") << -32603;
    QTest::newRow("room.full") << -32012;
    // The codes of these kinds are permanent, too.
    QTest::newRow("auth.required") << -32001;
    QTest::newRow("auth.invalid") << -32002;
    QTest::newRow("auth.expired") << -32003;
    QTest::newRow("auth.throttled") << -32004;
    QTest::newRow("account.emailTaken") << -32005;
    QTest::newRow("room.notFound") << -32009;
    QTest::newRow("room.notMember") << -32010;
    QTest::newRow("room.wrongPassword") << -32011;
    QTest::newRow("room.forbidden") << -32013;
    QTest::newRow("message.tooLong") << -32020;
    QTest::newRow("message.empty") << -32021;
    QTest::newRow("rate.limited") << -32030;
    QTest::newRow("server.busy") << -32031;
    QTest::newRow("server.draining") << -32032;
}

void CoreTest::errorsOfTheContract() {
    QFETCH(int, code);
    const auto kind = errorKindNamed(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(kind);
    QCOMPARE(errorRow(*kind).code, code);
}

void CoreTest::timeIsIso() {
    QCOMPARE(UtcTime{1769860800000}.toIso(), QStringLiteral("2026-01-31T12:00:00.000Z"));
    QCOMPARE(UtcTime{7}.toIso(), QStringLiteral("1970-01-01T00:00:00.007Z"));
    for (const qint64 ms : {qint64(-1), qint64(0), qint64(1769860800123), qint64(253402300799999)})
        QCOMPARE(UtcTime::fromIso(UtcTime{ms}.toIso()), UtcTime{ms});
}

void CoreTest::timeFromIso_data() {
    QTest::addColumn<qint64>("ms"); // -1: none
    QTest::newRow("2026-01-31T12:00:00.000Z") << qint64(1769860800000);
    QTest::newRow("2026-01-31T12:00:00Z") << qint64(1769860800000);
    QTest::newRow("2026-01-31T14:00:00.000+02:00") << qint64(1769860800000);
    QTest::newRow("2026-01-31T12:00:00.000") << qint64(-1);
    QTest::newRow("2026-01-31") << qint64(-1);
    QTest::newRow("2026-02-30T12:00:00.000Z") << qint64(-1);
    QTest::newRow("2026-01-31T25:00:00.000Z") << qint64(-1);
    QTest::newRow("9999-12-31T23:59:59-14:00") << qint64(-1); // the year 10000 in UTC
    QTest::newRow("tomorrow") << qint64(-1);
    QTest::newRow("1769860800000") << qint64(-1);
}

void CoreTest::timeFromIso() {
    QFETCH(qint64, ms);
    const std::optional<UtcTime> time = UtcTime::fromIso(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(time ? time->ms : -1, ms);
}

QTEST_APPLESS_MAIN(CoreTest)
#include "tst_core.moc"
