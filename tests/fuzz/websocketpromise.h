// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any bytes that come from a client after the handshake: wherever they are cut, the same
/// messages, pings and close codes come out, and the same refusal; messages are within the limit, and are UTF-8 on a
/// connection that speaks JSON. The first byte chooses the codec. Null, or what does not hold. Thread: any.
const char* brokenWebSocketPromise(const QByteArray& bytes);

} // namespace confab
