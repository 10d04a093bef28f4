// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/zipfolder.h"

#include "server/import/jsonlines.h"
#include "server/import/limits.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <zip.h>

#include <algorithm>

namespace confab::imported {

namespace {

constexpr qsizetype pieceBytes = 256 * 1024;
constexpr QLatin1String macFolder("__MACOSX/"); // what macOS adds to the archives that it makes

/// Reads one file of an archive.
/// Thread: the archive's. Owned by: who reads it.
class ZipEntry final : public QIODevice {
public:
    ZipEntry(zip_file_t* file, qint64 bytes) : m_file(file), m_left(bytes) {}
    ~ZipEntry() override { zip_fclose(m_file); }

    bool isSequential() const override { return true; }

protected:
    /// One byte more than the archive says is an error, which libzip would find at the end only.
    qint64 readData(char* data, qint64 most) override {
        if (most == 0)
            return 0;
        const zip_int64_t got = zip_fread(m_file, data, zip_uint64_t(most));
        if (got < 0 || got > m_left) {
            setErrorString(got < 0 ? QString::fromUtf8(zip_file_strerror(m_file))
                                   : QStringLiteral("it has more bytes than the archive says"));
            return -1;
        }
        m_left -= got;
        return got;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    zip_file_t* const m_file;
    qint64 m_left;
};

/// Nothing but a file or a folder below the archive.
bool isPlainName(const QString& name) {
    const bool isStrange = std::ranges::any_of(
        name, [](QChar c) { return c.unicode() < u' ' || c == u'\\' || c == u':' || c.unicode() == 0x7f; });
    if (isStrange || name.isEmpty() || name.size() > limits::importedNameChars)
        return false;
    const QStringList parts = (name.endsWith(u'/') ? name.chopped(1) : name).split(u'/');
    return std::ranges::none_of(parts,
                                [](const QString& part) { return part.isEmpty() || part == u"." || part == u".."; });
}

QString megabytes(quint64 bytes) {
    return QStringLiteral("%1 MiB").arg(bytes / (1024 * 1024));
}

} // namespace

void ZipFolder::Closing::operator()(zip* archive) const {
    zip_discard(archive);
}

bool ZipFolder::isAt(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.peek(4);
    return head == "PK\x03\x04" || head == QByteArray("PK\x05\x06"); // with files, and without any
}

Result<std::unique_ptr<ImportFolder>> ZipFolder::open(const QString& path) {
    std::unique_ptr<ZipFolder> folder(new ZipFolder(path));
    Status done = folder->openArchive();
    if (done)
        done = folder->readEntries();
    if (!done)
        return fail(std::move(done.error()));
    folder->enterOnlyFolder();
    return folder;
}

/// What each file is compared with: its own head.
Status ZipFolder::openArchive() {
    int code = 0;
    m_archive.reset(zip_open(QFile::encodeName(m_path).constData(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (m_archive)
        return {};
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const QString why = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    return fail(wrongFile(m_path, QStringLiteral("a damaged archive, or none (%1)").arg(why)));
}

Status ZipFolder::readEntries() {
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    if (count > limits::importedArchiveFiles)
        return fail(wrongFile(m_path, QStringLiteral("an archive of more than %1 files: unpack it, and name the folder")
                                          .arg(limits::importedArchiveFiles)));
    Sizes sizes;
    for (zip_int64_t index = 0; index < count; ++index) {
        if (Status read = readEntry(quint64(index), sizes); !read)
            return read;
    }
    return checkSizes(sizes);
}

Status ZipFolder::readEntry(quint64 index, Sizes& sizes) {
    zip_stat_t facts;
    if (zip_stat_index(m_archive.get(), index, 0, &facts) != 0)
        return fail(wrongFile(m_path, QStringLiteral("a damaged archive")));
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    const QString name = QString::fromUtf8(facts.name);
    if ((facts.valid & needed) != needed || !isPlainName(name))
        return fail(wrongFile(m_path, QStringLiteral("an archive with a file of a name that is none (%1)")
                                          .arg(name.left(limits::importedNameShown))));
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE)
        return fail(wrongFile(m_path, QStringLiteral("an archive with a password: unpack it, and name the folder")));
    if (facts.comp_method != ZIP_CM_STORE && facts.comp_method != ZIP_CM_DEFLATE)
        return fail(wrongFile(m_path, QStringLiteral("an archive in a way of packing that is not read: unpack it, and "
                                                     "name the folder")));
    sizes.packed += facts.comp_size;
    sizes.unpacked += facts.size;
    constexpr quint64 most = quint64(1) << 62; // so that no sum overflows
    if (sizes.packed > most || sizes.unpacked > most)
        return fail(wrongFile(m_path, QStringLiteral("a damaged archive")));
    if (name.endsWith(u'/') || name.startsWith(macFolder))
        return {};
    if (m_entries.contains(name))
        return fail(wrongFile(m_path, QStringLiteral("an archive with two files of the name %1").arg(name)));
    m_entries.insert(name, Entry{index, qint64(facts.size)});
    return {};
}

/// A few bytes can stand for very many, and the same bytes can belong to many files: archives that are made to fill
/// disks do both. What Slack writes becomes some ten times its size.
Status ZipFolder::checkSizes(const Sizes& sizes) const {
    const quint64 whole = quint64(QFileInfo(m_path).size());
    if (sizes.packed > whole)
        return fail(wrongFile(m_path, QStringLiteral("a damaged archive: its files are longer than it")));
    if (sizes.unpacked > limits::importedArchiveBytes && sizes.unpacked / limits::importedArchiveGrowth > whole)
        return fail(wrongFile(m_path, QStringLiteral("an archive of %1 that would become %2, which no export does")
                                          .arg(megabytes(whole), megabytes(sizes.unpacked))));
    return {};
}

void ZipFolder::enterOnlyFolder() {
    if (m_entries.isEmpty())
        return;
    const qsizetype end = m_entries.firstKey().indexOf(u'/');
    const QString top = m_entries.firstKey().left(end + 1);
    if (end > 0 && m_entries.lastKey().startsWith(top)) // they are sorted
        m_top = top;
}

QString ZipFolder::pathOf(const QString& name) const {
    return QString(m_path % u'/' % m_top % name);
}

std::optional<qint64> ZipFolder::bytesOf(const QString& name) const {
    const auto found = m_entries.constFind(QString(m_top % name));
    return found == m_entries.constEnd() ? std::nullopt : std::optional(found->bytes);
}

QStringList ZipFolder::filesIn(const QString& folder) const {
    const QString before = folder.isEmpty() ? m_top : QString(m_top % folder % u'/');
    QStringList names;
    for (auto each = m_entries.lowerBound(before); each != m_entries.constEnd() && each.key().startsWith(before);
         ++each) {
        if (const QString name = each.key().mid(before.size()); !name.contains(u'/'))
            names.append(name);
    }
    return names;
}

Result<std::unique_ptr<QIODevice>> ZipFolder::openFile(const QString& name) const {
    const auto found = m_entries.constFind(QString(m_top % name));
    zip_file_t* file = found == m_entries.constEnd() ? nullptr : zip_fopen_index(m_archive.get(), found->index, 0);
    if (file == nullptr)
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("%1 can't be read: %2.")
                                              .arg(pathOf(name), QString::fromUtf8(zip_strerror(m_archive.get())))));
    auto entry = std::make_unique<ZipEntry>(file, found->bytes);
    entry->open(QIODevice::ReadOnly);
    return entry;
}

Result<std::unique_ptr<QIODevice>> ZipFolder::openAnywhere(const QString& name) const {
    const Result<std::unique_ptr<QIODevice>> packed = openFile(name);
    if (!packed)
        return fail(packed.error());
    auto file = std::make_unique<QTemporaryFile>();
    bool isWritten = file->open();
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    qint64 got = 0;
    while (isWritten && (got = (*packed)->read(piece.data(), piece.size())) > 0)
        isWritten = file->write(piece.constData(), got) == got;
    if (got < 0)
        return fail(wrongFile(pathOf(name), QStringLiteral("can't be read (%1)").arg((*packed)->errorString())));
    if (!isWritten || !file->seek(0)) // which writes what waits
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("%1 can't be unpacked into the folder of temporary files (TMPDIR names "
                                         "another one): %2.")
                              .arg(pathOf(name), file->errorString())));
    return file;
}

} // namespace confab::imported
