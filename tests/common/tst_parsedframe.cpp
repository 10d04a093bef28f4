// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/common/samples.h"
#include "tests/support/frameagreement.h"

#include <QRandomGenerator>
#include <QTest>

using namespace confab;

/// The server's own parsers agree with Qt's, on frames and on damaged frames.
class ParsedFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oddFrames_data();
    void oddFrames();
    void numbers_data();
    void numbers();
    void brokenFrames_data();
    void brokenFrames();
    void madeUpJson();
    void madeUpCbor();
    void boundsAreExact();
};

namespace {

/// All requests, and the events of the log: every kind of value.
QList<QByteArray> frames(Codec codec) {
    QList<QByteArray> all;
    for (const samples::Size size : {samples::Size::Least, samples::Size::Most}) {
        samples::forEach<Request>(
            [&]<class R>() { all += jsonrpc::writeCall(limits::maxId, samples::make<R>(size), codec); });
        samples::forEach<EventData>([&]<class E>() {
            const Event event = samples::event(size, samples::make<E>(size));
            all += jsonrpc::writeNotification(RoomEventNotice{event}, codec);
        });
    }
    return all;
}

/// Tokens that are valid as a value, and tokens that are not.
QList<QByteArray> oddJson() {
    const QByteArray printable(R"-(""
"\u0000"
"\ud83d\ude00"
"\ud83d"
"\ude00\ud83d"
"\x"
"\u12"
"\u12G4"
"\uD83Dx"
"\"
"a\
"\\"
"\""
"\/\b\f\n\r\t"
tru
true
nul
nulll
[]
[,]
[1,]
[1 2]
{}
{"a"}
{"a":}
{"a":1,}
{,}
{1:2}
{"a":1,"a":2}
{"\u0061":1,"a":2}
{"a":1,"\u0061":2}
{"":0}
'a'
[[[]]]
[
{
]
})-");
    return printable.split('\n') + QList<QByteArray>{"\"\t\n\x01\x7f\"",
                                                     "\"\\\xc3\"",
                                                     "\"\\\xc3\xa9\"",
                                                     "\"\xef\xbb\xbf\"",
                                                     "\"\xef\xbb\xbfx\"",
                                                     "\"\\n\xef\xbb\xbfx\"",
                                                     "\"\xef\xbb\xbf\\nx\"",
                                                     "\"\xef\xbb\xbf\xef\xbb\xbfx\"",
                                                     "{\"\xef\xbb\xbf\":1}",
                                                     "{\"\xef\xbb\xbfx\":1}",
                                                     "{\"x\":1,\"\xef\xbb\xbfx\":2}",
                                                     "{\"\xef\xbb\xbf\xef\xbb\xbfx\":1}",
                                                     "\"\xe2\x80\xa8\"",
                                                     "\"\xef\xbf\xbf\"",
                                                     "\"\xf4\x90\x80\x80\"",
                                                     "\"\xed\xa0\x80\"",
                                                     "\"\xc0\x80\"",
                                                     "\"\xe2\x80\"",
                                                     " \t\r\n1 ",
                                                     "\v1",
                                                     ""};
}

constexpr auto oddCbor =
    "a0 bf bfff a1 a161 a16161 a1616101 a161610100 a0a0 ff a161ff01 a1616160 bf61617f6178616379ffff "
    "bf61617f617861c3617affff bf61617fffff bf61617f7f6178ffffff bf61617f4178ffff bf617fff bf6161ff "
    "a1617fff01 bf7f6161ff01ff a2616101616102 a261610161616102 a161611805 a16161190005 "
    "a161611a00000005 a161611b0000000000000005 a161611c a161611f a161613f a161613bffffffffffffffff "
    "a161613b7fffffffffffffff a161613b8000000000000000 a161611bffffffffffffffff "
    "a161611b7fffffffffffffff a161611b8000000000000000 a16161f90000 a16161f93e00 a16161f97c00 "
    "a16161f97e00 a16161f90001 a16161fa7f800000 a16161fa3fc00000 a16161fb7ff8000000000000 "
    "a16161fb3ff8000000000000 a16161f4 a16161f5 a16161f6 a16161f7 a16161f0 a16161f818 a16161f820 "
    "a16161f8 a16161fc a16161c0 a16161c06161 a161614162 a10101 a1416101 a18001 a1616181 a161618101 "
    "a161619f a161619fff a161619f01ff a161619fffff a161619a7fffffff a161617b7fffffffffffffff "
    "a16161bb4000000000000000 80 8101 01 6161 f6 a16163efbbbf a16164efbbbf61 a163efbbbf01 a16162eda0 "
    "a16163eda080 a16161780161 b801616101 b90001616101 ba00000001616101";

/// Bytes with a meaning for the parsers, more often than by chance.
char oddByte(QRandomGenerator& random) {
    constexpr std::string_view odd =
        "{}[]\",:\\u0d8-.eE1 \n\xef\xbb\xbf\xed\xa0\xff\x7f\x9f\xbf\xa1\x81\x61\xf9\xf7\xf8";
    return random.bounded(3) == 0 ? char(random.bounded(256)) : odd[random.bounded(uint(odd.size()))];
}

QByteArray damaged(QByteArray bytes, QRandomGenerator& random) {
    for (int left = 1 + int(random.bounded(3)); left > 0 && !bytes.isEmpty(); --left) {
        const qsizetype at = random.bounded(bytes.size());
        switch (random.bounded(5)) {
        case 0:
            bytes[at] = oddByte(random);
            break;
        case 1:
            bytes.insert(at, oddByte(random));
            break;
        case 2:
            bytes.remove(at, 1 + random.bounded(3));
            break;
        case 3:
            bytes.truncate(at);
            break;
        default: // repeat a part of it
            bytes.insert(at, bytes.mid(random.bounded(bytes.size()), random.bounded(20)));
        }
    }
    return bytes;
}

QByteArray shown(const QByteArray& bytes) {
    return bytes + "\n" + bytes.toHex(' ');
}

} // namespace

