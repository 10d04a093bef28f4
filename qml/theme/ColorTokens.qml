// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The colours of the app, by purpose. LightColors and DarkColors define their values; the test tst_contrast requires
// 4.5:1 (text) or 3:1 (icons, outlines) of every pair that is read together.
QtObject {
    required property color window // behind the timeline and pages
    required property color side // behind the side panes
    required property color raised // fields, cards, the selected row
    required property color hovered // a row or quiet button under the pointer
    required property color line // decorative hairlines
    required property color outline // the edge of a field: must be visible
    required property color text
    required property color secondary // times, hints, placeholders
    required property color icon
    required property color accent
    required property color accentHovered
    required property color accentInk
    required property color accentSoft // behind the chosen item
    required property color accentSoftInk
    required property color good
    required property color warn
    required property color warnSoft
    required property color bad
    required property color badSoft
    required property color badInk
    required property color badge // unread counts without a mention of the user
    required property color badgeInk
    required property color tip // tool tips
    required property color tipInk
    required property color scrim // over the window while a dialog is open
    required property color shadow
}
