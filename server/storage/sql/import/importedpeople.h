// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/import/importreport.h"

#include <QHash>

namespace confab {

class SqlConnection;

/// Which account a person of a source is: that with the address, or else a new one. Inside the caller's transaction.
/// Thread: the connection's. Owned by: ImportWriter.
class ImportedPeople {
public:
    explicit ImportedPeople(ImportReport& report) : m_report(report) {}

    /// Finds or makes the account. A new one is disabled, and has no password.
    Status add(SqlConnection& db, const imported::Person& person);
    /// InputInvalid: the source did not say who it is.
    Result<UserId> account(UserId person) const;
    std::optional<UserId> known(UserId person) const;

private:
    ImportReport& m_report;
    QHash<UserId, UserId> m_accounts;
};

} // namespace confab
