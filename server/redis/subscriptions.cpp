// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/subscriptions.h"

#include "server/redis/slot.h"

#include <algorithm>

namespace confab {

void Subscriptions::add(const QByteArray& channel) {
    State& state = m_states[channel];
    if (state.wanted)
        return;
    state.wanted = true;
    queue(channel, state);
}

void Subscriptions::remove(const QByteArray& channel) {
    const auto it = m_states.find(channel);
    if (it == m_states.end() || !it->wanted)
        return;
    it->wanted = false;
    it->confirmed = false;
    queue(channel, *it);
}

void Subscriptions::queue(const QByteArray& channel, State& state) {
    if (!state.queued)
        m_queue.push_back(channel);
    state.queued = true;
}

bool Subscriptions::wants(const QByteArray& channel) const {
    const auto it = m_states.constFind(channel);
    return it != m_states.constEnd() && it->wanted;
}

bool Subscriptions::isConfirmed(const QByteArray& channel) const {
    const auto it = m_states.constFind(channel);
    return it != m_states.constEnd() && it->confirmed;
}

bool Subscriptions::needsCall(const State& state) {
    if (!state.wanted)
        return state.held;
    // Removed and added again before the server was told of either: it is asked once more, so that it confirms.
    return !state.held || (!state.confirmed && state.underWay == 0);
}

bool Subscriptions::fits(const SubscriptionCall& call, const QByteArray& channel, const State& state) const {
    if (call.channels.isEmpty())
        return true;
    return state.wanted == call.subscribe && call.channels.size() < m_perCall &&
           (m_kind == Kind::Plain || slotOf(channel) == slotOf(call.channels.first()));
}

void Subscriptions::skipSettled() {
    while (!m_queue.empty()) {
        const auto it = m_states.find(m_queue.front());
        if (needsCall(*it))
            return;
        it->queued = false;
        m_queue.pop_front();
        forgetIfSettled(it);
    }
}

std::optional<SubscriptionCall> Subscriptions::nextCall() {
    SubscriptionCall call;
    for (skipSettled(); !m_queue.empty() && m_underWay < m_maxUnderWay; skipSettled()) {
        const QByteArray& channel = m_queue.front();
        State& state = m_states[channel];
        if (!fits(call, channel, state))
            break;
        call.subscribe = state.wanted;
        state.held = state.wanted;
        state.queued = false;
        ++state.underWay;
        ++m_underWay;
        call.channels.append(channel);
        m_queue.pop_front();
    }
    return call.channels.isEmpty() ? std::nullopt : std::optional(call);
}

bool Subscriptions::confirmed(const QByteArray& channel) {
    const auto it = m_states.find(channel);
    if (it == m_states.end() || it->underWay == 0)
        return false;
    --m_underWay;
    if (--it->underWay > 0)
        return false;
    const bool news = it->wanted && it->held && !it->confirmed;
    it->confirmed = it->wanted && it->held;
    forgetIfSettled(it);
    return news;
}

void Subscriptions::refused(const SubscriptionCall& call) {
    for (const QByteArray& channel : call.channels) {
        const auto it = m_states.find(channel);
        if (it == m_states.end() || it->underWay == 0)
            continue;
        --m_underWay;
        if (--it->underWay == 0)
            it->held = it->confirmed = false;
        forgetIfSettled(it);
    }
}

bool Subscriptions::dropped(const QByteArray& channel) {
    const auto it = m_states.find(channel);
    if (it == m_states.end() || it->underWay > 0)
        return false; // a call in flight follows
    const bool was = it->confirmed;
    it->held = it->confirmed = false;
    forgetIfSettled(it);
    return was;
}

void Subscriptions::lost() {
    m_queue.clear();
    m_underWay = 0;
    for (auto it = m_states.begin(); it != m_states.end();) {
        if (!it->wanted) {
            it = m_states.erase(it);
            continue;
        }
        *it = State{true, false, false, true, 0};
        m_queue.push_back(it.key());
        ++it;
    }
    if (m_kind == Kind::Sharded) // channels of one slot side by side, so that they fit one call
        std::sort(m_queue.begin(), m_queue.end(),
                  [](const QByteArray& a, const QByteArray& b) { return slotOf(a) < slotOf(b); });
}

void Subscriptions::forgetIfSettled(States::iterator it) {
    if (!it->wanted && !it->held && !it->queued && it->underWay == 0)
        m_states.erase(it);
}

} // namespace confab
