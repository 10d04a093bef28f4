// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/pipeline.h"

namespace confab {

void Pipeline::expect(SubscriptionCall call) {
    if (!call.channels.isEmpty())
        m_waiting.push_back({{}, std::move(call), 0});
}

Pipeline::Taken Pipeline::takeReply(RespValue reply, SubscriptionCall& refused) {
    if (m_waiting.empty())
        return Taken::Unexpected;
    Waiting first = std::move(m_waiting.front());
    m_waiting.pop_front(); // before the answer, which may make the next call
    if (first.answer) {
        first.answer(std::move(reply));
        return Taken::Answered;
    }
    refused = {first.call.subscribe, first.call.channels.sliced(first.confirmed)};
    return reply.isError() ? Taken::Refused : Taken::Unexpected;
}

bool Pipeline::takeConfirmation(bool subscribe, const QByteArray& channel) {
    if (m_waiting.empty())
        return false;
    Waiting& first = m_waiting.front();
    if (first.answer || first.call.subscribe != subscribe || first.call.channels.at(first.confirmed) != channel)
        return false;
    if (++first.confirmed == first.call.channels.size())
        m_waiting.pop_front();
    return true;
}

void Pipeline::failAll() {
    std::deque<Waiting> waiting;
    waiting.swap(m_waiting);
    for (const Waiting& each : waiting) {
        if (each.answer)
            each.answer(fail(Error(ErrorKind::Disconnected, QStringLiteral("The connection to Redis is gone."))));
    }
}

} // namespace confab
