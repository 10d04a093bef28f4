// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/migrations.h"

#include "common/core/time.h"
#include "server/storage/sql/sqlconnection.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace confab {

namespace {

tl::unexpected<Error> cannotStart(const QString& sentence) {
    return fail(Error(ErrorKind::Unavailable, sentence));
}

/// Without comments, one by one.
QStringList statements(const QString& sql) {
    static const QRegularExpression comment(QStringLiteral("--[^\n]*"));
    static const QRegularExpression end(QStringLiteral(";\\s*(\n|$)"));
    QStringList found;
    for (const QString& statement : QString(sql).remove(comment).split(end, Qt::SkipEmptyParts)) {
        if (!statement.trimmed().isEmpty())
            found.append(statement.trimmed());
    }
    return found;
}

Result<qint64> currentNumber(SqlConnection& db) {
    const Result<QVariant> made = db.once(QStringLiteral(
        "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)"));
    if (!made)
        return fail(made.error());
    const Result<QVariant> number = db.once(QStringLiteral("SELECT coalesce(max(number), 0) FROM migrations"));
    return number.map([](const QVariant& value) { return value.toLongLong(); });
}

Status apply(SqlConnection& db, qint64 number, const Migration& migration) {
    if (Status begun = db.begin(); !begun)
        return begun;
    for (const QString& statement : statements(db.dialect().expanded(migration.sql))) {
        if (Result<QVariant> done = db.once(statement); !done)
            return fail(std::move(done.error()));
    }
    const Status noted = db.exec(QStringLiteral("INSERT INTO migrations (number, name, at) VALUES (?, ?, ?)"), number,
                                 migration.name, UtcTime::now());
    return noted ? db.commit() : noted;
}

Status applyAll(SqlConnection& connection, const QList<Migration>& migrations) {
    const Result<qint64> current = currentNumber(connection);
    if (!current)
        return cannotStart(QStringLiteral("The database can't be read: %1").arg(current.error().message));
    if (*current > migrations.size())
        return cannotStart(QStringLiteral("The database has version %1, but this program knows only %2. It was used by "
                                          "a newer confabd; start that one, or a backup from before.")
                               .arg(QString::number(*current), QString::number(migrations.size())));
    for (qint64 number = *current + 1; number <= migrations.size(); ++number) {
        const Migration& migration = migrations[number - 1];
        if (const Status applied = apply(connection, number, migration); !applied) {
            connection.close(); // rolls the step back
            return cannotStart(QStringLiteral("The database could not be brought from version %1 to %2 (%3): %4")
                                   .arg(QString::number(number - 1), QString::number(number), migration.name,
                                        applied.error().message));
        }
    }
    return {};
}

} // namespace

Result<QList<Migration>> knownMigrations() {
    const QDir folder(QStringLiteral(":/confab/migrations"));
    QList<Migration> migrations;
    for (const QString& name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        const int number = int(migrations.size()) + 1;
        QFile file(folder.filePath(name));
        if (!name.startsWith(QStringLiteral("%1_").arg(number, 4, 10, QLatin1Char('0'))) ||
            !file.open(QIODevice::ReadOnly))
            return cannotStart(QStringLiteral("This program lacks its migration number %1.").arg(number));
        migrations.append({name, QString::fromUtf8(file.readAll())});
    }
    if (migrations.isEmpty())
        return cannotStart(QStringLiteral("This program was built without its migrations."));
    return migrations;
}

Status migrate(SqlConnection& connection, const QList<Migration>& migrations) {
    const Status held = connection.dialect().holdSchema(connection);
    if (!held)
        return cannotStart(QStringLiteral("The database's schema can't be locked: %1").arg(held.error().message));
    Status applied = applyAll(connection, migrations);
    connection.dialect().releaseSchema(connection);
    return applied;
}

} // namespace confab
