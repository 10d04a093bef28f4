// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/jsonbody.h"

namespace confab::rest {

Status checkJson(const HttpRequest& request) {
    const QByteArray type = request.header("content-type").value_or(QByteArray());
    const bool isJson = type.split(';').constFirst().trimmed().toLower() == "application/json"; // the rest: parameters
    if (isJson || (request.body.isEmpty() && type.isEmpty()))
        return {};
    return fail(
        Error::invalid(QStringLiteral("content-type"), QStringLiteral("content-type: application/json expected")));
}

} // namespace confab::rest
