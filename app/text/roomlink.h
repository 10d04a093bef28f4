// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <optional>

namespace confab::text {

/// A link to a room, or to a message in it: confab://chat.example.org/room/7/413
struct RoomLink {
    QString host;    ///< of the server, in lower case
    int port = -1;   ///< -1: the link names none
    qint64 room = 0; ///< its RoomId
    qint64 seq = 0;  ///< of the message; 0: the room itself
    friend bool operator==(const RoomLink&, const RoomLink&) = default;
};

/// Nothing for any other text: another scheme or path, a user name, a query, a fragment, numbers that can be no ids.
/// Pure, any thread.
std::optional<RoomLink> roomLinkOf(const QString& target);

} // namespace confab::text
