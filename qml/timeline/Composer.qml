// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Components
import Confab.Emoji
import Confab.Models
import Confab.Theme
import Confab.Timeline // for TypedFormat, whose C++ the implicit import does not bring in on Qt 6.4

// The field for a new message: grows to eight lines; its keys are those of KeyBindings. The draft belongs to the
// room or the thread, and is restored when that is opened again.
FocusScope {
    id: composer

    required property CurrentRoom room
    required property KeyBindings keys
    property RoomComposer writer: room.composer
    property TimelineModel rows: room.timeline
    property string hint: qsTr("Message %1").arg(room.facts.name)

    readonly property int lines: 8
    readonly property bool editing: writer.editing !== 0
    readonly property Attachments attachments: writer.attachments
    readonly property bool attaching: attachments.count > 0
    // Text, files, or both.
    readonly property bool sendable: editing || !attaching
        ? content.sendable : attachments.ready && (content.sendable || input.text.trim() === "")

    /// Keys that scroll the messages: by `pages`, or to an end.
    signal pageWanted(int pages)
    signal oldestWanted
    signal newestWanted
    /// Copy was pressed without a selection here.
    signal copyWanted
    /// The key of a command that is not the field's.
    signal commandWanted(string command)

    implicitHeight: frame.height + Theme.gap4

    // Not the button that had the focus last.
    function focusText(): void {
        input.forceActiveFocus(Qt.OtherFocusReason);
    }
    // Asks first when the text calls many people.
    function send(): void {
        const called = sendable ? room.callToConfirm(input.text) : 0;
        if (called > 0)
            question.ask(called);
        else
            sendNow();
    }
    function sendNow(): void {
        const wasEditing = editing; // the draft comes back behind it
        const text = input.text;
        if (sendable && writer.send(text) && !wasEditing) {
            input.clear();
            writing.sent.add(text);
        }
    }
    function showDraft(): void {
        input.text = writer.draft;
        input.cursorPosition = input.length;
        room.completion.edited("", 0); // offers belong to what is typed
    }
    // Checks the text before it is in the field: the layout of a very long one would take seconds.
    function paste(kind: int): void {
        if (kind === MessageInput.Formatted && !editing && attachments.addClipboard())
            return;
        const text = content.pasted(input.length - (input.selectionEnd - input.selectionStart), kind);
        if (text === "")
            return;
        input.remove(input.selectionStart, input.selectionEnd);
        input.insert(input.cursorPosition, text);
    }
    function insertEmoji(emoji: string): void {
        input.remove(input.selectionStart, input.selectionEnd);
        input.insert(input.cursorPosition, emoji);
        if (!emojiPicker.opened)
            focusText();
    }
    function handleKey(event: var): bool {
        if (completions.handleKey(event))
            return true;
        // qmllint disable unqualified
        if (event.matches(StandardKey.Paste))
            // qmllint enable unqualified
            paste(MessageInput.Formatted);
        else if (event.matches(StandardKey.Copy) && input.selectedText === "")
            copyWanted();
        else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab)
            input.nextItemInFocusChain(event.key === Qt.Key_Tab).forceActiveFocus(Qt.TabFocusReason);
        else if (event.key === Qt.Key_Escape)
            return writer.cancel();
        else
            return run(keys.commandOf(event.key, event.modifiers));
        return true;
    }
    // False: the key is the field's.
    function run(command: string): bool {
        const done = writing.run(command);
        if (done !== undefined)
            return done;
        switch (command) {
        case "": return false;
        case "send": send(); break;
        case "attach": attachButton.clicked(); break;
        case "pastePlain": paste(MessageInput.Plain); break;
        case "pageUp": pageWanted(-1); break;
        case "pageDown": pageWanted(1); break;
        case "oldest": oldestWanted(); break;
        case "newest": newestWanted(); break;
        default: commandWanted(command);
        }
        return true;
    }

    Component.onCompleted: showDraft()
    Connections {
        target: composer.room

        function onRoomChanged(): void {
            composer.showDraft();
        }
    }
    WritingCommands {
        id: writing

        field: input
        writer: composer.writer
        rows: composer.rows
    }
    Connections {
        target: composer.writer

        function onModeChanged(): void {
            composer.showDraft();
        }
    }
    MessageInput {
        id: content

        text: input.text
    }

    Rectangle {
        id: frame

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap4
        height: Math.max(Theme.controlHeight + Theme.gap2, flick.height + Theme.gap3)
        radius: Theme.radiusLarge
        color: Theme.color.side
        border.width: input.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: input.activeFocus ? Theme.color.accent : Theme.color.line

        TapHandler {
            onTapped: input.forceActiveFocus(Qt.MouseFocusReason)
        }
        Flickable {
            id: flick

            anchors.left: attachButton.right
            anchors.leftMargin: Theme.gap1
            anchors.right: emojiButton.left
            anchors.rightMargin: Theme.gap2
            anchors.verticalCenter: parent.verticalCenter
            height: Math.min(input.implicitHeight,
                             Math.ceil(metrics.lineSpacing * composer.lines) + input.topPadding + input.bottomPadding)
            contentHeight: input.implicitHeight
            clip: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: SlimScrollBar {}

            T.TextArea.flickable: T.TextArea {
                id: input

                // Inside a Flickable the height of the first layout would stay for ever (Qt 6.4).
                implicitHeight: Math.ceil(contentHeight) + topPadding + bottomPadding
                padding: 0
                topPadding: Theme.gap1
                bottomPadding: Theme.gap1
                focus: true
                // AlignLeft is the start, so the right here; not mirrored as Qt has it by itself.
                horizontalAlignment: !input.LayoutMirroring.enabled ? undefined
                                     : Words.beginsRight(input.text + input.preeditText) ? TextEdit.AlignLeft : TextEdit.AlignRight
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                selectByMouse: true
                color: Theme.color.text
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                placeholderText: composer.hint
                font.family: Theme.family
                font.pixelSize: Theme.textBody
                font.preferShaping: content.shapeable
                Accessible.role: Accessible.EditableText
                Accessible.name: placeholderText
                Accessible.description: completions.visible ? composer.room.completion.currentLabel : ""
                Accessible.multiLine: true

                onTextChanged: composer.writer.draft = text

                TypedFormat {
                    document: input.textDocument
                    mark: Theme.color.secondary
                    quote: Theme.color.secondary
                    link: Theme.color.accent
                    ground: Theme.color.line
                }
                Keys.onPressed: event => event.accepted = composer.handleKey(event)

                MouseArea {
                    anchors.fill: parent
                    acceptedButtons: Qt.MiddleButton
                    cursorShape: Qt.IBeamCursor
                    onClicked: mouse => {
                        input.forceActiveFocus(Qt.MouseFocusReason);
                        input.deselect();
                        input.cursorPosition = input.positionAt(mouse.x, mouse.y);
                        composer.paste(MessageInput.Selection);
                    }
                }
            }
        }
        AppText {
            anchors.fill: flick
            verticalAlignment: Text.AlignVCenter
            visible: input.length === 0 && input.preeditText === ""
            text: input.placeholderText
            color: Theme.color.secondary
            font.pixelSize: Theme.textBody
        }
        FontMetrics {
            id: metrics

            font: input.font
        }
        ComposerProblem {
            anchors.right: parent.right
            anchors.bottom: parent.top
            anchors.bottomMargin: Theme.gap1
            width: Math.min(implicitWidth, parent.width)
            text: content.problem
        }
        CompletionPopup {
            id: completions

            completion: composer.room.completion
            input: input
        }
        AttachButton {
            id: attachButton

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap1 + 2
            anchors.bottom: sendButton.bottom
            enabled: !composer.editing
            attachments: composer.attachments
        }
        IconButton {
            id: emojiButton

            anchors.right: sendButton.left
            anchors.rightMargin: Theme.gap1
            anchors.bottom: sendButton.bottom
            iconName: "smile"
            text: qsTr("Emoji")
            onClicked: emojiPicker.openAt(emojiButton)
        }
        SendButton {
            id: sendButton

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap1 + 2
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap1 + 2
            ready: composer.sendable
            onClicked: composer.send()
        }
    }
    LazyEmojiPicker {
        id: emojiPicker

        anchors.fill: parent
        uses: composer.room.emoji
        onPicked: emoji => composer.insertEmoji(emoji)
    }
    CallQuestion {
        id: question

        onConfirmed: composer.sendNow()
        onClosed: composer.focusText()
    }
}
