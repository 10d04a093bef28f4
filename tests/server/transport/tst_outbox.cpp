// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/outbox.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace confab;
using Keep = Frame::Keep;
using Push = Outbox::Push;

namespace {

const qsizetype kSlot = qsizetype(sizeof(Frame));

Frame frameOf(qsizetype wireBytes, Keep keep = Keep::Durable) {
    return Frame::text(QByteArray(wireBytes - 2, 'x'), keep); // a short frame's header has two bytes
}

/// Takes the oldest bytes, at most so many, and puts them together.
QByteArray take(Outbox& outbox, qsizetype atMost) {
    QByteArray taken;
    while (!outbox.isEmpty() && taken.size() < atMost) {
        std::array<QByteArrayView, 3> room;
        const auto pieces = outbox.gather(room);
        const QByteArrayView first = pieces.front().first(std::min(pieces.front().size(), atMost - taken.size()));
        taken += first;
        outbox.consume(first.size());
    }
    return taken;
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesAreRfc6455() {
        QCOMPARE(Frame::text("hi").wire(), QByteArray("\x81\x02hi"));
        QCOMPARE(Frame::binary("hi").wire(), QByteArray("\x82\x02hi"));
        QCOMPARE(Frame::message(Codec::Json, "hi").wire(), Frame::text("hi").wire());
        QCOMPARE(Frame::message(Codec::Cbor, "hi").wire(), Frame::binary("hi").wire());
        QCOMPARE(Frame::text(QByteArray(125, 'x')).wire().first(2), QByteArray("\x81\x7d"));
        QCOMPARE(Frame::text(QByteArray(126, 'x')).wire().first(4), QByteArray("\x81\x7e\x00\x7e", 4));
        QCOMPARE(Frame::text(QByteArray(65535, 'x')).wire().first(4), QByteArray("\x81\x7e\xff\xff"));
        QCOMPARE(Frame::text(QByteArray(65536, 'x')).wire().first(10), QByteArray("\x81\x7f\0\0\0\0\0\x01\0\0", 10));
        QCOMPARE(Frame::text(QByteArray(65536, 'x')).size(), 65546);
        QCOMPARE(Frame::ping().wire(), QByteArray("\x89\x00", 2));
        QCOMPARE(Frame::close(4008, QStringLiteral("ab")).wire(), QByteArray("\x88\x04\x0f\xa8"
                                                                             "ab"));
    }

    void closeReasonIsCutAtACharacter() {
        const QString euros(60, QChar(0x20ac)); // three bytes each; 123 fit, which is 41
        const QByteArray wire = Frame::close(1000, euros).wire();
        QCOMPARE(wire.size(), 2 + 2 + 123);
        const QString shifted = QStringLiteral("a%1").arg(euros); // 1 + 40 * 3 fit, and two bytes stay free
        QCOMPARE(Frame::close(1000, shifted).wire().size(), 2 + 2 + 121);
    }

    void gathersTheSharedBytesInOrder() {
        Outbox outbox(1 << 20, 1 << 18);
        const std::array frames{Frame::text("a"), Frame::text("bb"), Frame::text("ccc")};
        for (const Frame& frame : frames)
            QCOMPARE(outbox.push(frame, 0), Push::Queued);
        std::array<QByteArrayView, 8> room;
        const auto pieces = outbox.gather(room);
        QCOMPARE(pieces.size(), size_t(3));
        for (size_t i = 0; i < frames.size(); ++i)
            QCOMPARE(pieces[i].data(), frames[i].wire().constData());
        QCOMPARE(outbox.gather(std::span(room).first(2)).size(), size_t(2));
        outbox.consume(3 + 4 + 5);
        QVERIFY(outbox.isEmpty());
        QCOMPARE(outbox.bytes(), 0);
        QVERIFY(outbox.gather(room).empty());
    }

    void goesOnInsideAFrame() {
        Outbox outbox(1 << 20, 1 << 18);
        for (const char* text : {"a", "bb", "ccc"})
            outbox.push(Frame::text(text), 0);
        outbox.consume(5); // the first, and two bytes of the second
        std::array<QByteArrayView, 8> room;
        QCOMPARE(outbox.gather(room).front(), QByteArrayView("bb"));
        QCOMPARE(take(outbox, 100), QByteArray("bb\x81\x03"
                                               "ccc"));
        QVERIFY(outbox.isEmpty());
    }

    void theRestOfABegunFrameIsNeverDropped() {
        const qsizetype cost = 100 + kSlot;
        Outbox outbox(3 * cost, 3 * cost);
        outbox.push(frameOf(100, Keep::Ephemeral), 0);
        outbox.push(frameOf(100, Keep::Ephemeral), 0);
        outbox.consume(40);
        outbox.push(frameOf(100), 0);
        QCOMPARE(outbox.push(frameOf(100), 0), Push::Queued); // in the place of the second
        QCOMPARE(take(outbox, 1000).size(), 60 + 2 * 100);

        outbox.push(frameOf(100), 0);
        outbox.push(frameOf(100), 0);
        outbox.consume(1);
        outbox.clear();
        outbox.pushLast(Frame::close(4008, {}));
        QCOMPARE(take(outbox, 1000).size(), 99 + 4);
        QCOMPARE(outbox.bytes(), 0);
    }

    void isBoundedWithWhatWaitsElsewhere() {
        const qsizetype cost = 100 + kSlot;
        Outbox outbox(10 * cost, 5 * cost);
        for (int i = 0; i < 9; ++i)
            QCOMPARE(outbox.push(frameOf(100), 0), Push::Queued);
        QCOMPARE(outbox.push(frameOf(100), cost), Push::Full);
        QCOMPARE(outbox.push(frameOf(100), 0), Push::Queued);
        QCOMPARE(outbox.push(frameOf(100), 0), Push::Full);
        QCOMPARE(outbox.bytes(), 10 * cost);
        outbox.consume(100);
        QCOMPARE(outbox.push(frameOf(100), 0), Push::Queued);
    }

    void tinyFramesAreBoundedByTheirSlots() {
        Outbox outbox(1 << 20, 1 << 18);
        int queued = 0;
        while (outbox.push(Frame::text({}), 0) == Push::Queued)
            ++queued;
        QVERIFY(queued <= (1 << 20) / kSlot);
    }

    void ephemeralFramesGoFirst() {
        const qsizetype cost = 100 + kSlot;
        Outbox outbox(10 * cost, 5 * cost);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(outbox.push(frameOf(100, Keep::Ephemeral), 0), Push::Queued);
        outbox.push(frameOf(100), 0);
        outbox.push(frameOf(100), 0);
        QCOMPARE(outbox.push(frameOf(100, Keep::Ephemeral), 0), Push::Dropped); // above ephemeralBytes
        QCOMPARE(outbox.bytes(), 5 * cost);
        for (int i = 0; i < 8; ++i)
            QCOMPARE(outbox.push(frameOf(100), 0),
                     Push::Queued); // the last three take the places of the ephemeral ones
        QCOMPARE(outbox.bytes(), 10 * cost);
        QCOMPARE(outbox.push(frameOf(100), 0), Push::Full);
        QCOMPARE(take(outbox, 1 << 20).size(), 10 * 100);
    }

    void theLastFrameAlwaysFits() {
        Outbox outbox(100, 50);
        QCOMPARE(outbox.push(frameOf(100), 0), Push::Full);
        outbox.pushLast(Frame::close(4008, {}));
        QCOMPARE(take(outbox, 1000), Frame::close(4008, {}).wire());
    }

    void clearForgetsAll() {
        Outbox outbox(1 << 20, 1 << 18);
        outbox.push(frameOf(100), 0);
        outbox.push(frameOf(100), 0);
        outbox.consume(100);
        outbox.clear();
        QVERIFY(outbox.isEmpty());
        QCOMPARE(outbox.bytes(), 0);
    }

    void aLongRunKeepsTheOrder() {
        Outbox outbox(1 << 20, 1 << 18);
        QByteArray sent;
        QByteArray taken;
        for (int i = 0; i < 1000; ++i) {
            const Frame frame = Frame::text(QByteArray::number(i));
            QCOMPARE(outbox.push(frame, 0), Push::Queued);
            sent += frame.wire();
            if (i % 3 == 0)
                taken += take(outbox, 7);
        }
        while (!outbox.isEmpty())
            taken += take(outbox, 64);
        QCOMPARE(taken, sent);
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
