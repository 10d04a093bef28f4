// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/jsonrpc/roomlisteners.h"

#include "server/api/jsonrpc/session.h"

#include <algorithm>

namespace confab {

namespace {

using Listeners = std::vector<RoomListeners::Listener>;

Listeners::iterator placeOf(Listeners& listeners, JsonRpcSession& session) {
    return std::ranges::find(listeners, &session, &RoomListeners::Listener::session);
}

void take(Listeners& from, JsonRpcSession& session) {
    if (const auto it = placeOf(from, session); it != from.end()) {
        *it = from.back();
        from.pop_back();
    }
}

} // namespace

void RoomListeners::set(JsonRpcSession& session, RoomId room, Subscription subscription, Seq told) {
    const Subscription before = session.m_subscriptions.value(room, Subscription::None);
    if (before == subscription) {
        if (subscription == Subscription::Events) // once more
            placeOf(m_rooms[room].entered, session)->told = told;
        return;
    }
    Room& listeners = m_rooms[room];
    if (before != Subscription::None)
        take(before == Subscription::Events ? listeners.entered : listeners.watching, session);
    if (subscription != Subscription::None)
        (subscription == Subscription::Events ? listeners.entered : listeners.watching).push_back({&session, told});
    if (subscription == Subscription::None)
        session.m_subscriptions.remove(room);
    else
        session.m_subscriptions.insert(room, subscription);
    if (listeners.entered.empty() && listeners.watching.empty())
        m_rooms.remove(room);
}

void RoomListeners::remove(JsonRpcSession& session) {
    const QHash<RoomId, Subscription> subscriptions = session.m_subscriptions;
    for (auto it = subscriptions.constBegin(); it != subscriptions.constEnd(); ++it)
        set(session, it.key(), Subscription::None);
}

const RoomListeners::Room* RoomListeners::find(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? nullptr : &*it;
}

} // namespace confab
