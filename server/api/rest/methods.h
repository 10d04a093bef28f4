// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/calls.h"
#include "server/transport/http/router.h"

#include <QStringView>

namespace confab::rest {

/// Adds POST /api/v1/METHOD for every method of PROTOCOL.md that needs no connection: the parameters are the body, the
/// result is the answer. The table of requests makes them, so that a new method is there by itself.
void addMethodRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls);

/// Whether POST /api/v1/METHOD exists.
bool hasMethodRoute(QStringView method);

/// The path of a method.
QByteArray methodPath(QByteArrayView method);

} // namespace confab::rest
