// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace confab {

/// Every text, case folded, that stands after an '@' of `body` and could be the name of somebody mentioned: it ends
/// where no letter or digit follows, and has no line break in it. Each once, at most limits::mentionCandidates.
QStringList mentionCandidates(const QString& body);

} // namespace confab
