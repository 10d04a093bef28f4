// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/limits.h"
#include "server/redis/pipeline.h"

#include <QHash>

#include <deque>

namespace confab {

/// Which channels are wanted from one server, which it was asked for, and which it confirmed. It knows no socket.
/// Thread: its connection's. Owned by: RedisConnection.
class Subscriptions {
public:
    /// Sharded: each call has channels of one slot only.
    enum class Kind { Plain, Sharded };

    Subscriptions(Kind kind, const RedisLimits& limits)
        : m_kind(kind), m_perCall(limits.channelsPerCall), m_maxUnderWay(limits.channelsUnderWay) {}

    void add(const QByteArray& channel);
    void remove(const QByteArray& channel);
    /// Whether a message from this channel is wanted.
    bool wants(const QByteArray& channel) const;
    bool isConfirmed(const QByteArray& channel) const;

    /// The next call to send; std::nullopt when there is none, or when enough unconfirmed calls are in flight. The
    /// caller must send it.
    std::optional<SubscriptionCall> nextCall();
    /// The server confirmed the oldest call for this channel that it has not. True when the channel is confirmed by
    /// that: it was not before, it is wanted, and no later call for it is on its way.
    bool confirmed(const QByteArray& channel);
    /// The server refused the oldest call for these. It is not asked again by itself: those that are still wanted
    /// should be removed, or the connection given up.
    void refused(const SubscriptionCall& call);
    /// The server ended it by itself. True when it had been confirmed.
    bool dropped(const QByteArray& channel);
    /// The connection is lost: nothing is requested or confirmed any more, and all wanted channels have to be requested
    /// again.
    void lost();

private:
    struct State {
        bool wanted = false;
        bool held = false; // the server has it, or will when it has read what was sent
        bool confirmed = false;
        bool queued = false;
        int underWay = 0; // calls that were sent and not answered
    };
    using States = QHash<QByteArray, State>;

    void queue(const QByteArray& channel, State& state);
    /// Whether the server has to be told.
    static bool needsCall(const State& state);
    bool fits(const SubscriptionCall& call, const QByteArray& channel, const State& state) const;
    void skipSettled();
    void forgetIfSettled(States::iterator it);

    const Kind m_kind;
    const qsizetype m_perCall;
    const qsizetype m_maxUnderWay;
    States m_states;
    std::deque<QByteArray> m_queue; // each channel at most once
    qsizetype m_underWay = 0;       // sum over all channels
};

} // namespace confab