#define COMPARE_READERS(frame, codec)                                                                                  \
    do {                                                                                                               \
        const QByteArray compared = frame;                                                                             \
        const QByteArray difference = test::disagreement(compared, codec);                                             \
        QVERIFY2(difference.isEmpty(), QByteArray(shown(compared) + '\n' + difference).constData());                   \
    } while (false)

void ParsedFrameTest::oddFrames_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("codec");
    int count = 0;
    const auto json = [&](const QByteArray& bytes) { QTest::addRow("json %d", ++count) << bytes << int(Codec::Json); };
    const auto cbor = [&](const QByteArray& hex) {
        QTest::addRow("cbor %s", hex.constData()) << QByteArray::fromHex(hex) << int(Codec::Cbor);
    };
    for (const QByteArray& value : oddJson()) {
        json(QByteArray("{\"a\":") + value + '}');
        json(QByteArray("{\"a\":") + value);
        json(QByteArray("[") + value + ']');
        json(value);
        json(QByteArray("\xef\xbb\xbf{\"a\":") + value + "} ");
    }
    json(QByteArray("{\"a\":\"\0\"}", 9));
    json("\xef\xbb\xbf");
    json("\xef\xbb\xbf{}");
    json("\xef\xbb\xbf\xef\xbb\xbf{}");
    for (const QByteArray& hex : QByteArray(oddCbor).split(' '))
        cbor(hex);
}

void ParsedFrameTest::oddFrames() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, codec);
    COMPARE_READERS(bytes, Codec(codec));
}

void ParsedFrameTest::numbers_data() {
    QTest::addColumn<QByteArray>("number");
    const QByteArray numbers(
        "0 -0 00 01 - -1 +1 1. .5 .0 -.5 1.0 1.00 1.5 1e 1e5 1E5 1e+5 1e-5 1e400 -1e400 1e-400 1.e5 --1 "
        "1- 1.5.5 1e5e5 e5 0e0 0.1e1 NaN Infinity 0x10 1_0 1a 9007199254740991 "
        "9007199254740992 9007199254740993 999999999999999999 9223372036854775807 9223372036854775808 "
        "-9223372036854775808 -9223372036854775809 18446744073709551615 123456789012345678901234567890 "
        "9223372036854775807.0 1000000000000000000 1e18 1e19 -1e18 9.007199254740993e15 "
        "0.00000000000000000000000001 100000000000000000000.0 5e-324 1.7976931348623157e308");
    for (const QByteArray& number : numbers.split(' '))
        QTest::newRow(number.constData()) << number;
}

