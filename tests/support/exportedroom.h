// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/export/roomexport.h"

#include <QDir>
#include <QTemporaryDir>

/// What tests of copies compare: a database beside another one, and all that a room is.
namespace confab::test {

/// An SQLite database in a folder of its own below `top`, which is made.
inline DatabaseAddress folderIn(const QTemporaryDir& top, const QString& name) {
    const QString path = top.filePath(name);
    QDir().mkpath(path);
    return DatabaseAddress::inFolder(path);
}

/// The lines of the room's export, the first one without the time, so that equal rooms have equal lines.
inline Result<QByteArrayList> exportedLines(const DatabaseAddress& address, RoomId room) {
    const auto from = RoomExport::open(address);
    if (!from)
        return fail(from.error());
    QByteArrayList lines;
    const auto written = (*from)->write(room, QStringLiteral("test"), {[&lines](const QByteArray& line) -> Status {
                                            lines.append(line);
                                            return {};
                                        }});
    if (!written)
        return fail(written.error());
    const qsizetype at = lines[0].indexOf("\"at\":\"");
    lines[0].remove(at, lines[0].indexOf('"', at + 6) + 1 - at);
    return lines;
}

} // namespace confab::test
