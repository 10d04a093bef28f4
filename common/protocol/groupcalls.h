// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace confab {

/// Whom a text calls beside the people whom it names. A pure value, any thread.
struct GroupCalls {
    bool room = false; ///< "@room": all members
    bool here = false; ///< "@here": those who are present now
    friend bool operator==(const GroupCalls&, const GroupCalls&) = default;
};

/// The words after '@', without regard to case, in the order in which they are offered. Node and client find them by
/// the same rule: no letter or digit stands before the '@' (which leaves "ana@here.example" alone) or after the word.
const QStringList& groupCallWords();
GroupCalls groupCallsIn(const QString& text);

} // namespace confab
