// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHostAddress>
#include <QUrl>

namespace confab {

/// Whether the address is one of the internet, and not of this machine, its neighbours or their networks (the special
/// registries of RFC 6890): who may name a webhook's URL must not reach with the server's hands what stands beside it.
/// IPv4 addresses inside of IPv6 ones count as themselves.
bool isPublicAddress(const QHostAddress& address);

/// Whether a webhook may have this address: http or https, a host, no name or password.
bool isHookUrl(const QUrl& url);

} // namespace confab
