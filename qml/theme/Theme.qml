// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma Singleton

import QtQuick

// The look of the whole app in one place: colours, type sizes, spaces, radii and motion. The window sets it once from
// the Appearance object; all other code only reads it. No other file defines a colour or a size.
QtObject {
    id: theme

    property bool dark: false
    property real textScale: 1 // 0.8 to 2
    property bool reducedMotion: false
    property bool highContrast: false
    property bool compact: false // lower rows
    property string codeFamily: "monospace"

    readonly property ColorTokens color: highContrast ? (dark ? darkContrast : lightContrast) : dark ? darkColors : lightColors
    readonly property ColorTokens darkColors: DarkColors {}
    readonly property ColorTokens lightColors: LightColors {}
    readonly property ColorTokens darkContrast: DarkContrast {}
    readonly property ColorTokens lightContrast: LightContrast {}

    // Type, in pixels. Plain text inherits the application's font; controls with text have to be given it.
    readonly property string family: Application.font.family
    // For an emoji that stands alone. In text the family above draws those that it has itself, like hearts, without colour.
    readonly property string emojiFamily: {
        const known = Qt.fontFamilies();
        for (const name of ["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"]) {
            if (known.includes(name))
                return name;
        }
        return family;
    }
    readonly property int textTiny: Math.round(11 * textScale)
    readonly property int textSmall: Math.round(12 * textScale)
    readonly property int textCode: Math.round(12.5 * textScale)
    readonly property int textUi: Math.round(13 * textScale)
    readonly property int textBody: Math.round(14 * textScale)
    readonly property int textTitle: Math.round(15 * textScale)
    readonly property int textHeading: Math.round(18 * textScale)
    readonly property int textDisplay: Math.round(24 * textScale)
    readonly property real bodyLineHeight: 1.2
    readonly property real firstLine: textBody * bodyLineHeight * 1.2 // the height of a line of a message

    // Spacing, in steps of 4.
    readonly property int gap1: 4
    readonly property int gap2: 8
    readonly property int gap3: 12
    readonly property int gap4: 16
    readonly property int gap5: 20
    readonly property int gap6: 24
    readonly property int gap8: 32
    readonly property int gap10: 40

    readonly property int radiusSmall: 6
    readonly property int radiusMedium: 10
    readonly property int radiusLarge: 14

    // Sizes that several views share; those of text containers grow with the text.
    readonly property int hairline: 1
    readonly property int focusWidth: highContrast ? 3 : 2
    readonly property int quoteBar: 2
    readonly property int callBar: 3 // beside a message that calls the reader
    readonly property int iconSmall: grown(16)
    readonly property int iconMedium: grown(20)
    readonly property int controlHeight: grown(36)
    readonly property int compactHeight: grown(32)
    readonly property int headerHeight: grown(60)
    readonly property int accountRailWidth: grown(64)
    readonly property int sidePaneWidth: grown(280)
    readonly property int threadPaneWidth: grown(360)
    readonly property int avatarThread: grown(20)
    readonly property int quotePicture: grown(28) // in the quote of an answer
    readonly property int avatarTiny: grown(24)
    readonly property int avatarSmall: grown(32)
    readonly property int avatarMedium: grown(36)
    readonly property int avatarMessage: grown(compact ? 28 : 36)
    readonly property int avatarRow: grown(compact ? 32 : 40)
    readonly property int roomRowHeight: grown(compact ? 44 : 60)
    readonly property int groupGap: compact ? gap2 : gap3 // above the first message of a group
    readonly property int rowGap: compact ? 1 : 2 // above and below a message
    readonly property int avatarLarge: grown(72)
    readonly property int dialogWidth: grown(420)
    readonly property int emojiSize: grown(26)
    readonly property int emojiCell: grown(42)
    readonly property int pictureWidth: 420 // the most of a picture in the timeline; models::pictureMost
    readonly property int pictureHeight: 320
    readonly property int messageWidth: grown(800) // the most of a message: longer lines are hard to read
    readonly property int fileCardWidth: grown(320)
    readonly property int fileCardHeight: grown(56)
    readonly property int attachmentWidth: grown(200)
    readonly property int attachmentHeight: grown(52)
    readonly property int qrSize: 240 // the most of a QR code with its margin

    // The widths at which the layout folds.
    readonly property int detailsFoldWidth: grown(1000)
    readonly property int singlePaneWidth: grown(720)

    readonly property int motionFast: reducedMotion ? 0 : 120
    readonly property int motionSlow: reducedMotion ? 0 : 180

    // White initials have a contrast of 4.5:1 or more on each of these.
    readonly property list<color> avatarColors: [
        "#b4530a", "#15803d", "#1d4ed8", "#be185d", "#0f766e", "#6d28d9",
        "#c2410c", "#0369a1", "#a21caf", "#4d7c0f", "#b91c1c", "#0e7490"
    ]
    readonly property color avatarInk: "#ffffff"

    // Readers expect dark on light.
    readonly property color qrDark: "#000000"
    readonly property color qrLight: "#ffffff"

    // The viewer of pictures is dark in both looks, so that pictures look alike.
    readonly property color viewerGround: "#f00b0c0e"
    readonly property color viewerHovered: "#2affffff"
    readonly property color viewerInk: "#f2f4f8"

    // The size of a text container, grown half as much as the text.
    function grown(size: int): int {
        return Math.round(size * (1 + (textScale - 1) * 0.6));
    }

    // The name of a user, in the hue of the avatar.
    function authorInk(id: real): color {
        if (highContrast)
            return dark ? Qt.tint(avatarColor(id), "#b3ffffff") : Qt.tint(avatarColor(id), "#66000000");
        return dark ? Qt.tint(avatarColor(id), "#99ffffff") : avatarColor(id);
    }
    function avatarColor(id: real): color {
        return avatarColors[Math.abs(Math.round(id)) % avatarColors.length];
    }
}
