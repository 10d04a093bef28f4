// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/byterange.h"

#include <QList>

#include <algorithm>
#include <optional>

namespace confab::rest {

namespace {

// 10^15 bytes are far above every file.
constexpr qsizetype mostDigits = 15;

std::optional<qint64> number(const QByteArray& text) {
    const bool isNumber = !text.isEmpty() && text.size() <= mostDigits &&
                          std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::optional(text.toLongLong()) : std::nullopt;
}

} // namespace

ByteRange parseRange(const QByteArray& value, qint64 size) {
    const ByteRange whole{0, size, ByteRange::Kind::Whole};
    const QByteArray unit = "bytes=";
    const QByteArray range = value.mid(unit.size()).trimmed();
    const qsizetype dash = range.indexOf('-');
    if (!value.toLower().startsWith(unit) || dash < 0)
        return whole;
    const QByteArray firstText = range.left(dash);
    const QByteArray lastText = range.mid(dash + 1);
    const std::optional<qint64> first = number(firstText);
    const std::optional<qint64> last = number(lastText);
    if ((!first && !firstText.isEmpty()) || (!last && !lastText.isEmpty()) || (!first && !last))
        return whole;
    if (!first) { // the last so many
        const qint64 bytes = std::min(*last, size);
        return bytes > 0 ? ByteRange{size - bytes, bytes, ByteRange::Kind::Part}
                         : ByteRange{0, 0, ByteRange::Kind::Unsatisfiable};
    }
    if (last && *last < *first)
        return whole;
    if (*first >= size)
        return {0, 0, ByteRange::Kind::Unsatisfiable};
    return {*first, std::min(last.value_or(size - 1), size - 1) - *first + 1, ByteRange::Kind::Part};
}

bool namesTag(const QByteArray& value, const QByteArray& tag) {
    const QList<QByteArray> items = value.split(',');
    return std::any_of(items.begin(), items.end(), [&tag](const QByteArray& item) {
        const QByteArray one = item.trimmed();
        return one == "*" || one == tag || one == "W/" + tag;
    });
}

} // namespace confab::rest
