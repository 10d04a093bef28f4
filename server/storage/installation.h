// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace confab {

/// The identity of one installation's data. It is made at random together with the database, is the same for all nodes
/// that share it, and survives a change of address and the restore of a backup.
struct Installation {
    QString id; ///< 128 random bits as 32 lowercase hexadecimal digits; public
    /// `id`, and on a database server also what distinguishes this database from a copy of it that is in use beside it:
    /// a backup that was restored elsewhere has the same id. Hexadecimal digits and '-'.
    QString database;
    QByteArray nodeKey; ///< 32 random bytes: authenticates letters between nodes; secret
};

} // namespace confab
