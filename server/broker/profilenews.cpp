// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/profilenews.h"

#include "common/protocol/profile.h"
#include "server/hub/hubpeople.h"
#include "server/hub/toldpresence.h"

namespace confab {

QCoro::Task<> ProfileNews::changed(UserId user, ConnectionId caller) {
    co_await tell(user, caller, std::nullopt);
    std::optional<Availability> told = m_hub.connections().availabilityOf(user);
    if (m_hub.connections().isHidden(user))
        told = Availability::Offline;
    m_publisher.publish(EveryNode{}, ProfileChanged{user, told});
}

QCoro::Task<> ProfileNews::tell(UserId user, ConnectionId except, std::optional<Availability> elsewhere) {
    const QList<UserId> one{user};
    const Result<QList<User>> found = co_await m_storage.users().profiles(one);
    if (!found || found->isEmpty())
        co_return; // people learn it when they ask
    const Result<QList<RoomStore::Belonging>> belongings = co_await m_storage.rooms().belongings(one);
    if (!belongings)
        co_return;
    QSet<RoomId> rooms;
    for (const RoomStore::Belonging& belonging : *belongings)
        rooms.insert(belonging.room);
    User own = found->first();
    HubPeople people(m_hub);
    people.rename(user, own.name);
    people.setChoice(user, own.presence.value_or(Availability::Online));
    User told = own;
    told.role.reset(); // theirs alone to know, as the next
    told.mfa.reset();
    tellPresence(m_hub, told, UserId{});
    if (own.presence == Availability::Offline)
        told.presence = Availability::Offline;
    else if (!m_hub.connections().isOnline(user) && elsewhere)
        told.presence = elsewhere;
    if (told.presence == Availability::Offline)
        told.lastSeenAt = own.lastSeenAt;
    else
        told.lastSeenAt.reset();
    own.lastSeenAt.reset();
    m_hub.notifyUser(user, UserUpdated{std::move(own)}, except);
    people.notifyPeers(user, rooms, UserUpdated{std::move(told)});
}

} // namespace confab
