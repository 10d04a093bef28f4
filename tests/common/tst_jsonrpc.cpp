// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/support/trees.h"

#include <QTest>

using namespace confab;
using test::treeOf;

namespace {

QCborMap json(const char* text) {
    const Result<QCborMap> map = decodeFrame(text, Codec::Json);
    return map ? *map : QCborMap();
}

template <class S, class M>
constexpr bool isList(const Field<S, M>&) {
    return false;
}
template <class S, class T>
constexpr bool isList(const Field<S, QList<T>>&) {
    return true;
}

/// Whether a method that answers with a list declares that it wants a page. Methods that sign in are limited to one in
/// flight anyway, and the lists of a second factor have ten codes, or the rows of a picture.
template <class Method>
constexpr bool saysWhatItWants() {
    using Answer = typename Method::Answer;
    if constexpr (Verbatim<Answer> || Method::access == Access::Anyone || std::is_same_v<Answer, MfaOffer> ||
                  std::is_same_v<Answer, RecoveryCodes>)
        return true;
    else
        return !std::apply([](const auto&... field) { return (isList(field) || ...); }, Answer::fields()) || requires {
            Method::wantsPage;
        };
}

template <class... Method>
QStringList thoseThatDoNotSay(std::type_identity<std::variant<Method...>>) {
    QStringList names;
    ((saysWhatItWants<Method>() ? void() : names.append(wire::key(Method::method))), ...);
    return names;
}

QCborMap errorTree(const Error& error) {
    return treeOf(jsonrpc::writeError(3, error, Codec::Cbor));
}

} // namespace

/// The JSON-RPC envelopes as the server and the client read them.
class JsonRpcTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesCalls_data();
    void refusesCalls();
    void takesCalls_data();
    void takesCalls();
    void filesGoWithoutTheirSize();
    void whatAnswersWithAListWantsAPage();
    void boundsTheMembers();
    void writesErrors();
    void readsResponses();
    void readsNotifications();
    void keepsUnknownEventsWhole();
};

void JsonRpcTest::refusesCalls_data() {
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QCborValue>("id");
    auto row = [](const char* name, const char* frame, ErrorKind kind, const QCborValue& id) {
        QTest::newRow(name) << QByteArray(frame) << int(kind) << id;
    };
    const QCborValue null(nullptr);
    const QCborValue none;
    row("empty", R"({})", ErrorKind::InvalidRequest, null);
    row("a number", "5", ErrorKind::InvalidRequest, null);
    row("a text", R"("a")", ErrorKind::InvalidRequest, null);
    row("null", "null", ErrorKind::InvalidRequest, null);
    row("a list", "[]", ErrorKind::InvalidRequest, null);
    row("no version", R"({"id":1,"method":"room.list"})", ErrorKind::InvalidRequest, 1);
    row("version 1", R"({"jsonrpc":"1.0","id":1,"method":"room.list"})", ErrorKind::InvalidRequest, 1);
    row("version as number", R"({"jsonrpc":2.0,"id":1,"method":"room.list"})", ErrorKind::InvalidRequest, 1);
    row("no method", R"({"jsonrpc":"2.0","id":"x"})", ErrorKind::InvalidRequest, QStringLiteral("x"));
    row("method as number", R"({"jsonrpc":"2.0","id":1,"method":3})", ErrorKind::InvalidRequest, 1);
    row("id null", R"({"jsonrpc":"2.0","id":null,"method":"room.list"})", ErrorKind::InvalidRequest, null);
    row("id 1.5", R"({"jsonrpc":"2.0","id":1.5,"method":"room.list"})", ErrorKind::InvalidRequest, null);
    row("id bool", R"({"jsonrpc":"2.0","id":true,"method":"room.list"})", ErrorKind::InvalidRequest, null);
    row("id object", R"({"jsonrpc":"2.0","id":{},"method":"room.list"})", ErrorKind::InvalidRequest, null);
    row("id 2^63", R"({"jsonrpc":"2.0","id":9223372036854775808,"method":"room.list"})", ErrorKind::InvalidRequest,
        null);
    row("unknown method", R"({"jsonrpc":"2.0","id":1,"method":"room.dance"})", ErrorKind::MethodNotFound, 1);
    row("method in capitals", R"({"jsonrpc":"2.0","id":1,"method":"Room.list"})", ErrorKind::MethodNotFound, 1);
    row("a notification of the server", R"({"jsonrpc":"2.0","id":1,"method":"room.typing","params":{}})",
        ErrorKind::MethodNotFound, 1);
    row("params by position", R"({"jsonrpc":"2.0","id":1,"method":"room.leave","params":[7]})", ErrorKind::InputInvalid,
        1);
    row("params null", R"({"jsonrpc":"2.0","id":1,"method":"room.leave","params":null})", ErrorKind::InputInvalid, 1);
    row("params missing", R"({"jsonrpc":"2.0","id":1,"method":"room.leave"})", ErrorKind::InputInvalid, 1);
    row("param of wrong type", R"({"jsonrpc":"2.0","id":1,"method":"room.leave","params":{"room":"7"}})",
        ErrorKind::InputInvalid, 1);
    row("unasked, unknown", R"({"jsonrpc":"2.0","method":"room.dance"})", ErrorKind::MethodNotFound, none);
    row("unasked, wrong params", R"({"jsonrpc":"2.0","method":"room.leave","params":{}})", ErrorKind::InputInvalid,
        none);
}

