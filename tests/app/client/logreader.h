// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/app/client/longlog.h"

/// Somebody who scrolls through a long log.
namespace confab::test {

/// The messages of the log by their places in it, as Ana sees them in the end.
std::vector<std::optional<Message>> present(const RoomServer& server);

/// A reader whose view is some rows high.
struct Reader {
    RoomSide& side;
    client::OpenRoom& room;
    static constexpr int screen = 20;

    client::LogWindow& log() const { return room.log(); }
    /// Shows the screen that ends with this row.
    void look(int newestRow) const;
    bool isQuiet() const;
    /// Goes to the end of what is loaded, and asks for more. False: that does not end.
    bool up() const;
    bool down() const;
    /// How the loaded messages differ from the log's between the oldest and the newest of them.
    QString difference() const;
};

/// Random ways through a log of 3,000 events, while it goes on and the connection breaks. The rows are always the
/// log's: empty, or how they differ.
QString wander(RoomSide& side, unsigned seed);

} // namespace confab::test
