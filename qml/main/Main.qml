// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Models
import Confab.Theme

// The window: one of three pages, by the phase of the sign-in.
Window {
    id: window

    required property Workspace workspace

    readonly property string place: workspace.room.roomId !== 0 ? qsTr("%1 – Confab").arg(workspace.room.facts.name) : qsTr("Confab")
    readonly property int signInState: workspace.signIn.state

    width: workspace.appearance.windowWidth
    height: workspace.appearance.windowHeight
    minimumWidth: workspace.appearance.leastWidth
    minimumHeight: workspace.appearance.leastHeight
    visible: true
    color: Theme.color.side
    title: workspace.badges.number > 0 ? Words.fill(qsTr("(%1) %2"), [workspace.badges.number, place])
           : workspace.badges.calling ? qsTr("• %1").arg(place) : place

    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    onWorkspaceChanged: page.turn()
    onSignInStateChanged: page.turn()
    onWidthChanged: rememberSize()
    onHeightChanged: rememberSize()
    onVisibilityChanged: if (window.visibility !== Window.Windowed) workspace.appearance.dropSize() // the screen's, not its own

    function rememberSize(): void {
        if (visible && window.visibility === Window.Windowed)
            workspace.appearance.rememberSize(width, height);
    }

    Binding { target: Theme; property: "dark"; value: window.workspace.appearance.dark }
    Binding { target: Theme; property: "textScale"; value: window.workspace.appearance.textScale }
    Binding { target: Theme; property: "codeFamily"; value: window.workspace.appearance.codeFamily }
    Binding { target: Theme; property: "highContrast"; value: window.workspace.appearance.highContrast }
    Binding { target: Theme; property: "compact"; value: window.workspace.appearance.compact }
    Binding { target: Theme; property: "reducedMotion"; value: window.workspace.appearance.reducedMotion }

    AccountRail {
        id: rail

        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        accounts: window.workspace.accounts
    }
    Binding { target: KeyHints; property: "hints"; value: window.workspace.keys.hints }
    Binding { target: KeyHints; property: "sequences"; value: window.workspace.keys.sequences }

    Loader {
        id: page

        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.left: rail.right
        anchors.right: parent.right
        focus: true
        // By file and not as a Component: on Qt 6.4 a Loader can't create components that are bound to this file's ids.
        function turn(): void {
            switch (window.signInState) {
            case SignIn.SignedIn:
                setSource("ChatPage.qml", { workspace: window.workspace, focus: true });
                break;
            case SignIn.SignedOut:
                setSource("../Login/LoginPage.qml", { signIn: window.workspace.signIn, focus: true });
                break;
            default:
                setSource("SplashPage.qml");
            }
        }
        Component.onCompleted: turn()
    }
}
