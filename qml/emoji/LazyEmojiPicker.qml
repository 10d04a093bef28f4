// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models

// An emoji picker that is made when it is opened first. Put it over the view to which the picker belongs.
Item {
    id: lazy

    required property EmojiUses uses

    readonly property var picker: loader.item
    readonly property bool opened: picker?.visible ?? false

    signal picked(string emoji)

    function openAt(opener: Item): void {
        if (!picker)
            loader.setSource("EmojiPicker.qml", { parent: lazy, uses: lazy.uses });
        picker.openAt(opener);
    }

    Loader {
        id: loader

        onLoaded: lazy.picker.picked.connect(lazy.picked)
    }
}
