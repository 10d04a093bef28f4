// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qt/framemeter.h"

#include "common/protocol/closecodes.h"
#include "tests/server/transport/rawclient.h"

#include <QTest>

#include <algorithm>

using namespace confab;
using confab::test::RawClient;

namespace {

TransportLimits limitsOf(qsizetype incoming) {
    TransportLimits limits;
    limits.incomingBytes = incoming;
    limits.overheadFrames = 10;
    limits.overheadFramesPerSecond = 2;
    return limits;
}

int codeOf(const FrameMeter::Seen& seen) {
    return seen.refused ? seen.refused->closeCode : 0;
}

FrameMeter::Seen feed(FrameMeter& meter, const QByteArray& bytes, qint64 nowMs = 0) {
    return meter.feed(bytes, nowMs);
}

const QByteArray call = RawClient::frame(1, QByteArray(200, 'x'));
const QByteArray ping = RawClient::frame(9, "p");
const QByteArray bye = RawClient::frame(8, "\x03\xe8");

} // namespace

class TestFrameMeter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// However the bytes are cut, what is released ends where a frame ends.
    void findsWhereFramesEnd() {
        const QByteArray stream = call + ping + RawClient::frame(2, QByteArray(70'000, 'y')) + call;
        const QList<qsizetype> ends{0, call.size(), call.size() + ping.size(), stream.size() - call.size(),
                                    stream.size()};
        for (qsizetype step : {1, 3, 7, 211, 16'384, 200'000}) {
            FrameMeter meter(limitsOf(100'000));
            qsizetype released = 0;
            for (qsizetype at = 0; at < stream.size(); at += step) {
                const QByteArrayView piece = QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at));
                const FrameMeter::Seen seen = meter.feed(piece, 5);
                QVERIFY(!seen.refused && !seen.closeFrom);
                if (seen.whole > 0)
                    released = at + seen.whole;
                QVERIFY(ends.contains(released));
                QCOMPARE(meter.unfinishedSince().has_value(), at + piece.size() > released);
            }
            QCOMPARE(released, stream.size());
        }
    }

    void findsTheCloseFrame() {
        FrameMeter meter(limitsOf(1000));
        FrameMeter::Seen seen = feed(meter, call + bye + call);
        QCOMPARE(seen.closeFrom, std::optional(call.size()));
        QCOMPARE(seen.whole, call.size() + bye.size());
        QVERIFY(meter.closeSeen() && meter.hasEnded() && !meter.unfinishedSince());

        FrameMeter cut(limitsOf(1000)); // it begins in one piece and ends in another
        seen = feed(cut, call + bye.first(3));
        QCOMPARE(seen.whole, call.size());
        QVERIFY(!cut.closeSeen() && cut.unfinishedSince());
        seen = cut.feed(bye.sliced(3), 0);
        QCOMPARE(seen.closeFrom, std::optional(qsizetype(0)));
        QCOMPARE(seen.whole, bye.size() - 3);
        QVERIFY(cut.closeSeen());
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const QByteArray half = RawClient::frame(1, QByteArray(600, 'x'), false);
        QTest::newRow("no mask") << QByteArray("\x81\x02hi") << 1002;
        QTest::newRow("an announced message") << RawClient::frame(1, QByteArray(1001, 'x')).first(8) << 1009;
        QTest::newRow("an announced message of 2^63") << QByteArray("\x81\xff\x80\0\0\0\0\0\0\0abcd", 14) << 1009;
        QTest::newRow("pieces together") << QByteArray(half + RawClient::frame(0, QByteArray(401, 'x')).first(8))
                                         << 1009;
        QTest::newRow("pings") << ping.repeated(11) << int(CloseCode::Flooding);
        QTest::newRow("pongs") << RawClient::frame(10, {}).repeated(11) << int(CloseCode::Flooding);
        QTest::newRow("empty messages") << RawClient::frame(1, {}).repeated(11) << int(CloseCode::Flooding);
        QTest::newRow("pieces") << QByteArray(RawClient::frame(1, "x", false) +
                                              RawClient::frame(0, "x", false).repeated(10))
                                << int(CloseCode::Flooding);
    }
    /// What stands before it is released all the same, and nothing behind it is looked at.
    void refuses() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        FrameMeter meter(limitsOf(1000));
        const FrameMeter::Seen seen = feed(meter, call + bytes);
        QCOMPARE(codeOf(seen), code);
        QVERIFY(seen.whole >= call.size() && seen.whole < call.size() + bytes.size());
        QVERIFY(meter.hasEnded() && !meter.unfinishedSince());
        QCOMPARE(meter.feed(call, 0).whole, qsizetype(0));
    }

    void allows() {
        FrameMeter meter(limitsOf(1000));
        const QByteArray pieces =
            RawClient::frame(1, QByteArray(500, 'x'), false) + ping + RawClient::frame(0, QByteArray(500, 'x'));
        QCOMPARE(codeOf(feed(meter, pieces + pieces)), 0);
        meter.setLimit(2000);
        QCOMPARE(codeOf(meter.feed(RawClient::frame(1, QByteArray(2000, 'x')), 0)), 0);
        for (int second = 1; second < 20; ++second) // two in a second
            QCOMPARE(codeOf(feed(meter, ping + ping, second * 1000)), 0);
    }

    void headersThatQWebSocketRefusesAreReleasedAtOnce_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("a reserved bit") << QByteArray("\xc1\x85");
        QTest::newRow("a reserved opcode") << QByteArray("\x83\x85");
        QTest::newRow("a reserved opcode of control") << QByteArray("\x8b\x85");
        QTest::newRow("a long ping") << QByteArray("\x89\xfe");
        QTest::newRow("a ping in pieces") << QByteArray("\x09\x81");
    }
    void headersThatQWebSocketRefusesAreReleasedAtOnce() {
        QFETCH(QByteArray, header);
        FrameMeter meter(limitsOf(1000));
        const FrameMeter::Seen seen = feed(meter, call + header + "rest");
        QCOMPARE(seen.whole, call.size() + 2);
        QVERIFY(meter.hasEnded() && !seen.refused && !meter.closeSeen());
    }

    void tellsWhenItBegan() {
        FrameMeter meter(limitsOf(1000));
        QVERIFY(!meter.unfinishedSince());
        meter.feed(call.first(1), 7);
        meter.feed(call.sliced(1, 50), 8);
        QCOMPARE(meter.unfinishedSince(), std::optional(qint64(7)));
        meter.feed(call.sliced(51), 9);
        QVERIFY(!meter.unfinishedSince());
        feed(meter, RawClient::frame(1, "x", false) + ping, 10);
        meter.feed(RawClient::frame(0, "x", false), 11);
        QCOMPARE(meter.unfinishedSince(), std::optional(qint64(10)));
    }
};

QTEST_GUILESS_MAIN(TestFrameMeter)
#include "tst_framemeter.moc"
