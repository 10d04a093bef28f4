// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/openroom.h"
#include "tests/app/client/roomserver.h"

/// A long log, and the part of it that an open room shows.
namespace confab::test {

/// The rows from the first to the last, by their seq.
inline QList<Seq> seqs(client::OpenRoom& room) {
    QList<Seq> list;
    for (int row = 0; row < room.timeline().count(); ++row)
        list.append(room.timeline().at(row).seq());
    return list;
}

/// high, high - 1, …, low
inline QList<Seq> downFrom(Seq high, Seq low) {
    QList<Seq> list;
    for (Seq seq = high; seq >= low; --seq)
        list.append(seq);
    return list;
}

/// `count` messages of Ben; `live`: clients are notified of them.
inline void fill(RoomServer& server, int count, bool live = false) {
    for (int i = 0; i < count; ++i)
        server.say(ben, QStringLiteral("line %1").arg(i), live);
}

} // namespace confab::test
