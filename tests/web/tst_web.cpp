// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/daemonprocess.h"
#include "tests/support/rawsocket.h"
#include "tests/support/waiting.h"
#include "tests/web/scene.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

struct Response {
    int status = 0;
    QByteArray head; // lower case
    QByteArray text;
};

Response get(const DaemonProcess& daemon, const QByteArray& path, const QByteArray& fields = {},
             const QByteArray& method = "GET") {
    RawSocket socket;
    if (!socket.connectTo(doorOf(daemon)))
        return {};
    const QByteArray bytes =
        socket.http(method + ' ' + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n");
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    return {bytes.mid(9, 3).toInt(), bytes.left(end + 4).toLower(), end < 0 ? QByteArray() : bytes.mid(end + 4)};
}

Response post(const DaemonProcess& daemon, const QByteArray& path, const QByteArray& fields, const QByteArray& body) {
    RawSocket socket;
    if (!socket.connectTo(doorOf(daemon)))
        return {};
    const QByteArray bytes =
        socket.http("POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " +
                    QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    return {bytes.mid(9, 3).toInt(), bytes.left(end + 4).toLower(), end < 0 ? QByteArray() : bytes.mid(end + 4)};
}

QByteArray headerOf(const Response& response, const QByteArray& name) {
    const qsizetype begin = response.head.indexOf(QByteArray("\r\n" + name + ": "));
    if (begin < 0)
        return {};
    const qsizetype value = begin + name.size() + 4;
    return response.head.mid(value, response.head.indexOf("\r\n", value) - value);
}

/// The status with which a browser's page of this origin is answered that asks for a WebSocket.
int handshakeFrom(const DaemonProcess& daemon, const QByteArray& host, const QByteArray& origin) {
    RawSocket socket;
    if (!socket.connectTo(doorOf(daemon)))
        return 0;
    socket.send("GET /rt HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin +
                "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: confab.v1.json\r\n\r\n");
    return socket.readHead().mid(9, 3).toInt();
}

constexpr qsizetype mostBytes = 150 * 1024; // of all files, compressed
const QList<QByteArray> files{"/", "/web/app.js", "/web/app.css", "/web/icon.svg"};

} // namespace

/// The web page: its files over HTTP, and two people in two browsers. What they do is in play.mjs, one function for
/// each function here.
class TestWeb : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_daemon.start()); }
    void servesItsFiles();
    void canBeOff();
    void onlyItsOwnPageConnects();
    void speaksWithoutAWebSocket();

    void leadsToTheFirstRoom();
    void twoPeopleTalk();
    void countsWhatIsUnread();
    void sendsFiles();
    void comesBackAfterACrash();
    void sendsOnceThoughTheAnswerIsLost();
    void missesNothingWhileItEnters();
    void staysInARoomOfALaterPage();
    void hearsWhatBecomesOfARoom();
    void strangersTextStaysText();
    void readsBackWithoutAJump();
    void draftsAreOnAllDevices();
    void keepsWhatWasTyped();
    void worksByKeyboardInANarrowWindow();
    void findsItsWayInALongRoom();
    void talksInThreads();
    void keepsItsHouse();
    void changesThePasswordAndEndsDevices();
    void letsPeopleInByALink();
    void tellsOthersOfOneself();
    void keepsARoomInOrder();
    void silencesPeople();
    void saysWhoHasReadIt();
    void mutesARoomOnAllDevices();
    void makesBots();
    void makesWebhooks();
    void worksWhereNoWebSocketComesThrough();
    void foreignPagesCanNotUseItsCookie();
    void paintsSoon();

private:
    void play();

    DaemonProcess m_daemon;
    Scenes m_scenes;
};

