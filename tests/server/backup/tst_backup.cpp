// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/backupreader.h"
#include "server/backup/backupwriter.h"
#include "server/backup/restore.h"
#include "server/backup/tarheader.h"
#include "tests/support/results.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace confab;

namespace {

constexpr qint64 schema = 7;

QString sha256(const QByteArray& content) {
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

bool write(const QString& path, const QByteArray& content) {
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(content) == content.size();
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

QStringList filesBelow(const QString& folder) {
    QStringList files;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(QDir(folder).relativeFilePath(all.next()));
    files.sort();
    return files;
}

} // namespace

/// The archive of a backup, and what is made of it.
class TestBackup : public QObject {
    Q_OBJECT

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    BackupSource source() const;
    QByteArray archive() const;
    QByteArray damaged(qsizetype at) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_blobs;

private Q_SLOTS:
    void init();
    void everyTarReadsIt();
    void headersHoldLargeSizes();
    void isReadAsItWasWritten();
    void anyChangedByteIsFound();
    void anyCutIsFound();
    void filesThatAreGoneAreCounted();
    void wrongBytesAreLeftOut();
    void laidOutAgain();
    void aFullFolderIsRefused();
    void anInterruptedRestoreIsKnownAndRepeated();
    void damageLeavesNothing();
    void newerDatabasesAreRefused();
    void strangeNamesAreRefused();
};

void TestBackup::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(write(path(QStringLiteral("copy.db")), QByteArray(1000, 'd')));
    QVERIFY(write(path(QStringLiteral("token.key")), QByteArray(32, 'k')));
    m_blobs.clear();
    for (const QByteArray& content : {QByteArray("first"), QByteArray(700, 's'), QByteArray()}) {
        const QString hash = sha256(content);
        QVERIFY(write(path(backupnames::file(hash)), content));
        m_blobs.append(hash);
    }
    m_blobs.sort();
}

BackupSource TestBackup::source() const {
    return {path(QStringLiteral("copy.db")),
            {schema, QStringLiteral("0123"), {{QStringLiteral("messages"), 3}}},
            path(QStringLiteral("token.key")),
            path(QStringLiteral("files")),
            QStringLiteral("confabd 1"),
            UtcTime{1'700'000'000'123},
            [this](const BlobHash& after) -> Result<QStringList> { // one by one
                const auto next = std::ranges::upper_bound(m_blobs, after);
                return next == m_blobs.end() ? QStringList() : QStringList{*next};
            },
            [](const BlobHash&) -> Result<bool> { return true; }};
}

QByteArray TestBackup::archive() const {
    QBuffer to;
    to.open(QIODevice::WriteOnly);
    const auto written = writeBackup(source(), to);
    if (!written)
        qFatal("%s", qPrintable(written.error().message));
    return to.data();
}

QByteArray TestBackup::damaged(qsizetype at) const {
    QByteArray bytes = archive();
    bytes[at] = char(bytes[at] ^ 1);
    return bytes;
}

void TestBackup::everyTarReadsIt() {
    const QString tar = QStandardPaths::findExecutable(QStringLiteral("tar"));
    if (tar.isEmpty())
        QSKIP("this system has no tar");
    QVERIFY(write(path(QStringLiteral("a.tar")), archive()));
    QProcess process;
    process.start(tar, {QStringLiteral("-tvf"), path(QStringLiteral("a.tar"))});
    QVERIFY(process.waitForFinished());
    const QByteArray listed = process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(listed.count('\n'), 7);
    QVERIFY2(listed.startsWith("-rw-------") && listed.contains(" 1000 2023-11-14 ") && listed.contains(" confab.db\n"),
             listed.constData());
    QVERIFY2(listed.contains(m_blobs.first().toLatin1()), listed.constData());
}

void TestBackup::headersHoldLargeSizes() {
    for (const qint64 bytes : {qint64(0), qint64(511), (qint64(1) << 33) - 1, qint64(1) << 33, qint64(1) << 45}) {
        const tar::Member member{QStringLiteral("confab.db"), bytes, 1'700'000'000};
        VERIFY_OK(read, tar::parseHeader(tar::header(member)));
        QCOMPARE(read, member);
    }
}

void TestBackup::isReadAsItWasWritten() {
    QByteArray bytes = archive();
    QBuffer from(&bytes);
    from.open(QIODevice::ReadOnly);
    VERIFY_OK(manifest, readBackup(from));
    QCOMPARE(manifest.program, QStringLiteral("confabd 1"));
    QCOMPARE(manifest.madeAt, QStringLiteral("2023-11-14T22:13:20.123Z"));
    QCOMPARE(manifest.database.schema, schema);
    QCOMPARE(manifest.database.installation, QStringLiteral("0123"));
    QCOMPARE(manifest.database.rows.value(QStringLiteral("messages")), 3);
    QCOMPARE(manifest.parts.size(), 2);
    QCOMPARE(manifest.parts.first().sha256, sha256(QByteArray(1000, 'd')));
    QCOMPARE(manifest.files, 3);
    QCOMPARE(manifest.fileBytes, 705);
}

void TestBackup::anyChangedByteIsFound() {
    const QByteArray whole = archive();
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray bytes = damaged(at);
        QBuffer from(&bytes);
        from.open(QIODevice::ReadOnly);
        const Result<Manifest> read = readBackup(from);
        QVERIFY2(!read, qPrintable(QStringLiteral("byte %1 of %2").arg(at).arg(whole.size())));
        QCOMPARE(read.error().kind, ErrorKind::InputInvalid);
    }
}

void TestBackup::anyCutIsFound() {
    const QByteArray whole = archive();
    for (qsizetype length = 0; length < whole.size(); length += 7) {
        QByteArray bytes = whole.left(length);
        QBuffer from(&bytes);
        from.open(QIODevice::ReadOnly);
        QVERIFY2(!readBackup(from), qPrintable(QString::number(length)));
    }
    QByteArray longer = whole + '\0';
    QBuffer from(&longer);
    from.open(QIODevice::ReadOnly);
    QVERIFY(!readBackup(from));
}

void TestBackup::filesThatAreGoneAreCounted() {
    QVERIFY(QFile::remove(path(backupnames::file(m_blobs.first()))));
    QVERIFY(QFile::remove(path(backupnames::file(m_blobs.last()))));
    BackupSource some = source();
    some.isNeeded = [this](const BlobHash& blob) -> Result<bool> { return blob == m_blobs.last(); };
    QByteArray bytes;
    QBuffer to(&bytes);
    to.open(QIODevice::ReadWrite);
    VERIFY_OK(written, writeBackup(some, to));
    QCOMPARE(written.manifest.filesRemoved, 1);
    QCOMPARE(written.manifest.filesUnreadable, 1);
    QCOMPARE(written.unreadable, QStringList{m_blobs.last()});
    QVERIFY(to.seek(0));
    VERIFY_OK(manifest, readBackup(to));
    QCOMPARE(manifest.files, 1);
    QCOMPARE(manifest.filesUnreadable, 1);
}

void TestBackup::wrongBytesAreLeftOut() {
    QVERIFY(write(path(backupnames::file(m_blobs.first())), "other bytes"));
    QByteArray bytes;
    QBuffer to(&bytes);
    to.open(QIODevice::ReadWrite);
    VERIFY_OK(written, writeBackup(source(), to));
    QCOMPARE(written.unreadable, QStringList{m_blobs.first()});
    QVERIFY(to.seek(0));
    VERIFY_OK(manifest, readBackup(to));
    QCOMPARE(manifest.files, 2);
}

void TestBackup::laidOutAgain() {
    QVERIFY(write(path(QStringLiteral("a.tar")), archive()));
    const QString folder = path(QStringLiteral("new/data"));
    VERIFY_DONE(restoreBackup(path(QStringLiteral("a.tar")), folder, schema));
    QStringList expected{QStringLiteral("confab.db"), QStringLiteral("token.key")};
    for (const QString& blob : std::as_const(m_blobs))
        expected.append(backupnames::file(blob));
    expected.sort();
    QCOMPARE(filesBelow(folder), expected);
    for (const QString& blob : std::as_const(m_blobs))
        QCOMPARE(sha256(contentOf(QDir(folder).filePath(backupnames::file(blob)))), blob);
    QCOMPARE(contentOf(QDir(folder).filePath(QStringLiteral("confab.db"))), QByteArray(1000, 'd'));
    QCOMPARE(contentOf(QDir(folder).filePath(QStringLiteral("token.key"))), QByteArray(32, 'k'));
    QVERIFY(!isRestoreUnfinished(folder));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString& name : std::as_const(expected))
        QVERIFY2(!(QFile::permissions(QDir(folder).filePath(name)) & others), qPrintable(name));
}

