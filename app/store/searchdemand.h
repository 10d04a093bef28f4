// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/search.h"
#include "common/search/searchplace.h"

#include <QSet>

namespace confab::store {

class StoreDatabase;

/// What search.messages asks of each message. Names are resolved among the rooms and people of the store, as the server
/// does among its own.
struct SearchDemand {
    QStringList terms;                 ///< folded, each once
    std::optional<QSet<UserId>> by;    ///< one of these
    std::optional<QSet<RoomId>> rooms; ///< in one of these
    std::optional<UtcTime> before;
    std::optional<UtcTime> after; ///< at this time or later
    bool hasFile = false;
    bool hasLink = false;
    bool hasImage = false;
    std::optional<SearchPlace> from; ///< hits behind this place; none: from the newest on

    /// InputInvalid, as the server says it.
    static Result<SearchDemand> of(const SearchMessages& request, const StoreDatabase& database);
    bool isMetBy(const Message& message) const;
    /// Whether a message at this place may be one.
    bool isAtTime(const SearchPlace& place) const {
        return (!before || place.at < *before) && (!after || place.at >= *after) && (!from || place < *from);
    }
};

/// Whether one of the files is a picture.
bool hasImage(const QList<File>& files);

} // namespace confab::store
