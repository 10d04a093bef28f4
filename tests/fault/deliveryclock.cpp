// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"

#include <algorithm>
#include <cmath>

namespace confab::test {

qint64 percentile(std::vector<qint64> values, double percent) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto rank = size_t(std::ceil(percent / 100 * double(values.size())));
    return values[std::clamp<size_t>(rank, 1, values.size()) - 1];
}

QString spread(const std::vector<qint64>& values) {
    return QStringLiteral("p50 %1, p99 %2, most %3 of %4")
        .arg(percentile(values, 50))
        .arg(percentile(values, 99))
        .arg(percentile(values, 100))
        .arg(values.size());
}

} // namespace confab::test
