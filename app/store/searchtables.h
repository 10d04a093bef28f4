// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/searchsigns.h"
#include "app/store/storedatabase.h"

namespace confab::store {

/// The table of the signs (searchsigns.h), by segments of the logs. It changes in the transaction that changes the
/// rows, so it has all of them, and nothing of a text that is deleted; but for the segments that an earlier version of
/// the app has written, which are signed bit by bit.
/// Thread: that of its database. Owned by: whoever uses it, for a moment.
class SearchTables {
public:
    explicit SearchTables(const StoreDatabase& database) : m_database(database) {}

    /// A segment of which rows have changed.
    Status sign(RoomId room, Seq segment) const;
    /// Rows up to this one are no more.
    Status letGo(RoomId room, Seq last) const;
    /// Signs some segments that are not yet. Whether there are more.
    Result<bool> signSome() const;

private:
    const StoreDatabase& m_database;
};

} // namespace confab::store
