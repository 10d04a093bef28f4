// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fields.h"

#include <optional>

/// What the methods of all families have in common. A method is a struct: its name, who may call it, its parameters and
/// the type of its answer.
namespace confab {

/// For a member that is left out unless it is true.
inline std::optional<bool> onlyTrue(bool value) {
    return value ? std::optional(true) : std::nullopt;
}

struct Empty {
    template <class Self = Empty>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

/// Who may call: everybody on the connection, or only a signed-in one.
enum class Access { Anyone, SignedIn };

// A request whose answer may be thousands of times as large as it is says so by wantsPage: limits::pageCallsInFlight of
// them are carried out at once on a connection. All but RoomEnter change nothing, so later calls may overtake them.

} // namespace confab
