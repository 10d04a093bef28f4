// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all bytes from a client after the handshake: the messages, pings, close codes and refusal do not
/// depend on how the bytes are cut; messages are within the limit, and are UTF-8 on a connection that speaks JSON. The
/// first byte chooses the codec. Null, or what does not hold. Thread: any.
const char* brokenWebSocketPromise(const QByteArray& bytes);

} // namespace confab
