// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/fieldwriting.h"

#include <QCborArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace confab;

namespace {

QByteArray written(Codec codec, const std::function<void(wire::FrameWriter&)>& write) {
    return frameOf(codec, write);
}

QByteArray asQtWrites(const QCborValue& value, Codec codec) {
    if (codec == Codec::Cbor)
        return value.toCbor();
    const QByteArray list = QJsonDocument(QJsonArray{value.toJsonValue()}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

struct Part {
    std::optional<int> maybe;
    std::optional<int> orNull;
    QList<QString> texts;
    template <class Self = Part>
    static constexpr auto fields() {
        return std::tuple{field("maybe", &Self::maybe), nullable("orNull", &Self::orNull),
                          field("texts", &Self::texts)};
    }
};

} // namespace

/// The bytes of the direct writers are identical to those that Qt writes of a tree.
class FrameWritersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void everyUnit();
    void everyPlace();
    void randomTexts();
    void numbers();
    void times();
    void structs();
    void treesAmongOthers();
};

void FrameWritersTest::texts_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("null") << QString();
    QTest::newRow("empty") << QStringLiteral("");
    QTest::newRow("NUL") << QString(QChar(u'\0'));
    QTest::newRow("to be escaped") << QStringLiteral("\"\\/\b\f\n\r\t\x7f\x1b");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b\u2029");
    QTest::newRow("byte order mark") << QStringLiteral("\uFEFFa\uFEFF");
    QTest::newRow("no characters") << QStringLiteral("\uFFFE\uFFFF\uFDD0");
    QTest::newRow("planes") << QStringLiteral("\u007F\u0080\u07FF\u0800\uFFFD\U00010000\U0010FFFF");
    QTest::newRow("high alone") << QString(QChar(0xd83d));
    QTest::newRow("high, then something") << QString(QString(QChar(0xd83d)) + u'x');
    QTest::newRow("low alone") << QString(QString(QChar(0xde00)) + u'x');
    QTest::newRow("the wrong way round") << QString(QString(QChar(0xde00)) + QChar(0xd83d));
    QTest::newRow("two highs and a low") << QString(QString(2, QChar(0xd83d)) + QChar(0xde00));
    for (const int length : {1, 23, 24, 126, 127, 128, 129, 255, 256, 511, 512, 513, 16384, 65535, 65536}) {
        QTest::addRow("%d letters", length) << QString(length, u'a');
        QTest::addRow("%d controls", length) << QString(length, QChar(1));
        QTest::addRow("%d emoji", length) << QString::fromUtf8("\U0001F468").repeated(length);
        QTest::addRow("%d emoji behind a letter", length)
            << QString(u'a' % QString::fromUtf8("\U0001F468").repeated(length));
    }
}

void FrameWritersTest::texts() {
    QFETCH(QString, text);
    for (const Codec codec : {Codec::Json, Codec::Cbor})
        QCOMPARE(written(codec, [&](wire::FrameWriter& to) { to.text(text); }), asQtWrites(text, codec));
    constexpr int quotes = 2;
    QCOMPARE(wire::jsonBytes(text) + quotes, asQtWrites(text, Codec::Json).size());
}

void FrameWritersTest::everyUnit() {
    for (int unit = 0; unit <= 0xffff; ++unit) {
        const QString text = QString(u'a' % QChar(char16_t(unit)) % u'b');
        for (const Codec codec : {Codec::Json, Codec::Cbor})
            QCOMPARE(written(codec, [&](wire::FrameWriter& to) { to.text(text); }), asQtWrites(text, codec));
        QCOMPARE(wire::jsonBytes(text) + 2, asQtWrites(text, Codec::Json).size());
    }
}

/// Plain text is written in blocks: a unit that needs an escape has to be found at every position.
void FrameWritersTest::everyPlace() {
    const QString plain(70, u'a');
    for (const QString& odd : {QStringLiteral("\""), QStringLiteral("\\"), QString(QChar(0x1f)), QString(QChar(0x80)),
                               QStringLiteral("ä"), QStringLiteral("😀"), QString(QChar(0x161))}) {
        for (qsizetype at = 0; at <= plain.size(); ++at) {
            const QString text = QString(plain).insert(at, odd);
            QCOMPARE(written(Codec::Json, [&](wire::FrameWriter& to) { to.text(text); }),
                     asQtWrites(text, Codec::Json));
        }
    }
}

void FrameWritersTest::randomTexts() {
    constexpr std::array<char16_t, 12> odd{0,    0x1f,  u'"',   u'\\',  u'\n',  0x7f,
                                           0x80, 0x7ff, 0x2028, 0xd83d, 0xde00, 0xffff};
    QRandomGenerator random(20260131);
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int left = int(random.bounded(300)); left > 0; --left)
            text +=
                QChar(random.bounded(3) == 0 ? odd[random.bounded(uint(odd.size()))] : char16_t(random.bounded(0x100)));
        for (const Codec codec : {Codec::Json, Codec::Cbor})
            QCOMPARE(written(codec, [&](wire::FrameWriter& to) { to.text(text); }), asQtWrites(text, codec));
    }
}

void FrameWritersTest::numbers() {
    QList<qint64> all{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), limits::maxId,
                      -limits::maxId};
    for (const qint64 edge : {0ll, 23ll, 24ll, 255ll, 256ll, 65535ll, 65536ll, 4294967295ll, 4294967296ll})
        all += {edge, edge + 1, edge - 1, -edge, -edge - 1};
    for (const qint64 number : std::as_const(all)) {
        for (const Codec codec : {Codec::Json, Codec::Cbor})
            QCOMPARE(written(codec, [&](wire::FrameWriter& to) { to.number(number); }), asQtWrites(number, codec));
    }
}

void FrameWritersTest::times() {
    for (const qint64 ms : {0ll, 1ll, 1769860800123ll, 951782399999ll, 253402300799999ll, 253402300800000ll, -1ll}) {
        const UtcTime time{ms};
        for (const Codec codec : {Codec::Json, Codec::Cbor})
            QCOMPARE(encodeFrame(time, codec), asQtWrites(time.toIso(), codec));
    }
}

void FrameWritersTest::structs() {
    QCOMPARE(encodeFrame(Part{}, Codec::Json), QByteArray(R"({"orNull":null,"texts":[]})"));
    QCOMPARE(encodeFrame(Part{}, Codec::Cbor), QByteArray("\xa2\x66orNull\xf6\x65texts\x80"));
    const Part full{1, 2, {QString(), QStringLiteral("a")}};
    QCOMPARE(encodeFrame(full, Codec::Json), QByteArray(R"({"maybe":1,"orNull":2,"texts":["","a"]})"));
    QCOMPARE(encodeFrame(full, Codec::Cbor), QByteArray("\xa3\x65maybe\x01\x66orNull\x02\x65texts\x82\x60\x61\x61"));
    QCOMPARE(encodeFrame(QList<Part>{{}, {}}, Codec::Json),
             QByteArray(R"([{"orNull":null,"texts":[]},{"orNull":null,"texts":[]}])"));
}

void FrameWritersTest::treesAmongOthers() {
    const QCborMap tree{{QStringLiteral("x"), QCborArray{1, nullptr, 7.5, QStringLiteral("\"")}}};
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        const QByteArray list = written(codec, [&](wire::FrameWriter& to) {
            to.beginList(3);
            to.boolean(true);
            to.value(tree);
            to.value(1.5);
            to.endList();
        });
        QCOMPARE(list, asQtWrites(QCborArray{true, tree, 1.5}, codec));
    }
}

QTEST_APPLESS_MAIN(FrameWritersTest)
#include "tst_framewriters.moc"
