// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/room.h"

namespace confab {

/// What an event says to the person whom it put out; nothing when they left by themselves. `byName`: of who did it.
inline std::optional<PutOut> putOutBy(const MemberLeft& left, const QString& byName) {
    if (!left.by)
        return std::nullopt;
    return PutOut{User{*left.by, byName, {}}, left.reason.value_or(Departure::Kicked), left.note, left.until};
}

} // namespace confab
