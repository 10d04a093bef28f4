// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/transport/patience.h"
#include "tests/server/transport/rawclient.h"
#include "tests/server/transport/testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

void lastWords(Connection& connection, const QByteArray&) {
    connection.send(Frame::text("last words"));
    connection.close(CloseCode::SessionRevoked, QStringLiteral("signed out"));
}

} // namespace

/// What comes before what, where the transport writes frames that the listener did not ask for.
class TestOrdering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesLeaveBeforeTheAnswerToAClose() {
        constexpr int kMany = 100;
        Hooks hooks;
        hooks.received = [](Connection& connection, const QByteArray&) {
            for (int i = 0; i < kMany; ++i)
                connection.send(Frame::text(QByteArray::number(i)));
        };
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "go") + RawClient::frame(8, "\x03\xe8") + RawClient::frame(9, "too late"));
        TRY_COMPARE(client.closeCode(), 1000);
        TRY_VERIFY(client.isGone());
        QCOMPARE(client.messages().size(), kMany);
        QCOMPARE(client.frames.size(), kMany + 1);
        QCOMPARE(client.frames.last().opcode, 8);
    }

    void aRefusalDoesNotOvertakeAClose() {
        Hooks hooks;
        hooks.received = lastWords;
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "go") + RawClient::frame(1, "\xff") + RawClient::frame(5, "reserved"));
        TRY_COMPARE(client.closeCode(), int(CloseCode::SessionRevoked));
        QCOMPARE(client.messages(), QList<QByteArray>{"last words"});
        QCOMPARE(client.frames.size(), 2);
    }

    void aCloseFromBothEnds() {
        Hooks hooks;
        hooks.received = lastWords;
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "go") + RawClient::frame(8, "\x03\xe8"));
        TRY_VERIFY(client.isGone());
        QCOMPARE(client.closeCode(), int(CloseCode::SessionRevoked));
        QCOMPARE(client.messages(), QList<QByteArray>{"last words"});
        QCOMPARE(client.frames.size(), 2);
    }

    /// The reason has 123 bytes at most, and is UTF-8.
    void aLongReasonEndsAtACharacter() {
        const QString reason = QStringLiteral("x") + QString::fromUtf8("\xe2\x82\xac").repeated(100);
        Hooks hooks;
        hooks.opened = [&reason](Connection& connection) { connection.close(CloseCode::Normal, reason); };
        TestServer server(hooks);
        RawClient client(server.port());
        QVERIFY(client.open());
        TRY_COMPARE(client.closeCode(), 1000);
        const QByteArray told = client.frames.last().payload.sliced(2);
        QVERIFY2(told.isValidUtf8() && told.size() > 100 && told.size() <= 123, told.toHex().constData());
        QVERIFY(reason.toUtf8().startsWith(told));
    }

    /// As long as it is done within TransportLimits::frameTime. Time is the thing measured: QWebSocket gives up a
    /// message in pieces after five seconds, and must not.
    void aMessageMayTakeItsTime() {
        TestServer server;
        RawClient client(server.port());
        QVERIFY(client.open());
        client.write(RawClient::frame(1, "one ", false));
        QElapsedTimer clock;
        clock.start();
        TRY_VERIFY(clock.hasExpired(5'500) || client.closeCode() != 0);
        QCOMPARE(client.closeCode(), 0);
        client.write(RawClient::frame(0, "message"));
        TRY_COMPARE(client.messages(), QList<QByteArray>{"one message"});
    }
};

QTEST_GUILESS_MAIN(TestOrdering)
#include "tst_ordering.moc"