void JsonRpcTest::refusesCalls() {
    QFETCH(QByteArray, frame);
    QFETCH(int, kind);
    QFETCH(QCborValue, id);
    const auto call = jsonrpc::readCall(frame, Codec::Json);
    QVERIFY(!call);
    QCOMPARE(call.error().error.kind, ErrorKind(kind));
    QCOMPARE(call.error().id, id);
    if (ErrorKind(kind) == ErrorKind::InputInvalid)
        QVERIFY(call.error().error.path.startsWith(u"params"));
}

void JsonRpcTest::takesCalls_data() {
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QCborValue>("id");
    auto row = [](const char* name, const char* id, const QCborValue& read) {
        QTest::newRow(name) << QByteArray(R"({"jsonrpc":"2.0","method":"room.list","more":1)") + id + "}" << read;
    };
    row("number", R"(,"id":1)", 1);
    row("0", R"(,"id":0)", 0);
    row("negative", R"(,"id":-5)", -5);
    row("7.0", R"(,"id":7.0)", 7);
    row("text", R"(,"id":"a b")", QStringLiteral("a b"));
    row("empty text", R"(,"id":"")", QString());
    row("none", "", QCborValue());
    row("with params", R"(,"id":1,"params":{"unknown":[]})", 1);
}

void JsonRpcTest::takesCalls() {
    QFETCH(QByteArray, frame);
    QFETCH(QCborValue, id);
    const auto call = jsonrpc::readCall(frame, Codec::Json);
    QVERIFY(call);
    QCOMPARE(call->id, id);
    QCOMPARE(methodName(call->request), QStringLiteral("room.list"));
    QCOMPARE(accessOf(call->request), Access::SignedIn);
}

/// The server knows the size; clients that were written from the documents alone do not say it.
void JsonRpcTest::filesGoWithoutTheirSize() {
    const auto call =
        jsonrpc::readCall(R"({"jsonrpc":"2.0","id":1,"method":"message.send","params":{"room":1,"clientId":"c",)"
                          R"("files":[{"id":"a","name":"b","type":"c"}]}})",
                          Codec::Json);
    QVERIFY2(call, call ? "" : qPrintable(call.error().error.message));
    const auto& message = std::get<MessageSend>(call->request);
    QCOMPARE(message.files.value_or(QList<SentFile>()).value(0).id, QStringLiteral("a"));
}

void JsonRpcTest::whatAnswersWithAListWantsAPage() {
    QCOMPARE(thoseThatDoNotSay(std::type_identity<Request::Variant>()), QStringList());
    QVERIFY(wantsPage(UserGet{}));
    QVERIFY(!wantsPage(MessageSend{}));
}

/// Look-ups in a map are linear: without the bound a frame of many members costs members times fields.
void JsonRpcTest::boundsTheMembers() {
    QCborMap frame = treeOf(jsonrpc::writeCall(1, RoomList{}, Codec::Cbor));
    QCborMap answer = treeOf(jsonrpc::writeAnswer(1, Empty{}, Codec::Cbor));
    for (int i = 0; i < limits::membersPerObject; ++i) {
        frame.insert(QString::number(i), i);
        answer.insert(QString::number(i), i);
    }
    QCOMPARE(jsonrpc::readCall(encodeFrame(frame, Codec::Json), Codec::Json).error().error.kind,
             ErrorKind::InvalidRequest);
    QVERIFY(!jsonrpc::readServerFrame(answer));
    QCborMap call = treeOf(jsonrpc::writeCall(1, RoomList{}, Codec::Cbor));
    frame.remove(QStringLiteral("jsonrpc"));
    call.insert(QStringLiteral("params"), frame);
    QCOMPARE(jsonrpc::readCall(encodeFrame(call, Codec::Json), Codec::Json).error().error.kind,
             ErrorKind::InputInvalid);
}

