// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {gathered} from "./basics.js";
import {choiceOf, openDialog} from "./dialogs.js";
import {avatar, element, icon} from "./dom.js";
import {byteSize, reasonOf, shortTime, words} from "./words.js";

const hitsPerPage = 20;
const emptyPages = 8; // that are looked through for one screen of hits
const typingPauseOfSearch = 250;
const charactersBefore = 60; // the first mark in a hit's text
const charactersShown = 280;

/** Finds messages by what they say, in the open room or in all of one's own. `isInRoom`: what is chosen at first. */
export function searchMessages(chat, isInRoom) {
    const search = new SearchDialog(chat, isInRoom && Boolean(chat.room(chat.open)));
    search.focus();
}

class SearchDialog {
    #chat;
    #dialog;
    #input;
    #scope = null;
    #list = element("ul", {class: "found hits", "aria-label": words.foundMessages});
    #note = element("p", {class: "secondary empty-list", role: "status"});
    #more;
    #cursor = null;
    #asked = 0;

    constructor(chat, isInRoom) {
        this.#chat = chat;
        const room = chat.room(chat.open);
        const search = gathered(() => this.#start(), typingPauseOfSearch);
        this.#input = element("input", {type: "search", placeholder: words.searchMessages, "aria-label": words.searchMessages, title: words.searchHint,
                                        maxlength: 500, autocomplete: "off", oninput: search, onkeydown: event => this.#pressed(event)});
        this.#more = element("button", {type: "button", class: "quiet", hidden: true, onclick: () => this.#load(this.#asked)}, words.moreHits);
        if (room) {
            this.#scope = choiceOf(words.searchIn, isInRoom ? "room" : "all", [["room", chat.titleOf(room)], ["all", words.allRooms]]);
            this.#scope.whole.addEventListener("change", search);
        }
        this.#note.textContent = words.searchHint;
        this.#list.addEventListener("keydown", event => this.#pressed(event));
        this.#dialog = openDialog(words.searchMessages, [element("div", {class: "filter"}, icon("search"), this.#input), this.#scope?.whole ?? null,
                                                         this.#list, this.#note, this.#more].filter(Boolean), {class: "search"});
    }

    focus() {
        this.#input.focus();
    }

    #start() {
        const mine = ++this.#asked;
        this.#cursor = null;
        this.#more.hidden = true;
        if (this.#input.value.trim())
            return this.#load(mine);
        this.#list.replaceChildren();
        this.#note.textContent = words.searchHint;
    }

    /** One page more; pages may be empty where the server has looked at enough for one call. */
    async #load(mine) {
        const isFirst = this.#cursor === null;
        const params = {query: this.#input.value.trim(), limit: hitsPerPage, ...this.#scope?.value === "room" ? {room: this.#chat.open} : {}};
        const rows = [];
        let page = null;
        try {
            for (let pages = 0; pages < emptyPages && rows.length === 0 && (pages === 0 || this.#cursor); ++pages) {
                page = await this.#chat.session.ask("search.messages", {...params, cursor: this.#cursor ?? undefined});
                if (mine !== this.#asked)
                    return;
                this.#chat.learn(page.users);
                this.#cursor = page.cursor ?? null;
                rows.push(...page.hits.map(hit => this.#row(hit)));
            }
        } catch (error) {
            if (mine === this.#asked)
                this.#note.textContent = error.kind === "input.invalid" ? words.searchHint : reasonOf(error);
            return;
        }
        if (isFirst)
            this.#list.replaceChildren();
        this.#list.append(...rows);
        this.#more.hidden = this.#cursor === null;
        this.#note.textContent = [this.#list.childElementCount === 0 && !this.#cursor ? words.noHits : "", page.indexing ? words.indexing(page.indexing) : ""].join(" ").trim();
        if (!isFirst)
            rows[0]?.firstChild.focus();
    }

    #row({message, ranges}) {
        const chat = this.#chat;
        const {room: id, seq, by, at, body, files = []} = message;
        const room = chat.room(id);
        const names = files.map(file => `${file.name}, ${byteSize(file.bytes)}`).join(" · ");
        const open = () => {
            this.#dialog.close();
            location.hash = `/room/${id}/${seq}`;
        };
        return element("li", {}, element("button", {type: "button", class: "found-button", onclick: open}, avatar(by, chat.nameOf(by), {class: "small"}),
            element("span", {class: "hit-words"},
                    element("span", {class: "pin-head"}, element("b", {dir: "auto"}, chat.nameOf(by)),
                            element("span", {class: "secondary", dir: "auto"}, room ? chat.titleOf(room) : ""), element("time", {class: "secondary"}, shortTime(at))),
                    body ? element("span", {class: "hit-text", dir: "auto"}, markedPieces(body, ranges)) : null,
                    names ? element("span", {class: "secondary"}, names) : null)));
    }

    /** Arrows go from the field into the hits and among them. */
    #pressed(event) {
        const hits = [...this.#list.querySelectorAll("button")];
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (event.key === "Enter" && event.target === this.#input)
            return hits[0]?.click();
        if (!step)
            return;
        event.preventDefault();
        const to = hits.indexOf(document.activeElement) + step;
        (to < 0 ? this.#input : hits[to])?.focus();
    }
}

/** The text around the first place that was found, with the places marked. `ranges`: [start, length] in UTF-16 units. */
function markedPieces(body, ranges) {
    const begin = Math.max(0, (ranges[0]?.[0] ?? 0) - charactersBefore);
    const end = begin + charactersShown;
    const pieces = begin > 0 ? ["…"] : [];
    let at = begin;
    for (const [start, length] of ranges) {
        if (start < at || start >= end)
            continue;
        const until = Math.min(start + length, end);
        pieces.push(body.slice(at, start), element("mark", {}, body.slice(start, until)));
        at = until;
    }
    pieces.push(body.slice(at, end), end < body.length ? "…" : "");
    return pieces;
}
