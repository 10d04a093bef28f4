// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/currentroom.h"

namespace confab::models {

/// The rooms that were open in this run, in the order of visits, as a browser has pages; and within the open one where
/// jumps began.
/// Thread: the window's. Owned by: Workspace.
class RoomHistory : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")

public:
    /// Both must outlive this.
    RoomHistory(client::Client& client, CurrentRoom& room);

    /// Goes back to where the last jump in the room began. Else opens the room that was open before, or forward() the
    /// one after that again. Does nothing when there is none; passes by rooms that the user has left.
    Q_INVOKABLE void back();
    Q_INVOKABLE void forward() { step(1); }

    static constexpr qsizetype most = 50; ///< rooms that are remembered

private:
    void step(int by);
    void note();

    client::Client& m_client;
    CurrentRoom& m_room;
    QList<RoomId> m_rooms;
    qsizetype m_at = -1; // the open room
};

} // namespace confab::models
