// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/serversettings.h"

#include "server/storage/sql/audit.h"
#include "server/storage/sql/sqlconnection.h"

#include <QStringList>

namespace confab {

namespace {

const QString nameKey = QStringLiteral("name");
const QString registrationKey = QStringLiteral("registration");
const QString retentionKey = QStringLiteral("retentionDays");

Status put(SqlConnection& db, const QString& name, const QString& value) {
    return db.exec(QStringLiteral("INSERT INTO server_settings (name, value) VALUES (?, ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
                   name, value);
}

} // namespace

Result<StoredSettings> readServerSettings(SqlConnection& db) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT name, value FROM server_settings"));
    if (!rows)
        return fail(std::move(rows.error()));
    StoredSettings settings;
    while (rows->next()) {
        const QString name = rows->text(0);
        if (name == nameKey)
            settings.name = rows->text(1);
        else if (name == registrationKey)
            settings.registration = rows->named<Registration>(1);
        else if (name == retentionKey)
            settings.retentionDays = rows->text(1).toInt();
    }
    return settings;
}

Result<StoredSettings> writeServerSettings(SqlConnection& db, const Deed& deed, const StoredSettings& change) {
    const Result<StoredSettings> before = readServerSettings(db);
    if (!before)
        return before;
    QStringList words;
    Status done;
    const auto write = [&](const QString& name, const QString& value) {
        if (!done)
            return;
        done = put(db, name, value);
        words.append(QString(name % u": " % value));
    };
    if (change.name && change.name != before->name)
        write(nameKey, *change.name);
    if (change.registration && change.registration != before->registration)
        write(registrationKey, wire::key(nameOf(*change.registration)));
    if (change.retentionDays && change.retentionDays != before->retentionDays)
        write(retentionKey, QString::number(*change.retentionDays));
    if (done && !words.isEmpty()) {
        const AuditNote note{deed.at, deed.by, QStringLiteral("admin.update"),
                             {},      {},      words.join(QStringLiteral(", "))};
        done = writeAudit(db, note);
    }
    if (!done)
        return fail(std::move(done.error()));
    return readServerSettings(db);
}

} // namespace confab
