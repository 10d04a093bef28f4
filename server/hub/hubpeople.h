// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hub.h"

namespace confab {

/// What people tell of themselves, in the live state of a node: how they want to be seen, and their names.
/// Thread: chat thread. Owned by: who calls it; the hub must outlive it.
class HubPeople {
public:
    explicit HubPeople(Hub& hub) : m_hub(hub) {}

    /// What somebody chose to be seen as while connected (Offline: invisible). `isRead`: read from the database some
    /// time ago; it does not count when it is known by now. Who becomes invisible leaves the rooms, as others see it.
    void setChoice(UserId user, Availability choice, bool isRead = false);
    void rename(UserId user, const QString& name);
    /// To the connections of others, each once, that listen to one of the rooms.
    void notifyPeers(UserId user, const QSet<RoomId>& rooms, const Notification& notification);

private:
    Hub& m_hub;
};

} // namespace confab
