// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace confab {

/// Every case-folded text after an '@' of `body` that could be a member's name: it ends where no letter or digit
/// follows, and has no line break. Each once, at most limits::mentionCandidates.
QStringList mentionCandidates(const QString& body);

} // namespace confab