void ParsedFrameTest::numbers() {
    QFETCH(QByteArray, number);
    COMPARE_READERS("{\"a\":" + number + "}", Codec::Json);
    COMPARE_READERS("{\"a\":[" + number + ",1]}", Codec::Json);
    COMPARE_READERS("{\"a\":" + number, Codec::Json);
}

void ParsedFrameTest::brokenFrames_data() {
    QTest::addColumn<int>("codec");
    QTest::newRow("json") << int(Codec::Json);
    QTest::newRow("cbor") << int(Codec::Cbor);
}

void ParsedFrameTest::brokenFrames() {
    QFETCH(int, codec);
    QRandomGenerator random(20260131);
    int taken = 0;
    for (const QByteArray& frame : frames(Codec(codec))) {
        COMPARE_READERS(frame, Codec(codec));
        for (int i = 0; i < 600; ++i) {
            const QByteArray bytes = damaged(frame, random);
            COMPARE_READERS(bytes, Codec(codec));
            taken += decodeFrame(bytes, Codec(codec)).has_value();
        }
    }
    QVERIFY2(taken > 1000, qPrintable(QString::number(taken))); // damage often hits the inside of a text
}

/// Random pieces of JSON in a row: half of them fit.
void ParsedFrameTest::madeUpJson() {
    constexpr std::array pieces{"{",       "}",    "[",     "]", ",",    ":",    "\"a\"", "\"b\"",        "\"\\u0061\"",
                                "\"\\n\"", "true", "false", "1", "-2.5", "null", " ",     "\"\xc3\xa9\"", "1e3"};
    QRandomGenerator random(7);
    for (int i = 0; i < 60'000; ++i) {
        QByteArray bytes("{\"a\":");
        for (int left = int(random.bounded(9)); left > 0; --left)
            bytes += pieces[random.bounded(uint(pieces.size()))];
        bytes += '}';
        COMPARE_READERS(bytes, Codec::Json);
    }
}

void ParsedFrameTest::madeUpCbor() {
    QRandomGenerator random(8);
    for (int i = 0; i < 60'000; ++i) {
        QByteArray bytes(i % 2 == 0 ? "\xbf" : "\xa1");
        bytes += "\x61\x61";
        for (int left = int(random.bounded(12)); left > 0; --left)
            bytes += oddByte(random);
        if (i % 2 == 0)
            bytes += '\xff';
        COMPARE_READERS(bytes, Codec::Cbor);
    }
}

void ParsedFrameTest::boundsAreExact() {
    for (const int levels : {limits::frameDepth - 1, limits::frameDepth}) {
        COMPARE_READERS("{\"a\":" + QByteArray(levels, '[') + QByteArray(levels, ']') + "}", Codec::Json);
        const QByteArray text = QByteArray("\x79\x02\x00", 3) + QByteArray(512, 'z');
        COMPARE_READERS("\xa2\x61z" + text + "\x61\x61" + QByteArray(levels - 1, '\x81') + '\x80', Codec::Cbor);
    }
    for (const int lists : {100, 110, 111, 112, 113, 114, 115, 116, 117, 120, 130})
        COMPARE_READERS("\xbf\x61\x61\x9f" + QByteArray(lists, '\x80') + "\xff\x61\x62\x79\x03\x20" +
                            QByteArray(800, 'x') + '\xff',
                        Codec::Cbor);
    QByteArray wide;
    for (int i = 0; i < limits::membersPerObject; ++i)
        wide += "\x64" + QByteArray::number(1000 + i) + '\x01';
    COMPARE_READERS("\xbf" + wide + '\xff', Codec::Cbor);
    COMPARE_READERS("\xbf" + wide + "\x61\x61\x01\xff", Codec::Cbor);
}

QTEST_APPLESS_MAIN(ParsedFrameTest)
#include "tst_parsedframe.moc"
