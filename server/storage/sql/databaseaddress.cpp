// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/databaseaddress.h"

#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

namespace confab {

namespace {

tl::unexpected<Error> refused(const QString& why) {
    return fail(Error(ErrorKind::InputInvalid, QStringLiteral("The database's URL can't be used: %1").arg(why)));
}

tl::unexpected<Error> passwordRefused() {
    return refused(
        QStringLiteral("a password in it would show in the list of processes; it has a setting of its own."));
}

/// The driver writes the file's name into libpq's option list, where these characters would end it.
bool isPlain(const QString& file) {
    return !file.contains(u'\'') && !file.contains(u'\\') && !file.contains(u';');
}

Status takeOption(DatabaseAddress& address, const QString& name, const QString& value) {
    static const QStringList sslModes{QStringLiteral("disable"),   QStringLiteral("allow"),
                                      QStringLiteral("prefer"),    QStringLiteral("require"),
                                      QStringLiteral("verify-ca"), QStringLiteral("verify-full")};
    if (name == u"sslmode") {
        if (!sslModes.contains(value))
            return refused(QStringLiteral("sslmode is one of %1.").arg(sslModes.join(QStringLiteral(", "))));
        address.sslMode = value;
    } else if (name == u"sslrootcert") {
        if (!isPlain(value))
            return refused(QStringLiteral("the name of the sslrootcert file has a quote, backslash or semicolon."));
        address.sslRootCert = value;
    } else if (name == u"host") {
        address.host = value;
    } else if (name == u"password") {
        return passwordRefused();
    } else {
        return refused(QStringLiteral("it may have sslmode, sslrootcert and host, but not “%1”.").arg(name));
    }
    return {};
}

} // namespace

DatabaseAddress DatabaseAddress::inFolder(QString folder) {
    DatabaseAddress address;
    address.folder = std::move(folder);
    return address;
}

Result<DatabaseAddress> DatabaseAddress::parse(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != u"postgresql" && url.scheme() != u"postgres"))
        return refused(QStringLiteral("postgresql://user@host/database is expected."));
    if (!url.password().isEmpty())
        return passwordRefused();
    DatabaseAddress address;
    address.host = url.host();
    address.port = quint16(url.port(address.port));
    address.user = url.userName(QUrl::FullyDecoded);
    address.database = url.path(QUrl::FullyDecoded).mid(1);
    for (const auto& [name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (Status taken = takeOption(address, name, value); !taken)
            return fail(std::move(taken.error()));
    }
    if (address.user.isEmpty() || address.database.isEmpty() || address.database.contains(u'/'))
        return refused(QStringLiteral("it needs a user and a database: postgresql://user@host/database."));
    if (address.host.isEmpty())
        return refused(QStringLiteral("it needs a host, or ?host=/run/postgresql for a Unix socket."));
    return address;
}

} // namespace confab
