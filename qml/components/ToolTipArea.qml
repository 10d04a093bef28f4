// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T

// Makes a control's tip when the pointer comes over it, so that a window full of buttons carries no popups.
Loader {
    id: area

    required property T.AbstractButton owner
    required property string text
    property string hint

    property bool used: false // pressed since the pointer came: what that opened is not to be covered
    readonly property bool wanted: owner.hovered && !used && text !== ""

    onWantedChanged: {
        if (wanted)
            setSource("Tip.qml", { owner: area.owner, text: area.text, hint: area.hint });
        else
            source = "";
    }

    Connections {
        target: area.owner

        function onPressed(): void {
            area.used = true;
        }
        function onHoveredChanged(): void {
            if (!area.owner.hovered)
                area.used = false;
        }
    }
}
