// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

namespace confab {

/// What the RESP parser makes of these bytes when they come in pieces that end at these places, in order: its values as
/// text, and whether it failed.
/// Thread: any.
QByteArray respTranscript(const QByteArray& bytes, const QList<qsizetype>& cuts);

/// What has to hold for any bytes that come from Redis: wherever they are cut, the same values come out and the same
/// failure; and what came out is within the parser's limits. Null, or what does not hold.
/// Thread: any.
const char* brokenRespPromise(const QByteArray& bytes);

} // namespace confab
