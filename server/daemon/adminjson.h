// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <type_traits>

/// What the calls of the administration have in common: members of a request, and pages of an answer.
namespace confab::admin {

/// One answer is a page of so many.
inline constexpr int rowsPerPage = 500;

inline QString key(const char* name) {
    return QString::fromLatin1(name);
}

/// Empty where there is none.
inline QString textIn(const QJsonObject& request, const char* name) {
    return request.value(key(name)).toString();
}

/// {"name": [rows]}
template <class T>
QJsonObject listed(const char* name, const QList<T>& rows, QJsonObject (*objectOf)(const std::type_identity_t<T>&)) {
    QJsonArray array;
    for (const T& row : rows)
        array.append(objectOf(row));
    return {{key(name), array}};
}

} // namespace confab::admin
