// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHashFunctions>

#include <compare>
#include <functional>

namespace confab {

/// A 64-bit identifier of one kind of thing; kinds do not mix. 0 means "none": databases count from 1.
template <class Tag>
struct Id {
    qint64 value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
    friend size_t qHash(const Id& id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using UserId = Id<struct UserTag>;
using RoomId = Id<struct RoomTag>;
/// One signed-in device of a user, as long as its refresh token lives.
using SessionId = Id<struct SessionTag>;

/// The position of an event in its room's log: 1, 2, 3, … without gaps. 0 is before the first.
using Seq = qint64;

} // namespace confab

template <class Tag>
struct std::hash<confab::Id<Tag>> {
    size_t operator()(const confab::Id<Tag>& id) const { return std::hash<qint64>()(id.value); }
};
