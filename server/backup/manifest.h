// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/storage/blobstore.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace confab {

/// The names in a backup, in the order in which it has them; between the key and the manifest come the files' bytes,
/// each as `files/ab/cd/abcd…` under its own SHA-256.
namespace backupnames {
inline const QString database = QStringLiteral("confab.db");
inline const QString key = QStringLiteral("token.key");
inline const QString files = QStringLiteral("files/");
inline const QString manifest = QStringLiteral("manifest.json");
inline const QString seal = QStringLiteral("manifest.sha256"); ///< of the manifest; the last one
inline QString file(const BlobHash& hash) {
    return QString(files % hash.left(2) % u'/' % hash.mid(2, 2) % u'/' % hash);
}
} // namespace backupnames

/// What a database has, to compare a copy with it.
struct DatabaseFacts {
    qint64 schema = 0;          ///< the number of its last migration
    QString installation;       ///< Installation::id; empty in a database from before there was one
    QMap<QString, qint64> rows; ///< how many rows each of the tables has that people's content is in
};

/// The last words of a backup: what it has to have.
struct Manifest {
    struct Part {
        QString name;
        qint64 bytes = 0;
        QString sha256; ///< as hexadecimal digits
    };

    QString program; ///< "confabd 0.1.0": what has made it
    QString madeAt;  ///< of the database; ISO 8601 in UTC
    DatabaseFacts database;
    QList<Part> parts; ///< all but the files' bytes, of which there may be millions
    qint64 files = 0;  ///< how many of these
    qint64 fileBytes = 0;
    QString fileNames;          ///< the SHA-256 of their names one after the other
    qint64 filesRemoved = 0;    ///< that the server removed between the copy of the database and that of the files
    qint64 filesUnreadable = 0; ///< that it has a row for, but no bytes, or others than it stored

    QByteArray toJson() const;
    /// InputInvalid when it is none, or one of a later format.
    static Result<Manifest> fromJson(const QByteArray& json);
};

} // namespace confab
