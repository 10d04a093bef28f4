// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal} from "./basics.js";
import {noticeOf} from "./notices.js";

const firstPage = 60;
const largestPage = 200;
const olderPage = 60;
// More rows are let go of, the oldest first, while the reader is at the end.
const mostItems = 1500;
const itemsAfterTrim = 1000;
// Changes that are kept for pages that are still on their way.
const mostChangesKept = 1000;

/** One room's log as far as it is loaded: always up to its end, and in order. `items` are {seq, kind: "message", message,
 *  version} and {seq, kind: "notice", text, at}. */
export class Timeline {
    items = [];
    /** The highest seq up to which everything is here; 0: not entered yet. */
    cursor = 0;
    isLoaded = false;
    hasOlder = false;
    /** Names by id of those who are in the room now, and how many. */
    here = new Map();
    hereCount = 0;
    /** {capacity} while the room is full and can only be read. */
    full = null;
    /** An RpcError, when it could not be loaded. */
    error = null;

    /** With "items", "here", or both together as "all". */
    changed = new Signal();
    /** With each event that came live or by catching up. */
    grew = new Signal();

    #chat;
    #ahead = new Map(); // events beyond a gap
    #isCatchingUp = false;
    #changes = [];
    #olderPage = null;

    constructor(chat, room) {
        this.#chat = chat;
        this.room = room;
    }

    /** Enters the room, and loads it or what it missed; called again after each reconnect. */
    async enter() {
        this.error = null;
        try {
            if (this.cursor === 0)
                await this.#load();
            else
                await this.#resume();
        } catch (error) {
            if (error.kind !== "connection.lost") {
                this.error = error;
                this.changed.emit("all");
            }
        }
    }

