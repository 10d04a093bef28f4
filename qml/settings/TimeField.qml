// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components

// A time of the day. It is taken when the user leaves the field, or says why not.
FormField {
    id: field

    required property string time
    required property var take // function of the text, which then comes back as `time`; false: that is no time

    function leave(): void {
        const taken = take;
        error = taken(text) ? "" : qsTr("Write a time, such as 22:00.");
    }

    text: time
    maximumLength: 12
    onAccepted: leave()
    onActiveFocusChanged: if (!activeFocus) leave()
}
