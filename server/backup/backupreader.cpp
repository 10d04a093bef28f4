// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/backupreader.h"

#include "server/backup/tarreader.h"

#include <QCryptographicHash>

#include <algorithm>
#include <optional>

namespace confab {

namespace {

// A manifest has a few KiB.
constexpr qint64 mostManifestBytes = 1024 * 1024;

tl::unexpected<Error> damaged(const QString& how) {
    return fail(Error(ErrorKind::InputInvalid, QString(u"The backup is damaged: " % how % u'.')));
}

class BackupReader {
public:
    BackupReader(QIODevice& from, BackupSink* sink) : m_tar(from), m_sink(sink) {}

    Result<Manifest> read() {
        for (;;) {
            const Result<std::optional<tar::Member>> member = m_tar.next();
            if (!member)
                return fail(member.error());
            if (!*member)
                break;
            if (Status taken = take(**member); !taken)
                return fail(std::move(taken.error()));
        }
        if (!m_isSealed)
            return damaged(QStringLiteral("it has no manifest"));
        if (Status same = compare(); !same)
            return fail(std::move(same.error()));
        return *m_manifest;
    }

private:
    Status take(const tar::Member& member) {
        if (m_isSealed || (m_manifest && member.name != backupnames::seal))
            return damaged(QStringLiteral("something follows its manifest"));
        if (member.name == backupnames::manifest)
            return takeManifest(member);
        if (member.name == backupnames::seal)
            return takeSeal(member);
        const BlobHash blob = member.name.section(u'/', -1);
        const bool isFile = isBlobHash(blob) && member.name == backupnames::file(blob);
        if (!isFile && member.name != backupnames::database && member.name != backupnames::key)
            return damaged(QString(u"a file " % member.name % u" does not belong into it"));
        const Result<QString> hash = pass(member.name);
        if (!hash)
            return fail(hash.error());
        if (!isFile) {
            m_parts.append({member.name, member.bytes, *hash});
            return {};
        }
        if (*hash != blob)
            return damaged(QString(u"the bytes of the file " % blob % u" are not those that it was made of"));
        m_names.addData(blob.toLatin1());
        ++m_files;
        m_fileBytes += member.bytes;
        return {};
    }

    /// To the sink; the hash of it.
    Result<QString> pass(const QString& name) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        Status done = m_sink ? m_sink->begin(name) : Status();
        while (done) {
            const Result<QByteArray> piece = m_tar.read();
            if (!piece)
                return fail(piece.error());
            if (piece->isEmpty())
                break;
            hash.addData(*piece);
            if (m_sink)
                done = m_sink->put(*piece);
        }
        if (done && m_sink)
            done = m_sink->end();
        return done.map([&hash] { return QString::fromLatin1(hash.result().toHex()); });
    }

    Result<QByteArray> content(const tar::Member& member) {
        if (member.bytes > mostManifestBytes)
            return damaged(QString(member.name % u" is too large"));
        QByteArray all;
        for (;;) {
            const Result<QByteArray> piece = m_tar.read();
            if (!piece || piece->isEmpty())
                return piece ? Result<QByteArray>(all) : piece;
            all += *piece;
        }
    }

    Status takeManifest(const tar::Member& member) {
        const Result<QByteArray> json = content(member);
        if (!json)
            return fail(json.error());
        m_manifestHash = QString::fromLatin1(QCryptographicHash::hash(*json, QCryptographicHash::Sha256).toHex());
        Result<Manifest> manifest = Manifest::fromJson(*json);
        if (!manifest)
            return fail(std::move(manifest.error()));
        m_manifest = std::move(*manifest);
        return {};
    }

    Status takeSeal(const tar::Member& member) {
        const Result<QByteArray> seal = content(member);
        if (!seal)
            return fail(seal.error());
        if (!m_manifest || *seal != QString(m_manifestHash % u"  " % backupnames::manifest % u'\n').toLatin1())
            return damaged(QStringLiteral("its manifest is not as it was written"));
        m_isSealed = true;
        return {};
    }

    Status compare() const {
        const Manifest& manifest = *m_manifest;
        const bool same = std::ranges::equal(m_parts, manifest.parts, [](const auto& one, const auto& other) {
            return one.name == other.name && one.bytes == other.bytes && one.sha256 == other.sha256;
        });
        if (!same || m_parts.isEmpty() || m_parts.first().name != backupnames::database)
            return damaged(QStringLiteral("its database or its key is not as it was written"));
        const QString names = QString::fromLatin1(m_names.result().toHex());
        if (m_files != manifest.files || m_fileBytes != manifest.fileBytes || names != manifest.fileNames)
            return damaged(QStringLiteral("it has %1 files, and should have others, or %2 of them")
                               .arg(QString::number(m_files), QString::number(manifest.files)));
        return {};
    }

    TarReader m_tar;
    BackupSink* const m_sink;
    QList<Manifest::Part> m_parts;
    qint64 m_files = 0;
    qint64 m_fileBytes = 0;
    QCryptographicHash m_names{QCryptographicHash::Sha256};
    std::optional<Manifest> m_manifest;
    QString m_manifestHash;
    bool m_isSealed = false;
};

} // namespace

Result<Manifest> readBackup(QIODevice& from, BackupSink* sink) {
    return BackupReader(from, sink).read();
}

} // namespace confab
