// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

#include <QString>

/// What the head of a request says of an upload. Pure functions, for every head that parseHead() accepts.
/// Thread: any.
namespace confab::rest {

struct UploadHead {
    QString name;                ///< any text; cleanedFileName() makes a name of it
    QString type;                ///< any text; settledType() makes a media type of it
    std::optional<qint64> bytes; ///< none: its sender does not say
};

/// Of `POST /files`: the name is in the query.
UploadHead uploadHead(const HttpRequest& request);
/// Of `POST /files/tus`: name and type are in Upload-Metadata, the size in Upload-Length (tus 1.0).
UploadHead tusHead(const HttpRequest& request);

/// A header that is a number of bytes: decimal digits alone, below 10^15, which is far above every file. Nothing for
/// another value.
std::optional<qint64> bytesIn(const HttpRequest& request, QByteArrayView header);

} // namespace confab::rest
