// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// One source, a test for each promise about bytes: CONFAB_PROMISE is its function.

#include CONFAB_PROMISE_HEADER

#include <QDir>
#include <QTest>

using namespace confab;

/// Runs the corpus of a fuzzer through the same function, without a fuzzer: fixed findings stay fixed.
class BytesCorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsPromises_data();
    void keepsPromises();
};

void BytesCorpusTest::keepsPromises_data() {
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(CONFAB_CORPUS_DIR));
    const QList<QFileInfo> files = folder.entryInfoList(QDir::Files);
    QVERIFY2(files.size() >= 10, qPrintable(folder.path()));
    for (const QFileInfo& file : files)
        QTest::addRow("%s", qPrintable(file.fileName())) << file.filePath();
}

void BytesCorpusTest::keepsPromises() {
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const char* broken = CONFAB_PROMISE(file.readAll());
    QVERIFY2(!broken, broken);
}

QTEST_APPLESS_MAIN(BytesCorpusTest)
#include "tst_bytescorpus.moc"
