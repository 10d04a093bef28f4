// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

#include <QString>

namespace confab {

/// Where the database is: a folder with an SQLite file in it, or a PostgreSQL server.
struct DatabaseAddress {
    QString folder; ///< SQLite; empty for PostgreSQL, which the rest is about

    QString host; ///< a name, an address, or the folder of a Unix socket
    quint16 port = 5432;
    QString database;
    QString user;
    QString sslMode;     ///< as libpq has it: disable, prefer, require, verify-ca, verify-full; empty: prefer
    QString sslRootCert; ///< file with the certificates that verify-ca and verify-full trust; empty: libpq's default
    Secret password;     ///< never part of the URL; empty: none, or by ~/.pgpass

    bool isPostgres() const { return folder.isEmpty(); }

    static DatabaseAddress inFolder(QString folder);
    /// `postgresql://user@host:5432/database?sslmode=verify-full&sslrootcert=/etc/…`, also with `postgres:`, and
    /// `postgresql://user@/database?host=/run/postgresql` for a Unix socket. InputInvalid, saying why, for anything
    /// else; also for a password in it, because a URL shows in the list of processes.
    static Result<DatabaseAddress> parse(const QString& url);
};

} // namespace confab
