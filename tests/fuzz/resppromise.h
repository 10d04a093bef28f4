// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

namespace confab {

/// The RESP parser's results for these bytes in pieces that end at these positions, in order: its values as text, and
/// whether it failed.
/// Thread: any.
QByteArray respTranscript(const QByteArray& bytes, const QList<qsizetype>& cuts);

/// The property of all bytes from Redis: the values and the failure do not depend on how the bytes are cut; and the
/// values are within the parser's limits. Null, or what does not hold.
/// Thread: any.
const char* brokenRespPromise(const QByteArray& bytes);

} // namespace confab
