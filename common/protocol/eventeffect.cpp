// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/eventeffect.h"

namespace confab {

EventEffect effectOf(const EventData& data) {
    return std::visit([]<class E>(const E&) { return E::effect; }, data);
}

int memberChange(const EventData& data) {
    return std::visit(
        []<class E>(const E&) {
            if constexpr (requires { E::memberChange; })
                return E::memberChange;
            else
                return 0;
        },
        data);
}

std::optional<Message> messageOf(const Event& event) {
    const auto* posted = std::get_if<MessagePosted>(&event.data);
    if (!posted)
        return std::nullopt;
    return Message{*posted, event.room, event.seq, event.by, event.at, posted->clientId, {}, {}};
}

std::optional<MessageChange> changeOf(const Event& event) {
    return std::visit([&event](const auto& data) { return changeBy(data, event.by, event.at); }, event.data);
}

} // namespace confab
