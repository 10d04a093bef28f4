// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab {

/// Normalization Form C of UAX #15, for the version of Unicode that QString::normalized() has, in time proportional to
/// the length of the text. Qt's function needs seconds for some thousand combining marks in a row. Thread: any.
QString composed(const QString& text);

} // namespace confab
