// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/sqlconnection.h"

#include <tuple>

/// Rows, described once: a tuple of column()s says which SQL gives which member of a struct. The list of a SELECT is
/// written by it, and its rows are read by it, so that no position is counted by hand.
///
///     constexpr auto userColumns = std::tuple{column("id", &User::id), column("name", &User::name)};
///     db.run(QString(u"SELECT " % selectList(userColumns) % u" FROM users"))
///     User user = readRow<User>(*rows, userColumns);
namespace confab {

template <class S, class M>
struct Column {
    std::string_view sql; ///< an expression
    M S::*member;
};

template <class S, class M>
constexpr Column<S, M> column(std::string_view sql, M S::*member) {
    return {sql, member};
}

template <class... C>
constexpr int columnCount(const std::tuple<C...>&) {
    return int(sizeof...(C));
}

/// The list of a SELECT: what `sqlOf` makes of each column, with commas between.
template <class... C, class SqlOf>
QString selectList(const std::tuple<C...>& columns, const SqlOf& sqlOf) {
    QString list;
    const auto add = [&](const auto& one) { list += list.isEmpty() ? sqlOf(one) : QString(u", " % sqlOf(one)); };
    std::apply([&](const auto&... one) { (add(one), ...); }, columns);
    return list;
}
template <class... C>
QString selectList(const std::tuple<C...>& columns) {
    return selectList(columns, [](const auto& one) { return wire::key(one.sql); });
}

/// A column's value as the member that it is for; NULL only where that is optional.
template <class T>
T readColumn(const SqlRows& row, int at) {
    if constexpr (wire::IsOptional<T>::value)
        return row.isNull(at) ? T() : T(readColumn<typename T::value_type>(row, at));
    else if constexpr (std::is_same_v<T, QString>)
        return row.text(at);
    else if constexpr (std::is_same_v<T, QByteArray>)
        return row.bytes(at);
    else if constexpr (std::is_same_v<T, bool>)
        return row.integer(at) != 0;
    else if constexpr (std::is_enum_v<T>)
        return row.named<T>(at);
    else if constexpr (std::is_integral_v<T>)
        return T(row.integer(at));
    else
        return T{row.integer(at)}; // ids and times
}

/// The struct that the columns from `first` on are.
template <class S, class... C>
S readRow(const SqlRows& row, const std::tuple<C...>& columns, int first = 0) {
    S value{};
    const auto read = [&]<class Owner, class M>(const Column<Owner, M>& one) {
        value.*one.member = readColumn<M>(row, first++);
    };
    std::apply([&](const auto&... one) { (read(one), ...); }, columns);
    return value;
}

} // namespace confab
