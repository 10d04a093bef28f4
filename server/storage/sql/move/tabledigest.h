// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QVariantList>

#include <array>

namespace confab {

/// What a table has, to compare it with a copy: how many rows, and the sum of their SHA-256, so that the order in which
/// a database sorts does not count.
/// Thread: any, one at a time. Owned by: who reads the rows.
class TableDigest {
public:
    void add(const QVariantList& row);

    qint64 rows() const { return m_rows; }
    /// 64 hexadecimal digits.
    QByteArray sum() const;

    friend bool operator==(const TableDigest&, const TableDigest&) = default;

private:
    static constexpr size_t words = 4; // of 64 bits

    qint64 m_rows = 0;
    std::array<quint64, words> m_sum{};
};

} // namespace confab
