// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/pagebound.h"
#include "server/storage/sql/sqlconnection.h"

#include <algorithm>
#include <functional>

namespace confab {

/// Rows per query: a page of the longest messages ends long before its last row, and PostgreSQL sends all requested
/// rows. 64 of them are 1 MiB.
inline constexpr int rowsAtOnce = 64;

/// Reads rows until the page is full or there are none, and says in `more` whether there are. `query(most)` asks for
/// the rows behind those that are in the page, `read` makes an item of one.
template <class Item>
Status fillPage(int limit, QList<Item>& items, bool& more, const std::function<Result<SqlRows>(int most)>& query,
                const std::function<Result<Item>(const SqlRows&)>& read) {
    PageBound bound(limit);
    int asked = 0;
    for (int got = 0; got == asked && !more;) {
        asked = std::min(rowsAtOnce, limit + 1 - int(items.size()));
        got = 0;
        Result<SqlRows> rows = query(asked);
        if (!rows)
            return fail(std::move(rows.error()));
        for (; !more && rows->next(); ++got) {
            Result<Item> item = read(*rows);
            if (!item)
                return fail(std::move(item.error()));
            more = !bound.takes(textBytes(*item));
            if (!more)
                items.append(std::move(*item));
        }
    }
    return {};
}

} // namespace confab
