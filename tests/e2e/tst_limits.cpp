// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/trees.h"
#include "tests/support/waiting.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

// Two at once, and the next after half a second, so that no test waits long.
constexpr auto tight = "2/s:2";
constexpr int mostTries = 50;

const Secret right{q("right one")};
const Secret wrong{q("not the password")};

/// A connection from `from` with this X-Forwarded-For signs in as Ana.
Status signIn(const DaemonProcess& daemon, const QString& from, const QByteArray& forwarded, const Secret& password) {
    RawSocket socket;
    if (!socket.connectFrom(from, doorOf(daemon)))
        return fail(ErrorKind::Disconnected);
    QByteArray head = RawSocket::handshake(subprotocol(Codec::Json).toLatin1());
    socket.send(head.insert(head.size() - 2, "X-Forwarded-For: " + forwarded + "\r\n"));
    if (!socket.readHead().startsWith("HTTP/1.1 101 "))
        return fail(ErrorKind::Disconnected);
    const AccountLogin login{q("ana@example.org"), password, {}};
    socket.sendFrame(jsonrpc::writeCall(1, login, Codec::Json), RawSocket::Text);
    const std::optional<RawSocket::Frame> frame = socket.next();
    const auto read =
        decodeFrame(frame ? frame->payload : QByteArray(), Codec::Json).and_then(jsonrpc::readServerFrame);
    const auto* response = read ? std::get_if<jsonrpc::Response>(&*read) : nullptr;
    if (!response)
        return fail(ErrorKind::Disconnected);
    return response->result ? Status() : fail(response->result.error());
}

} // namespace

Q_DECLARE_METATYPE(confab::Request)

/// The real server with limits: a client above its rate gets a retry time, and is served then.
class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void families_data();
    void families();
    void newcomersOfOneAddress();
    void peopleBehindAProxy();
    void whoIsNoProxyIsNotBelieved();
    void tooMuchBeforeTheSignIn();
    void offIsLoud();

private:
    static Result<QCborMap> call(TestClient& client, const Request& request) {
        return std::visit(
            [&client](const auto& typed) { return client.callRaw(methodName(typed), test::treeOf(typed)); }, request);
    }
};

void TestLimits::families_data() {
    QTest::addColumn<QString>("setting");
    QTest::addColumn<Request>("request");
    const RoomId room{1};
    const auto row = [](const char* setting, Request request) { QTest::newRow(setting) << q(setting) << request; };
    row("rate-sign-ins", AccountLogin{q("ana@example.org"), right, {}});
    row("rate-registrations", AccountRegister{q("Ben"), q("ben@example.org"), wrong, {}});
    row("rate-resumes", SessionResume{wrong});
    row("rate-messages", MessageSend{room, q("one"), q("hello"), {}});
    row("rate-joins", RoomJoin{room, {}});
    row("rate-creations", RoomCreate{q("Room"), {}, {}, {}, {}, {}});
    row("rate-enters", RoomEnter{room, {}});
    row("rate-typing", TypingSet{room, true});
    row("rate-marks", RoomMarkRead{room, 1});
    row("rate-pages", RoomHistory{room, {}, {}});
    row("rate-lists", RoomMembers{room, {}, {}});
    row("rate-finds", RoomFind{{}, {}});
}

