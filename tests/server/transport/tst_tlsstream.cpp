// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/plainstream.h"
#include "server/transport/qt/qtstream.h"
#include "server/transport/tls/tlscontext.h"
#include "server/transport/tls/tlsstream.h"
#include "tests/server/transport/tlspeer.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <csignal>

#include <openssl/err.h>
#include <openssl/ssl.h>

using namespace confab;
using namespace confab::test;

namespace {

/// Runs the event loop and looks after every turn; no test that passes waits long.
bool turnUntil(const std::function<bool()>& condition) {
    const QDeadlineTimer deadline(30'000);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents();
    }
    return true;
}

/// Bytes of which none can be missing, double or elsewhere without being seen.
QByteArray pattern(qsizetype size) {
    QRandomGenerator random{quint32(size)};
    QByteArray bytes(size, Qt::Uninitialized);
    for (char& byte : bytes)
        byte = char(random.generate());
    return bytes;
}

/// The server's end, as a peer of an io thread has it: it writes what fits and goes on when it is told to.
/// Thread: the test's. Owned by: the test.
class ServerEnd : private ByteStream::Owner {
public:
    ServerEnd(std::unique_ptr<ByteStream> wire, const TlsContext& context)
        : stream(TlsStream::over(std::move(wire), context)) {
        stream->setOwner(*this);
    }

    /// In pieces of all sizes.
    void send(const QByteArray& bytes) {
        toSend += bytes;
        goOn();
    }
    bool hasSentAll() const { return sent == toSend.size() && stream->waiting() == 0; }

    std::unique_ptr<ByteStream> stream;
    QByteArray heard;
    bool hasEnded = false;
    int roomToRead = 16 * 1024;
    qsizetype largestPiece = 40'000;
    QByteArray toSend;
    qsizetype sent = 0; // that were taken
    int readsWithData = 0;

private:
    void readable() override {
        QByteArray room(roomToRead, Qt::Uninitialized);
        const qint64 count = stream->read(room.data(), room.size());
        hasEnded = hasEnded || count == ByteStream::ended;
        if (count > 0) {
            heard += QByteArrayView(room).first(count);
            ++readsWithData;
        }
        if (hasEnded)
            stream->close();
    }
    void writable() override { goOn(); }

    void goOn() {
        std::array<QByteArrayView, 64> room;
        while (sent < toSend.size() && !hasEnded) {
            qsizetype size = 0;
            size_t count = 0;
            for (qsizetype at = sent; at < toSend.size() && count < room.size(); ++count) {
                room[count] = QByteArrayView(toSend).sliced(at).first(std::min(pieceAt(at), toSend.size() - at));
                at += room[count].size();
                size += room[count].size();
            }
            const qint64 taken = stream->write(std::span(room).first(count));
            hasEnded = taken == ByteStream::ended;
            sent += std::max<qint64>(taken, 0);
            if (taken < size)
                return stream->tellWhenWritable();
        }
    }
    qsizetype pieceAt(qsizetype at) const { return 1 + (at * 7919) % largestPiece; }
};

/// A stream that always has data to send.
class Endless final : public ByteStream {
public:
    Endless() : ByteStream(QHostAddress()) {}
    qint64 read(char*, qint64 most) override { return most; }
    qint64 write(std::span<const QByteArrayView>) override { return 0; }
    void tellWhenWritable() override {}
    void pauseReading(bool) override {}
    qint64 waiting() const override { return 0; }
    void finishWriting() override {}
    bool finish() override { return false; }
    void close() override {}
    qintptr descriptor() const override { return -1; }
};

} // namespace

/// TLS against a client that is slow, hostile or both, over both kinds of wire.
class TestTlsStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void init();
    void cleanup();

    void everyByteComesToASlowReader();
    void smallRecordsForWhoWantsThem();
    void whatWasTakenIsSentWhatWasNotIsNot();
    void smallPiecesShareARecord();
    void theRestOfARecordIsTold();
    void manyRecordsAreReadTogether();
    void keysChangeMeanwhile();
    void hearsWhileItWaitsToWrite();
    void theHandshakeWaitsForRoom();
    void theEndComesAfterAll();
    void theEndIsAnswered();
    void rubbishEndsIt();
    void onlyTalkAboutTlsEndsIt();
    void answersThatNobodyReadsEndIt();
    void oneCallReadsSoMuchAndNoMore();
    void errorsOfOthersAreNotIts();
    void noSessionIsKept();
    void noRenegotiation();
    void refusesWhatIsNoPair();

