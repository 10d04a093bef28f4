// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal, gathered, kept, newClientId} from "./basics.js";
import {Blocks} from "./blocks.js";
import {Drafts} from "./drafts.js";
import {LevelEnds} from "./levels.js";
import {Changes, Outbox} from "./outbox.js";
import {People} from "./people.js";
import {Pins} from "./pins.js";
import {Timeline} from "./timeline.js";
import {words} from "./words.js";

// Logs that stay in memory after their room was left; the oldest are let go of.
const mostTimelines = 20;
const mostUnread = 1000;
// After this time a typing notice without another one is void (PROTOCOL.md: clients let it lapse).
const typingLapse = 7000;
// A room that is full is tried again even when nobody is heard leaving.
const seatPause = 15_000;
const readPause = 400;

/** All that the page knows of rooms and people, without a screen. */
export class Chat {
    /** What the server says of itself; null: not known yet. */
    about = null;
    /** The room that is on the screen; null: none. */
    open = null;

    roomsChanged = new Signal();
    /** `rooms` is complete; at each connection anew. */
    listed = new Signal();
    openChanged = new Signal();
    typingChanged = new Signal();
    /** Who is in the open room. */
    hereChanged = new Signal();
    /** With a room that is no longer one's own, why ("left" or "deleted"), and by whom one was put out, as room.removed has it. */
    removed = new Signal();
    /** With the seq from which on the open room is to be read again. */
    markedUnread = new Signal();

