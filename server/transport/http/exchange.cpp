// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/exchange.h"

#include <utility>

namespace confab {

void addQuota(HttpAnswer& answer, const HttpQuota& quota) {
    const QByteArray limit = QByteArray::number(quota.limit);
    const QByteArray policy = limit + ";w=" + QByteArray::number(qint64(quota.refill.count()));
    answer.headers.emplaceBack("RateLimit-Limit", limit);
    answer.headers.emplaceBack("RateLimit-Policy", policy);
    answer.headers.emplaceBack("RateLimit-Remaining", QByteArray::number(quota.left));
    answer.headers.emplaceBack("RateLimit-Reset", QByteArray::number(qint64(quota.fullIn.count())));
}

HttpReply::State::~State() {
    if (target)
        target->answer(httpStatus(500));
}

void HttpReply::operator()(HttpAnswer answer) const {
    ReplyTarget* target = std::exchange(m_state->target, nullptr);
    if (!target)
        return;
    if (m_state->quota)
        addQuota(answer, *m_state->quota);
    target->answer(std::move(answer));
}

void HttpReply::tell(const HttpQuota& quota) const {
    std::optional<HttpQuota>& least = m_state->quota;
    if (!least || qint64(quota.left) * least->limit < qint64(least->left) * quota.limit)
        least = quota;
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
