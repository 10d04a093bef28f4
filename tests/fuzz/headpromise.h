// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// What has to hold for any bytes that come before a connection is a WebSocket: wherever they are cut, the same becomes
/// of them; they wait for more, get one well-formed answer, or become a connection that asked for it as it should; what
/// was read of them can be written, and reads as the same again; and whom a proxy names is whom it wrote. The first
/// byte says who asks and what the server answers (headpromise.cpp). Null, or what does not hold. Thread: any.
const char* brokenHeadPromise(const QByteArray& bytes);

} // namespace confab
