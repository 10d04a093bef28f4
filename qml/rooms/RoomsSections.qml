// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The titles of the sections of a list of rooms. A file of its own, without ComponentBehavior: Bound: a ListView of
// Qt 6.4 can't create a section's title that is bound to its file's ids.
QtObject {
    id: sections

    property bool foldable: true

    signal findRoomsWanted
    signal newRoomWanted
    signal newConversationWanted
    signal foldWanted

    // qmllint disable unqualified
    property Component title: RoomsSection {
        foldable: sections.foldable
        onFindRoomsWanted: sections.findRoomsWanted()
        onNewRoomWanted: sections.newRoomWanted()
        onNewConversationWanted: sections.newConversationWanted()
        onFoldWanted: sections.foldWanted()
    }
    // qmllint enable unqualified
}
