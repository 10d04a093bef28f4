// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/text.h"
#include "tests/support/realtext.h"

#include <QProcess>
#include <QTest>

using namespace confab;

/// External text: byte for byte through both codecs, and composed as an independent library composes it.
class RealTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesAreThere();
    void survivesBothCodecs();
    void composesLikePython();
};

void RealTextTest::sourcesAreThere() {
    const qsizetype least[] = {10'000, 4'000, 400};
    const QList<realtext::Source> sources = realtext::all();
    for (qsizetype i = 0; i < sources.size(); ++i) {
        const realtext::Source& source = sources[i];
        QVERIFY2(source.messages.size() > least[i], qPrintable(QStringLiteral("%1: %2 messages; install the %3")
                                                                   .arg(QLatin1String(source.name))
                                                                   .arg(source.messages.size())
                                                                   .arg(QLatin1String(source.package))));
    }
}

void RealTextTest::survivesBothCodecs() {
    const QString key = QStringLiteral("body");
    for (const realtext::Source& source : realtext::all()) {
        for (const QString& message : source.messages) {
            const QByteArray wanted = normalisedText(message).toUtf8();
            for (const Codec codec : {Codec::Json, Codec::Cbor}) {
                const QByteArray frame = encodeFrame({{key, normalisedText(message)}}, codec);
                const Result<QCborMap> map = decodeFrame(frame, codec);
                QVERIFY(map);
                QCOMPARE(map->value(key).toString().toUtf8(), wanted);
            }
            QCOMPARE(normalisedText(QString::fromUtf8(wanted)).toUtf8(), wanted);
        }
    }
}

/// Python's unicodedata is independent of Qt. Two versions of Unicode may differ about characters that one of them does
/// not have; nothing else may, and such differences are listed.
void RealTextTest::composesLikePython() {
    const QString program =
        QStringLiteral("import sys, unicodedata as u\n"
                       "for line in sys.stdin.buffer:\n"
                       "    text = bytes.fromhex(line.decode()).decode('utf-8')\n"
                       "    new = any(u.category(c) == 'Cn' for c in text)\n"
                       "    print(('new ' if new else 'old ') + u.normalize('NFC', text).encode('utf-8').hex())\n");
    QList<QString> messages;
    for (const realtext::Source& source : realtext::all()) {
        for (const QString& message : source.messages)
            messages.append(QString(message).remove(u'\r').normalized(QString::NormalizationForm_D));
    }
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), program});
    QVERIFY2(python.waitForStarted(), "python3 is needed");
    // The characters that normalisedText removes are removed before, so that only the composition is compared.
    QList<QString> kept;
    for (const QString& message : std::as_const(messages))
        kept.append(normalisedText(message).normalized(QString::NormalizationForm_D));
    for (const QString& text : std::as_const(kept))
        python.write(text.toUtf8().toHex() + '\n');
    python.closeWriteChannel();
    QVERIFY(python.waitForFinished(60'000));
    const QList<QByteArray> lines = python.readAllStandardOutput().split('\n');
    QCOMPARE(lines.size(), kept.size() + 1);
    QList<QByteArray> differing;
    int changed = 0;
    for (qsizetype i = 0; i < kept.size(); ++i) {
        const QByteArray composed = normalisedText(kept[i]).toUtf8();
        changed += composed != kept[i].toUtf8();
        if (QByteArray::fromHex(lines[i].sliced(4)) == composed)
            continue;
        differing.append(composed.toHex());
        qInfo("composed otherwise: %s", composed.toHex().constData());
        QVERIFY2(lines[i].startsWith("new"), composed);
    }
    qInfo("%d of %d texts were composed; %d otherwise than by Python", changed, int(kept.size()),
          int(differing.size()));
    QVERIFY(changed > 20);
}

QTEST_GUILESS_MAIN(RealTextTest)
#include "tst_realtext.moc"
