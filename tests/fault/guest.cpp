// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/guest.h"

namespace confab::test {

void Guest::signedIn() {
    client().ask<RoomEnter>({m_room, {}}, [this](const Result<Entered>& answer) {
        if (!answer)
            return refused(QStringLiteral("room.enter"), answer.error(), [this] { signedIn(); });
        m_here = {user()};
        for (const User& one : answer->here)
            m_here.insert(one.id);
        m_hereAtEntering = m_here;
        m_in = true;
        ++m_entered;
    });
}

void Guest::leaveRoom() {
    m_in = false;
    client().ask<RoomExit>({m_room}, [this](const auto& answer) {
        if (!answer)
            refused(QStringLiteral("room.exit"), answer.error(), [this] { leaveRoom(); });
    });
}

void Guest::noticed(const Notification& notice) {
    const auto* presence = std::get_if<RoomPresence>(&notice);
    if (presence == nullptr || presence->room != m_room)
        return;
    if (presence->state == PresenceState::Here)
        m_here.insert(presence->user.id);
    else if (presence->user.id != user())
        m_here.remove(presence->user.id);
}

} // namespace confab::test
