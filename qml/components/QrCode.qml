// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// A QR code for a phone's camera: dark on light in every theme, with the margin that readers need.
Rectangle {
    id: code

    required property var rows // texts of 0 and 1
    property string label: qsTr("QR code")

    readonly property int margin: 4 // modules
    readonly property int module: Math.max(1, Math.floor(Theme.qrSize / (rows.length + 2 * margin)))

    implicitWidth: (rows.length + 2 * margin) * module
    implicitHeight: implicitWidth
    color: Theme.qrLight
    Accessible.role: Accessible.Graphic
    Accessible.name: label

    onRowsChanged: canvas.requestPaint()
    onModuleChanged: canvas.requestPaint()

    Canvas {
        id: canvas

        anchors.fill: parent
        onPaint: {
            const context = getContext("2d");
            context.reset();
            context.fillStyle = Theme.qrDark;
            for (let y = 0; y < code.rows.length; ++y) {
                for (let x = 0; x < code.rows.length; ++x) {
                    if (code.rows[y].charAt(x) === "1")
                        context.fillRect((x + code.margin) * code.module, (y + code.margin) * code.module, code.module, code.module);
                }
            }
        }
    }
}
