// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/exchange.h"

#include <utility>

namespace confab {

HttpReply::State::~State() {
    if (target)
        target->answer(httpStatus(500));
}

void HttpReply::operator()(HttpAnswer answer) const {
    if (ReplyTarget* target = std::exchange(m_state->target, nullptr))
        target->answer(std::move(answer));
}

HttpReply PendingReply::expect(ReplyTarget& target) {
    drop();
    auto state = std::make_shared<HttpReply::State>();
    state->target = &target;
    m_state = state;
    return HttpReply(std::move(state));
}

void PendingReply::drop() {
    if (const std::shared_ptr<HttpReply::State> state = m_state.lock())
        state->target = nullptr;
    m_state.reset();
}

QByteArray HttpExchange::parameter(QByteArrayView name) const {
    for (const auto& [parameter, value] : parameters) {
        if (parameter == name)
            return value;
    }
    return {};
}

} // namespace confab
