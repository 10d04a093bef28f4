// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/framereader.h"

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

/// Notes what was read, and feeds copies, since a reader unmasks in place.
struct Reading : FrameReader::Sink {
    FrameReader reader;
    QList<QByteArray> messages;
    QList<QByteArray> pings;
    QList<int> closes;

    Reading(Codec codec, const TransportLimits& limits) : reader(codec, limits) {}
    void message(const QByteArray& message) override { messages.append(message); }
    void ping(const QByteArray& payload) override { pings.append(payload); }
    void closeFrame(quint16 code) override { closes.append(code); }

    /// The close code of the refusal, or 0.
    int feed(QByteArrayView bytes, qint64 nowMs) {
        QByteArray copy = bytes.toByteArray();
        const auto refusal = reader.feed({copy.data(), size_t(copy.size())}, nowMs, *this);
        return refusal ? refusal->closeCode : 0;
    }
    /// The same, a byte at a time.
    int feedBytes(QByteArrayView bytes, qint64 nowMs) {
        int found = 0;
        for (const char& byte : bytes) {
            if (const int refused = feed(QByteArrayView(&byte, 1), nowMs))
                found = refused;
        }
        return found;
    }
};

/// A client's frame with a mask that is none of the easy ones.
QByteArray masked(int opcode, const QByteArray& payload, bool fin = true) {
    QByteArray frame = clientFrame(opcode, payload.size(), fin);
    const QByteArray mask("\xa5\x01\xfe\x3c", 4);
    const qsizetype begin = frame.size() - payload.size();
    frame.replace(begin - 4, 4, mask);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame[begin + i] = char(payload[i] ^ mask[i % 4]);
    return frame;
}

} // namespace

class TestFrameReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void letsGoodFramesThrough_data() {
        QTest::addColumn<int>("step");
        for (int step : {1, 2, 3, 5, 7, 64, 1 << 20})
            QTest::addRow("%d bytes at once", step) << step;
    }
    void letsGoodFramesThrough() {
        QFETCH(int, step);
        Reading reader(Codec::Json, limitsOf(70'000));
        const QByteArray all = clientFrame(1, 5) + clientFrame(1, 200) + clientFrame(9, 3) + clientFrame(1, 66'000) +
                               clientFrame(1, 10, false) + clientFrame(10, 0) + clientFrame(0, 10);
        for (qsizetype at = 0; at < all.size(); at += step) {
            if (at > 0 && at < 11) // inside the first frame, whose header has 6 bytes
                QCOMPARE(reader.reader.unfinishedSince(), 1000);
            QCOMPARE(reader.feed(QByteArrayView(all).sliced(at, std::min<qsizetype>(step, all.size() - at)), 1000), 0);
        }
        QCOMPARE(reader.reader.unfinishedSince(), std::nullopt);
        QVERIFY(!reader.reader.closeSeen());
        QCOMPARE(reader.feed(clientFrame(8, 0), 1000), 0);
        QVERIFY(reader.reader.closeSeen());
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
        Reading whole(Codec::Json, limitsOf(1000));
        QCOMPARE(whole.feed(bytes, 0), code);

        Reading bitwise(Codec::Json, limitsOf(1000));
        QCOMPARE(bitwise.feedBytes(bytes, 0), code);
    }

    void makesMessages_data() {
        QTest::addColumn<int>("step");
        for (int step : {1, 2, 3, 5, 7, 64, 1 << 20})
            QTest::addRow("%d bytes at once", step) << step;
    }
    void makesMessages() {
        QFETCH(int, step);
        Reading reader(Codec::Json, limitsOf(70'000));
        const QByteArray euro = "\xe2\x82\xac"; // cut inside the character, over fragments and an empty one
        const QByteArray all = masked(1, "hello") + masked(1, euro.first(1), false) + masked(9, "are you there") +
                               masked(0, {}, false) + masked(0, euro.sliced(1)) + masked(1, QByteArray(66'000, 'y')) +
                               masked(1, {}) + masked(8, QByteArray("\x03\xe9", 2) + "bye") + masked(1, "too late");
        for (qsizetype at = 0; at < all.size(); at += step)
            QCOMPARE(reader.feed(QByteArrayView(all).sliced(at, std::min<qsizetype>(step, all.size() - at)), 0), 0);
        QCOMPARE(reader.messages, (QList<QByteArray>{"hello", euro, QByteArray(66'000, 'y'), QByteArray()}));
        QCOMPARE(reader.pings, (QList<QByteArray>{"are you there"}));
        QCOMPARE(reader.closes, QList<int>{1001});
        QCOMPARE(reader.reader.heldBytes(), 0);
    }

    void judgesCloseFramesAndText_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("refused");
        QTest::addColumn<QList<int>>("closes");
        const auto close = [](int code, const QByteArray& reason = {}) {
            return masked(8, QByteArray(1, char(code >> 8)) + char(code & 0xff) + reason);
        };
        QTest::newRow("no code") << masked(8, {}) << 0 << QList<int>{1005};
        QTest::newRow("half a code") << masked(8, "x") << 1002 << QList<int>{};
        for (const int good : {1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 3999, 4000, 4999})
            QTest::addRow("%d", good) << close(good) << 0 << QList<int>{good};
        for (const int bad : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
            QTest::addRow("%d", bad) << close(bad) << 1002 << QList<int>{};
        QTest::newRow("reason") << close(1000, QByteArray(123, 'r')) << 0 << QList<int>{1000};
        QTest::newRow("reason that is no text") << close(1000, "\xff") << 1007 << QList<int>{};
        QTest::newRow("text that is none") << masked(1, "a\xff") << 1007 << QList<int>{};
        QTest::newRow("text that ends inside a character") << masked(1, "\xe2\x82") << 1007 << QList<int>{};
        QTest::newRow("surrogates in UTF-8") << masked(1, "\xed\xa0\x80") << 1007 << QList<int>{};
    }
    void judgesCloseFramesAndText() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, refused);
        QFETCH(QList<int>, closes);
        Reading reader(Codec::Json, limitsOf(1000));
        QCOMPARE(reader.feed(bytes, 0), refused);
        QCOMPARE(reader.closes, closes);
        QCOMPARE(reader.messages.size(), 0);
    }

    void refusesBeforeThePayloadComes() {
        Reading reader(Codec::Json, limitsOf(1000));
        QCOMPARE(reader.feed(clientFrame(1, 2000).first(8), 0), int(CloseCode::TooBig));
    }

    void theLimitCanBeRaised() {
        Reading reader(Codec::Json, limitsOf(1000));
        QCOMPARE(reader.feed(clientFrame(1, 1000), 0), 0);
        reader.reader.setLimit(2000);
        QCOMPARE(reader.feed(clientFrame(1, 2000), 0), 0);
        QCOMPARE(reader.feed(clientFrame(1, 2001), 0), int(CloseCode::TooBig));
    }

    void cborGoesInBinaryFrames() {
        Reading reader(Codec::Cbor, limitsOf(1000));
        QCOMPARE(reader.feed(clientFrame(2, 5), 0), 0);
        QCOMPARE(reader.feed(clientFrame(1, 5), 0), int(CloseCode::WrongFrameType));
    }

    void floodsRunOut_data() {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("pings") << clientFrame(9, 100);
        QTest::newRow("pongs") << clientFrame(10, 0);
        QTest::newRow("empty messages") << clientFrame(1, 0);
    }
    void floodsRunOut() {
        QFETCH(QByteArray, frame);
        Reading reader(Codec::Json, limitsOf(1000)); // 10 at once, 2 per second
        for (int i = 0; i < 10; ++i)
            QCOMPARE(reader.feed(frame, 0), 0);
        for (int second = 1; second <= 20; ++second) { // a steady few are fine
            QCOMPARE(reader.feed(frame, second * 1000), 0);
            QCOMPARE(reader.feed(frame, second * 1000), 0);
        }
        QCOMPARE(reader.feed(frame, 20'400), int(CloseCode::Flooding));
    }

    void onePieceAtATimeIsAFlood() {
        Reading reader(Codec::Json, limitsOf(1000));
        QCOMPARE(reader.feed(clientFrame(1, 1, false), 0), 0);
        for (int i = 0; i < 9; ++i)
            QCOMPARE(reader.feed(clientFrame(0, 1, false), 0), 0);
        QCOMPARE(reader.feed(clientFrame(0, 1, false), 0), int(CloseCode::Flooding));
    }

    void messagesAreNoFlood() {
        Reading reader(Codec::Json, limitsOf(1000));
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(reader.feed(clientFrame(1, 1), 0), 0);
    }

    void knowsWhatIsUnfinished() {
        Reading reader(Codec::Json, limitsOf(1000));
        QCOMPARE(reader.reader.unfinishedSince(), std::nullopt);
        reader.feed(clientFrame(1, 5).first(1), 7);
        QCOMPARE(reader.reader.unfinishedSince(), 7);
        reader.feed(clientFrame(1, 5).sliced(1), 8);
        QCOMPARE(reader.reader.unfinishedSince(), std::nullopt);
        reader.feed(clientFrame(1, 5, false), 9);
        QCOMPARE(reader.reader.unfinishedSince(), 9);
        reader.feed(clientFrame(9, 0), 10); // a ping in between does not finish it
        QCOMPARE(reader.reader.unfinishedSince(), 9);
        reader.feed(clientFrame(0, 5), 11);
        QCOMPARE(reader.reader.unfinishedSince(), std::nullopt);
        reader.feed(clientFrame(1, 5).append(clientFrame(1, 5).first(8)), 12);
        QCOMPARE(reader.reader.unfinishedSince(), 12);
    }
};

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_framereader.moc"
