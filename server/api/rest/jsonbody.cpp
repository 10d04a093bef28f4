// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/jsonbody.h"

namespace confab::rest {

bool isJson(const HttpRequest& request) {
    const QByteArray type = request.header("content-type").value_or(QByteArray());
    return type.split(';').constFirst().trimmed().toLower() == "application/json"; // what follows are parameters
}

} // namespace confab::rest
