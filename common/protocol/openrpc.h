// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCborMap>

namespace confab {

/// The OpenRPC 1.3.2 document of this protocol, made from the same structs that encode and decode: every method with
/// its params and result, and in `x-` members what OpenRPC does not cover: notifications, event types, close codes.
/// The answer to rpc.discover.
QCborMap openRpcDocument();

} // namespace confab