void TestBackup::aFullFolderIsRefused() {
    QVERIFY(write(path(QStringLiteral("a.tar")), archive()));
    const QString folder = path(QStringLiteral("full"));
    QVERIFY(write(QDir(folder).filePath(QStringLiteral(".hidden")), "mine"));
    VERIFY_REFUSED(restoreBackup(path(QStringLiteral("a.tar")), folder, schema), Unavailable);
    QCOMPARE(filesBelow(folder), QStringList{QStringLiteral(".hidden")});
    QCOMPARE(contentOf(QDir(folder).filePath(QStringLiteral(".hidden"))), QByteArray("mine"));
}

void TestBackup::anInterruptedRestoreIsKnownAndRepeated() {
    QVERIFY(write(path(QStringLiteral("a.tar")), archive()));
    const QString folder = path(QStringLiteral("half"));
    QVERIFY(write(QDir(folder).filePath(QStringLiteral("restore.unfinished")), {})); // as a killed one leaves it
    QVERIFY(write(QDir(folder).filePath(QStringLiteral("confab.db")), "half"));
    QVERIFY(write(QDir(folder).filePath(QStringLiteral("files/ab/cd/abcd")), "half"));
    QVERIFY(isRestoreUnfinished(folder));
    VERIFY_DONE(restoreBackup(path(QStringLiteral("a.tar")), folder, schema));
    QVERIFY(!isRestoreUnfinished(folder));
    QCOMPARE(filesBelow(folder).size(), 5);
    QCOMPARE(contentOf(QDir(folder).filePath(QStringLiteral("confab.db"))), QByteArray(1000, 'd'));
}

