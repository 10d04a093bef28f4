// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

#include <algorithm>

namespace confab {

/// Runs `sql`, whose first `?` is a list by Dialect::among() and whose others are `rest`, for as many of `ids` at a
/// time as one statement may have, each id once, in rising order. Each row is given to `take(const SqlRows&)`.
template <class AnyId, class F, class... V>
Status forEachAmong(SqlConnection& db, const QString& sql, const QList<AnyId>& ids, const F& take, const V&... rest) {
    QList<qint64> numbers;
    numbers.reserve(ids.size());
    for (const AnyId id : ids)
        numbers.append(id.value);
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (qsizetype from = 0; from < numbers.size(); from += limits::idsPerStatement) {
        const QVariant list = db.dialect().list(numbers.mid(from, limits::idsPerStatement));
        Result<SqlRows> rows = db.runWith(sql, QVariantList{list, toSql(rest)...});
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            take(*rows);
    }
    return {};
}

} // namespace confab
