// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/sqlstorage.h"
#include "tests/server/storage/sqltesting.h"
#include "tests/support/postgresprocess.h"

namespace confab {

/// A new, empty database of this server, whose name no other has.
inline QString freshDatabase(test::PostgresProcess& server) {
    static int count = 0;
    const QString name = QStringLiteral("test%1").arg(++count);
    if (!server.createDatabase(name))
        qFatal("No database: %s", server.log().constData());
    return name;
}

inline DatabaseAddress addressOn(const test::PostgresProcess& server, const QString& database) {
    Result<DatabaseAddress> address = DatabaseAddress::parse(server.url(database));
    if (!address)
        qFatal("%s", qPrintable(address.error().message));
    address->password = server.password();
    return *address;
}

/// Opens the storage; the test ends when it can't.
inline std::unique_ptr<SqlStorage> openAt(const DatabaseAddress& address) {
    auto opened = SqlStorage::open(address, QCoreApplication::instance());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(*opened);
}

inline std::unique_ptr<SqlStorage> openOn(const test::PostgresProcess& server, const QString& database) {
    return openAt(addressOn(server, database));
}

} // namespace confab
