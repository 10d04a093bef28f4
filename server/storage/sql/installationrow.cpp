// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/installationrow.h"

#include "common/core/time.h"
#include "server/storage/sql/sqlconnection.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace confab {

namespace {

constexpr size_t idBytes = 16;
constexpr size_t keyBytes = 32;
constexpr qsizetype placeBytes = 8;
const QString nodeKeyName = QStringLiteral("node-messages");

/// From the operating system's generator, which is fit for keys.
template <size_t Bytes>
QByteArray randomBytes() {
    std::array<quint32, Bytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), qsizetype(Bytes));
}

/// Nothing when a part of it is missing.
Result<std::optional<Installation>> readInstallation(SqlConnection& db) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT i.id, k.key FROM installation i JOIN keys k ON k.name = ? "
                                                 "WHERE i.slot = 1"),
                                  nodeKeyName);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    return Installation{rows->text(0), rows->text(0), rows->bytes(1)};
}

Status makeInstallation(SqlConnection& db) {
    Status made = db.begin();
    if (made)
        made = db.exec(QStringLiteral("INSERT INTO installation (slot, id, made_at) VALUES (1, ?, ?) "
                                      "ON CONFLICT DO NOTHING"),
                       QString::fromLatin1(randomBytes<idBytes>().toHex()), UtcTime::now());
    if (made)
        made = db.exec(QStringLiteral("INSERT INTO keys (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING"), nodeKeyName,
                       randomBytes<keyBytes>());
    return made ? db.commit() : made;
}

/// The id with some digits of a hash of where the database is.
Result<QString> databaseName(SqlConnection& db, const QString& id) {
    const QString sql = db.dialect().place();
    if (sql.isEmpty())
        return id;
    return db.once(sql).map([&id](const QVariant& place) {
        const QByteArray hash = QCryptographicHash::hash(place.toByteArray(), QCryptographicHash::Sha256);
        return QString(id % u'-' % QString::fromLatin1(hash.first(placeBytes).toHex()));
    });
}

} // namespace

Result<Installation> readOrMakeInstallation(SqlConnection& connection) {
    if (Status opened = connection.open(); !opened) // migrate() may have closed it
        return fail(std::move(opened.error()));
    Result<std::optional<Installation>> known = readInstallation(connection);
    if (known && !*known) {
        if (Status made = makeInstallation(connection); !made) {
            connection.close(); // rolls back partial work
            return fail(std::move(made.error()));
        }
        known = readInstallation(connection);
    }
    if (!known)
        return fail(std::move(known.error()));
    if (!*known)
        return fail(Error(ErrorKind::Internal, QStringLiteral("The installation's row is missing")));
    Result<QString> database = databaseName(connection, (*known)->id);
    if (!database)
        return fail(std::move(database.error()));
    (*known)->database = std::move(*database);
    return std::move(**known);
}

} // namespace confab
