// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Asks once more before something that can't be undone, in the place where it was begun.
Column {
    id: question

    required property string text
    required property string acceptText
    property bool busy: false

    signal accepted
    signal cancelled

    function ask(): void {
        visible = true;
        confirm.forceActiveFocus(Qt.TabFocusReason);
    }

    visible: false
    topPadding: Theme.gap1
    bottomPadding: Theme.gap1
    spacing: Theme.gap2

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        text: question.text
    }
    Flow {
        width: parent.width
        spacing: Theme.gap2
        PushButton {
            id: confirm

            kind: PushButton.Danger
            text: question.acceptText
            enabled: !question.busy
            Accessible.description: question.text
            onClicked: {
                question.visible = false;
                question.accepted();
            }
        }
        PushButton {
            text: qsTr("Cancel")
            onClicked: {
                question.visible = false;
                question.cancelled();
            }
        }
    }
}
