// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/pinnedmessages.h"

#include <algorithm>

namespace confab::client {

PinnedMessages::PinnedMessages(Connection& connection, UserDirectory& people, OpenRoom& room, UserId me)
    : m_connection(connection), m_people(people), m_room(room), m_me(me) {
    m_loadTimer.setSingleShot(true);
    connect(&m_loadTimer, &QTimer::timeout, this, &PinnedMessages::load);
    connect(&room, &OpenRoom::events, this, &PinnedMessages::arrived);
    connect(&room, &OpenRoom::liveChanged, this, [this] {
        if (m_room.isLive())
            loadSoon();
    });
    load();
}

void PinnedMessages::loadSoon() {
    ++m_round; // an answer that is on its way lacks the change
    m_loadTimer.start(0);
}

void PinnedMessages::load() {
    const auto answered = [this, round = ++m_round](Result<MessagesAnswer> answer) {
        if (round != m_round || !answer)
            return; // asked for again when the room is live again
        m_people.learn(answer->users);
        Q_EMIT aboutToReset();
        m_messages = answer->messages;
        for (Message& message : m_messages)
            message.asOf = std::max(message.seq, answer->asOf.value_or(0));
        Q_EMIT wasReset();
    };
    m_connection.call(RoomPins{m_room.id()}, {this, answered});
}

void PinnedMessages::arrived(const QList<Event>& events) {
    for (const Event& event : events) {
        const auto* pinned = std::get_if<MessagePinned>(&event.data);
        const bool known = pinned && std::any_of(m_messages.begin(), m_messages.end(),
                                                 [&](const Message& message) { return message.seq == pinned->target; });
        if (pinned && !known)
            loadSoon();
        else if (const std::optional<MessageChange> change = changeOf(event, m_me))
            apply(*change);
    }
}

void PinnedMessages::apply(const MessageChange& change) {
    const auto found = std::find_if(m_messages.begin(), m_messages.end(),
                                    [&](const Message& message) { return message.seq == change.target; });
    if (found == m_messages.end() || !confab::apply(*found, change))
        return;
    const int row = int(found - m_messages.begin());
    if (found->pinned.value_or(false))
        return Q_EMIT changed(row, row);
    Q_EMIT aboutToRemove(row, row);
    m_messages.removeAt(row);
    Q_EMIT removed();
}

} // namespace confab::client
