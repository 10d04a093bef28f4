// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/bodysink.h"

#include <memory>

namespace confab {

/// Who waits for an answer.
class ReplyTarget {
public:
    virtual void answer(HttpAnswer answer) = 0;

protected:
    ~ReplyTarget() = default;
};

/// What is left of a rate, for a client that paces itself: the fields RateLimit-Limit, RateLimit-Remaining and
/// RateLimit-Reset, and RateLimit-Policy, as draft-ietf-httpapi-ratelimit-headers had them up to its revision 07. Later
/// ones put all of it into one structured field, which hardly any client reads yet; these are what is in use.
struct HttpQuota {
    int limit = 0;                  ///< requests at once
    std::chrono::seconds refill{0}; ///< until so many may be sent at once again, after all of them were
    int left = 0;                   ///< of them, now
    std::chrono::seconds fullIn{0}; ///< until none of them counts any more
};

/// Adds those fields.
void addQuota(HttpAnswer& answer, const HttpQuota& quota);

/// Answers one request, in the handler's call or later from the same thread's event loop. The first answer counts, and
/// is dropped when the client has gone meanwhile. A handler that lets go of all copies without an answer answers 500.
/// Thread: the exchange's io thread. Owned by: the handler.
class HttpReply {
public:
    void operator()(HttpAnswer answer) const;
    /// Of the quotas that it is told, the answer names the one with the smallest part left.
    void tell(const HttpQuota& quota) const;
    /// Whether the client still waits, and has no answer yet.
    bool isAwaited() const { return m_state->target != nullptr; }

private:
    friend class PendingReply;
    struct State {
        ~State();
        ReplyTarget* target = nullptr; // null: answered, or nobody waits
        std::optional<HttpQuota> quota;
    };
    explicit HttpReply(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    std::shared_ptr<State> m_state;
};

/// The end of a reply that waits.
/// Thread: the exchange's io thread. Owned by: the ReplyTarget.
class PendingReply {
public:
    PendingReply() = default;
    ~PendingReply() { drop(); }
    PendingReply(const PendingReply&) = delete;
    PendingReply& operator=(const PendingReply&) = delete;

    /// For the next request. `target` outlives this.
    HttpReply expect(ReplyTarget& target);
    /// An answer that comes is not wanted any more.
    void drop();

private:
    std::weak_ptr<HttpReply::State> m_state;
};

/// The parts of a path that a pattern names: "/api/rooms/{id}", decoded.
using RouteParameters = QList<std::pair<QByteArray, QByteArray>>;

/// One request and the way to answer it.
/// Thread: its io thread. Owned by: the handler.
struct HttpExchange {
    HttpRequest request;
    RouteParameters parameters;
    std::shared_ptr<BodySink> sink; ///< the route's own, with the whole body; null: the body is in the request
    HttpReply reply;

    /// The value of a parameter that the route's pattern has.
    QByteArray parameter(QByteArrayView name) const;
};

/// Answers the requests of one route, at once or later. It must not block.
/// Thread: the io thread that made it. Owned by: the HttpRouter.
using ExchangeHandler = std::function<void(HttpExchange)>;

} // namespace confab
