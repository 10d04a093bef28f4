// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T

// Creates a control's tip when the pointer enters it, so that a window of many buttons holds no popups.
Loader {
    id: area

    required property T.AbstractButton owner
    required property string text
    property string hint

    property bool used: false // pressed since the pointer entered: do not cover what the press opened
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
