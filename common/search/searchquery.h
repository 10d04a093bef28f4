// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"

#include <QStringList>

#include <optional>

namespace confab {

/// What a person typed into a search field, taken apart. Words stand for themselves, and all of them have to be in a
/// message; "some words" in quotation marks are one. `from:NAME`, `in:ROOM`, `before:DATE`, `after:DATE` and
/// `has:file`, `has:link`, `has:image` narrow the search down; a name with spaces stands in quotation marks behind the
/// colon. A DATE is 2026-01-31, 2026-01 or 2026, in UTC: before its first day, or from its first day on.
/// What looks like one of these but is none (`has:time`, `before:noon`) is a word.
struct SearchQuery {
    QStringList words;
    QStringList from; ///< names; a message is by one of them
    QStringList in;   ///< names of rooms; a message is in one of them
    std::optional<UtcTime> before;
    std::optional<UtcTime> after; ///< at this time or later
    bool hasFile = false;
    bool hasLink = false;
    bool hasImage = false;

    friend bool operator==(const SearchQuery&, const SearchQuery&) = default;
};

/// Never fails. Thread: any.
SearchQuery parseSearchQuery(const QString& text);

} // namespace confab