    async #load() {
        const history = this.#call("room.history", {limit: Math.min(largestPage, firstPage + this.#chat.room(this.room).unread)});
        history.catch(() => {}); // awaited below
        const isIn = await this.#tryEnter({});
        const page = await history;
        if (!isIn)
            this.cursor = page.asOf;
        this.#takePage(page);
        this.isLoaded = true;
        this.changed.emit("all");
        await this.#catchUp();
    }

    async #resume() {
        if (!await this.#tryEnter({after: this.cursor}))
            return;
        this.changed.emit("all"); // who is here is told anew
        await this.#catchUp();
    }

    /** Whether one is in the room now; not when it is full. */
    async #tryEnter(params) {
        try {
            const entered = await this.#call("room.enter", params);
            this.full = null;
            this.#chat.learn(entered.users);
            this.#setHere(entered);
            if (params.after === undefined)
                this.cursor = entered.lastSeq;
            else if (entered.lastSeq < this.cursor)
                return await this.#startAnew();
            for (const event of entered.events)
                this.receive(event);
            return true;
        } catch (error) {
            if (error.kind !== "room.full")
                throw error;
            this.full = {capacity: error.data.capacity};
            this.changed.emit("all");
            return false;
        }
    }

    /** The server has another log now: it was restored. */
    async #startAnew() {
        this.items = [];
        this.#changes = [];
        this.#ahead.clear();
        this.cursor = 0;
        await this.#load();
        return true;
    }

    #setHere({here, hereCount}) {
        this.here = new Map(here.map(user => [user.id, user.name]));
        this.hereCount = hereCount ?? here.length;
        this.#chat.learn(here);
    }

    presence({user, state, hereCount}) {
        this.hereCount = hereCount;
        if (state === "here")
            this.here.set(user.id, user.name);
        else
            this.here.delete(user.id);
        this.#chat.learn([user]);
        this.changed.emit("here");
        if (this.full && state === "gone")
            this.enter();
    }

    /** A room.event, or one of a page that catches up. */
    receive(event) {
        if (event.seq <= this.cursor)
            return;
        if (event.seq > this.cursor + 1) {
            this.#ahead.set(event.seq, event);
            this.#catchUp();
            return;
        }
        this.#apply(event);
        let next;
        while ((next = this.#ahead.get(this.cursor + 1))) {
            this.#ahead.delete(next.seq);
            this.#apply(next);
        }
    }

    /** There is more in the log than is here. */
    behind(lastSeq) {
        if (this.cursor > 0 && lastSeq > this.cursor)
            this.#catchUp(lastSeq);
    }

    async #catchUp(lastSeq = this.#chat.room(this.room)?.lastSeq ?? 0) {
        if (this.#isCatchingUp || this.cursor === 0)
            return;
        this.#isCatchingUp = true;
        try {
            let more = this.#ahead.size > 0 || lastSeq > this.cursor;
            while (more) {
                const page = await this.#call("room.events", {after: this.cursor, limit: 500});
                this.#chat.learn(page.users);
                for (const event of page.events)
                    this.receive(event);
                more = page.more || this.#ahead.size > 0 && page.events.length > 0;
            }
        } catch {
            // The next connection enters anew, from this cursor.
        }
        this.#ahead.clear();
        this.#isCatchingUp = false;
    }

    #apply(event) {
        this.cursor = event.seq;
        const {type, data} = event;
        if (type === "message")
            this.#append(event);
        else if (data.target)
            this.#change(event);
        else {
            const text = noticeOf(event, this.#chat);
            if (text)
                this.items.push({seq: event.seq, kind: "notice", text, at: event.at});
        }
        this.grew.emit(event);
        this.changed.emit("items");
    }

    #append({room, seq, by, at, data}) {
        const {deleted, ...rest} = data;
        const message = {room, seq, by, at, body: "", reactions: [], ...rest, asOf: seq};
        if (deleted)
            message.deletedAt ??= at;
        this.items.push({seq, kind: "message", message, version: 0});
        if (data.thread)
            this.#change({seq, type: "reply", by, at, data: {target: data.thread}});
    }

    #change(event) {
        this.#changes.push(event);
        if (this.#changes.length > mostChangesKept)
            this.#changes.shift();
        const item = this.find(event.data.target);
        if (item)
            applyChange(item, event, this.#chat.me.id);
    }

    find(seq) {
        let low = 0;
        let high = this.items.length - 1;
        while (low <= high) {
            const middle = (low + high) >> 1;
            const item = this.items[middle];
            if (item.seq === seq)
                return item.kind === "message" ? item : undefined;
            if (item.seq < seq)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return undefined;
    }

    #takePage({messages, more, users, asOf}) {
        this.#chat.learn(users);
        const first = this.items[0]?.seq ?? Infinity;
        const older = [];
        for (const message of messages) { // newest first
            if (message.seq >= first)
                continue;
            const item = {seq: message.seq, kind: "message", message: {reactions: [], ...message, asOf}, version: 0};
            for (const event of this.#changes.filter(one => one.data.target === message.seq))
                applyChange(item, event, this.#chat.me.id);
            older.unshift(item);
        }
        this.items = older.concat(this.items);
        this.hasOlder = more;
    }

    /** One page at a time; all who ask meanwhile wait for the same. */
    loadOlder(limit = olderPage) {
        if (!this.hasOlder || !this.isLoaded)
            return Promise.resolve();
        this.#olderPage ??= this.#loadOlder(limit).finally(() => { this.#olderPage = null; });
        return this.#olderPage;
    }

    async #loadOlder(limit) {
        const first = this.items[0]?.seq ?? this.cursor + 1;
        this.#takePage(await this.#call("room.history", {before: first, limit}));
        this.changed.emit("items");
    }

    /** So many pages at most, until this message is here; whether it is. */
    async loadUntil(seq) {
        for (let pages = 0; pages < 25 && !this.find(seq) && this.hasOlder; ++pages)
            await this.loadOlder(largestPage);
        return this.find(seq) !== undefined;
    }

    /** Lets go of the oldest rows. */
    trim() {
        if (this.items.length <= mostItems)
            return;
        this.items = this.items.slice(-itemsAfterTrim);
        this.hasOlder = true;
        this.changed.emit("items");
    }

    #call(method, params) {
        return this.#chat.session.ask(method, {room: this.room, ...params});
    }
}

/** PROTOCOL.md, "Events of the log": what an event does to a message that is as of an earlier one. */
function applyChange(item, {seq, type, by, at, data}, me) {
    const message = item.message;
    if (seq <= message.asOf || message.deletedAt)
        return;
    item.version += 1;
    if (type === "message.edited" && !data.deleted && !(message.editedAt > at))
        Object.assign(message, {body: data.body, mentions: data.mentions ?? [], editedAt: at});
    else if (type === "message.deleted")
        Object.assign(message, {body: "", files: [], mentions: [], reactions: [], pinned: false, deletedAt: at});
    else if (type === "reaction.added" || type === "reaction.removed")
        message.reactions = withReaction(message.reactions, data.emoji, by === me, type === "reaction.added");
    else if (type === "message.pinned" || type === "message.unpinned")
        message.pinned = type === "message.pinned";
    else if (type === "reply")
        message.replies = (message.replies ?? 0) + 1;
}

function withReaction(reactions, emoji, isMine, isAdded) {
    const known = reactions.find(one => one.emoji === emoji);
    if (!known)
        return isAdded ? [...reactions, {emoji, count: 1, mine: isMine}] : reactions;
    const changed = {emoji, count: known.count + (isAdded ? 1 : -1), mine: isMine ? isAdded : known.mine};
    return reactions.map(one => (one === known ? changed : one)).filter(one => one.count > 0);
}