void JsonRpcTest::writesErrors() {
    Error full(ErrorKind::RoomFull);
    full.capacity = 50;
    QCOMPARE(jsonrpc::writeError(3, full, Codec::Json),
             QByteArray(R"({"jsonrpc":"2.0","id":3,"error":{"code":-32012,"message":"The room is full",)"
                        R"("data":{"kind":"room.full","capacity":50}}})")); // as PROTOCOL.md has it
    const auto read = jsonrpc::readServerFrame(errorTree(full));
    const Error error = std::get<jsonrpc::Response>(*read).result.error();
    QCOMPARE(error.kind, ErrorKind::RoomFull);
    QCOMPARE(error.capacity, 50);
    const auto busy = jsonrpc::readServerFrame(errorTree(Error::retryLater(ErrorKind::ServerBusy, 500)));
    QCOMPARE(std::get<jsonrpc::Response>(*busy).result.error().retryAfterMs, 500);
    for (const auto& [said, taken] : {std::pair(-1LL, 0LL), {1LL << 40, 86'400'000LL}}) { // a timer takes no such times
        const auto bent = jsonrpc::readServerFrame(errorTree(Error::retryLater(ErrorKind::ServerBusy, said)));
        QCOMPARE(std::get<jsonrpc::Response>(*bent).result.error().retryAfterMs, taken);
    }
    const auto invalid = jsonrpc::readServerFrame(errorTree(Error::invalid(QStringLiteral("params.x"), {})));
    QCOMPARE(std::get<jsonrpc::Response>(*invalid).result.error().path, QStringLiteral("params.x"));
}

void JsonRpcTest::readsResponses() {
    const auto good = jsonrpc::readServerFrame(json(R"({"jsonrpc":"2.0","id":4,"result":{"seq":1}})"));
    QCOMPARE(std::get<jsonrpc::Response>(*good).id, 4);
    QCOMPARE(std::get<jsonrpc::Response>(*good).result->value(QStringLiteral("seq")), QCborValue(1));
    // An answer to an unreadable frame has no id.
    const auto lost = jsonrpc::readServerFrame(
        json(R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"?","data":{"kind":"rpc.parseError"}}})"));
    QCOMPARE(std::get<jsonrpc::Response>(*lost).id, 0);
    QCOMPARE(std::get<jsonrpc::Response>(*lost).result.error().kind, ErrorKind::ParseError);
    // A kind of a later version is still an error, with its sentence.
    const auto later = jsonrpc::readServerFrame(
        json(R"({"jsonrpc":"2.0","id":1,"error":{"code":-32099,"message":"No","data":{"kind":"poll.closed"}}})"));
    QCOMPARE(std::get<jsonrpc::Response>(*later).result.error().kind, ErrorKind::Internal);
    QCOMPARE(std::get<jsonrpc::Response>(*later).result.error().message, QStringLiteral("No"));
    for (const char* bad : {R"({})", R"({"id":1})", R"({"id":1,"result":[]})", R"({"id":1,"error":"no"})"})
        QVERIFY2(!jsonrpc::readServerFrame(json(bad)), bad);
}

void JsonRpcTest::readsNotifications() {
    const auto typing = jsonrpc::readServerFrame(
        json(R"({"jsonrpc":"2.0","method":"room.typing","params":{"room":7,"by":3,"on":true}})"));
    const auto& notification = std::get<std::optional<Notification>>(*typing);
    QCOMPARE(std::get<RoomTyping>(*notification).by, UserId{3});
    QVERIFY(isEphemeral(*notification));
    QVERIFY(!isEphemeral(RoomEventNotice{}));
    const auto later = jsonrpc::readServerFrame(json(R"({"jsonrpc":"2.0","method":"room.poll","params":{}})"));
    QVERIFY(!std::get<std::optional<Notification>>(*later));
    QVERIFY(!jsonrpc::readServerFrame(json(R"({"jsonrpc":"2.0","method":"room.typing","params":{"room":0}})")));
}

void JsonRpcTest::keepsUnknownEventsWhole() {
    const QCborMap frame = json(R"({"jsonrpc":"2.0","method":"room.event","params":{"room":7,"seq":9,"by":3,
        "at":"2026-01-31T12:00:00.000Z","type":"poll.opened","data":{"question":"?","options":["a",{"b":null}]}}})");
    const auto read = jsonrpc::readServerFrame(frame);
    const Notification notification = *std::get<std::optional<Notification>>(*read);
    QCOMPARE(std::get<UnknownEvent>(std::get<RoomEventNotice>(notification).event.data).type,
             QStringLiteral("poll.opened"));
    const Result<QCborMap> written = decodeFrame(jsonrpc::writeNotification(notification, Codec::Json), Codec::Json);
    QVERIFY(written);
    QCOMPARE(encodeFrame(*written, Codec::Json), encodeFrame(frame, Codec::Json));
}

QTEST_APPLESS_MAIN(JsonRpcTest)
#include "tst_jsonrpc.moc"
