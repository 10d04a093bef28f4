// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/readmarks.h"

namespace confab::client {

std::optional<Seq> ReadMarks::unsent(const Room& room) const {
    return isBack(room.id) || isAhead(room) ? std::optional(m_marks.value(room.id)) : std::nullopt;
}

void ReadMarks::move(RoomId room, Seq seq) {
    m_marks.insert(room, seq);
    m_back.remove(room);
}

void ReadMarks::moveBack(RoomId room, Seq seq) {
    m_marks.insert(room, seq);
    m_back.insert(room);
}

bool ReadMarks::confirm(Room& room, Seq seq) {
    if (isBack(room.id) ? seq != m_marks.value(room.id) : seq > seen(room))
        return false; // the mark was moved back since then
    room.readSeq = std::max(room.readSeq, seq);
    if (m_marks.value(room.id) > seq)
        return false; // the answer to a later mark is pending
    forget(room.id);
    return true;
}

Room ReadMarks::appliedTo(Room room) const {
    const Seq mark = m_marks.value(room.id);
    if (isBack(room.id)) {
        room.readSeq = mark;
        room.unread = std::max(room.unread, 1);
    } else if (mark > room.readSeq && mark >= room.lastSeq) {
        room.unread = room.mentions = 0;
    }
    return room;
}

void ReadMarks::forget(RoomId room) {
    m_marks.remove(room);
    m_back.remove(room);
}

void ReadMarks::clear() {
    m_marks.clear();
    m_back.clear();
}

} // namespace confab::client
