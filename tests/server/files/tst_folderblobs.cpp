// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/folderblobs.h"
#include "tests/server/files/blobscontract.h"
#include "tests/server/storage/runcontracts.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QTemporaryDir>

namespace {

using namespace confab;

/// A folder of its own for each test function.
class FolderFixture final : public BlobFixture {
public:
    void init() override {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void cleanup() override {
        m_store.reset();
        m_folder.reset();
    }
    void reopen() override {
        m_store.reset();
        Result<std::unique_ptr<BlobStore>> opened = FolderBlobs::open(m_folder->filePath(QStringLiteral("files")));
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_store = std::move(*opened);
    }
    BlobStore& store() override { return *m_store; }
    QString path() const { return m_folder->path(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlobStore> m_store;
};

/// What is more to say of a folder.
class TestFolder : public QObject {
    Q_OBJECT
public:
    explicit TestFolder(FolderFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init() { m_fixture.init(); }
    void cleanup() { m_fixture.cleanup(); }

    void onlyItsOwnerReadsIt() {
        QVERIFY(m_fixture.store().append(QStringLiteral("u"), 0, "content"));
        QVERIFY(m_fixture.store().keep(QStringLiteral("u"), QString(64, u'a')));
        QVERIFY(m_fixture.store().append(QStringLiteral("v"), 0, "content"));
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                QFile::WriteOther | QFile::ExeOther;
        int seen = 0;
        QDirIterator all(m_fixture.path(), QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        for (; all.hasNext(); ++seen) {
            const QFileInfo info(all.next());
            QVERIFY2(!(info.permissions() & others), qPrintable(info.filePath()));
        }
        QCOMPARE(seen, 6); // files, partial, v, aa, aa/aa, the blob
    }

    void aFileInTheWayIsSaid() {
        const QString path = QString(m_fixture.path() % u"/taken");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto opened = FolderBlobs::open(QString(path % u"/files"));
        QVERIFY(!opened);
        QVERIFY2(opened.error().message.contains(path), qPrintable(opened.error().message));
    }

private:
    FolderFixture& m_fixture;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    FolderFixture fixture;
    BlobsContract contract(fixture);
    TestFolder folder(fixture);
    return confab::runContracts({&contract, &folder}, QCoreApplication::arguments());
}

#include "tst_folderblobs.moc"
