// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/respparser.h"
#include "server/redis/respwriter.h"
#include "tests/fuzz/resppromise.h"

#include <QTest>

#include <cmath>
#include <ctime>

using namespace confab;
using Type = RespValue::Type;

/// RESP as bytes and as values.
class RespParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsScalars_data();
    void readsScalars();
    void readsAggregates();
    void dropsAttributes();
    void readsAcrossAnySplit();
    void refuses_data();
    void refuses();
    void staysRefused();
    void holdsItsBounds();
    void leavesOutWhatIsTooLongInAPush();
    void looksAtEachByteOnce();
    void writesCommands();
    void readsMessagesQuickly();
};

void RespParserTest::readsScalars_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("number");
    const auto row = [](const char* name, const QByteArray& bytes, Type type, const QByteArray& text,
                        qint64 number = 0) { QTest::newRow(name) << bytes << int(type) << text << number; };
    row("simple", "+OK\r\n", Type::Text, "OK");
    row("simple, empty", "+\r\n", Type::Text, "");
    row("error", "-ERR no\r\n", Type::Error, "ERR no");
    row("integer", ":42\r\n", Type::Integer, "", 42);
    row("integer, signed", ":+42\r\n", Type::Integer, "", 42);
    row("integer, least", ":-9223372036854775808\r\n", Type::Integer, "", std::numeric_limits<qint64>::min());
    row("string", "$5\r\nhe\r\nl\r\n", Type::Text, "he\r\nl");
    row("string, empty", "$0\r\n\r\n", Type::Text, "");
    row("string, any byte", QByteArray("$3\r\n\0\xff\n\r\n", 9), Type::Text, QByteArray("\0\xff\n", 3));
    row("null", "_\r\n", Type::Null, "");
    row("null of RESP2", "$-1\r\n", Type::Null, "");
    row("null array of RESP2", "*-1\r\n", Type::Null, "");
    row("true", "#t\r\n", Type::Boolean, "", 1);
    row("false", "#f\r\n", Type::Boolean, "", 0);
    row("big number", "(-3492890328409238509324850943850943825024385\r\n", Type::BigNumber,
        "-3492890328409238509324850943850943825024385");
    row("long error", "!9\r\nSYNTAX no\r\n", Type::Error, "SYNTAX no");
    row("verbatim", "=8\r\ntxt:text\r\n", Type::Text, "text");
}

void RespParserTest::readsScalars() {
    QFETCH(QByteArray, bytes);
    RespParser parser;
    parser.append(bytes);
    const std::optional<RespValue> value = parser.next();
    QVERIFY2(value, qPrintable(parser.why()));
    QTEST(int(value->type), "type");
    QTEST(value->text, "text");
    QTEST(value->number, "number");
    QVERIFY(!parser.next() && !parser.hasFailed());
    QCOMPARE(brokenRespPromise(bytes), nullptr);
}

void RespParserTest::readsAggregates() {
    RespParser parser;
    parser.append(">3\r\n$7\r\nmessage\r\n$4\r\nroom\r\n$2\r\nhi\r\n"
                  "%2\r\n+server\r\n+redis\r\n+modules\r\n*0\r\n"
                  "*2\r\n~2\r\n:1\r\n,-inf\r\n*1\r\n*1\r\n,2.5\r\n"
                  "-MOVED 866 127.0.0.1:7001\r\n");
    const std::optional<RespValue> push = parser.next();
    QVERIFY(push && push->type == Type::Push && push->items.size() == 3);
    QCOMPARE(push->items[2].text, QByteArray("hi"));
    const std::optional<RespValue> map = parser.next();
    QVERIFY(map && map->type == Type::Map && map->items.size() == 4);
    QVERIFY(map->items[3].type == Type::Array && map->items[3].items.empty());
    const std::optional<RespValue> array = parser.next();
    QVERIFY(array && array->isList() && array->items.size() == 2);
    QVERIFY(array->items[0].type == Type::Set && std::isinf(array->items[0].items[1].real));
    QCOMPARE(array->items[1].items[0].items[0].real, 2.5);
    const std::optional<RespValue> error = parser.next();
    QVERIFY(error && error->isError());
    QCOMPARE(error->errorCode(), QByteArray("MOVED"));
    QVERIFY(!parser.next() && !parser.hasFailed());
}

void RespParserTest::dropsAttributes() {
    RespParser parser;
    parser.append("|1\r\n+ttl\r\n:3600\r\n*3\r\n:1\r\n|0\r\n|1\r\n+a\r\n*1\r\n:9\r\n:2\r\n|1\r\n+b\r\n+c\r\n:3\r\n");
    const std::optional<RespValue> value = parser.next();
    QVERIFY2(value, qPrintable(parser.why()));
    QCOMPARE(int(value->items.size()), 3);
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(value->items[i].number, qint64(i + 1));
    QVERIFY(!parser.next() && !parser.hasFailed());
}

