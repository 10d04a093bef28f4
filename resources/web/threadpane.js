// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Composer} from "./composer.js";
import {takeDrops} from "./drops.js";
import {element, iconButton} from "./dom.js";
import {moveTools} from "./menu.js";
import {MessageList} from "./messages.js";
import {RowMaker} from "./row.js";
import {ThreadLog} from "./thread.js";
import {MessageTools} from "./tools.js";
import {reasonOf, words} from "./words.js";

/** The right pane with a thread: its first message, the answers below it, and a composer of its own. */
export class ThreadPane {
    /** Called when it is opened or closed. */
    onChange = () => {};

    #chat;
    #log = null;
    #list;
    #room;
    #trouble;
    #stopHearing = () => {};

    /** `goTo(seq)` shows a message of the room in the timeline. */
    constructor(chat, files, goTo) {
        this.#chat = chat;
        const log = () => this.#log;
        this.composer = new Composer(chat, files);
        const tools = new MessageTools(chat, this.composer, log, null);
        const show = seq => (this.#log.find(seq) ? this.#list.goTo(seq) : goTo(seq));
        this.#list = new MessageList(chat, new RowMaker(chat, files, tools.rowActions(files, show), log));
        moveTools(this.#list, seq => tools.of(seq));
        this.composer.onSent = () => this.#list.toEndSoon();
        this.#room = element("p", {class: "secondary", dir: "auto"});
        this.#trouble = element("p", {class: "room-bar", role: "status", hidden: true});
        this.root = element("aside", {class: "thread", "aria-label": words.thread, hidden: true},
                            element("header", {class: "bar"}, element("div", {class: "title"}, element("h2", {}, words.thread), this.#room),
                                    iconButton("close", words.closeThread, () => this.close())),
                            this.#trouble, element("div", {class: "middle"}, this.#list.root, this.#list.spoken), this.composer.root);
        takeDrops(this.root, this.composer, () => words.dropInThread);
        chat.openChanged.on(() => this.#update());
        chat.roomsChanged.on(() => this.#update());
        chat.outbox.changed.on(room => room === this.#log?.room && this.#list.update());
        chat.session.connected.on(() => this.#log && !this.#log.isLoaded && this.#log.load());
    }

    get isOpen() { return this.#log !== null; }

    /** The thread that this message begins or belongs to. */
    open(message) {
        const root = message.thread ?? message.seq;
        if (this.#log?.root === root && this.#log.room === message.room)
            return this.composer.focus();
        this.#forget();
        const log = new ThreadLog(this.#chat, this.#chat.timeline, root);
        this.#log = log;
        const offs = [log.changed.on(() => this.#update()), log.grew.on(event => this.#list.arrived(event)), () => log.close()];
        this.#stopHearing = () => offs.forEach(off => off());
        this.root.hidden = false;
        this.#update();
        log.load();
        this.onChange();
        if (matchMedia("(hover: hover)").matches) // on a phone the keyboard would hide what is read
            this.composer.focus();
    }

    close() {
        if (!this.#log)
            return;
        const hadFocus = this.root.contains(document.activeElement);
        this.#forget();
        this.root.hidden = true;
        this.onChange(hadFocus);
    }

    #forget() {
        this.#stopHearing();
        this.#stopHearing = () => {};
        this.#log = null;
        this.#list.show(null, "");
        this.composer.leave();
    }

    #update() {
        if (!this.#log)
            return;
        const chat = this.#chat;
        const room = chat.room(this.#log.room);
        if (!room || chat.open !== room.id)
            return this.close();
        const title = chat.titleOf(room);
        this.#room.textContent = title;
        this.#trouble.textContent = this.#log.error ? reasonOf(this.#log.error) : "";
        this.#trouble.hidden = !this.#log.error;
        this.#list.show(this.#log, words.thread);
        this.composer.show(room, title, this.#log);
    }

    /** Esc: what is closest first. */
    escape() {
        if (!this.composer.cancel())
            this.close();
    }
}
