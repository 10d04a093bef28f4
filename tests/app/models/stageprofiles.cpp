// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stage.h"

namespace confab::test {

/// Of the user who signs in. Without rules: they are the server's.
std::optional<Result<Answer>> Stage::profile(const Request& request) {
    User& mine = user(me());
    if (const auto* update = std::get_if<ProfileUpdate>(&request)) {
        mine.name = update->name.value_or(mine.name);
        if (update->picture)
            mine.picture = update->picture->value;
        if (update->status)
            mine.status = update->status->value;
        return UserAnswer{mine};
    }
    if (const auto* chosen = std::get_if<PresenceSet>(&request)) {
        static constexpr std::array told{Availability::Online, Availability::Away, Availability::DoNotDisturb,
                                         Availability::Offline};
        mine.presence = told.at(size_t(chosen->state));
        return Empty{};
    }
    return {};
}

} // namespace confab::test
