// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/database.h"

#include "server/auth/signingkey.h"
#include "server/daemon/databaseplace.h"
#include "server/daemon/datafolder.h"
#include "server/files/folderblobs.h"
#include "server/storage/sql/sqlblobs.h"

#include <QDir>
#include <qcoro/qcorotask.h>

namespace confab {

namespace {

/// The first line, as a sentence: what follows quotes rows.
QString ended(const QString& text) {
    const QString line = text.section(u'\n', 0, 0).trimmed();
    return line.isEmpty() || line.endsWith(u'.') ? line : QString(line % u'.');
}

/// The libraries' message, with the database's name and a remedy.
Error explained(const DatabaseAddress& address, const Error& error) {
    const QString& why = error.message;
    if (address.isPostgres())
        return Error(error.kind,
                     QStringLiteral("The database \"%1\" on the PostgreSQL server %2:%3 (user %4) can't be "
                                    "used: %5 Check --database and that the server runs.")
                         .arg(address.database, address.host, QString::number(address.port), address.user, ended(why)));
    if (why.contains(address.folder)) // it names the file already
        return error;
    const QString file = QDir(address.folder).filePath(QStringLiteral("confab.db"));
    QString text = QStringLiteral("The database %1 can't be used: %2").arg(file, ended(why));
    if (why.contains(u"not a database") || why.contains(u"malformed"))
        text += QStringLiteral(" The file is damaged or not a database of confabd. Restore it from a backup, or name "
                               "another folder with --data.");
    return Error(error.kind, text);
}

} // namespace

Result<std::unique_ptr<SqlStorage>> openDatabase(const Config& config, QObject* home,
                                                 std::function<void(bool)> stores) {
    const Result<DatabaseAddress> address = databaseAddress(config);
    if (!address)
        return fail(address.error());
    return SqlStorage::open(*address, home, std::move(stores)).map_error([&address](const Error& error) {
        return explained(*address, error);
    });
}

Result<std::unique_ptr<BlobStore>> openBlobs(const Config& config) {
    if (config.isShared() && config.filesFolder.isEmpty()) {
        const Result<DatabaseAddress> address = databaseAddress(config);
        return address ? SqlBlobs::open(*address) : fail(address.error());
    }
    const bool isBeside = config.filesFolder.isEmpty();
    return FolderBlobs::open(isBeside ? QDir(config.data).filePath(QStringLiteral("files")) : config.filesFolder);
}

Result<QString> firstAccountHint(const Config& config, SqlStorage& storage) {
    const Result<QList<AccountRow>> any = QCoro::waitFor(storage.users().list({}, 1));
    if (!any)
        return fail(any.error());
    if (!any->isEmpty())
        return QString();
    const QString command =
        config.isShared()
            ? QStringLiteral("run: confabd user add --database … --name NAME --email ADDRESS")
            : QStringLiteral("run: confabd user add --data %1 --name NAME --email ADDRESS").arg(config.data);
    const QString where = config.web ? QStringLiteral("in the app or on the web page") : QStringLiteral("in the app");
    const QString inTheApp = config.registration == Registration::Open
                                 ? QString(u"Create one " % where % u" (Create account), or ")
                                 : QStringLiteral("Please ");
    return QString(u"There are no accounts yet. " % inTheApp % command);
}

Result<QByteArray> signingKey(const Config& config, SqlStorage& storage) {
    if (!config.isShared())
        return loadOrMakeKey(signingKeyFile(config.data));
    return QCoro::waitFor(storage.sessions().signingKey(newSigningKey()));
}

} // namespace confab
