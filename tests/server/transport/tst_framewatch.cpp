// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/framewatch.h"

#include "common/protocol/closecodes.h"

#include <QTest>
#include <QtEndian>

using namespace confab;

namespace {

/// A client's frame; the mask is zero, so the payload stays readable.
QByteArray clientFrame(int opcode, qsizetype size, bool fin = true) {
    QByteArray frame;
    frame.append(char((fin ? 0x80 : 0) | opcode));
    if (size < 126) {
        frame.append(char(0x80 | size));
    } else if (size <= 0xffff) {
        frame.append(char(0x80 | 126)).append(char(size >> 8)).append(char(size));
    } else {
        frame.append(char(0x80 | 127)).append(8, '\0');
        qToBigEndian(quint64(size), frame.data() + 2);
    }
    return frame.append(4, '\0').append(size, 'x');
}

TransportLimits limitsOf(qsizetype incoming) {
    TransportLimits limits;
    limits.incomingBytes = incoming;
    limits.overheadFrames = 10;
    limits.overheadFramesPerSecond = 2;
    return limits;
}

int codeOf(const std::optional<FrameWatch::Refusal>& refusal) {
    return refusal ? refusal->closeCode : 0;
}

} // namespace

class TestFrameWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void letsGoodFramesThrough_data() {
        QTest::addColumn<int>("step");
        for (int step : {1, 2, 3, 5, 7, 64, 1 << 20})
            QTest::addRow("%d bytes at once", step) << step;
    }
    void letsGoodFramesThrough() {
        QFETCH(int, step);
        FrameWatch watch(Codec::Json, limitsOf(70'000));
        const QByteArray all = clientFrame(1, 5) + clientFrame(1, 200) + clientFrame(9, 3) + clientFrame(1, 66'000) +
                               clientFrame(1, 10, false) + clientFrame(10, 0) + clientFrame(0, 10);
        for (qsizetype at = 0; at < all.size(); at += step) {
            if (at > 0 && at < 11) // inside the first frame, whose header has 6 bytes
                QCOMPARE(watch.unfinishedSince(), 1000);
            QCOMPARE(
                codeOf(watch.feed(QByteArrayView(all).sliced(at, std::min<qsizetype>(step, all.size() - at)), 1000)),
                0);
        }
        QCOMPARE(watch.unfinishedSince(), std::nullopt);
        QVERIFY(!watch.closeSeen());
        QCOMPARE(codeOf(watch.feed(clientFrame(8, 2), 1000)), 0);
        QVERIFY(watch.closeSeen());
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("no mask") << QByteArray("\x81\x02hi") << 1002;
        QTest::newRow("extension bit") << QByteArray("\xc1\x80\0\0\0\0", 6) << 1002;
        QTest::newRow("unknown opcode") << clientFrame(3, 0) << 1002;
        QTest::newRow("unknown control opcode") << clientFrame(11, 0) << 1002;
        QTest::newRow("ping in pieces") << clientFrame(9, 0, false) << 1002;
        QTest::newRow("long ping") << clientFrame(9, 126) << 1002;
        QTest::newRow("continues nothing") << clientFrame(0, 1) << 1002;
        QTest::newRow("message in message") << clientFrame(1, 1, false) + clientFrame(1, 1) << 1002;
        QTest::newRow("binary on JSON") << clientFrame(2, 1) << int(CloseCode::WrongFrameType);
        QTest::newRow("too big") << clientFrame(1, 1001) << int(CloseCode::TooBig);
        QTest::newRow("2^63 bytes") << QByteArray("\x81\xff\x80\0\0\0\0\0\0\0\0\0\0\0", 14) << int(CloseCode::TooBig);
        QTest::newRow("2^64 - 1 bytes, continued")
            << clientFrame(1, 1, false) + QByteArray("\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14)
            << int(CloseCode::TooBig);
        QTest::newRow("too big in pieces")
            << clientFrame(1, 600, false) + clientFrame(0, 401) << int(CloseCode::TooBig);
        QTest::newRow("too big in pieces, the last empty")
            << clientFrame(1, 600, false) + clientFrame(0, 401, false) << int(CloseCode::TooBig);
    }
    void refuses() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        FrameWatch whole(Codec::Json, limitsOf(1000));
        QCOMPARE(codeOf(whole.feed(bytes, 0)), code);

        FrameWatch bitwise(Codec::Json, limitsOf(1000));
        int found = 0;
        for (const char& byte : bytes) {
            if (const int refused = codeOf(bitwise.feed(QByteArrayView(&byte, 1), 0)))
                found = refused;
        }
        QCOMPARE(found, code);
    }

    void refusesBeforeThePayloadComes() {
        FrameWatch watch(Codec::Json, limitsOf(1000));
        QCOMPARE(codeOf(watch.feed(clientFrame(1, 2000).first(8), 0)), int(CloseCode::TooBig));
    }

    void theLimitCanBeRaised() {
        FrameWatch watch(Codec::Json, limitsOf(1000));
        QCOMPARE(codeOf(watch.feed(clientFrame(1, 1000), 0)), 0);
        watch.setLimit(2000);
        QCOMPARE(codeOf(watch.feed(clientFrame(1, 2000), 0)), 0);
        QCOMPARE(codeOf(watch.feed(clientFrame(1, 2001), 0)), int(CloseCode::TooBig));
    }

    void cborGoesInBinaryFrames() {
        FrameWatch watch(Codec::Cbor, limitsOf(1000));
        QCOMPARE(codeOf(watch.feed(clientFrame(2, 5), 0)), 0);
        QCOMPARE(codeOf(watch.feed(clientFrame(1, 5), 0)), int(CloseCode::WrongFrameType));
    }

    void floodsRunOut_data() {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("pings") << clientFrame(9, 100);
        QTest::newRow("pongs") << clientFrame(10, 0);
        QTest::newRow("empty messages") << clientFrame(1, 0);
    }
    void floodsRunOut() {
        QFETCH(QByteArray, frame);
        FrameWatch watch(Codec::Json, limitsOf(1000)); // 10 at once, 2 per second
        for (int i = 0; i < 10; ++i)
            QCOMPARE(codeOf(watch.feed(frame, 0)), 0);
        for (int second = 1; second <= 20; ++second) { // a steady few are fine
            QCOMPARE(codeOf(watch.feed(frame, second * 1000)), 0);
            QCOMPARE(codeOf(watch.feed(frame, second * 1000)), 0);
        }
        QCOMPARE(codeOf(watch.feed(frame, 20'400)), int(CloseCode::Flooding));
    }

    void onePieceAtATimeIsAFlood() {
        FrameWatch watch(Codec::Json, limitsOf(1000));
        QCOMPARE(codeOf(watch.feed(clientFrame(1, 1, false), 0)), 0);
        for (int i = 0; i < 9; ++i)
            QCOMPARE(codeOf(watch.feed(clientFrame(0, 1, false), 0)), 0);
        QCOMPARE(codeOf(watch.feed(clientFrame(0, 1, false), 0)), int(CloseCode::Flooding));
    }

    void messagesAreNoFlood() {
        FrameWatch watch(Codec::Json, limitsOf(1000));
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(codeOf(watch.feed(clientFrame(1, 1), 0)), 0);
    }

    void knowsWhatIsUnfinished() {
        FrameWatch watch(Codec::Json, limitsOf(1000));
        QCOMPARE(watch.unfinishedSince(), std::nullopt);
        watch.feed(clientFrame(1, 5).first(1), 7);
        QCOMPARE(watch.unfinishedSince(), 7);
        watch.feed(clientFrame(1, 5).sliced(1), 8);
        QCOMPARE(watch.unfinishedSince(), std::nullopt);
        watch.feed(clientFrame(1, 5, false), 9);
        QCOMPARE(watch.unfinishedSince(), 9);
        watch.feed(clientFrame(9, 0), 10); // a ping in between does not finish it
        QCOMPARE(watch.unfinishedSince(), 9);
        watch.feed(clientFrame(0, 5), 11);
        QCOMPARE(watch.unfinishedSince(), std::nullopt);
        watch.feed(clientFrame(1, 5).append(clientFrame(1, 5).first(8)), 12);
        QCOMPARE(watch.unfinishedSince(), 12);
    }
};

QTEST_GUILESS_MAIN(TestFrameWatch)
#include "tst_framewatch.moc"