private:
    bool connectPeers(const TlsPair& pair);
    /// Until the server's end has heard the first word, as it has when it begins to write.
    bool shakeHands();
    /// Reads in small bits, with turns of the loop between them.
    QByteArray readAll(qsizetype size) {
        QByteArray got;
        turnUntil([&] {
            got += m_client->read(997);
            return got.size() >= size || m_client->hasFailed() || m_client->sawEnd();
        });
        return got;
    }
    bool isTls13() const { return m_version == TLS1_3_VERSION; }

    TlsPair m_pair;
    int m_version = 0;
    std::unique_ptr<TlsPeer> m_client;
    std::unique_ptr<ServerEnd> m_server;
};

void TestTlsStream::initTestCase_data() {
    QTest::addColumn<bool>("onQtsSocket");
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.3") << false << TLS1_3_VERSION;
    QTest::newRow("TLS 1.2") << false << TLS1_2_VERSION;
    QTest::newRow("TLS 1.3, on Qt's socket") << true << TLS1_3_VERSION;
    QTest::newRow("TLS 1.2, on Qt's socket") << true << TLS1_2_VERSION;
}

void TestTlsStream::initTestCase() {
    ::signal(SIGPIPE, SIG_IGN); // for the client; the server's end asks for none
    m_pair = makeTlsPair();
}

void TestTlsStream::init() {
    QVERIFY(connectPeers(m_pair));
}

void TestTlsStream::cleanup() {
    m_server.reset();
    m_client.reset();
}

bool TestTlsStream::connectPeers(const TlsPair& pair) {
    cleanup();
    QFETCH_GLOBAL(bool, onQtsSocket);
    QFETCH_GLOBAL(int, version);
    m_version = version;
    const auto context = TlsContext::make(pair.certificate, pair.key);
    const std::optional<NarrowPair> ends = makeNarrowPair();
    if (!context || !ends)
        return false;
    auto wire = onQtsSocket ? QtStream::over(ends->server) : PlainStream::over(ends->server);
    m_client = std::make_unique<TlsPeer>(ends->client, m_version);
    m_server = std::make_unique<ServerEnd>(std::move(wire), **context); // whose owner releases it here
    return true;
}

bool TestTlsStream::shakeHands() {
    const bool done = turnUntil([this] { return m_client->shakeHands() || m_client->hasFailed(); });
    if (!done || !m_client->write("!") || !turnUntil([this] { return !m_server->heard.isEmpty(); }))
        return false;
    m_server->heard.clear();
    return true;
}

