// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {gathered} from "./basics.js";
import {foundRoom, openDirect} from "./dialogs.js";
import {arrange, avatar, element, toast} from "./dom.js";
import {reasonOf, words} from "./words.js";

const fewestCharacters = 2;
const typingPauseOfFilter = 250; // before the server is asked
const mostOfEach = 5;

/** Below one's own rooms, what else on the server fits the filter: rooms to join, and people to talk with. */
export class FoundOnServer {
    #chat;
    #filter = "";
    #asked = 0;
    #rows = new Map(); // of the present words: key → row
    #ask = gathered(() => this.#search(), typingPauseOfFilter);
    #list;
    #opened;

    /** `opened()`: one of them is on the screen now. */
    constructor(chat, opened) {
        this.#chat = chat;
        this.#opened = opened;
        this.#list = element("ul", {class: "found", "aria-label": words.onServer});
        this.root = element("div", {class: "found-on-server", hidden: true},
                            element("div", {class: "section"}, element("h2", {}, words.onServer)), this.#list);
    }

    /** What is typed into the filter. */
    look(filter) {
        if (filter === this.#filter)
            return;
        this.#filter = filter;
        if (filter.length >= fewestCharacters)
            return this.#ask();
        this.#asked += 1;
        this.#show([]);
    }

    async #search() {
        const query = this.#filter;
        if (query.length < fewestCharacters)
            return;
        const mine = ++this.#asked;
        const {session} = this.#chat;
        const [{rooms}, {users}] = await Promise.all([session.ask("room.find", {query, limit: 20}).catch(() => ({rooms: []})),
                                                      session.ask("user.find", {query, limit: 20}).catch(() => ({users: []}))]);
        if (mine !== this.#asked)
            return;
        const others = rooms.filter(({id}) => !this.#chat.room(id)).slice(0, mostOfEach);
        const people = users.filter(({id}) => id !== this.#chat.me.id).slice(0, mostOfEach);
        this.#show([...others.map(room => this.#row(`room ${room.id}`, () => foundRoom(this.#chat, room, this.#opened))),
                    ...people.map(user => this.#row(`person ${user.id}`, () => this.#person(user)))]);
    }

    #row(key, make) {
        return this.#rows.get(key) ?? this.#rows.set(key, make()).get(key);
    }

    #show(rows) {
        arrange(this.#list, rows);
        for (const [key, row] of this.#rows) {
            if (!rows.includes(row))
                this.#rows.delete(key);
        }
        this.root.hidden = rows.length === 0;
    }

    #person({id, name}) {
        const talk = () => openDirect(this.#chat, [id]).then(this.#opened, error => toast(reasonOf(error)));
        return element("li", {}, element("button", {type: "button", class: "found-button", "aria-label": words.talkWith(name), onclick: talk},
            avatar(id, name), element("span", {class: "room-words"}, element("span", {class: "room-name"}, element("span", {dir: "auto"}, name)),
                                      element("span", {class: "room-last"}, words.newDirect))));
    }
}