void RespParserTest::readsAcrossAnySplit() {
    // resppromise cuts the same bytes into single ones, at a few places, and not at all.
    const QByteArray bytes =
        "|1\r\n+a\r\n:1\r\n>3\r\n$7\r\nmessage\r\n+c\r\n$4\r\n\r\n\r\n\r\n%1\r\n#t\r\n_\r\n=6\r\ntxt:ab\r\n"
        "$0\r\n\r\n!3\r\nERR\r\n*2\r\n*1\r\n:-5\r\n(12\r\n,1e3\r\n$-1\r\n*x\r\n";
    for (qsizetype first = 0; first <= bytes.size(); ++first) {
        for (qsizetype second = first; second <= bytes.size(); ++second)
            QCOMPARE(respTranscript(bytes, {first, second}), respTranscript(bytes, {}));
    }
    QCOMPARE(brokenRespPromise(bytes), nullptr);
    QVERIFY2(respTranscript(bytes, {}).contains("failed"), respTranscript(bytes, {}).constData());
}

void RespParserTest::refuses_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QList<QByteArray> rows{
        "\r\n",
        "?\r\n",
        "HTTP/1.1 400 Bad Request\r\n",
        "+no end\rx",
        ":\r\n",
        ":1x\r\n",
        ":+-1\r\n",
        ":1e3\r\n",
        ":9223372036854775808\r\n",
        "#x\r\n",
        "#\r\n",
        "_x\r\n",
        ",\r\n",
        ",one\r\n",
        "(\r\n",
        "(1.5\r\n",
        "$\r\n",
        "$x\r\n",
        "$-2\r\n",
        "!-1\r\n",
        "=-1\r\n",
        "$1\r\nab\r\n",
        "$1\r\na\rx",
        "=3\r\nabc\r\n",
        "=4\r\nabcd\r\n",
        "*-2\r\n",
        "%-1\r\n",
        "~-1\r\n",
        ">-1\r\n",
        ">0\r\n",
        "*1\r\n>1\r\n",
        "$?\r\n",
        "*?\r\n",
        "%?\r\n",
        "~?\r\n",
        ";3\r\n",
        ".\r\n",
        "*9223372036854775807\r\n",
        "%4611686018427387904\r\n",
        "$9223372036854775807\r\n",
        "$1048577\r\n",
        "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
    };
    for (const QByteArray& bytes : rows)
        QTest::newRow(bytes.toPercentEncoding(" ?$*%~>|:+-").constData()) << bytes;
}

void RespParserTest::refuses() {
    QFETCH(QByteArray, bytes);
    RespParser parser;
    parser.append(bytes);
    QVERIFY(!parser.next());
    QVERIFY(parser.hasFailed());
    QCOMPARE(brokenRespPromise(bytes), nullptr);
}

void RespParserTest::staysRefused() {
    RespParser parser;
    parser.append("+fine\r\n:x\r\n+OK\r\n");
    QVERIFY(parser.next());
    QVERIFY(!parser.next());
    parser.append("+OK\r\n");
    QVERIFY(!parser.next() && parser.hasFailed());
    parser.clear();
    parser.append("+OK\r\n");
    QVERIFY(parser.next());
}

void RespParserTest::holdsItsBounds() {
    RespLimits limits;
    limits.lineBytes = 10;
    limits.stringBytes = 20;
    limits.valueBytes = 50;
    limits.elements = 8;
    limits.depth = 3;
    const auto isTaken = [&](const QByteArray& bytes) {
        RespParser parser(limits);
        parser.append(bytes);
        const bool taken = parser.next().has_value();
        return taken && !parser.hasFailed();
    };
    const QByteArray twenty = "$20\r\n" + QByteArray(20, 'x') + "\r\n";
    QVERIFY(isTaken("+123456789\r\n"));
    QVERIFY(!isTaken("+12345678901\r\n"));
    QVERIFY(isTaken(twenty));
    QVERIFY(!isTaken("$21\r\n" + QByteArray(21, 'x') + "\r\n"));
    QVERIFY(isTaken("*2\r\n" + twenty + twenty));
    QVERIFY(!isTaken("*3\r\n" + twenty + twenty + twenty));
    QVERIFY(isTaken("*7\r\n" + QByteArray(":1\r\n").repeated(7)));
    QVERIFY(!isTaken("*8\r\n" + QByteArray(":1\r\n").repeated(8)));
    QVERIFY(isTaken("*1\r\n*1\r\n*1\r\n:1\r\n"));
    QVERIFY(!isTaken("*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n"));
    QVERIFY(!isTaken("|1\r\n+a\r\n*1\r\n*1\r\n*1\r\n:1\r\n:1\r\n"));

    RespParser parser(limits); // each value has the whole of it
    for (int i = 0; i < 100; ++i) {
        parser.append(QByteArray("*2\r\n" + twenty + twenty));
        QVERIFY2(parser.next(), qPrintable(parser.why()));
    }
    RespParser endless(limits); // a line that never ends is not kept
    for (int i = 0; i < 100 && !endless.hasFailed(); ++i) {
        endless.append("x");
        QVERIFY(!endless.next());
    }
    QVERIFY(endless.hasFailed());
}