void TestBackup::damageLeavesNothing() {
    QVERIFY(write(path(QStringLiteral("a.tar")), damaged(600)));
    const QString folder = path(QStringLiteral("new"));
    VERIFY_REFUSED(restoreBackup(path(QStringLiteral("a.tar")), folder, schema), InputInvalid);
    QVERIFY(!QDir(folder).exists());
}

void TestBackup::newerDatabasesAreRefused() {
    QVERIFY(write(path(QStringLiteral("a.tar")), archive()));
    const QString folder = path(QStringLiteral("new"));
    const auto refused = restoreBackup(path(QStringLiteral("a.tar")), folder, schema - 1);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(QStringLiteral("confabd 1")), qPrintable(refused.error().message));
    QVERIFY(!QDir(folder).exists());
}

/// A name that would lead out of the folder.
void TestBackup::strangeNamesAreRefused() {
    for (const char* name : {"../confab.db", "/etc/passwd", "files/ab/cd/../../x", "other"}) {
        QByteArray bytes = tar::header({QString::fromLatin1(name), 0, 0}) + QByteArray(1024, '\0');
        QBuffer from(&bytes);
        from.open(QIODevice::ReadOnly);
        const Result<Manifest> read = readBackup(from);
        QVERIFY2(!read && read.error().message.contains(QStringLiteral("does not belong")), name);
    }
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