    #rooms = new Map();
    #listed = new Set(); // the rooms of this connection's list so far; null: it is complete
    #people;
    #timelines = new Map();
    #typing = new Map(); // of the open room: id → timer
    #isReading = false;
    #keptUnread = null; // the room that is not marked as read, though it is before somebody's eyes
    #tellRooms = gathered(() => {
        this.#levelEnds.watch(this.rooms);
        this.roomsChanged.emit();
    }, 0);
    #levelEnds = new LevelEnds(() => this.#tellRooms());
    #markRead = gathered(() => this.#tellRead(), readPause);

    constructor(session) {
        this.session = session;
        this.outbox = new Outbox(session);
        this.changes = new Changes(session);
        this.drafts = new Drafts(session);
        this.drafts.replaced.on(() => this.#tellRooms());
        this.#people = new People(session);
        this.blocks = new Blocks(session);
        this.blocks.changed.on(() => {
            this.#tellRooms();
            this.openChanged.emit();
        });
        this.#people.changed.on(() => this.openChanged.emit());
        this.#people.changed.on(() => this.#tellRooms());
        this.pins = new Pins(session, users => this.learn(users));
        session.connected.on(answer => this.#connected(answer));
        session.noticed.on((method, params) => this.#noticed(method, params));
        session.changed.on(phase => phase === "signedOut" && this.#forget());
        setInterval(() => this.timeline?.full && this.timeline.enter(), seatPause);
    }

    get me() { return this.session.me; }
    get timeline() { return this.#timelines.get(this.open) ?? null; }
    get rooms() { return [...this.#rooms.values()]; }
    room(id) { return this.#rooms.get(id); }
    get typists() { return [...this.#typing.keys()].map(id => this.nameOf(id)); }

    /** What a room is called: its name, or the people of a conversation. */
    titleOf(room) {
        if (room.kind !== "direct")
            return room.name;
        return room.people?.map(user => user.name).join(", ") || words.emptyConversation;
    }

    // ---- people ----

    learn(users) { this.#people.learn(users); }
    learnNames(users) { this.#people.learnNames(users); }
    pictureOf(id) { return this.#people.pictureOf(id); }
    presenceOf(id) { return this.session.phase === "online" ? this.#people.presenceOf(id) : null; }
    statusOf(id) { return this.#people.statusOf(id); }
    nameOf(id) { return this.#people.nameOf(id); }
    isBot(id) { return this.#people.isBot(id); }
    membersOf(room) { return this.#people.membersOf(room); }
    loadMembers(room) { this.#people.loadMembers(room).catch(() => {}); }

    // ---- rooms ----

    async #connected({user, rooms, more}) {
        const listed = this.#listed = new Set();
        this.learn([user]);
        this.#takePage(rooms);
        if (!more)
            this.#endList();
        this.changes.go();
        this.blocks.load();
        const about = await this.session.ask("server.about").catch(() => null);
        if (about) {
            this.about = about;
            this.outbox.load(about.id, user.id);
            this.drafts.load(about.id, user.id);
            this.openChanged.emit();
        }
        while (more) {
            const page = await this.session.ask("room.list", {after: rooms.at(-1).id}).catch(() => null);
            if (!page || listed !== this.#listed)
                return; // the next connection lists them anew
            ({rooms, more} = page);
            this.#takePage(rooms);
            if (!more)
                this.#endList();
        }
    }

    /** A page of one's rooms. Those of the connection before stay until the list has come to its end. */
    #takePage(rooms) {
        this.#takeRooms(rooms);
        if (rooms.some(room => room.id === this.open))
            this.#enter(this.open);
    }

    #endList() {
        for (const id of [...this.#rooms.keys()].filter(id => !this.#listed.has(id)))
            this.#rooms.delete(id);
        this.#listed = null;
        this.#tellRooms();
        this.listed.emit();
    }

    /** Whether `rooms` has all of one's own. */
    get isListed() { return this.#listed === null; }

    #takeRooms(rooms) {
        for (const room of rooms) {
            this.learn(room.people);
            this.#rooms.set(room.id, room);
            this.#listed?.add(room.id);
        }
        this.#tellRooms();
    }

    /** A room that one has made or joined. */
    takeRoom(room) {
        this.#takeRooms([room]);
    }

    openRoom(id) {
        if (id === this.open)
            return;
        const former = this.open;
        if (former && this.room(former))
            this.session.call("room.exit", {room: former}).catch(() => {});
        this.#clearTyping();
        this.#keptUnread = null;
        this.open = id;
        if (former)
            this.outbox.reached(former, Infinity);
        if (id !== null)
            this.#enter(id);
        this.openChanged.emit();
    }

    #enter(id) {
        let timeline = this.#timelines.get(id) ?? this.#newTimeline(id);
        this.#timelines.delete(id); // to the end: the last one used
        this.#timelines.set(id, timeline);
        while (this.#timelines.size > mostTimelines)
            this.#timelines.delete(this.#timelines.keys().next().value);
        timeline.enter().then(() => this.#askForFigures(id));
        this.loadMembers(id);
        this.pins.load(id);
    }

    #newTimeline(id) {
        const timeline = new Timeline(this, id);
        timeline.grew.on(event => this.#grew(event));
        timeline.changed.on(what => {
            this.outbox.reached(id, timeline.cursor);
            if (what !== "items" && id === this.open)
                this.hereChanged.emit();
        });
        return timeline;
    }

    /** An event of the open room. */
    #grew(event) {
        const room = this.room(event.room);
        if (!room)
            return;
        if (event.type === "message" && event.data.clientId && event.by === this.me.id)
            this.outbox.settle(event.data.clientId);
        if (event.type === "message") {
            this.#stopTyping(event.by);
            this.#countMessage(room, {room: room.id, seq: event.seq, by: event.by, at: event.at, ...event.data});
        } else if (event.type === "room.updated") {
            Object.assign(room, event.data);
        } else if (event.type === "member.joined" || event.type === "member.left") {
            room.members += event.type === "member.joined" ? 1 : -1;
            this.loadMembers(room.id);
        } else if (event.type === "member.role") {
            this.#takeRole(room, event.data);
            this.loadMembers(room.id);
        } else if (event.type === "member.muted") {
            this.#takeMute(room, event.data);
            this.loadMembers(room.id);
        } else if (event.data.target === room.lastMessage?.seq) {
            this.#changeLast(room, event.type === "message.edited" ? event.data.body : event.type === "message.deleted" ? null : undefined);
        }
        this.pins.grew(event);
        room.lastSeq = Math.max(room.lastSeq, event.seq);
        this.#tellRooms();
        if (this.#isReading)
            this.#markRead();
    }

    #takeRole(room, {user, role}) {
        if (user !== this.me.id)
            return;
        room.role = role;
        if (role === "owner") // nobody could lift their mute
            this.#takeMute(room, {user, on: false});
    }

    #takeMute(room, {user, on, until}) {
        if (user !== this.me.id)
            return;
        room.muted = on || undefined;
        room.mutedUntil = on ? until : undefined;
        this.openChanged.emit();
    }

    #countMessage(room, message) {
        if (message.seq <= (room.lastMessage?.seq ?? 0))
            return;
        room.lastMessage = message;
        room.lastMessageName = this.nameOf(message.by);
        if (message.by === this.me.id || message.seq <= room.lastSeq || message.seq <= room.readSeq)
            return; // counted by the server before
        room.unread = Math.min(room.unread + 1, mostUnread);
        if (message.mentions?.includes(this.me.id) && !this.blocks.has(message.by))
            room.mentions += 1;
    }

    #changeLast(room, body) {
        if (body === null)
            Object.assign(room.lastMessage, {body: "", deletedAt: new Date().toISOString()});
        else if (body !== undefined)
            room.lastMessage.body = body;
    }

    async leave(id) {
        await this.session.call("room.leave", {room: id});
        this.#remove(id, "left");
    }
    async delete(id) {
        await this.session.call("room.delete", {room: id});
        this.#remove(id, "deleted");
    }

    #remove(id, reason, putOut) {
        const room = this.room(id);
        this.#rooms.delete(id);
        this.#timelines.delete(id);
        if (room)
            this.removed.emit(room, reason, putOut);
        this.#tellRooms();
    }

    /** What of a room one is told, on all devices; `until`: when that ends by itself. */
    async setLevel(id, level, until) {
        await this.session.call("room.notify", {room: id, level, until});
        this.#takeLevel({room: id, level, until});
    }

    #takeLevel({room: id, level, until}) {
        const room = this.room(id);
        if (room)
            Object.assign(room, {notify: level, notifyUntil: until});
        this.#tellRooms();
    }

    // ---- changes of messages ----

    edit(room, seq, body, mentions) {
        this.changes.run("message.edit", {room, seq, body, mentions, clientId: newClientId()});
    }
    deleteMessage(room, seq) {
        this.changes.run("message.delete", {room, seq, clientId: newClientId()});
    }
    react(room, seq, emoji, on) {
        this.changes.run("message.react", {room, seq, emoji, on});
    }

    pin(room, seq, on) {
        this.changes.run("message.pin", {room, seq, on});
    }

    // ---- notifications ----

    #noticed(method, params) {
        const handlers = {
            "room.event": () => this.#timelines.get(params.room)?.receive(params),
            "room.activity": () => this.#activity(params),
            "room.presence": () => this.#presence(params),
            "room.typing": () => this.#typed(params),
            "room.read": () => this.#read(params),
            "room.notifyChanged": () => this.#takeLevel(params),
            "room.added": () => this.takeRoom(params.room),
            "user.updated": () => params.user.blocked === undefined ? this.personChanged(params.user) : this.blocks.learn(params.user),
            "room.removed": () => this.#remove(params.room, params.reason, params.putOut),
        };
        handlers[method]?.();
    }

    personChanged(user) {
        if (user.id === this.me.id)
            this.session.learnMe(user);
        for (const room of this.#rooms.values()) {
            const place = room.people?.findIndex(({id}) => id === user.id) ?? -1;
            if (place >= 0)
                room.people[place] = user;
            if (room.lastMessage?.by === user.id)
                room.lastMessageName = user.name;
        }
        this.#people.update(user);
        this.#tellRooms();
    }

    #activity({room: id, lastSeq, message, name, changed, updated, role, muted}) {
        const room = this.room(id);
        if (!room)
            return;
        if (message && name)
            this.learnNames([{id: message.by, name}]);
        const wasSkipped = lastSeq > room.lastSeq + 1;
        if (message)
            this.#countMessage(room, message);
        if (changed && changed.target === room.lastMessage?.seq)
            this.#changeLast(room, changed.body ?? null);
        if (updated)
            Object.assign(room, updated);
        if (role)
            this.#takeRole(room, role);
        if (muted)
            this.#takeMute(room, muted);
        room.lastSeq = Math.max(room.lastSeq, lastSeq);
        if (wasSkipped)
            this.#askForFigures(id);
        if (id === this.open) // it is full, and read from outside
            this.timeline?.behind(lastSeq);
        this.#tellRooms();
    }

    #presence(params) {
        const room = this.room(params.room);
        if (room)
            room.here = params.hereCount;
        this.learnNames([params.user]);
        if (params.state === "gone")
            this.#stopTyping(params.user.id);
        this.#timelines.get(params.room)?.presence(params);
    }

    #read({room: id, by, seq}) {
        const room = this.room(id);
        if (!room || by !== this.me.id)
            return;
        room.readSeq = seq;
        this.#askForFigures(id);
    }

    /** A mark that changes nothing answers with the figures. */
    async #askForFigures(id) {
        const room = this.room(id);
        if (!room)
            return;
        const figures = await this.session.call("room.markRead", {room: id, seq: room.readSeq}).catch(() => null);
        if (figures)
            Object.assign(room, figures);
        this.#tellRooms();
    }

    // ---- reading and typing ----

    /** Whether the end of the open room is before somebody's eyes. */
    setReading(isReading) {
        this.#isReading = isReading;
        if (isReading)
            this.#markRead();
    }

    async #tellRead() {
        const room = this.room(this.open);
        const seq = this.timeline?.cursor ?? 0;
        if (!this.#isReading || !room || seq <= room.readSeq || this.#keptUnread === room.id)
            return;
        const figures = await this.session.call("room.markRead", {room: room.id, seq}).catch(() => null);
        if (!figures || this.#keptUnread === room.id)
            return;
        Object.assign(room, figures, {readSeq: Math.max(seq, room.readSeq)});
        this.#tellRooms();
    }

    /** This message of the open room and all behind it are unread until the room is opened again. */
    async markUnread(seq) {
        const room = this.room(this.open);
        this.keepUnread(room.id);
        this.markedUnread.emit(seq);
        try {
            const figures = await this.session.ask("room.markRead", {room: room.id, seq: seq - 1, back: true});
            Object.assign(room, figures, {readSeq: seq - 1});
        } catch (error) {
            this.keepUnread(null);
            throw error;
        }
        this.#tellRooms();
    }

    /** Until this is called with null, or another room is opened, this room stays unread. */
    keepUnread(room) {
        this.#keptUnread = room;
        if (room === null && this.#isReading)
            this.#markRead();
    }

    #typed({room, by, on}) {
        if (room !== this.open)
            return;
        this.#stopTyping(by);
        if (!on)
            return;
        this.#typing.set(by, setTimeout(() => this.#stopTyping(by), typingLapse));
        this.typingChanged.emit();
    }

    #stopTyping(by) {
        clearTimeout(this.#typing.get(by));
        if (this.#typing.delete(by))
            this.typingChanged.emit();
    }

    #clearTyping() {
        for (const by of [...this.#typing.keys()])
            this.#stopTyping(by);
    }

    // ---- texts that are not sent yet ----

    draft(key) { return this.drafts.of(String(key)); }
    keepDraft(key, text) { this.drafts.keep(String(key), text); }

    /** Of this account nothing stays in this browser. */
    async signOut() {
        kept.keysWith(`confab.out.${this.about?.id}.${this.me.id}.`).forEach(key => kept.remove(key));
        this.drafts.forget();
        await this.session.signOut();
    }

    #forget() {
        this.#clearTyping();
        this.#listed = new Set();
        this.#rooms.clear();
        this.#timelines.clear();
        this.#people.forget();
        this.blocks.forget();
        this.pins.forget();
        this.outbox.forget();
        this.changes.forget();
        this.open = null;
        this.openChanged.emit();
        this.#tellRooms();
    }
}