/// Any client may publish something huge: it costs neither the connection nor memory.
void RespParserTest::leavesOutWhatIsTooLongInAPush() {
    RespLimits limits;
    limits.stringBytes = 20;
    limits.skippedBytes = 5000;
    const auto push = [](qsizetype size) -> QByteArray {
        return ">3\r\n+message\r\n+a\r\n$" + QByteArray::number(size) + "\r\n" + QByteArray(size, 'x') + "\r\n";
    };
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(100'000)}) {
        RespParser parser(limits);
        std::vector<RespValue> values;
        const QByteArray bytes = push(21) + push(20) + push(5000) + "+OK\r\n";
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            parser.append(bytes.mid(at, piece));
            while (std::optional<RespValue> value = parser.next())
                values.push_back(std::move(*value));
        }
        QVERIFY2(!parser.hasFailed(), qPrintable(parser.why()));
        QCOMPARE(values.size(), size_t(4));
        QCOMPARE(values[0].items.at(2).text, QByteArray());
        QCOMPARE(values[1].items.at(2).text, QByteArray(20, 'x'));
        QCOMPARE(values[2].items.at(2).text, QByteArray());
        QCOMPARE(values[3].text, QByteArray("OK"));
    }
    RespParser parser(limits);
    parser.append(push(5001));
    QVERIFY(!parser.next() && parser.hasFailed());
}

/// Reading single bytes of something long must not take longer the longer it is. Compared with itself, so that no
/// machine's speed matters: 16 times the bytes take about 16 times as long, and 256 times if each is looked at again.
void RespParserTest::looksAtEachByteOnce() {
    const auto timeFor = [](qsizetype size) {
        const QByteArray bytes = '$' + QByteArray::number(size) + "\r\n" + QByteArray(size, 'x') + "\r\n*" +
                                 QByteArray::number(size / 8) + "\r\n" + QByteArray("+a\r\n").repeated(size / 8) + '+' +
                                 QByteArray(size, 'x') + "\r\n";
        RespLimits limits;
        limits.lineBytes = size + 1;
        qint64 best = std::numeric_limits<qint64>::max();
        for (int attempt = 0; attempt < 5; ++attempt) {
            const std::clock_t began = std::clock(); // of this process: others' load does not count
            RespParser parser(limits);
            int values = 0;
            for (const char byte : bytes) {
                parser.append(QByteArrayView(&byte, 1));
                while (parser.next())
                    ++values;
            }
            if (values != 3)
                return qint64(-1);
            best = std::min(best, qint64(std::clock() - began));
        }
        return best;
    };
    const qint64 small = timeFor(32 * 1024);
    const qint64 large = timeFor(512 * 1024);
    QVERIFY(small > 0 && large > 0);
    QVERIFY2(large < small * 80, QByteArray::number(double(large) / double(small)));
}

void RespParserTest::writesCommands() {
    RespWriter writer;
    writer.command({"PING"});
    writer.command({"PUBLISH", "room:{7}", QByteArrayView("\0\r\n", 3)});
    writer.command("SUBSCRIBE", {"a", "", "ccc"});
    static constexpr char expected[] = "*1\r\n$4\r\nPING\r\n"
                                       "*3\r\n$7\r\nPUBLISH\r\n$8\r\nroom:{7}\r\n$3\r\n\0\r\n\r\n"
                                       "*4\r\n$9\r\nSUBSCRIBE\r\n$1\r\na\r\n$0\r\n\r\n$3\r\nccc\r\n";
    QCOMPARE(writer.bytes().toByteArray(), QByteArray(expected, sizeof expected - 1));
    RespParser parser; // a command is an array of strings
    parser.append(writer.bytes());
    for (const size_t words : {1, 3, 4}) {
        const std::optional<RespValue> command = parser.next();
        QVERIFY(command);
        QCOMPARE(command->items.size(), words);
    }
    writer.sent();
    QVERIFY(writer.isEmpty());
}

void RespParserTest::readsMessagesQuickly() {
    QByteArray stream;
    constexpr int messages = 200;
    for (int i = 0; i < messages; ++i)
        stream += ">3\r\n$7\r\nmessage\r\n$18\r\nconfab:room:{1234}\r\n$300\r\n" + QByteArray(300, 'x') + "\r\n";
    RespParser parser;
    int read = 0;
    QBENCHMARK { // one turn's reading; divide by 200 for one message
        parser.append(stream);
        while (parser.next())
            ++read;
    }
    QVERIFY(read >= messages);
}

QTEST_APPLESS_MAIN(RespParserTest)
#include "tst_respparser.moc"
