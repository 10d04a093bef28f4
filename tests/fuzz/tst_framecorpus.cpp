// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/framepromise.h"

#include <QDir>
#include <QTest>

using namespace confab;

/// Runs the corpus of the fuzzers through the same function, without a fuzzer: fixed findings stay fixed.
class FrameCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsPromises_data();
    void keepsPromises();
};

void FrameCorpusTest::keepsPromises_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("codec");
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        const QDir folder(QStringLiteral(CONFAB_CORPUS_DIR) + (codec == Codec::Json ? u"/json" : u"/cbor"));
        const QList<QFileInfo> files = folder.entryInfoList(QDir::Files);
        QVERIFY2(files.size() >= 10, qPrintable(folder.path()));
        for (const QFileInfo& file : files)
            QTest::addRow("%s/%s", qPrintable(folder.dirName()), qPrintable(file.fileName()))
                << file.filePath() << int(codec);
    }
}

void FrameCorpusTest::keepsPromises() {
    QFETCH(QString, path);
    QFETCH(int, codec);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const char* broken = brokenPromise(file.readAll(), Codec(codec));
    QVERIFY2(!broken, broken);
}

QTEST_APPLESS_MAIN(FrameCorpusTest)
#include "tst_framecorpus.moc"
