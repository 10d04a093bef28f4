// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {gathered} from "./basics.js";

const mostQuotes = 500; // that are kept of a room
const quotesPerCall = 100;

/** Messages that are quoted where they are not loaded. */
export class Quotes {
    #timeline;
    #items = new Map(); // seq → item; null: there is no such message
    #wanted = new Set();
    #ask = gathered(() => this.#fetch(), 50);

    constructor(timeline) {
        this.#timeline = timeline;
    }

    known(seq) {
        return this.#items.get(seq) ?? undefined;
    }

    /** A message that is not known is asked for, once. */
    get(seq) {
        if (!this.#items.has(seq) && !this.#wanted.has(seq)) {
            this.#wanted.add(seq);
            this.#ask();
        }
        return this.known(seq);
    }

    async #fetch() {
        const seqs = [...this.#wanted].slice(0, quotesPerCall);
        const items = await this.#timeline.fetch(seqs).catch(() => null);
        seqs.forEach(seq => this.#wanted.delete(seq));
        if (!items)
            return; // the row asks again when it is made anew
        if (this.#items.size > mostQuotes)
            this.#items.clear();
        seqs.forEach(seq => this.#items.set(seq, items.find(item => item.seq === seq) ?? null));
        this.#timeline.changed.emit("items");
        if (this.#wanted.size > 0)
            this.#ask();
    }

    forget() {
        this.#items.clear();
    }
}
