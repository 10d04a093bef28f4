// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all requests that begin an upload, go on with one or read a part of a file, and of the first bytes
/// of its content, which follow the head: what becomes of the name, the type, the sizes and the range is within its
/// bounds, whatever the sender says. Null, or what does not hold. Thread: any.
const char* brokenUploadHeadPromise(const QByteArray& bytes);

} // namespace confab
