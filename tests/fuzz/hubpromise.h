// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all bytes that a SignalR client sends: each message of them is read or refused with ParseError,
/// takes bytes off, and what it says can be written in both protocols and reads as the same again. The first byte
/// chooses: 'j' JSON, 'm' MessagePack, anything else the handshake. Null, or what does not hold. Thread: any.
const char* brokenHubPromise(const QByteArray& bytes);

} // namespace confab
