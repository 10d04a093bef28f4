// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/letterpromise.h"

#include <QDir>
#include <QTest>

using namespace confab;

/// The corpus of fuzz_letter, through the same function, without a fuzzer: what was found once stays fixed.
class LetterCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsPromises_data();
    void keepsPromises();
};

void LetterCorpusTest::keepsPromises_data() {
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(CONFAB_CORPUS_DIR) + u"/letter");
    const QList<QFileInfo> files = folder.entryInfoList(QDir::Files);
    QVERIFY2(files.size() >= 10, qPrintable(folder.path()));
    for (const QFileInfo& file : files)
        QTest::addRow("%s", qPrintable(file.fileName())) << file.filePath();
}

void LetterCorpusTest::keepsPromises() {
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const char* broken = brokenLetterPromise(file.readAll());
    QVERIFY2(!broken, broken);
}

QTEST_APPLESS_MAIN(LetterCorpusTest)
#include "tst_lettercorpus.moc"
