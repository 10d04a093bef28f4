// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/limits.h"

#include <QCborArray>
#include <QTest>

using namespace confab;

/// Which bytes are a valid frame, in both codecs.
class CodecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void takes_data();
    void takes();
    void depthIsBounded();
    void containersAreBoundedBySize();
    void namesOfSubprotocols();
};

void CodecTest::refuses_data() {
    QTest::addColumn<int>("codec");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    auto row = [](Codec codec, const char* name, const QByteArray& bytes, ErrorKind kind = ErrorKind::ParseError) {
        QTest::newRow(name) << int(codec) << bytes << int(kind);
    };
    row(Codec::Json, "json empty", "");
    row(Codec::Json, "json not json", "hello");
    row(Codec::Json, "json cut", R"({"a":1)");
    row(Codec::Json, "json trailing", R"({"a":1} 2)");
    row(Codec::Json, "json comma", R"({"a":1,})");
    row(Codec::Json, "json single quotes", "{'a':1}");
    row(Codec::Json, "json NaN", R"({"a":NaN})");
    row(Codec::Json, "json number too big", R"({"a":1e400})");
    row(Codec::Json, "json UTF-8", "{\"a\":\"\xff\"}");
    row(Codec::Json, "json surrogate as UTF-8", "{\"a\":\"\xed\xa0\x80\"}");
    row(Codec::Json, "json array", "[]", ErrorKind::InvalidRequest);
    row(Codec::Json, "json text", "\"a\"", ErrorKind::InvalidRequest);
    row(Codec::Json, "json number", "5", ErrorKind::InvalidRequest);
    row(Codec::Json, "json texts", "\"a\",\"b\"");
    row(Codec::Cbor, "cbor empty", "");
    row(Codec::Cbor, "cbor cut", "\xa1\x61");
    row(Codec::Cbor, "cbor trailing", QByteArray("\xa0\x00", 2));
    row(Codec::Cbor, "cbor two", "\xa0\xa0");
    row(Codec::Cbor, "cbor break", "\xff");
    row(Codec::Cbor, "cbor reserved", "\xa1\x61\x61\x1c");
    row(Codec::Cbor, "cbor array", "\x80", ErrorKind::InvalidRequest);
    row(Codec::Cbor, "cbor number", "\x01", ErrorKind::InvalidRequest);
    row(Codec::Cbor, "cbor tag on map", "\xd9\xd9\xf7\xa0");
    row(Codec::Cbor, "cbor tag inside", "\xa1\x61\x61\xc0\x61\x62");
    row(Codec::Cbor, "cbor bytes", "\xa1\x61\x61\x41\x62");
    row(Codec::Cbor, "cbor key number", "\xa1\x01\x01");
    row(Codec::Cbor, "cbor key bytes", "\xa1\x41\x61\x01");
    row(Codec::Cbor, "cbor key array", "\xa1\x80\x01");
    row(Codec::Cbor, "cbor UTF-8", "\xa1\x61\x61\x62\xed\xa0");
    row(Codec::Cbor, "cbor UTF-8 key", "\xa1\x61\xff\x01");
    row(Codec::Cbor, "cbor claims", "\xa1\x61\x61\x9a\x7f\xff\xff\xff");
    row(Codec::Cbor, "cbor claims text", "\xa1\x61\x61\x7b\x7f\xff\xff\xff\xff\xff\xff\xff");
    row(Codec::Cbor, "cbor odd map", "\xbf\x61\x61\xff");
    row(Codec::Cbor, "cbor simple", "\xa1\x61\x61\xf8\x20");
}

void CodecTest::refuses() {
    QFETCH(int, codec);
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    const Result<QCborMap> map = decodeFrame(bytes, Codec(codec));
    QVERIFY(!map);
    QCOMPARE(map.error().kind, ErrorKind(kind));
    QVERIFY(!map.error().message.isEmpty());
}

