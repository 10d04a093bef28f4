// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal, kept, newClientId, pause} from "./basics.js";

const mostWaiting = 500;

/** Messages that the server has not acknowledged. Each keeps its clientId over reconnects and reloads, so the server stores
 *  it once however often it is sent. They leave in their order, one at a time in each room. */
export class Outbox {
    /** With the room whose messages changed. */
    changed = new Signal();

    #session;
    #items = []; // {clientId, room, body, replyTo?, files?, mentions?, at, state: "waiting" | "sent" | "failed", error?, seq?}
    #busyRooms = new Set();
    #prefix = "";

    constructor(session) {
        this.#session = session;
    }

    /** What waits for this account of this installation: `server` is the id of server.about. */
    load(server, user) {
        const prefix = `confab.out.${server}.${user}.`;
        if (prefix !== this.#prefix) {
            const early = this.#items; // written before the server had said who it is
            this.#prefix = prefix;
            this.#items = kept.keysWith(prefix).map(key => kept.read(key)).filter(item => item?.clientId)
                .sort((a, b) => (a.at < b.at ? -1 : 1)).concat(early);
            early.forEach(item => this.#keep(item));
        }
        for (const room of new Set(this.#items.map(item => item.room)))
            this.#post(room);
    }

    forget() {
        this.#prefix = "";
        this.#items = [];
    }

    of(room) {
        return this.#items.filter(item => item.room === room);
    }

    /** How many milliseconds the first message of the room has to wait, because the server asks for that. */
    waitOf(room) {
        const until = this.of(room).find(item => item.state === "waiting")?.until ?? 0;
        return Math.max(until - Date.now(), 0);
    }

    /** False when so many wait already that no more are taken. */
    send(room, body, {replyTo, files, mentions} = {}) {
        if (this.#items.length >= mostWaiting)
            return false;
        const item = {clientId: newClientId(), room, body, at: new Date().toISOString(), state: "waiting"};
        if (replyTo)
            item.replyTo = replyTo;
        if (files?.length > 0)
            item.files = files;
        if (mentions)
            item.mentions = mentions;
        this.#items.push(item);
        this.#keep(item);
        this.changed.emit(room);
        this.#post(room);
        return true;
    }

    retry(item) {
        item.state = "waiting";
        delete item.error;
        this.#keep(item);
        this.changed.emit(item.room);
        this.#post(item.room);
    }

    discard(item) {
        this.#remove(item);
    }

    /** The message has come back as an event of the log. */
    settle(clientId) {
        const item = this.#items.find(one => one.clientId === clientId);
        if (item)
            this.#remove(item);
    }

    /** All events up to `seq` of the room are on the screen, or none of the room is. */
    reached(room, seq) {
        for (const item of this.of(room).filter(one => one.state === "sent" && one.seq <= seq))
            this.#remove(item);
    }

    async #post(room) {
        if (this.#busyRooms.has(room) || !this.#prefix)
            return;
        this.#busyRooms.add(room);
        let item;
        while ((item = this.of(room).find(one => one.state === "waiting"))) {
            if (!await this.#tried(item))
                break;
        }
        this.#busyRooms.delete(room);
    }

    /** Whether the next message may follow; false when there is no connection. */
    async #tried(item) {
        const {room, clientId, body, replyTo, files, mentions} = item;
        try {
            const {seq} = await this.#session.call("message.send", {room, clientId, body, replyTo, files, mentions});
            item.seq = seq;
            item.state = "sent";
            kept.remove(this.#prefix + clientId);
        } catch (error) {
            if (error.kind === "connection.lost")
                return false;
            if (error.isTransient) {
                item.until = Date.now() + error.retryAfter; // of a room in slow mode perhaps an hour
                this.changed.emit(room);
                await pause(error.retryAfter);
                return true;
            }
            item.state = "failed";
            item.error = error;
            this.#keep(item);
        }
        this.changed.emit(room);
        return true;
    }

    #keep(item) {
        const {error, until, ...rest} = item;
        if (this.#prefix)
            kept.write(this.#prefix + item.clientId, rest);
    }

    #remove(item) {
        this.#items = this.#items.filter(one => one !== item);
        kept.remove(this.#prefix + item.clientId);
        this.changed.emit(item.room);
    }
}

const mostChanges = 100;

/** Edits, deletions, reactions and pins on their way: repeated unchanged after a reconnect until they are answered. */
export class Changes {
    /** With the RpcError of a change that was refused. */
    refused = new Signal();

    #session;
    #waiting = [];
    #isBusy = false;

    constructor(session) {
        this.#session = session;
    }

    run(method, params) {
        if (this.#waiting.length < mostChanges)
            this.#waiting.push({method, params});
        this.go();
    }

    async go() {
        if (this.#isBusy)
            return;
        this.#isBusy = true;
        while (this.#waiting.length > 0) {
            const {method, params} = this.#waiting[0];
            try {
                await this.#session.call(method, params);
            } catch (error) {
                if (error.kind === "connection.lost")
                    break;
                if (error.isTransient) {
                    await pause(error.retryAfter);
                    continue;
                }
                this.refused.emit(error);
            }
            this.#waiting.shift();
        }
        this.#isBusy = false;
    }

    forget() {
        this.#waiting = [];
    }
}