void TestLimits::families() {
    QFETCH(QString, setting);
    QFETCH(Request, request);
    DaemonProcess daemon({q("--limits"), q("off"), QString(u"--" % setting), q(tight)});
    QCOMPARE(daemon.addUser(q("Ana"), q("ana@example.org"), right).exitCode, 0);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    TestClient client(daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_DONE(client.callUntilServed(AccountLogin{q("ana@example.org"), right, {}}));
    if (setting != u"rate-creations")
        VERIFY_DONE(client.call(RoomCreate{q("General"), {}, {}, {}, {}, {}}));

    const auto isLimited = [](const Result<QCborMap>& answer) {
        return !answer && answer.error().kind == ErrorKind::RateLimited;
    };
    Result<QCborMap> answer = call(client, request);
    for (int i = 0; i < mostTries && !isLimited(answer); ++i)
        answer = call(client, request);
    QVERIFY(isLimited(answer));
    const qint64 wait = answer.error().retryAfterMs.value_or(0);
    QVERIFY2(wait > 0 && wait <= 500, QByteArray::number(wait));
    QTest::qWait(int(wait)); // what the server asked for
    QVERIFY(!isLimited(call(client, request)));
}

void TestLimits::newcomersOfOneAddress() {
    DaemonProcess daemon({q("--limits"), q("on")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    std::vector<std::unique_ptr<RawSocket>> crowd;
    QByteArray refused;
    for (int i = 0; i < 40 && refused.isEmpty(); ++i) {
        crowd.push_back(std::make_unique<RawSocket>());
        QVERIFY(crowd.back()->connectFrom(q("127.0.0.77"), doorOf(daemon)));
        if (i >= 20)
            refused = crowd.back()->http({});
    }
    QCOMPARE(crowd.size(), size_t(21));
    QVERIFY2(refused.startsWith("HTTP/1.1 429 "), refused.constData());
    QVERIFY2(refused.contains("\r\nRetry-After: "), refused.constData());
    // Clients from other addresses are admitted, and existing connections stay.
    QVERIFY(againAs(daemon, ana, Codec::Cbor));
    VERIFY_DONE(ana->call(RoomList{}));
}

/// A guesser behind the proxy is throttled, and no other client behind it.
void TestLimits::peopleBehindAProxy() {
    DaemonProcess daemon({q("--limits"), q("off"), q("--proxy"), q("127.0.0.0/8")});
    QCOMPARE(daemon.addUser(q("Ana"), q("ana@example.org"), right).exitCode, 0);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const QString proxy = q("127.0.0.1");
    for (int i = 0; i < 5; ++i)
        VERIFY_REFUSED(signIn(daemon, proxy, "192.0.2.7", wrong), AuthInvalid);
    VERIFY_REFUSED(signIn(daemon, proxy, "192.0.2.7", right), AuthThrottled);
    VERIFY_REFUSED(signIn(daemon, proxy, "192.0.2.8, 192.0.2.7", right), AuthThrottled); // what it invented before
    VERIFY_REFUSED(signIn(daemon, proxy, "192.0.2.7, 127.0.0.5", right), AuthThrottled); // through one proxy more
    VERIFY_DONE(signIn(daemon, proxy, "192.0.2.8", right));
}

void TestLimits::whoIsNoProxyIsNotBelieved() {
    DaemonProcess daemon({q("--limits"), q("off"), q("--proxy"), q("127.0.0.9")});
    QCOMPARE(daemon.addUser(q("Ana"), q("ana@example.org"), right).exitCode, 0);
    QVERIFY2(daemon.start(), daemon.errors().constData());
    for (int i = 0; i < 5; ++i)
        VERIFY_REFUSED(signIn(daemon, q("127.0.0.77"), "192.0.2." + QByteArray::number(i), wrong), AuthInvalid);
    VERIFY_REFUSED(signIn(daemon, q("127.0.0.77"), "192.0.2.9", right), AuthThrottled);
    VERIFY_DONE(signIn(daemon, q("127.0.0.78"), "127.0.0.77", right));
}

void TestLimits::tooMuchBeforeTheSignIn() {
    DaemonProcess daemon({q("--limits"), q("on"), q("--messages-before-sign-in"), q("5")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    RawSocket socket;
    QVERIFY(socket.connectTo(daemon.port()));
    QVERIFY(socket.upgrade(Codec::Json));
    for (int i = 0; i < 6; ++i)
        socket.sendFrame("{}", RawSocket::Text);
    QCOMPARE(socket.closed(), std::optional<quint16>(quint16(CloseCode::Flooding)));
}

void TestLimits::offIsLoud() {
    DaemonProcess off({q("--limits"), q("off"), q("--log"), q("warning")});
    QVERIFY2(off.start(), off.errors().constData());
    QVERIFY2(off.errors().contains("LIMITS ARE OFF"), off.errors().constData());
    DaemonProcess on({q("--limits"), q("on")});
    QVERIFY2(on.start(), on.errors().constData());
    QVERIFY2(!on.errors().contains("LIMITS ARE OFF"), on.errors().constData());
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
