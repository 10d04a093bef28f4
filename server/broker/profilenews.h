// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/nodepublisher.h"
#include "server/hub/hub.h"
#include "server/storage/storage.h"

namespace confab {

/// Tells people of somebody's new name, picture, status or presence: the person's own connections, and those of others
/// who share a room with them, each once, on every node. A node announces no more than that there is news, and each
/// reads it from the database, so news that overtake each other end as they are stored.
/// Thread: chat thread. Owned by: Backplane.
class ProfileNews {
public:
    ProfileNews(Storage& storage, Hub& hub, NodePublisher& publisher)
        : m_storage(storage), m_hub(hub), m_publisher(publisher) {}

    /// A rule of this node has stored it. `caller` is not told. The people of this node are told when it has finished.
    QCoro::Task<> changed(UserId user, ConnectionId caller);
    /// Another node has stored it.
    void take(const ProfileChanged& changed) { tell(changed.user, {}, changed.presence); }

private:
    /// `elsewhere`: what another node tells of the presence; none: nothing.
    QCoro::Task<> tell(UserId user, ConnectionId except, std::optional<Availability> elsewhere);

    Storage& m_storage;
    Hub& m_hub;
    NodePublisher& m_publisher;
};

} // namespace confab