void CodecTest::takes_data() {
    QTest::addColumn<int>("codec");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QCborValue>("a");
    auto row = [](Codec codec, const char* name, const QByteArray& bytes, const QCborValue& a) {
        QTest::newRow(name) << int(codec) << bytes << a;
    };
    row(Codec::Json, "json spaces", " {\n\"a\" : 1 }\t", 1);
    row(Codec::Json, "json byte order mark", "\xef\xbb\xbf{\"a\":1}", 1);
    row(Codec::Json, "json 7.0", R"({"a":7.0})", 7);
    row(Codec::Json, "json 7.5", R"({"a":7.5})", 7.5);
    row(Codec::Json, "json 2^53-1", R"({"a":9007199254740991})", limits::maxId);
    row(Codec::Json, "json pair of escapes", R"({"a":"\ud83d\ude00"})", QString::fromUtf8("\xF0\x9F\x98\x80"));
    row(Codec::Json, "json lone surrogate", R"({"a":"\ud83dx"})", QString(QString(QChar(0xd83d)) + QChar(u'x')));
    row(Codec::Json, "json NUL", R"({"a":"\u0000"})", QString(QChar(u'\0')));
    row(Codec::Json, "json bracket in text", R"({"a":"[{\"["})", QStringLiteral("[{\"["));
    row(Codec::Json, "json twice", R"({"a":1,"a":2})", 2);
    row(Codec::Cbor, "cbor number", "\xa1\x61\x61\x01", 1);
    row(Codec::Cbor, "cbor long number", QByteArray("\xa1\x61\x61\x1b\0\0\0\0\0\0\0\x01", 12), 1);
    row(Codec::Cbor, "cbor half 1.5", QByteArray("\xa1\x61\x61\xf9\x3e\x00", 6), 1.5);
    row(Codec::Cbor, "cbor streamed", "\xbf\x61\x61\x7f\x61x\x61y\xff\xff", QStringLiteral("xy"));
    row(Codec::Cbor, "cbor undefined", "\xa1\x61\x61\xf7", QCborValue());
    row(Codec::Cbor, "cbor twice", "\xa2\x61\x61\x01\x61\x61\x02", 1);
}

void CodecTest::takes() {
    QFETCH(int, codec);
    QFETCH(QByteArray, bytes);
    QFETCH(QCborValue, a);
    const Result<QCborMap> map = decodeFrame(bytes, Codec(codec));
    QVERIFY2(map, map ? "" : qPrintable(map.error().message));
    QCOMPARE(map->value(QStringLiteral("a")), a);
}

void CodecTest::depthIsBounded() {
    const auto padded = [](int levels, Codec codec) {
        if (codec == Codec::Json)
            return QByteArray("{\"a\":" + QByteArray(levels - 1, '[') + QByteArray(levels - 1, ']') + "}");
        // A text of 512 bytes beside it, since the containers may not be more than one in eight bytes.
        const QByteArray text = QByteArray("\x79\x02\x00", 3) + QByteArray(512, 'z');
        return QByteArray("\xa2\x61z" + text + "\x61\x61" + QByteArray(levels - 2, '\x81') + '\x80');
    };
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        const Result<QCborMap> deepest = decodeFrame(padded(limits::frameDepth, codec), codec);
        QVERIFY2(deepest, deepest ? "" : qPrintable(deepest.error().message));
        const Result<QCborMap> deeper = decodeFrame(padded(limits::frameDepth + 1, codec), codec);
        QVERIFY(!deeper);
        QCOMPARE(deeper.error().kind, ErrorKind::ParseError);
        QVERIFY(!decodeFrame(padded(100'000, codec), codec));
    }
}

/// A list of empty lists costs Qt's reader some 50 bytes of memory and 170 ns for each byte of the frame.
void CodecTest::containersAreBoundedBySize() {
    QByteArray bytes("\xbf\x61\x61\x9f");
    bytes += QByteArray(limits::frameBytes, '\x80') + "\xff\xff";
    QVERIFY(!decodeFrame(bytes, Codec::Cbor));

    QCborMap wide;
    for (int i = 0; i < limits::membersPerObject; ++i)
        wide.insert(QString::number(i), i);
    QVERIFY(decodeFrame(encodeFrame(wide, Codec::Cbor), Codec::Cbor));
    wide.insert(QStringLiteral("one more"), 0);
    QVERIFY(!decodeFrame(encodeFrame(wide, Codec::Cbor), Codec::Cbor));

    // The densest frame that the server writes: people with one character for a name.
    const QCborMap person{{QStringLiteral("id"), 1}, {QStringLiteral("name"), QStringLiteral("x")}};
    QCborArray people;
    for (int i = 0; i < 1000; ++i)
        people.append(person);
    const QCborMap frame{{QStringLiteral("users"), people}};
    QVERIFY(decodeFrame(encodeFrame(frame, Codec::Cbor), Codec::Cbor));
}

void CodecTest::namesOfSubprotocols() {
    QCOMPARE(subprotocol(Codec::Json), QStringLiteral("confab.v1.json"));
    QCOMPARE(codecNamed(u"confab.v1.cbor"), Codec::Cbor);
    QVERIFY(!codecNamed(u"confab.v2.json"));
}

QTEST_APPLESS_MAIN(CodecTest)
#include "tst_codec.moc"
