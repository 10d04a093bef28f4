// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace confab {

/// A file's name as it is stored, out of any text: the last part of a path, as normalisedLine() has it, without marks
/// of direction, at most limits::fileNameBytes of UTF-8 with its extension kept; "file" when nothing is left.
QString cleanedFileName(const QString& name);

/// The value of Content-Disposition (RFC 6266) for a name that cleanedFileName() gave: the name in ASCII for old
/// clients, and as it is (RFC 8187).
QByteArray contentDisposition(const QString& name, bool isInline);

} // namespace confab
