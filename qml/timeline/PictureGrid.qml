// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Models
import Confab.Theme

// The pictures of a message: one in its own shape, several as a grid of at most four, whose last says how many follow.
Item {
    id: grid

    required property var pictures // of FileView
    required property CurrentRoom room
    property bool reachable: false

    readonly property int shown: Math.min(4, pictures.length)
    readonly property real full: Math.min(width, shown === 1 ? pictures[0].shownWidth : Theme.pictureWidth)
    readonly property real half: Math.floor((full - Theme.gap1) / 2)
    readonly property real tall: shown === 2 ? half : Math.round(full * Theme.pictureHeight / Theme.pictureWidth)

    // The place of one of them.
    function cell(index: int): rect {
        if (shown === 1)
            return Qt.rect(0, 0, full, Math.round(full * pictures[0].shownHeight / pictures[0].shownWidth));
        const right = full - half;
        const low = Math.floor((tall - Theme.gap1) / 2);
        const row = shown === 4 ? Math.floor(index / 2) : Math.max(0, index - 1);
        const column = shown === 4 ? index % 2 : Math.min(1, index);
        const whole = shown === 2 || (shown === 3 && index === 0);
        return Qt.rect(column * right, row * (tall - low), half, whole ? tall : low);
    }

    implicitHeight: shown === 0 ? 0 : shown === 1 ? cell(0).height : tall

    Repeater {
        model: grid.shown
        delegate: PictureTile {
            required property int index
            readonly property rect place: grid.cell(index)

            x: place.x
            y: place.y
            width: place.width
            height: place.height
            file: grid.pictures[index]
            room: grid.room
            reachable: grid.reachable
            more: index === 3 ? grid.pictures.length - 4 : 0
        }
    }
}
