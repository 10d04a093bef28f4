// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCborMap>

namespace confab::rest {

/// The OpenAPI 3.1 document of POST /api/v1/METHOD, made from the OpenRPC document, so that both say the same of a
/// method, and of the session of a browser.
QCborMap openApiDocument();

} // namespace confab::rest
