// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/redis/respvalue.h"

#include <QList>

#include <deque>
#include <functional>
#include <optional>

namespace confab {

/// One (S)SUBSCRIBE or (S)UNSUBSCRIBE. The server answers with a push for each channel, or with one error for all.
struct SubscriptionCall {
    bool subscribe = true;
    QList<QByteArray> channels;
};

/// Matches answers to calls: Redis answers in the order of the calls, and its pushes that confirm subscriptions are in
/// the same order.
/// Thread: its connection's. Owned by: RedisConnection.
class Pipeline {
public:
    /// The reply, which may be an error of the server's; or Disconnected: whether the call was done is unknown.
    using Answer = std::function<void(Result<RespValue>)>;

    void expect(Answer answer) { m_waiting.push_back({std::move(answer), {}, 0}); }
    void expect(SubscriptionCall call);

    qsizetype size() const { return qsizetype(m_waiting.size()); }
    bool isEmpty() const { return m_waiting.empty(); }

    enum class Taken { Answered, Refused, Unexpected };
    /// A reply that is no push. Refused: it was an error for a SubscriptionCall, whose unconfirmed channels are in
    /// `refused`. Unexpected: no call waits for it, and the connection is unusable.
    Taken takeReply(RespValue reply, SubscriptionCall& refused);
    /// A push that confirms a channel. False when it answers no call: the server sent it by itself.
    bool takeConfirmation(bool subscribe, const QByteArray& channel);
    /// The connection is lost: every waiting call is told.
    void failAll();

private:
    struct Waiting {
        Answer answer; // none: it is a SubscriptionCall
        SubscriptionCall call;
        qsizetype confirmed = 0; // of its channels
    };
    std::deque<Waiting> m_waiting;
};

} // namespace confab
