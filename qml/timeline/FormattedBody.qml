// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Models
import Confab.Theme

// The text of a message that is formatted: its pieces below each other, and what can be pressed in them for the
// keyboard and for assistive technology.
Column {
    id: formatted

    required property string body
    property var mentioned // MentionedNames of the timeline
    property bool dimmed: false
    property bool reachable: false

    property string focusedHref // of the spot with the keyboard focus

    signal selecting(edit: TextEdit)

    spacing: Theme.gap2

    MessageBody {
        id: parsed

        text: formatted.body
        mentioned: formatted.mentioned
        link: Theme.color.accent
        mentionInk: Theme.color.accentSoftInk
        mentionGround: Theme.color.accentSoft
        readerInk: Theme.color.accentInk
        readerGround: Theme.color.accent
        codeGround: Theme.color.raised
        spoilerGround: Theme.color.badge
        revealedGround: Theme.color.raised
        codeFamily: Theme.codeFamily
        codeSize: Theme.textCode
        onAsked: (target, destination) => question.ask(target, destination)
    }
    Repeater {
        model: parsed.pieces

        BodyPieceItem {
            width: formatted.width
            content: parsed
            dimmed: formatted.dimmed
            reachable: formatted.reachable
            focusedHref: formatted.focusedHref
            onSelecting: edit => formatted.selecting(edit)
        }
    }
    Repeater {
        model: parsed.spots

        BodySpotItem {
            content: parsed
            reachable: formatted.reachable
            onFocusCame: href => formatted.focusedHref = href
            onFocusWent: href => {
                if (formatted.focusedHref === href)
                    formatted.focusedHref = "";
            }
        }
    }
    // Made when it is needed: few links are asked about.
    Loader {
        id: question

        function ask(target: string, destination: string): void {
            setSource("LinkDialog.qml", { opener: parsed, target: target, destination: destination });
            (item as LinkDialog).open();
        }
    }
}
