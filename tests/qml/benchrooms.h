// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"
#include "common/protocol/registry.h"

namespace confab::test {

/// Rooms with as many messages as one likes, which nobody has to keep: each is made when it is asked for.
/// Thread: the test's. Owned by: the test.
class BenchRooms {
public:
    BenchRooms(UserId ben, UserId chi, Seq messages) : m_ben(ben), m_chi(chi), m_messages(messages) {}

    Message message(RoomId room, Seq seq) const;
    Event event(RoomId room, Seq seq) const;
    /// Of requests for messages; nothing for others.
    std::optional<Result<Answer>> answer(const Request& request) const;
    static QString lastBody(Seq messages);

private:
    HistoryPage page(const RoomHistory& asked) const;
    EventsPage events(const RoomEvents& asked) const;

    UserId m_ben, m_chi;
    Seq m_messages;
};

} // namespace confab::test
