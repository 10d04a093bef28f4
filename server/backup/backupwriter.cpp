// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/backupwriter.h"

#include "server/backup/tarwriter.h"
#include "server/ops/privatefile.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>

namespace confab {

namespace {

constexpr qsizetype mostNamed = 20; // of unreadable blobs: the count has all

class BackupWriter {
public:
    BackupWriter(const BackupSource& source, QIODevice& to)
        : m_source(source), m_tar(to, source.at.ms / 1000),
          m_made{{source.program,
                  QDateTime::fromMSecsSinceEpoch(source.at.ms, Qt::UTC).toString(Qt::ISODateWithMs),
                  source.facts,
                  {},
                  0,
                  0,
                  {}},
                 0,
                 {}} {}

    Result<WrittenBackup> write() {
        Status done = addPart(backupnames::database, m_source.database);
        if (done && QFile::exists(m_source.keyFile))
            done = addPart(backupnames::key, m_source.keyFile);
        if (done)
            done = addBlobs();
        if (done)
            done = addManifest();
        m_made.bytes = m_tar.written();
        return done.map([this] { return std::move(m_made); });
    }

private:
    Status addPart(const QString& name, const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(Error(ErrorKind::Unavailable, fileTrouble(path, QStringLiteral("read"), file.errorString())));
        const Result<QString> hash = m_tar.add(name, file);
        if (!hash)
            return fail(hash.error());
        m_made.manifest.parts.append({name, file.size(), *hash});
        return {};
    }

    Status addBlobs() {
        BlobHash last;
        for (;;) {
            const Result<QStringList> page = m_source.blobs(last);
            if (!page)
                return fail(page.error());
            if (page->isEmpty())
                break;
            for (const BlobHash& blob : *page) {
                if (Status added = addBlob(blob); !added)
                    return added;
            }
            last = page->last();
        }
        m_made.manifest.fileNames = QString::fromLatin1(m_names.result().toHex());
        return {};
    }

    Status addBlob(const BlobHash& blob) {
        if (!isBlobHash(blob))
            return fail(Error(ErrorKind::Unavailable, QStringLiteral("The database names a file %1, which is no name "
                                                                     "of one.")
                                                          .arg(blob)));
        const QString name = backupnames::file(blob);
        QFile file(QDir(m_source.filesFolder).filePath(name.mid(backupnames::files.size())));
        if (!file.open(QIODevice::ReadOnly))
            return noteMissing(blob);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (!hash.addData(&file) || QString::fromLatin1(hash.result().toHex()) != blob || !file.seek(0)) {
            noteUnreadable(blob);
            return {};
        }
        const Result<QString> added = m_tar.add(name, file);
        if (!added)
            return fail(added.error());
        m_names.addData(blob.toLatin1());
        ++m_made.manifest.files;
        m_made.manifest.fileBytes += file.size();
        return {};
    }

    Status noteMissing(const BlobHash& blob) {
        const Result<bool> needed = m_source.isNeeded(blob);
        if (!needed)
            return fail(needed.error());
        if (*needed)
            noteUnreadable(blob);
        else
            ++m_made.manifest.filesRemoved;
        return {};
    }

    void noteUnreadable(const BlobHash& blob) {
        ++m_made.manifest.filesUnreadable;
        if (m_made.unreadable.size() < mostNamed)
            m_made.unreadable.append(blob);
    }

    Status addManifest() {
        const QByteArray json = m_made.manifest.toJson();
        const Result<QString> hash = m_tar.add(backupnames::manifest, json);
        if (!hash)
            return fail(hash.error());
        // As sha256sum writes it, so that "sha256sum -c" reads it.
        const Result<QString> sealed =
            m_tar.add(backupnames::seal, QString(*hash % u"  " % backupnames::manifest % u'\n').toLatin1());
        return sealed ? m_tar.finish() : fail(sealed.error());
    }

    const BackupSource& m_source;
    TarWriter m_tar;
    QCryptographicHash m_names{QCryptographicHash::Sha256};
    WrittenBackup m_made;
};

} // namespace

Result<WrittenBackup> writeBackup(const BackupSource& source, QIODevice& to) {
    return BackupWriter(source, to).write();
}

} // namespace confab
