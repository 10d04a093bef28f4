// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/openroom.h"

namespace confab::client {

/// The pinned messages of an open room, newest first, as the room's log changes them.
/// Thread: the client's. Owned by: who shows them; must not outlive the room.
class PinnedMessages : public Rows {
    Q_OBJECT
public:
    /// Requests them at once.
    PinnedMessages(Connection& connection, UserDirectory& people, OpenRoom& room, UserId me);

    int count() const override { return int(m_messages.size()); }
    const Message& at(int row) const { return m_messages.at(row); }

private:
    void load();
    void loadSoon();
    void arrived(const QList<Event>& events);
    void apply(const MessageChange& change);

    Connection& m_connection;
    UserDirectory& m_people;
    OpenRoom& m_room;
    const UserId m_me;
    QList<Message> m_messages;
    QTimer m_loadTimer;
    int m_round = 0; // answers of an earlier one are dropped
};

} // namespace confab::client
