// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace confab {

/// The property of all bytes of a node message: they are refused, or of an unknown kind, or the decoded value can be
/// encoded, which is well-formed CBOR and decodes as the same again. Null, or what does not hold. Thread: any.
const char* brokenNodeMessagePromise(const QByteArray& bytes);

} // namespace confab
