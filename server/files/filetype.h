// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace confab {

/// The media type of a picture, sound or film by its first bytes (UploadHashes::headBytes of them); empty for anything
/// else. Only types that can't hold a script: no SVG, no PDF.
QString sniffedType(QByteArrayView head);

/// A file's type: what its bytes say, or else what its sender calls it; "application/octet-stream" when the sender
/// calls it one of the types that its bytes would show, or by no media type (RFC 6838).
QString settledType(QByteArrayView head, const QString& claimed);

/// Whether a browser may show a file of this settled type in place. Others it can only save.
bool isShownInline(const QString& settled);

} // namespace confab
