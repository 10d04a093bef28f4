// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal} from "./basics.js";
import {LogPart, applyChange, itemOf, itemOfEvent} from "./log.js";
import {noticeOf} from "./notices.js";
import {Quotes} from "./quotes.js";

const firstPage = 60;
const largestPage = 200;
const olderPage = 60;
const pageAround = 80;
// More rows are let go of, the oldest first, while the reader is at the end.
const mostItems = 1500;
const itemsAfterTrim = 1000;
// Changes that are kept for pages that are still on their way.
const mostChangesKept = 1000;

/** One room's log as far as it is loaded: its end, and for a reader who has gone far back another part of it in its place,
 *  until that one has reached the end, too. */
export class Timeline {
    /** The highest seq up to which everything is here; 0: not entered yet. */
    cursor = 0;
    isLoaded = false;
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
    #live = new LogPart(); // always up to the end
    #past = null; // a LogPart; null: what is shown is the end
    #ahead = new Map(); // events beyond a gap
    #isCatchingUp = false;
    #changes = [];
    #page = null; // on its way
    #quotes = new Quotes(this);

    constructor(chat, room) {
        this.#chat = chat;
        this.room = room;
    }

    get #shown() { return this.#past ?? this.#live; }
    /** What is shown. */
    get items() { return this.#shown.items; }
    get hasOlder() { return this.#shown.hasOlder; }
    get hasNewer() { return this.#past !== null; }
    /** Whether its own unread messages are marked in it. */
    get hasUnreadLine() { return true; }

    /** The messages of one's own that the server has not acknowledged; they stand at the end. */
    waiting() {
        return this.#past ? [] : this.#chat.outbox.of(this.room);
    }
    /** The last message of this person that has a text. */
    lastOf(user) {
        return this.#live.items.findLast(({message}) => message?.by === user && !message.deletedAt && message.body)?.message;
    }
    find(seq) {
        return this.#live.find(seq) ?? this.#past?.find(seq);
    }

    /** The item of a message that is quoted. One that is not loaded is asked for; changed follows. */
    quoted(seq) {
        return this.find(seq) ?? this.#quotes.get(seq);
    }
    /** Items of these messages, wherever they stand in the log. */
    async fetch(seqs) {
        return this.#itemsOf(await this.#call("message.get", {seqs}));
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
        const limit = Math.min(largestPage, firstPage + this.#chat.room(this.room).unread);
        const early = this.#call("room.history", {limit}); // beside the other call, which takes as long
        early.catch(() => {}); // awaited below
        const isIn = await this.#tryEnter({});
        const enteredAt = this.cursor;
        let page = await early;
        // What was written between the page and the entering is in neither: only those who are in hear of it.
        if (isIn && page.asOf < enteredAt)
            page = await this.#call("room.history", {limit});
        if (!isIn)
            this.cursor = page.asOf;
        // What the page has beyond the cursor comes as an event.
        this.#takeOlder(this.#live, {...page, messages: page.messages.filter(({seq}) => seq <= this.cursor)});
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
        this.#live = new LogPart();
        this.#past = null;
        this.#quotes.forget();
        this.#changes = [];
        this.#ahead.clear();
        this.cursor = 0;
        await this.#load();
        return true;
    }

    #setHere({here, hereCount}) {
        this.here = new Map(here.map(user => [user.id, user.name]));
        this.hereCount = hereCount ?? here.length;
        this.#chat.learnNames(here);
    }

    presence({user, state, hereCount}) {
        this.hereCount = hereCount;
        if (state === "here")
            this.here.set(user.id, user.name);
        else
            this.here.delete(user.id);
        this.#chat.learnNames([user]);
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
                this.#live.items.push({seq: event.seq, kind: "notice", text, at: event.at});
        }
        this.grew.emit(event);
        this.changed.emit("items");
    }

    #append(event) {
        const {seq, by, at, data} = event;
        this.#live.items.push(itemOfEvent(event));
        if (data.thread)
            this.#change({seq, type: "reply", by, at, data: {target: data.thread}});
    }

    #change(event) {
        this.#changes.push(event);
        if (this.#changes.length > mostChangesKept)
            this.#changes.shift();
        const {target} = event.data;
        for (const item of [this.find(target), this.#quotes.known(target)])
            if (item)
                applyChange(item, event, this.#chat.me.id);
    }

    /** Items of a page, oldest first, with what has happened to them since. */
    #itemsOf({messages, users, asOf}) {
        this.#chat.learn(users);
        const items = messages.map(message => itemOf(message, asOf)).sort((a, b) => a.seq - b.seq);
        for (const event of this.#changes) {
            const item = items.find(one => one.seq === event.data.target);
            if (item)
                applyChange(item, event, this.#chat.me.id);
        }
        return items;
    }

    #takeOlder(part, page) {
        const {first} = part;
        part.items = this.#itemsOf(page).filter(({seq}) => seq < first).concat(part.items);
        part.hasOlder = page.more;
    }

    #takeNewer(part, page) {
        const {last} = part;
        part.items = part.items.concat(this.#itemsOf(page).filter(({seq}) => seq > last));
        part.hasNewer = page.more;
    }

    /** One page at a time; all who ask meanwhile wait for the same. */
    loadOlder() {
        return this.#loadPage(this.hasOlder, async part => {
            this.#takeOlder(part, await this.#call("room.history", {before: Math.min(part.first, this.cursor + 1), limit: olderPage}));
            if (part !== this.#live && part.items.length > mostItems) {
                part.items = part.items.slice(0, itemsAfterTrim);
                part.hasNewer = true;
            }
        });
    }

    loadNewer() {
        return this.#loadPage(this.hasNewer, async part => {
            this.#takeNewer(part, await this.#call("room.history", {after: part.last, limit: olderPage}));
            if (part.items.length > mostItems) {
                part.items = part.items.slice(-itemsAfterTrim);
                part.hasOlder = true;
            }
        });
    }

    #loadPage(isThere, work) {
        if (!isThere || !this.isLoaded)
            return Promise.resolve();
        this.#page ??= work(this.#shown).then(() => this.#join()).finally(() => { this.#page = null; });
        return this.#page;
    }

    /** The part of the past that has reached the end becomes one with it. */
    #join() {
        const past = this.#past;
        if (past && (past.last >= this.#live.first || !past.hasNewer)) {
            const {first} = this.#live;
            this.#live.items = past.items.filter(({seq}) => seq < first).concat(this.#live.items);
            this.#live.hasOlder = past.hasOlder;
            this.#past = null;
        }
        this.changed.emit("items");
    }

    /** Shows the part of the log around this message; whether it is a message. */
    async show(seq) {
        await this.#whenLoaded();
        if (this.#shown.find(seq))
            return true;
        if (this.#live.find(seq))
            return this.toEnd() ?? true;
        const page = await this.#call("room.history", {around: seq, limit: pageAround});
        const past = new LogPart();
        past.hasNewer = true;
        this.#takeOlder(past, page);
        if (!past.find(seq))
            return false;
        this.#past = past;
        this.#join();
        return true;
    }

    #whenLoaded() {
        return this.isLoaded || new Promise(done => {
            const off = this.changed.on(() => {
                if (this.isLoaded)
                    done(off());
            });
        });
    }

    /** Shows the end of the log. */
    toEnd() {
        if (!this.#past)
            return;
        this.#past = null;
        this.changed.emit("items");
    }

    /** Lets go of the oldest rows. */
    trim() {
        if (this.#past || this.#live.items.length <= mostItems)
            return;
        this.#live.items = this.#live.items.slice(-itemsAfterTrim);
        this.#live.hasOlder = true;
        this.changed.emit("items");
    }

    #call(method, params) {
        return this.#chat.session.ask(method, {room: this.room, ...params});
    }
}