void TestWeb::servesItsFiles() {
    qsizetype total = 0;
    for (const QByteArray& path : files) {
        const Response plain = get(m_daemon, path);
        QCOMPARE(plain.status, 200);
        QVERIFY(headerOf(plain, "content-encoding").isEmpty());
        const QByteArray policy = headerOf(plain, "content-security-policy");
        QVERIFY(policy.startsWith("default-src 'none'; script-src 'self'; "));
        QVERIFY(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'));
        QCOMPARE(headerOf(plain, "x-content-type-options"), QByteArray("nosniff"));
        const Response packed = get(m_daemon, path, "Accept-Encoding: br, gzip\r\n");
        QCOMPARE(headerOf(packed, "content-encoding"), QByteArray("gzip"));
        QCOMPARE(headerOf(packed, "vary"), QByteArray("accept-encoding"));
        QVERIFY(packed.text.startsWith("\x1f\x8b") && packed.text.size() < plain.text.size()); // the browser reads it
        const QByteArray tag = headerOf(packed, "etag");
        QVERIFY(tag.size() > 2 && tag != headerOf(plain, "etag"));
        const Response same = get(m_daemon, path, "Accept-Encoding: gzip\r\nIf-None-Match: " + tag + "\r\n");
        QCOMPARE(same.status, 304);
        QVERIFY(same.text.isEmpty());
        const Response head = get(m_daemon, path, {}, "HEAD");
        QCOMPARE(head.status, 200);
        QVERIFY(head.text.isEmpty());
        total += packed.text.size();
    }
    qInfo("The page has %lld bytes, compressed", qlonglong(total));
    QVERIFY(total <= mostBytes);
    QVERIFY(!get(m_daemon, "/").text.contains("<style"));
    QCOMPARE(get(m_daemon, "/web/main.js").status, 404);
    QCOMPARE(get(m_daemon, "/", {}, "DELETE").status, 405);
}

void TestWeb::canBeOff() {
    DaemonProcess daemon({QStringLiteral("--web"), QStringLiteral("off")});
    QVERIFY(daemon.start());
    for (const QByteArray& path : files)
        QCOMPARE(get(daemon, path).status, 404);
    QCOMPARE(get(daemon, "/healthz").status, 200);
    QCOMPARE(handshakeFrom(daemon, "chat.example.org", "https://chat.example.org"), 403);
}

void TestWeb::onlyItsOwnPageConnects() {
    QCOMPARE(handshakeFrom(m_daemon, "chat.example.org", "https://chat.example.org"), 101);
    QCOMPARE(handshakeFrom(m_daemon, "127.0.0.1:7450", "http://127.0.0.1:7450"), 101);
    QCOMPARE(handshakeFrom(m_daemon, "chat.example.org", "https://chat.example.org:8443"), 403);
    QCOMPARE(handshakeFrom(m_daemon, "chat.example.org", "https://example.org"), 403);
    QCOMPARE(handshakeFrom(m_daemon, "chat.example.org", "null"), 403);
}

/// PROTOCOL.md, "Without a WebSocket", as any client may use it.
void TestWeb::speaksWithoutAWebSocket() {
    const Response opened = post(m_daemon, "/rt/links", {}, {});
    QCOMPARE(opened.status, 201);
    const QByteArray token = QJsonDocument::fromJson(opened.text)[u"link"].toString().toLatin1();
    const QByteArray link = "Confab-Link: " + token + "\r\n";
    const QByteArray frames = R"({"jsonrpc":"2.0","id":1,"method":"server.about"})"
                              "\n"
                              R"({"jsonrpc":"2.0","id":2,"method":"user.get","params":{"ids":[1]}})";
    QCOMPARE(post(m_daemon, "/rt/link", link, frames).status, 200);
    QByteArray heard;
    while (heard.count('\n') < 2) {
        const Response polled = get(m_daemon, "/rt/link", link);
        QCOMPARE(polled.status, 200);
        QCOMPARE(headerOf(polled, "cache-control"), QByteArray("no-store"));
        heard += polled.text;
    }
    QVERIFY2(heard.contains("\"id\":1,\"result\":{") && heard.contains("auth.required"), heard.constData());

    QCOMPARE(get(m_daemon, "/rt/link").status, 404);
    QCOMPARE(get(m_daemon, "/rt/link", "Confab-Link: " + token.chopped(1) + "?\r\n").status, 404);
    QCOMPARE(get(m_daemon, "/rt/link?id=" + token).status, 404); // it would be in logs
    QCOMPARE(post(m_daemon, "/rt/link", link, "\xff").status, 200);
    const Response ended = get(m_daemon, "/rt/link", link);
    QCOMPARE(ended.status, 204);
    QCOMPARE(headerOf(ended, "confab-close"), QByteArray("1007"));

    const Response other = post(m_daemon, "/rt/links", {}, {});
    const QByteArray otherLink =
        "Confab-Link: " + QJsonDocument::fromJson(other.text)[u"link"].toString().toLatin1() + "\r\n";
    QCOMPARE(post(m_daemon, "/rt/link", otherLink, QByteArray(5000, ' ')).status, 413);
    QCOMPARE(headerOf(get(m_daemon, "/rt/link", otherLink), "confab-close"), QByteArray("1009"));
}

/// The scene that is called as the present function. It may ask for the server's death and return.
void TestWeb::play() {
    if (!m_daemon.isRunning())
        QVERIFY(m_daemon.start());
    const QByteArray why =
        m_scenes.play(QTest::currentTestFunction(), {"http://127.0.0.1:" + QByteArray::number(m_daemon.port()) + '/'},
                      [this](const QByteArray& what) {
                          m_daemon.kill();
                          return what == "kill" || m_daemon.start();
                      });
    QVERIFY2(why.isEmpty(), why.constData());
}

void TestWeb::leadsToTheFirstRoom() {
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(m_daemon.port()) + "/#/new\n";
    QVERIFY2(waitUntil([&] { return m_daemon.output().contains(address); }), m_daemon.output().constData());
    play();
    m_daemon.kill();
    QVERIFY(m_daemon.start()); // there is an account now
    QCOMPARE(m_daemon.output().count("/#/new"), 1);
}

void TestWeb::twoPeopleTalk() {
    play();
}

void TestWeb::countsWhatIsUnread() {
    play();
}

void TestWeb::sendsFiles() {
    play();
}

void TestWeb::comesBackAfterACrash() {
    play();
}

void TestWeb::sendsOnceThoughTheAnswerIsLost() {
    play();
}

void TestWeb::missesNothingWhileItEnters() {
    play();
}

void TestWeb::staysInARoomOfALaterPage() {
    play();
}

void TestWeb::hearsWhatBecomesOfARoom() {
    play();
}

void TestWeb::strangersTextStaysText() {
    play();
}

void TestWeb::readsBackWithoutAJump() {
    play();
}

void TestWeb::draftsAreOnAllDevices() {
    play();
}

void TestWeb::keepsWhatWasTyped() {
    play();
}

void TestWeb::worksByKeyboardInANarrowWindow() {
    play();
}

void TestWeb::findsItsWayInALongRoom() {
    play();
}

void TestWeb::talksInThreads() {
    play();
}

void TestWeb::keepsItsHouse() {
    play();
}

void TestWeb::changesThePasswordAndEndsDevices() {
    play();
}

void TestWeb::letsPeopleInByALink() {
    play();
}

void TestWeb::tellsOthersOfOneself() {
    play();
}

void TestWeb::keepsARoomInOrder() {
    play();
}

void TestWeb::silencesPeople() {
    play();
}

void TestWeb::saysWhoHasReadIt() {
    play();
}

void TestWeb::mutesARoomOnAllDevices() {
    play();
}

void TestWeb::makesBots() {
    play();
}

void TestWeb::makesWebhooks() {
    play();
}

void TestWeb::worksWhereNoWebSocketComesThrough() {
    play();
}

void TestWeb::foreignPagesCanNotUseItsCookie() {
    play();
}

void TestWeb::paintsSoon() {
    play();
}

QTEST_GUILESS_MAIN(TestWeb)
#include "tst_web.moc"