void TestTlsStream::everyByteComesToASlowReader() {
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(600'000);
    m_server->send(bytes);
    QVERIFY(!m_server->hasSentAll()); // it had to wait
    QVERIFY(readAll(bytes.size()) == bytes);
    QVERIFY(turnUntil([this] { return m_server->hasSentAll(); }));
}

void TestTlsStream::smallRecordsForWhoWantsThem() {
    m_client->wantRecordsOf512Bytes();
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(200'000);
    m_server->send(bytes);
    QVERIFY(readAll(bytes.size()) == bytes);
}

/// A slow reader loses waiting frames, as long as no part of them was taken; and is told so.
void TestTlsStream::whatWasTakenIsSentWhatWasNotIsNot() {
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(1'000'000);
    m_server->send(bytes);
    QVERIFY(m_server->sent > 0 && m_server->sent < bytes.size());
    QVERIFY(m_server->stream->waiting() > 0);
    const QByteArray lastWords = "Too much waits to be read";
    m_server->toSend.truncate(m_server->sent);
    m_server->send(lastWords);
    const QByteArray expected = bytes.first(m_server->toSend.size() - lastWords.size()) + lastWords;
    QVERIFY(readAll(expected.size()) == expected);
}

void TestTlsStream::smallPiecesShareARecord() {
    QVERIFY(shakeHands());
    const int before = m_client->records();
    m_server->largestPiece = 20;
    m_server->send(pattern(500));
    QCOMPARE(readAll(500), pattern(500));
    QCOMPARE(m_client->records() - before, 1);
}

void TestTlsStream::theRestOfARecordIsTold() {
    QVERIFY(shakeHands());
    m_server->roomToRead = 100;
    const QByteArray bytes = pattern(10'000);
    QVERIFY(turnUntil([&] { return m_client->write(bytes); })); // one record
    QVERIFY(turnUntil([&] { return m_server->heard.size() == bytes.size(); }));
    QCOMPARE(m_server->heard, bytes);
}

/// And not one for each turn of the loop.
void TestTlsStream::manyRecordsAreReadTogether() {
    QVERIFY(shakeHands());
    m_server->readsWithData = 0;
    QByteArray all;
    while (all.size() < 400 && m_client->write("a message")) // in a record of its own, as long as there is room
        all += "a message";
    QVERIFY(all.size() >= 36); // TLS 1.2 leaves the least
    QVERIFY(turnUntil([&] { return m_server->heard.size() == all.size(); }));
    QCOMPARE(m_server->heard, all);
    QVERIFY2(m_server->readsWithData <= 2, qPrintable(QString::number(m_server->readsWithData)));
}

/// The server answers a change of keys before its next record, also when that one is half sent.
void TestTlsStream::keysChangeMeanwhile() {
    if (!isTls13())
        return; // has no such thing
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(300'000);
    m_server->send(bytes);
    QByteArray got;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(turnUntil([this] { return m_client->changeKeys() || m_client->hasFailed(); }));
        const qsizetype goal = got.size() + 20'000;
        QVERIFY(turnUntil([&] {
            got += m_client->read(997);
            return got.size() >= goal || m_client->hasFailed();
        }));
    }
    got += readAll(bytes.size() - got.size());
    QVERIFY(!m_client->hasFailed());
    QVERIFY(got == bytes);
}

void TestTlsStream::hearsWhileItWaitsToWrite() {
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(300'000);
    m_server->send(bytes);
    for (int i = 1; i <= 20; ++i) {
        QVERIFY(turnUntil([this] { return m_client->write("still here"); }));
        QVERIFY(turnUntil([&] { return m_server->heard.size() == i * 10; }));
    }
    QVERIFY(!m_server->hasSentAll());
    QVERIFY(readAll(bytes.size()) == bytes);
}

/// A chain that is larger than what the system takes at once, and a client that reads it in its own time.
void TestTlsStream::theHandshakeWaitsForRoom() {
    QVERIFY(connectPeers({m_pair.certificate.repeated(30), m_pair.key}));
    QVERIFY(shakeHands());
    m_server->send("hello");
    QCOMPARE(readAll(5), QByteArray("hello"));
}

/// Also when much waits: first all of it, then the close_notify, then the end of the wire.
void TestTlsStream::theEndComesAfterAll() {
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(1'000'000);
    m_server->send(bytes);
    const QByteArray taken = bytes.first(m_server->sent);
    m_server->stream->finishWriting();
    const QByteArrayView more("more");
    QCOMPARE(m_server->stream->write({&more, 1}), qint64(ByteStream::ended));
    QVERIFY(readAll(bytes.size()) == taken);
    QVERIFY(m_client->sawEnd() && !m_client->hasFailed());
    QVERIFY(m_client->write("heard all the same"));
    QVERIFY(turnUntil([this] { return m_server->heard == "heard all the same"; }));
    QVERIFY(m_client->end());
    QVERIFY(turnUntil([this] { return m_server->hasEnded; }));
}

void TestTlsStream::theEndIsAnswered() {
    QVERIFY(shakeHands());
    QVERIFY(m_client->write("good"));
    QVERIFY(turnUntil([this] { return m_client->end() || m_client->hasFailed(); }));
    QVERIFY(!m_client->hasFailed());
    QVERIFY(turnUntil([this] { return m_server->hasEnded; }));
    QCOMPARE(m_server->heard, QByteArray("good"));
}

void TestTlsStream::rubbishEndsIt() {
    QVERIFY(shakeHands());
    QVERIFY(m_client->writeBelow("GET / HTTP/1.1\r\n\r\n"));
    QVERIFY(turnUntil([this] { return m_server->hasEnded; }));
    const QByteArrayView more("more");
    QCOMPARE(m_server->stream->write({&more, 1}), qint64(ByteStream::ended));
}

/// Changes of keys without end, of which none brings data.
void TestTlsStream::onlyTalkAboutTlsEndsIt() {
    if (!isTls13())
        return;
    QVERIFY(shakeHands());
    int changes = 0;
    constexpr int most = 20'000; // some 500 KiB
    while (changes < most && !m_server->hasEnded && !m_client->hasFailed()) {
        changes += m_client->changeKeys() ? 1 : 0;
        m_client->read(1); // the answers
        QCoreApplication::processEvents();
    }
    QVERIFY2(changes < most, "for ever");
    QVERIFY2(changes > 1000, "too soon"); // some are harmless
}

/// Nor do they pile up when data comes between them.
void TestTlsStream::answersThatNobodyReadsEndIt() {
    if (!isTls13())
        return;
    QVERIFY(shakeHands());
    m_server->send(pattern(300'000)); // no room for answers
    constexpr int most = 40'000;
    qint64 mostWaiting = 0;
    int changes = 0;
    while (changes < most && !m_server->hasEnded && !m_client->hasFailed()) {
        changes += m_client->changeKeys() ? 1 : 0;
        m_client->write("x");
        QCoreApplication::processEvents();
        mostWaiting = std::max(mostWaiting, m_server->stream->waiting());
    }
    QVERIFY2(changes < most, "for ever");
    QVERIFY2(mostWaiting < 512 * 1024, QByteArray::number(mostWaiting).constData());
}

/// Bounded per call, so that one client does not hold the thread.
void TestTlsStream::oneCallReadsSoMuchAndNoMore() {
    Endless endless;
    TlsWire wire(endless);
    QByteArray room(16 * 1024, Qt::Uninitialized);
    for (int call = 0; call < 3; ++call) {
        wire.beginCall();
        qint64 sum = 0;
        while (const qint64 count = wire.read(room.data(), room.size())) {
            sum += count;
            QVERIFY(sum < 100 * 1024);
        }
        QVERIFY(sum >= 16 * 1024 + 256 + 5); // a record is never too much
    }
}

/// OpenSSL keeps them for each thread, and other connections leave some.
void TestTlsStream::errorsOfOthersAreNotIts() {
    QVERIFY(shakeHands());
    const QByteArray bytes = pattern(10'000); // one record, which comes in several turns
    bool written = false;
    QVERIFY(turnUntil([&] {
        written = written || m_client->write(bytes);
        ERR_raise(ERR_LIB_USER, 1);
        return m_server->heard.size() == bytes.size() || m_server->hasEnded;
    }));
    QCOMPARE(m_server->heard, bytes);
}

void TestTlsStream::noSessionIsKept() {
    QVERIFY(shakeHands());
    m_server->send("hello");
    QCOMPARE(readAll(5), QByteArray("hello"));
    QVERIFY(!m_client->isResumable());
}

/// Of TLS 1.2; a client that insists is closed, and costs the server no handshake.
void TestTlsStream::noRenegotiation() {
    if (isTls13())
        return; // has no such thing
    QVERIFY(shakeHands());
    QVERIFY(!m_client->renegotiate());
    QVERIFY(turnUntil([this] {
        m_client->read(100);
        return m_client->hasFailed();
    }));
    QVERIFY(!m_client->isRenegotiated());
}

void TestTlsStream::refusesWhatIsNoPair() {
    const TlsPair other = makeTlsPair();
    const auto refusal = [](const QByteArray& certificate, const QByteArray& key) {
        const auto made = TlsContext::make(certificate, key);
        return made ? QString() : QString(made.error().path % u": " % made.error().message);
    };
    const QByteArray broken = QByteArray(m_pair.certificate).replace(100, 4, "!!!!");
    QCOMPARE(refusal(m_pair.certificate, m_pair.key), QString());
    QVERIFY(refusal({}, m_pair.key).startsWith(u"certificate: no certificate"));
    QVERIFY(refusal(m_pair.key, m_pair.key).startsWith(u"certificate: no certificate"));
    QVERIFY(refusal(broken, m_pair.key).startsWith(u"certificate: "));
    QVERIFY(refusal(m_pair.certificate + broken, m_pair.key).startsWith(u"certificate: "));
    QVERIFY(refusal(m_pair.certificate.repeated(100), m_pair.key).startsWith(u"certificate: more than"));
    QVERIFY(refusal(m_pair.certificate, {}).startsWith(u"key: no private key"));
    QVERIFY(refusal(m_pair.certificate, m_pair.certificate).startsWith(u"key: no private key"));
    QVERIFY(refusal(m_pair.certificate, guarded(m_pair.key)).startsWith(u"key: no private key"));
    QVERIFY(refusal(m_pair.certificate, other.key).startsWith(u"key: this is not the key"));
}

QTEST_GUILESS_MAIN(TestTlsStream)
#include "tst_tlsstream.moc"
