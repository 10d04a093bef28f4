// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components // for PictureItem, whose C++ the implicit import does not bring in on Qt 6.4
import Confab.Models

// The picture of a room or a person; initials until it is there, and for who has none.
Avatar {
    id: avatar

    required property PictureStore store
    required property string picture // for the store; empty: none

    covered: face.visible && face.shown

    PictureItem {
        id: face

        anchors.fill: parent
        visible: avatar.picture !== ""
        store: avatar.store // qmllint disable
        fileId: avatar.picture
        radius: avatar.radius
    }
}
