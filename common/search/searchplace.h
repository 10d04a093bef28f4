// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/core/time.h"

namespace confab {

/// A place in a list of hits, newest first: by time, then by room, then by seq. Thread: any.
struct SearchPlace {
    UtcTime at;
    RoomId room;
    Seq seq = 0;

    /// SearchAnswer::cursor: where the next page begins, behind this place.
    QString toCursor() const;
    /// The reverse; empty when the text is none, or a number is negative or above 2⁵³ - 1.
    static std::optional<SearchPlace> fromCursor(const QString& cursor);

    friend auto operator<=>(const SearchPlace&, const SearchPlace&) = default;
};

} // namespace confab
