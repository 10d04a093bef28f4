// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal} from "./basics.js";
import {LogPart, applyChange, itemOf, itemOfEvent} from "./log.js";

const pageLimit = 200;
const mostMessages = 2000; // that are shown of one thread
const mostEarly = 1000;

/** A thread of a room: its first message and all that answers it, live. */
export class ThreadLog extends LogPart {
    isLoaded = false;
    error = null;
    /** With "items", as a Timeline. */
    changed = new Signal();
    /** With each message that came live. */
    grew = new Signal();

    #chat;
    #early = []; // events that came while the pages were on their way
    #stopHearing;

    constructor(chat, timeline, root) {
        super();
        this.#chat = chat;
        this.room = timeline.room;
        this.root = root;
        this.#stopHearing = timeline.grew.on(event => this.#heard(event));
    }

    get hasUnreadLine() { return false; }

    async load() {
        this.error = null;
        const found = [];
        try {
            let page = {more: true};
            while (page.more && found.length < mostMessages) {
                page = await this.#chat.session.ask("room.thread", {room: this.room, seq: this.root, after: found.at(-1)?.seq, limit: pageLimit});
                this.#chat.learn(page.users);
                found.push(...page.messages.map(message => itemOf(message, page.asOf)));
                if (page.messages.length === 0)
                    break;
            }
        } catch (error) {
            this.error = error;
            return this.changed.emit("items");
        }
        this.items = found;
        this.isLoaded = true;
        this.#early.forEach(event => this.#take(event));
        this.#early = [];
        this.changed.emit("items");
    }

    close() {
        this.#stopHearing();
    }

    #heard(event) {
        if (this.isLoaded && this.#take(event))
            this.changed.emit("items");
        else if (!this.isLoaded && this.#early.length < mostEarly)
            this.#early.push(event);
    }

    /** Whether the event is about this thread. */
    #take(event) {
        if (event.type === "message") {
            if (event.data.thread !== this.root || event.seq <= this.last)
                return false;
            this.items.push(itemOfEvent(event));
            this.grew.emit(event);
            return true;
        }
        const item = event.data.target && this.find(event.data.target);
        if (item)
            applyChange(item, event, this.#chat.me.id);
        return Boolean(item);
    }

    // ---- as a Timeline ----

    quoted(seq) { return this.find(seq); }

    waiting() {
        return this.#chat.outbox.of(this.room).filter(({replyTo}) => replyTo === this.root || this.find(replyTo));
    }
    lastOf(user) {
        return this.items.findLast(({message}) => message.by === user && !message.deletedAt && message.body)?.message;
    }
    async show(seq) { return this.find(seq) !== undefined; }
    toEnd() {}
    trim() {}
}
