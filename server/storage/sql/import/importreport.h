// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importsource.h"

namespace confab {

/// What an import did, or would do.
struct ImportReport {
    qint64 accountsKnown = 0;
    qint64 accountsMade = 0;  ///< disabled ones
    qint64 peopleWithout = 0; ///< people without an address, who were made
    qint64 roomsMade = 0;
    qint64 roomsKnown = 0; ///< that were there before, whether something was added or not
    qint64 messages = 0;   ///< that were added
    qint64 messagesKnown = 0;
    qint64 otherEvents = 0; ///< that were added
    qint64 files = 0;       ///< likewise
    imported::Notes notes;  ///< what was left out or changed
};

} // namespace confab
