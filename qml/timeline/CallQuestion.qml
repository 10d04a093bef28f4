// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// Asks before a message that calls many people is sent; made when it is needed.
Item {
    id: question

    signal confirmed
    signal closed

    function ask(people: int): void {
        loader.setSource("CallDialog.qml", { people: people });
        (loader.item as CallDialog).open();
    }

    Loader {
        id: loader
    }
    Connections {
        target: loader.item
        ignoreUnknownSignals: true

        function onConfirmed(): void {
            question.confirmed();
        }
        function onClosed(): void {
            question.closed();
        }
    }
}
