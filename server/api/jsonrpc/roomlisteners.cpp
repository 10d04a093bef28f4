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

void RoomListeners::set(JsonRpcSession& session, RoomId room, Attention attention, Seq told) {
    const Attention before = session.m_attentions.value(room, Attention::None);
    if (before == attention) {
        if (attention == Attention::Entered) // once more
            placeOf(m_rooms[room].entered, session)->told = told;
        return;
    }
    Room& listeners = m_rooms[room];
    if (before != Attention::None)
        take(before == Attention::Entered ? listeners.entered : listeners.watching, session);
    if (attention != Attention::None)
        (attention == Attention::Entered ? listeners.entered : listeners.watching).push_back({&session, told});
    if (attention == Attention::None)
        session.m_attentions.remove(room);
    else
        session.m_attentions.insert(room, attention);
    if (listeners.entered.empty() && listeners.watching.empty())
        m_rooms.remove(room);
}

void RoomListeners::remove(JsonRpcSession& session) {
    const QHash<RoomId, Attention> attentions = session.m_attentions;
    for (auto it = attentions.constBegin(); it != attentions.constEnd(); ++it)
        set(session, it.key(), Attention::None);
}

const RoomListeners::Room* RoomListeners::find(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? nullptr : &*it;
}

} // namespace confab
