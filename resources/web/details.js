// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {avatar, element, icon, iconButton} from "./dom.js";
import {confirmDialog} from "./dialogs.js";
import {words} from "./words.js";

/** The right pane: what a room is, and who is in it. */
export class Details {
    #chat;

    constructor(chat, close) {
        this.#chat = chat;
        this.#body = element("div", {class: "details-body"});
        this.root = element("aside", {class: "details", "aria-label": words.details},
                            element("header", {class: "bar"}, element("h2", {}, words.details), iconButton("close", words.hideDetails, close)), this.#body);
    }

    #body;

    show() {
        const chat = this.#chat;
        const room = chat.room(chat.open);
        if (!room)
            return this.#body.replaceChildren();
        const title = chat.titleOf(room);
        const isDirect = room.kind === "direct";
        const here = chat.timeline?.here ?? new Map();
        const byName = (a, b) => a.name.localeCompare(b.name);
        const members = [...chat.membersOf(room.id)].sort(byName);
        const isHere = ({id}) => here.has(id);
        this.#body.replaceChildren(...[
            element("div", {class: "room-head"}, avatar(isDirect ? room.people?.[0]?.id ?? room.id : room.id, title, {class: isDirect ? "huge" : "huge square"}),
                    element("h3", {dir: "auto"}, title), room.topic ? element("p", {class: "secondary", dir: "auto"}, room.topic) : null),
            isDirect ? null : this.#facts(room),
            ...chat.timeline?.full ? [this.#people(words.memberList, members, false)] // who is here is told to those who are
                : [this.#people(words.hereNow, members.filter(isHere), true), this.#people(words.notHere, members.filter(member => !isHere(member)), false)],
            isDirect ? null : this.#actions(room)].filter(Boolean));
    }

    #facts(room) {
        const fact = (name, label, value) => element("div", {class: "fact"}, icon(name), element("dt", {}, label), element("dd", {}, value));
        return element("dl", {class: "facts"},
                       fact(room.visibility === "public" ? "globe" : "eye-off", words.visibility, room.visibility === "public" ? words.public : words.hidden),
                       fact("lock", words.password, room.hasPassword ? words.requiredToJoin : words.none),
                       fact("people", words.capacity, room.capacity ? String(room.capacity) : words.noLimit));
    }

    #people(title, members, isHere) {
        if (members.length === 0)
            return null;
        const rows = members.map(({id, name, role}) => element("li", {class: isHere ? "here" : ""}, avatar(id, name, {class: "small"}),
            element("span", {class: "person-name", dir: "auto"}, id === this.#chat.me.id ? words.youMark(name) : name),
            role === "owner" || role === "moderator" ? element("span", {class: "secondary"}, words[role]) : null));
        return element("section", {}, element("h4", {}, `${title} · ${members.length}`), element("ul", {class: "members", "aria-label": title}, rows));
    }

    #actions(room) {
        const leave = () => confirmDialog(words.leaveTitle(room.name), words.leaveHint, words.leaveRoom, () => this.#chat.leave(room.id));
        const remove = () => confirmDialog(words.deleteRoomTitle(room.name), words.deleteRoomHint, words.deleteRoom, () => this.#chat.delete(room.id));
        return element("div", {class: "actions"},
                       element("button", {type: "button", class: "row-button", onclick: leave}, icon("leave"), words.leaveRoom),
                       room.role === "owner" ? element("button", {type: "button", class: "row-button bad", onclick: remove}, icon("trash"), words.deleteRoom) : null);
    }
}
