// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http.h"
#include "server/transport/network.h"

namespace confab {

/// For whom a proxy asks, by its X-Forwarded-For: each proxy appends whom it was asked by, so the nearest stands last.
/// From there, `proxies` are skipped, and the first who is none of them is the client; what stands before that may be
/// the client's own invention. Null when there is no such address, or when what would be it is none.
/// To be asked for a peer that is one of `proxies` only: anybody can write such a header.
/// Thread: values; any.
QHostAddress forwardedFor(const HttpRequest& request, const Subnets& proxies);

} // namespace confab
