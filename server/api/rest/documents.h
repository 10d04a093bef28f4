// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/router.h"

namespace confab::rest {

/// Adds GET /api/openapi.json, and GET /api/docs, a page that reads it without anything from another server.
void addDocumentRoutes(HttpRouter& router);

} // namespace confab::rest
