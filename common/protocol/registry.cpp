// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/registry.h"

#include "common/protocol/fields.h"

namespace confab {

template class SealedVariant<Requests>;
template class SealedVariant<Answers>;
template class SealedVariant<Notifications>;

QString methodName(const Request& request) {
    return std::visit([](const auto& value) { return wire::key(value.method); }, request);
}

Access accessOf(const Request& request) {
    return std::visit([](const auto& value) { return value.access; }, request);
}

bool signsIn(const Request& request) {
    return accessOf(request) == Access::Anyone && !std::holds_alternative<ServerAbout>(request) &&
           !std::holds_alternative<InviteLook>(request) && !std::holds_alternative<AccountReset>(request);
}

bool wantsPage(const Request& request) {
    return std::visit(
        [](const auto& value) {
            return requires {
                value.wantsPage;
            };
        },
        request);
}

bool isEphemeral(const Notification& notification) {
    return std::visit([](const auto& value) { return value.ephemeral; }, notification);
}

} // namespace confab
