// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/session/roomlisteners.h"

#include "server/api/session/clientsession.h"

#include <algorithm>

namespace confab {

namespace {

using Listeners = std::vector<RoomListeners::Listener>;

Listeners::iterator placeOf(Listeners& listeners, ClientSession& session) {
    return std::ranges::find(listeners, &session, &RoomListeners::Listener::session);
}

void take(Listeners& from, ClientSession& session) {
    if (const auto it = placeOf(from, session); it != from.end()) {
        *it = from.back();
        from.pop_back();
    }
    if (from.empty())
        from.shrink_to_fit(); // all who sign in watch a room at first, and most of them enter it
}

} // namespace

bool RoomListener::hasEntered(RoomId room) const {
    const auto place = std::ranges::lower_bound(m_places, room, {}, &Place::room);
    return place != m_places.end() && place->room == room && place->subscription == Subscription::Events;
}

void RoomListeners::set(ClientSession& session, RoomId room, Subscription subscription, Seq told) {
    auto& places = session.m_places;
    const auto place = std::ranges::lower_bound(places, room, {}, &RoomListener::Place::room);
    const bool isKnown = place != places.end() && place->room == room;
    const Subscription before = isKnown ? place->subscription : Subscription::None;
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
        places.erase(place);
    else if (isKnown)
        place->subscription = subscription;
    else
        places.insert(place, {room, subscription});
    if (listeners.entered.empty() && listeners.watching.empty())
        m_rooms.remove(room);
}

void RoomListeners::remove(ClientSession& session) {
    while (!session.m_places.empty())
        set(session, session.m_places.back().room, Subscription::None);
}

const RoomListeners::Room* RoomListeners::find(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? nullptr : &*it;
}

} // namespace confab
