// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/nodemessage.h"

namespace confab {

inline User person(qint64 id) {
    return User{UserId{id}, QStringLiteral("person %1").arg(id), {}};
}

inline Event messageAt(RoomId room, Seq seq, UserId by = UserId{1}) {
    return Event{room, seq, by, UtcTime{1'700'000'000'000 + seq % 1000},
                 MessagePosted{{QStringLiteral("text %1").arg(seq)}, QString::number(seq)}};
}

} // namespace confab
