// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Models
import Confab.Theme

// One picture over the whole window: fits, zooms, goes to the next, saves.
T.Popup {
    id: viewer

    required property CurrentRoom room

    readonly property PictureGallery gallery: room.files.gallery
    readonly property var file: gallery.current
    property real zoom: 1 // of the size at which it fits
    readonly property real fit: file ? Math.min(1, stage.width / file.width, stage.height / file.height) : 1
    readonly property real zoomMost: file ? Math.max(4, 2 / fit) : 1

    function zoomBy(factor: real): void {
        const middleX = (flick.contentX + flick.width / 2) / flick.contentWidth;
        const middleY = (flick.contentY + flick.height / 2) / flick.contentHeight;
        zoom = Math.max(1, Math.min(zoomMost, zoom * factor));
        flick.contentX = Math.max(0, Math.min(flick.contentWidth - flick.width, middleX * flick.contentWidth - flick.width / 2));
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, middleY * flick.contentHeight - flick.height / 2));
    }
    function step(by: int): void {
        zoom = 1;
        gallery.step(by);
    }
    function handleKey(event: var): bool {
        if (event.key === Qt.Key_Right || event.key === Qt.Key_Left)
            step((event.key === Qt.Key_Right) !== (Application.layoutDirection === Qt.RightToLeft) ? 1 : -1);
        else if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            zoomBy(1.5);
        else if (event.key === Qt.Key_Minus)
            zoomBy(1 / 1.5);
        else if (event.key === Qt.Key_0)
            zoom = 1;
        else if (event.matches(StandardKey.Save))
            save.clicked();
        else
            return false;
        return true;
    }

    parent: T.Overlay.overlay
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    padding: 0
    closePolicy: T.Popup.CloseOnEscape
    Component.onCompleted: open()
    onClosed: gallery.close()

    T.Overlay.modal: Item {}
    background: Rectangle {
        color: Theme.viewerGround
        Accessible.role: Accessible.Dialog
        Accessible.name: viewer.file ? qsTr("Picture %1").arg(viewer.file.name) : ""
    }
    contentItem: FocusScope {
        focus: true
        Keys.onPressed: event => event.accepted = viewer.handleKey(event)

        Item {
            id: stage

            anchors.fill: parent
            anchors.topMargin: bar.height
            anchors.margins: Theme.gap4

            TapHandler {
                onTapped: viewer.close()
            }
            Flickable {
                id: flick

                anchors.fill: parent
                contentWidth: Math.max(width, picture.width)
                contentHeight: Math.max(height, picture.height)
                interactive: viewer.zoom > 1
                clip: interactive
                boundsBehavior: Flickable.StopAtBounds

                PictureItem {
                    id: picture

                    x: Math.max(0, Math.round((flick.width - width) / 2))
                    y: Math.max(0, Math.round((flick.height - height) / 2))
                    width: viewer.file ? Math.round(viewer.file.width * viewer.fit * viewer.zoom) : 0
                    height: viewer.file ? Math.round(viewer.file.height * viewer.fit * viewer.zoom) : 0
                    store: viewer.room.files.pictures // qmllint disable
                    fileId: viewer.file ? viewer.file.id : ""
                    preview: viewer.file ? viewer.file.preview : ""

                    TapHandler {
                        onDoubleTapped: viewer.zoom > 1 ? viewer.zoom = 1 : viewer.zoomBy(2)
                    }
                }
            }
            WheelHandler {
                onWheel: event => viewer.zoomBy(event.angleDelta.y > 0 ? 1.2 : 1 / 1.2)
            }
            AppText {
                anchors.centerIn: parent
                visible: picture.missing
                text: qsTr("This picture can't be shown")
                color: Theme.viewerInk
            }
        }
        Item {
            id: bar

            width: parent.width
            height: Theme.headerHeight
            AppText {
                anchors.left: parent.left
                anchors.leftMargin: Theme.gap4
                anchors.right: tools.left
                anchors.rightMargin: Theme.gap4
                anchors.verticalCenter: parent.verticalCenter
                text: viewer.file ? [viewer.file.name, viewer.file.size, viewer.gallery.place].filter(part => part !== "").join(" · ") : ""
                elide: Text.ElideMiddle
                color: Theme.viewerInk
            }
            Row {
                id: tools

                anchors.right: parent.right
                anchors.rightMargin: Theme.gap3
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.gap1
                ViewerButton {
                    iconName: "zoom-out"
                    text: qsTr("Smaller")
                    enabled: viewer.zoom > 1
                    onClicked: viewer.zoomBy(1 / 1.5)
                }
                ViewerButton {
                    iconName: "zoom-in"
                    text: qsTr("Larger")
                    enabled: viewer.zoom < viewer.zoomMost
                    onClicked: viewer.zoomBy(1.5)
                }
                ViewerButton {
                    id: save

                    iconName: "download"
                    text: qsTr("Save picture")
                    onClicked: picker.choosePlace(viewer.room.files.saver.suggestion(viewer.file.name))
                }
                ViewerButton {
                    iconName: "close"
                    text: qsTr("Close picture")
                    onClicked: viewer.close()
                }
            }
        }
        ViewerButton {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap3
            anchors.verticalCenter: stage.verticalCenter
            visible: viewer.gallery.hasPrevious
            iconName: "chevron-right"
            leadsBack: true
            text: qsTr("Previous picture")
            onClicked: viewer.step(-1)
        }
        ViewerButton {
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap3
            anchors.verticalCenter: stage.verticalCenter
            visible: viewer.gallery.hasNext
            iconName: "chevron-right"
            text: qsTr("Next picture")
            onClicked: viewer.step(1)
        }
        FilePicker {
            id: picker

            onPlaceChosen: place => viewer.room.files.saver.save(viewer.file.id, place)
        }
    }
}
