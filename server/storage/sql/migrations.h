// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QList>
#include <QString>

namespace confab {

class SqlConnection;

/// One step of the schema. Its number is its place: 1, 2, 3, …
struct Migration {
    QString name;
    QString sql; ///< statements that end with `;` at the end of a line, with the placeholders of Dialect::expanded()
};

/// The steps that this program knows, from the files in migrations/.
Result<QList<Migration>> knownMigrations();

/// Brings the schema up to the last of `migrations`, each in a transaction of its own together with its row in
/// `migrations`. Unavailable, with a sentence for the operator, when the database is newer than that or a step fails;
/// the steps before it stay.
Status migrate(SqlConnection& connection, const QList<Migration>& migrations);

} // namespace confab
