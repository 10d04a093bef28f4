// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Login
import Confab.Models
import Confab.Theme

// The window: one of three pages, by where the sign-in stands.
Window {
    id: window

    required property Workspace workspace

    width: workspace.appearance.windowWidth
    height: workspace.appearance.windowHeight
    minimumWidth: 360
    minimumHeight: 480
    visible: true
    color: Theme.color.side
    title: workspace.room.roomId !== 0 ? qsTr("%1 – Confab").arg(workspace.room.name) : qsTr("Confab")

    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    onClosing: {
        if (visibility === Window.Windowed)
            workspace.appearance.rememberSize(width, height);
    }

    Binding { target: Theme; property: "dark"; value: window.workspace.appearance.dark }
    Binding { target: Theme; property: "textScale"; value: window.workspace.appearance.textScale }
    Binding { target: Theme; property: "reducedMotion"; value: window.workspace.appearance.reducedMotion }
    Binding { target: window.workspace.room; property: "watched"; value: window.active }

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: {
            switch (window.workspace.signIn.state) {
            case SignIn.SignedIn:
                return chatPage;
            case SignIn.SignedOut:
                return loginPage;
            default:
                return splashPage;
            }
        }
    }
    Component {
        id: splashPage

        SplashPage {}
    }
    Component {
        id: loginPage

        LoginPage {
            focus: true
            signIn: window.workspace.signIn
        }
    }
    Component {
        id: chatPage

        ChatPage {
            focus: true
            workspace: window.workspace
        }
    }
}
