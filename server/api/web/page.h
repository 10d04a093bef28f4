// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/router.h"

namespace confab::web {

/// Adds GET / and its files below /web: the page by which a browser is a client; also at the links of invitations. They
/// are the same for everybody and hold no secret; the browser keeps them and asks each time whether they are still the
/// same.
void addRoutes(HttpRouter& router);

} // namespace confab::web
