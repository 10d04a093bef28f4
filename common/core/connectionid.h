// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHashFunctions>

#include <compare>
#include <functional>

namespace confab {

/// Names one connection of this process for as long as it runs: a serial is never used twice.
struct ConnectionId {
    quint16 io = 0;     ///< which io thread it lives on
    quint64 serial = 0; ///< 1, 2, 3, … per io thread; 0 means "none"

    constexpr explicit operator bool() const { return serial != 0; }
    friend constexpr auto operator<=>(const ConnectionId&, const ConnectionId&) = default;
    friend size_t qHash(const ConnectionId& id, size_t seed = 0) { return qHashMulti(seed, id.io, id.serial); }
};

} // namespace confab

template <>
struct std::hash<confab::ConnectionId> {
    size_t operator()(const confab::ConnectionId& id) const { return qHash(id); }
};
