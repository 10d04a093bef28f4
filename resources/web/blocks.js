// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal} from "./basics.js";

/** Whom the reader blocks: their messages are folded, and they call nobody. */
export class Blocks {
    changed = new Signal();

    #session;
    #people = new Map(); // id → name
    #shown = new Set(); // "room.seq" of their messages that were unfolded

    constructor(session) {
        this.#session = session;
    }

    has(id) { return this.#people.has(id); }
    get people() { return [...this.#people].map(([id, name]) => ({id, name})).sort((a, b) => a.name.localeCompare(b.name)); }

    /** Whether the message is not to be read before one asks for it. */
    folds({room, seq, by}) { return this.has(by) && !this.#shown.has(`${room}.${seq}`); }

    unfold({room, seq}) {
        this.#shown.add(`${room}.${seq}`);
        this.changed.emit();
    }

    /** At each connection; a server that does not know the method blocks nobody. */
    async load() {
        const answer = await this.#session.ask("user.blocks").catch(() => null);
        if (!answer)
            return;
        this.#people = new Map(answer.users.map(({id, name}) => [id, name]));
        this.changed.emit();
    }

    async set({id, name}, on) {
        await this.#session.call("user.block", {user: id, on});
        this.learn({id, name, blocked: on});
    }

    /** From user.updated, when another device has changed it. */
    learn({id, name, blocked}) {
        if (blocked === undefined || blocked === this.has(id))
            return;
        if (blocked)
            this.#people.set(id, name);
        else
            this.#people.delete(id);
        this.changed.emit();
    }

    forget() {
        this.#people.clear();
        this.#shown.clear();
    }
}
