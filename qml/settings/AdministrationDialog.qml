// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// What administrators do: people, rooms, the server, and the log of it. Each part asks the server when it is shown.
ModalDialog {
    id: dialog

    required property Administration administration

    property string part: "people"

    function begin(): void {
        show("people");
        open();
    }
    function show(what: string): void {
        part = what;
        administration.end();
        search.text = "";
        if (what === "people")
            administration.people.begin();
        else if (what === "rooms")
            administration.rooms.begin();
        else if (what === "server")
            administration.server.begin();
        else
            administration.log.begin();
    }

    title: qsTr("Administration")
    width: Math.min(Theme.grown(640), parent ? parent.width - Theme.gap8 : 0)
    error: part === "people" ? administration.people.error
           : part === "rooms" ? administration.rooms.error
           : part === "server" ? administration.server.error : administration.log.error
    onClosed: administration.end()

    ChoiceBar {
        width: parent.width
        label: qsTr("Part of the administration")
        value: dialog.part
        choices: [
            { value: "people", text: qsTr("People"), icon: "people" },
            { value: "rooms", text: qsTr("Rooms"), icon: "hash" },
            { value: "server", text: qsTr("Server"), icon: "server" },
            { value: "log", text: qsTr("Log"), icon: "clock" }
        ]
        onChosen: chosen => dialog.show(chosen)
    }
    SearchField {
        id: search

        width: parent.width
        visible: dialog.part === "people" || dialog.part === "rooms"
        placeholderText: dialog.part === "people" ? qsTr("Find people by name or e-mail address") : qsTr("Find rooms by name")
        onTextChanged: dialog.part === "people" ? dialog.administration.people.search(text)
                                               : dialog.administration.rooms.search(text)
    }
    AdminPeopleList {
        width: parent.width
        visible: dialog.part === "people"
        people: dialog.administration.people
    }
    AdminRoomRows {
        width: parent.width
        visible: dialog.part === "rooms"
        rooms: dialog.administration.rooms
    }
    AdminServer {
        width: parent.width
        visible: dialog.part === "server"
        server: dialog.administration.server
    }
    AdminLog {
        width: parent.width
        visible: dialog.part === "log"
        log: dialog.administration.log
    }
}
