// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/bodyreader.h"

#include <QTest>

using namespace confab;

namespace {

using State = BodyReader::State;

constexpr qint64 most = 100;

BodyFraming framingOf(const QByteArray& fields) {
    const QByteArray bytes = "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    const HeadResult head = parseHead(bytes, 8192);
    return BodyFraming::of(head.request);
}

struct Outcome {
    State state = State::Reading;
    QByteArray body;
    qsizetype used = 0;
};

/// Feeds the bytes in pieces; what is behind the body is not used.
Outcome play(BodyFraming framing, const QByteArray& bytes, qsizetype piece) {
    Outcome outcome;
    BodyReader reader(framing, most);
    MemoryBody sink(outcome.body);
    while (outcome.used < bytes.size() && reader.state() == State::Reading) {
        const qsizetype size = std::min(piece, bytes.size() - outcome.used);
        outcome.used += reader.take(QByteArrayView(bytes).sliced(outcome.used, size), sink);
    }
    outcome.state = reader.state();
    return outcome;
}

constexpr BodyFraming chunked{BodyFraming::Kind::Chunked, 0};

} // namespace

/// The body of a request: where it ends, and what is none.
class TestBodyReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHeadSaysHowItEnds() {
        QVERIFY(!framingOf("").hasBody());
        QVERIFY(framingOf("").kind == BodyFraming::Kind::None);
        QVERIFY(!framingOf("Content-Length: 0\r\n").hasBody());
        QVERIFY(framingOf("Content-Length: 0\r\n").kind == BodyFraming::Kind::Length);
        QCOMPARE(framingOf("Content-Length: 007\r\n").length, 7);
        QVERIFY(framingOf("Transfer-Encoding: Chunked\r\n").kind == BodyFraming::Kind::Chunked);
    }

    void readsALength() {
        for (const qsizetype piece : {1, 2, 100}) {
            const Outcome outcome = play({BodyFraming::Kind::Length, 5}, "helloGET /", piece);
            QCOMPARE(outcome.state, State::Complete);
            QCOMPARE(outcome.body, QByteArray("hello"));
            QCOMPARE(outcome.used, 5);
        }
        QCOMPARE(play({BodyFraming::Kind::Length, 5}, "hell", 4).state, State::Reading);
        QCOMPARE(play({}, "GET /", 5).used, 0);
    }

    void readsChunks_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, const char* bytes, const char* body) {
            QTest::newRow(name) << QByteArray(bytes) << QByteArray(body);
        };
        row("nothing", "0\r\n\r\n", "");
        row("one", "5\r\nhello\r\n0\r\n\r\n", "hello");
        row("several", "1\r\nh\r\n4\r\nello\r\n00\r\n\r\n", "hello");
        row("hexadecimal", "a\r\n0123456789\r\n00B\r\nabcdefghijk\r\n0\r\n\r\n", "0123456789abcdefghijk");
        row("line ends inside", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
        row("what looks like the end inside", "7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n\r\n");
        row("extensions", "5;a=b;c=\"d e\"\r\nhello\r\n0;x\r\n\r\n", "hello");
        row("space before an extension", "5 \t;a\r\nhello\r\n0\r\n\r\n", "hello");
        row("trailer fields", "2\r\nhi\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n", "hi");
    }
    void readsChunks() {
        QFETCH(QByteArray, bytes);
        for (const qsizetype piece : {1, 2, 3, 1000}) {
            const Outcome outcome = play(chunked, bytes + "GET /next", piece);
            QCOMPARE(outcome.state, State::Complete);
            QTEST(outcome.body, "body");
            QCOMPARE(outcome.used, bytes.size());
        }
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QCOMPARE(play(chunked, bytes.first(size), 1000).state, State::Reading);
    }

    /// Each of these ends at another place for a reader that is less strict, which would then read a request that
    /// nobody sent.
    void refusesWhatIsNoChunk_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
        row("bare LF behind the size", "5\nhello\r\n0\r\n\r\n");
        row("bare LF behind the chunk", "5\r\nhello\n0\r\n\r\n");
        row("bare LF at the end", "5\r\nhello\r\n0\r\n\n");
        row("bare LF behind a trailer", "0\r\nX: y\n\r\n");
        row("bare CR behind the size", "5\rhello\r\n0\r\n\r\n");
        row("CR in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n");
        row("two CR", "5\r\r\nhello\r\n0\r\n\r\n");
        row("chunk longer than it says", "4\r\nhello\r\n0\r\n\r\n");
        row("chunk shorter than it says", "6\r\nhello\r\n0\r\n\r\n");
        row("no size", "\r\nhello\r\n0\r\n\r\n");
        row("an extension only", ";a=b\r\n0\r\n\r\n");
        row("a sign", "+5\r\nhello\r\n0\r\n\r\n");
        row("below zero", "-5\r\nhello\r\n0\r\n\r\n");
        row("0x", "0x5\r\nhello\r\n0\r\n\r\n");
        row("a letter", "g\r\nhello\r\n0\r\n\r\n");
        row("space before the size", " 5\r\nhello\r\n0\r\n\r\n");
        row("space behind the size", "5 \r\nhello\r\n0\r\n\r\n");
        row("two sizes", "5 5\r\nhello\r\n0\r\n\r\n");
        row("an underscore", "1_0\r\nhello\r\n0\r\n\r\n");
        row("2^64 + 5", "10000000000000005\r\nhello\r\n0\r\n\r\n");
        row("2^32 and zeros before it", "0100000000\r\nhello\r\n0\r\n\r\n");
        row("NUL in an extension", QByteArray("5;a\0b\r\nhello\r\n0\r\n\r\n", 20));
        row("a trailer without a colon", "0\r\nnonsense\r\n\r\n");
        row("a trailer with a space before the colon", "0\r\nX : y\r\n\r\n");
        row("a folded trailer", "0\r\nX: y\r\n z\r\n\r\n");
        row("an endless size", QByteArray(2000, '0') + "5\r\nhello\r\n0\r\n\r\n");
        row("an endless extension", "5;" + QByteArray(2000, 'x') + "\r\nhello\r\n0\r\n\r\n");
    }
    void refusesWhatIsNoChunk() {
        QFETCH(QByteArray, bytes);
        for (const qsizetype piece : {1, 7, 10'000})
            QCOMPARE(play(chunked, bytes, piece).state, State::Malformed);
    }

    void isBounded() {
        QCOMPARE(BodyReader({BodyFraming::Kind::Length, most}, most).state(), State::Reading);
        QCOMPARE(BodyReader({BodyFraming::Kind::Length, most + 1}, most).state(), State::TooLarge);
        QCOMPARE(play(chunked, "64\r\n" + QByteArray(100, 'x') + "\r\n0\r\n\r\n", 7).state, State::Complete);
        QCOMPARE(play(chunked, "65\r\n", 7).state, State::TooLarge);
        QCOMPARE(play(chunked, "64\r\n" + QByteArray(100, 'x') + "\r\n1\r\n", 7).state, State::TooLarge);
        QCOMPARE(play(chunked, "ffffffff\r\n", 7).state, State::TooLarge);
    }

    /// A body may not cost many times what it carries.
    void itsFramingIsBounded() {
        const QByteArray wasteful = "1;" + QByteArray(1000, 'x') + "\r\ny\r\n";
        QCOMPARE(play(chunked, wasteful.repeated(50), 100).state, State::TooLarge);
        QCOMPARE(play(chunked, "0\r\n" + QByteArray("X: y\r\n").repeated(4000), 100).state, State::TooLarge);
        QCOMPARE(play(chunked, QByteArray("1\r\nx\r\n").repeated(100) + "0\r\n\r\n", 100).state, State::Complete);
    }

    void theSinkMayRefuse() {
        class Full final : public BodySink {
        public:
            std::optional<HttpAnswer> take(QByteArrayView piece) override {
                taken += piece.size();
                return taken > 3 ? std::optional(httpStatus(413)) : std::nullopt;
            }
            qsizetype taken = 0;
        };
        Full sink;
        BodyReader reader({BodyFraming::Kind::Length, 50}, most);
        reader.take("abc", sink);
        QCOMPARE(reader.state(), State::Reading);
        QCOMPARE(reader.received(), 3);
        reader.take("d", sink);
        QCOMPARE(reader.state(), State::Refused);
        QCOMPARE(reader.refusal().status, 413);
        QCOMPARE(reader.take("e", sink), 0);
    }
};

QTEST_GUILESS_MAIN(TestBodyReader)
#include "tst_bodyreader.moc"
