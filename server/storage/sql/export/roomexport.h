// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/exportlines.h"
#include "server/storage/sql/databaseaddress.h"
#include "server/storage/sql/sqlconnection.h"

#include <functional>
#include <memory>

namespace confab {

/// Takes an exported room while it is read.
struct ExportSink {
    std::function<Status(const QByteArray& line)> line; ///< with its end
    /// The bytes of a file, whose line follows when this was done; may be empty.
    std::function<Status(const exported::FileBytes& file)> file = {};
};

/// Reads a room as its operator may: all of its log as it is at one moment, also while servers use the database. It
/// writes nothing.
/// Thread: made, used and destroyed on one that may wait for disks. Owned by: a command.
class RoomExport {
public:
    /// Unavailable, with a sentence for the operator: there is none, it can't be read, or it has another schema than
    /// this program's.
    static Result<std::unique_ptr<RoomExport>> open(const DatabaseAddress& address);

    /// The room of this id or, when it has no other digits, of exactly this name. InputInvalid, saying which ids there
    /// are, when there is none or several.
    Result<RoomId> find(const QString& idOrName);
    /// `program`: Head::program. What the sink refuses ends it.
    Result<exported::End> write(RoomId room, const QString& program, const ExportSink& sink);

private:
    explicit RoomExport(std::unique_ptr<Dialect> dialect);
    Result<QList<RoomId>> roomsNamed(const QString& name);
    Status checkSchema();

    const std::unique_ptr<Dialect> m_dialect;
    SqlConnection m_connection;
};

} // namespace confab
