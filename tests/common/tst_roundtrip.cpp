// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/fieldreading.h"
#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/common/samples.h"

#include <QTest>

using namespace confab;
using samples::Size;

namespace {

using Write = std::function<QByteArray(Codec)>;
/// Decodes the frame and encodes it in CBOR; empty when it can't be decoded.
using ReadAndWrite = std::function<QByteArray(QByteArray, Codec)>;

} // namespace

/// Every request, answer, notification and event survives both codecs unchanged.
class RoundTripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everything_data();
    void everything();
};

void RoundTripTest::everything_data() {
    QTest::addColumn<Write>("write");
    QTest::addColumn<ReadAndWrite>("readAndWrite");
    for (const Size size : {Size::Least, Size::Most}) {
        const char* name = size == Size::Least ? "least" : "most";
        samples::forEach<Request>([&]<class R>() {
            QTest::addRow("call %s %s", R::method.data(), name) << Write([size](Codec codec) {
                return jsonrpc::writeCall(limits::maxId, samples::make<R>(size), codec);
            }) << ReadAndWrite([](const QByteArray& bytes, Codec codec) {
                const auto call = jsonrpc::readCall(bytes, codec);
                return call && std::holds_alternative<R>(call->request)
                           ? jsonrpc::writeCall(call->id.toInteger(), call->request, Codec::Cbor)
                           : QByteArray();
            });
        });
        samples::forEach<Answer>([&, index = 0]<class A>() mutable {
            QTest::addRow("answer %d %s", index++, name)
                << Write([size](Codec codec) { return jsonrpc::writeAnswer(7, samples::make<A>(size), codec); })
                << ReadAndWrite([](const QByteArray& bytes, Codec codec) {
                       const auto frame = decodeFrame(bytes, codec).and_then(jsonrpc::readServerFrame);
                       const auto* response = frame ? std::get_if<jsonrpc::Response>(&*frame) : nullptr;
                       if (!response || !response->result)
                           return QByteArray();
                       const Result<A> answer = wire::decodeMap<A>(*response->result, QStringLiteral("result"));
                       return answer ? jsonrpc::writeAnswer(response->id, *answer, Codec::Cbor) : QByteArray();
                   });
        });
        auto notification = [&](const Notification& sample, const QByteArray& row) {
            QTest::addRow("%s %s", row.constData(), name)
                << Write([sample](Codec codec) { return jsonrpc::writeNotification(sample, codec); })
                << ReadAndWrite([](const QByteArray& bytes, Codec codec) {
                       const auto frame = decodeFrame(bytes, codec).and_then(jsonrpc::readServerFrame);
                       const auto* read = frame ? std::get_if<std::optional<Notification>>(&*frame) : nullptr;
                       return read && *read ? jsonrpc::writeNotification(**read, Codec::Cbor) : QByteArray();
                   });
        };
        samples::forEach<Notification>(
            [&]<class N>() { notification(samples::make<N>(size), QByteArray(N::method.data())); });
        samples::forEach<EventData>([&]<class E>() {
            const Event event = samples::event(size, samples::make<E>(size));
            notification(RoomEventNotice{event}, "event " + eventType(event.data).toLatin1());
        });
    }
}

void RoundTripTest::everything() {
    QFETCH(Write, write);
    QFETCH(ReadAndWrite, readAndWrite);
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        const QByteArray frame = write(codec);
        QCOMPARE(readAndWrite(frame, codec), write(Codec::Cbor));
    }
}

QTEST_APPLESS_MAIN(RoundTripTest)
#include "tst_roundtrip.moc"
