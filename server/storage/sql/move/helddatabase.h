// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/databaseaddress.h"
#include "server/storage/sql/sqlconnection.h"

#include <memory>

namespace confab {

/// A database that no server uses, and on which none starts while this lives: SQLite by its lock, PostgreSQL by that of
/// the schema, for which a node that starts waits.
/// Thread: made, used and destroyed on one that may wait for disks. Owned by: DatabaseMove, ImportWriter.
class HeldDatabase {
public:
    /// One to read. Unavailable, with a sentence for the operator: there is none, it does not have exactly this
    /// program's schema, or a server uses it.
    static Result<std::unique_ptr<HeldDatabase>> source(const DatabaseAddress& address);
    /// One to read and to write. Unavailable: as source().
    static Result<std::unique_ptr<HeldDatabase>> changed(const DatabaseAddress& address);
    /// One to write, which is made or has no row of a server's; it gets this program's schema. Unavailable: it has
    /// something, which stays as it is.
    static Result<std::unique_ptr<HeldDatabase>> target(const DatabaseAddress& address);

    SqlConnection& connection() { return m_connection; }
    bool isServer() const { return m_dialect->isServer(); }

private:
    HeldDatabase(std::unique_ptr<Dialect> dialect, SqlAccess access)
        : m_dialect(std::move(dialect)), m_connection(*m_dialect, access) {}
    static Result<std::unique_ptr<HeldDatabase>> existing(const DatabaseAddress& address, SqlAccess access);
    Status claim();
    Status hold();
    Status makeSchema();
    Status checkSchema();
    Status checkUnused();
    Status checkEmpty();

    const std::unique_ptr<Dialect> m_dialect;
    std::unique_ptr<WriteClaim> m_claim;
    SqlConnection m_connection;
};

} // namespace confab
