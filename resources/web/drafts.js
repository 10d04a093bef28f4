// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal, gathered, kept} from "./basics.js";

const sendPause = 1000; // so that not each key is a call

/** What is written and not sent, by room or by `room.thread`: kept in this browser, and the same on the account's other
 *  devices. What is not sent to the server yet is right here. */
export class Drafts {
    /** With the key of a draft that another device changed. */
    replaced = new Signal();

    #session;
    #prefix = "";
    #isSending = false;
    #sendSoon = gathered(() => this.#send(), sendPause);

    constructor(session) {
        this.#session = session;
        session.noticed.on((method, params) => method === "draft.changed" && this.#take(params.draft));
    }

    /** Those of this account of this installation: `server` is the id of server.about. */
    async load(server, user) {
        this.#prefix = `confab.draft.${server}.${user}.`;
        for (let page = {more: true}, since; page.more; since = page.drafts.at(-1)?.at) {
            page = await this.#session.ask("draft.list", {since}).catch(() => ({drafts: []}));
            page.drafts.forEach(draft => this.#take(draft));
        }
        this.#sendSoon();
    }

    forget() {
        kept.keysWith(this.#prefix).forEach(key => this.#prefix && kept.remove(key));
        this.#prefix = "";
    }

    of(key) {
        return this.#read(key).text;
    }

    keep(key, text) {
        const draft = this.#read(key);
        if (!this.#prefix || draft.text === text)
            return;
        kept.write(this.#prefix + key, {...draft, text, isUnsent: true});
        this.#sendSoon();
    }

    #read(key) {
        const draft = this.#prefix ? kept.read(this.#prefix + key) : null;
        return typeof draft === "string" ? {text: draft} : draft ?? {text: ""}; // the page kept a text alone once
    }

    #take({room, thread, at, ...draft}) {
        const key = thread ? `${room}.${thread}` : String(room);
        const mine = this.#read(key);
        if (!this.#prefix || mine.isUnsent && (!draft.text || mine.text.includes(draft.text)))
            return;
        if (mine.isUnsent && mine.text)
            kept.write(this.#prefix + key, {...mine, text: `${mine.text}\n\n${draft.text}`});
        else if (mine.isUnsent)
            return;
        else if (draft.text || draft.replyTo || draft.editing)
            kept.write(this.#prefix + key, draft);
        else
            kept.remove(this.#prefix + key);
        if (this.of(key) !== mine.text)
            this.replaced.emit(key);
    }

    /** One after the other; those of a refused call stay in this browser. */
    async #send() {
        if (this.#isSending || !this.#prefix)
            return;
        this.#isSending = true;
        for (const stored of kept.keysWith(this.#prefix).filter(one => kept.read(one)?.isUnsent)) {
            const {isUnsent, ...draft} = kept.read(stored);
            const [room, thread] = stored.slice(this.#prefix.length).split(".").map(Number);
            const isOver = await this.#session.call("draft.set", {room, thread, ...draft}).then(() => true, error => !error.isTransient && error.kind !== "connection.lost");
            if (isOver && kept.read(stored)?.text === draft.text)
                draft.text ? kept.write(stored, draft) : kept.remove(stored);
            else
                this.#sendSoon(); // changed meanwhile, or refused for now
        }
        this.#isSending = false;
    }
}
