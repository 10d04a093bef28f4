// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all bytes before a connection is a WebSocket: the outcome does not depend on how they are cut; they
/// wait for more, get one well-formed answer, or become a connection whose request was valid; a parsed head can be
/// written, and parses as the same again; and the client's address is the one that the proxy wrote. The first byte
/// chooses the peer and the server's answer (headpromise.cpp). Null, or what does not hold. Thread: any.
const char* brokenHeadPromise(const QByteArray& bytes);

} // namespace confab
