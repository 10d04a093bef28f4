// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {gathered} from "./basics.js";
import {shortTime, words} from "./words.js";

const lookPause = 300; // who writes three lines in a row asks once
const itemsLookedAt = 200;
const most = 50; // that are counted

/** Who has read one's newest message of a room, live. */
export class Readers {
    #chat;
    #changed;
    #timeline = null;
    #seq = 0; // of that message; 0: there is none
    #readers = new Map(); // id → when
    #more = false;
    #asked = 0;
    #look = gathered(() => this.#find(), lookPause);

    /** `changed()`: what is said of it is another. */
    constructor(chat, changed) {
        this.#chat = chat;
        this.#changed = changed;
        chat.session.noticed.on((method, params) => method === "room.read" && this.#read(params));
        chat.session.connected.on(() => this.#ask()); // what was read meanwhile was told to nobody here
    }

    /** The rows of this timeline are on the screen. */
    look(timeline) {
        if (timeline !== this.#timeline) {
            this.#timeline = timeline;
            this.#set(0);
        }
        this.#look();
    }

    /** {seq, text, isList}; null while nobody has read it. */
    get line() {
        if (this.#seq === 0 || this.#readers.size === 0)
            return null;
        const room = this.#chat.room(this.#timeline.room);
        const isPair = room?.kind === "direct" && room.members <= 2;
        const [first] = this.#readers.values();
        return {seq: this.#seq, isList: !isPair, text: isPair ? words.readAt(shortTime(first)) : words.readBy(this.#readers.size, this.#more)};
    }

    #find() {
        const me = this.#chat.me?.id;
        const items = this.#timeline && !this.#timeline.hasNewer ? this.#timeline.items : [];
        const last = Math.max(0, items.length - itemsLookedAt);
        for (let at = items.length - 1; at >= last; --at) {
            const {kind, message} = items[at];
            if (kind === "message" && message.by === me && !message.deletedAt)
                return this.#set(message.seq);
        }
        this.#set(0);
    }

    #set(seq) {
        if (seq === this.#seq)
            return;
        this.#seq = seq;
        this.#readers.clear();
        this.#more = false;
        this.#ask();
    }

    async #ask() {
        const mine = ++this.#asked;
        const seq = this.#seq;
        if (seq === 0)
            return this.#changed();
        const page = await this.#chat.session.ask("message.readers", {room: this.#timeline.room, seq, limit: most}).catch(() => null);
        if (!page || mine !== this.#asked)
            return;
        this.#chat.learn(page.readers.map(({user}) => user));
        for (const {user, at} of page.readers)
            this.#readers.set(user.id, at);
        this.#more = page.more;
        this.#changed();
    }

    #read({room, by, seq}) {
        if (this.#seq === 0 || room !== this.#timeline?.room || by === this.#chat.me?.id)
            return;
        if (seq < this.#seq)
            this.#readers.delete(by);
        else if (this.#readers.has(by) || !this.#more)
            this.#readers.set(by, new Date().toISOString());
        this.#changed();
    }
}
