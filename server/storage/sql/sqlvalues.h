// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/core/time.h"
#include "common/protocol/fieldreading.h"

#include <QVariant>

/// The form of our values in a column. An empty text or byte array is never NULL; only std::nullopt is.
namespace confab {

inline QVariant toSql(qint64 number) {
    return number;
}
inline QVariant toSql(int number) {
    return qint64(number);
}
inline QVariant toSql(const QString& text) {
    return text.isNull() ? QStringLiteral("") : text; // QtSql writes a null QString as NULL
}
inline QVariant toSql(const QByteArray& bytes) {
    return bytes.isNull() ? QByteArray("") : bytes; // likewise
}
inline QVariant toSql(UtcTime time) {
    return time.ms;
}
template <class Tag>
QVariant toSql(Id<Tag> id) {
    return id.value;
}
/// 1,2,3
inline QString joined(const QList<qint64>& numbers) {
    QString text;
    for (const qint64 number : numbers)
        text += (text.isEmpty() ? QStringLiteral("%1") : QStringLiteral(",%1")).arg(number);
    return text;
}
template <class E>
    requires std::is_enum_v<E> QVariant toSql(E value) {
        return wire::key(nameOf(value));
    }
template <class T>
QVariant toSql(const std::optional<T>& value) {
    return value ? toSql(*value) : QVariant();
}

} // namespace confab
