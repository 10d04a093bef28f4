// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal, gathered, longestTimer} from "./basics.js";
import {words} from "./words.js";

const namesPerCall = 200;
const membersPerPage = 500;
const mostMembers = 2000; // that are shown and completed

/** Names of people, what they tell of themselves, and who belongs to which room. */
export class People {
    /** Names or members are known that were not. */
    changed = new Signal();

    #session;
    #names = new Map();
    #profiles = new Map(); // id → {picture, status, presence}
    #statusEnd = 0; // a timer
    #bots = new Set(); // ids of programs
    #wanted = new Set();
    #members = new Map(); // room → [Member]
    #ask = gathered(() => this.#askForNames(), 50);

    constructor(session) {
        this.#session = session;
    }

    /** All that the server tells of them. */
    learn(users = []) {
        this.learnNames(users);
        for (const {id, picture, status, presence} of users)
            this.#profiles.set(id, {picture, status, presence: presence ?? this.#profiles.get(id)?.presence});
        this.#awaitStatusEnd();
    }

    /** Of people who come without picture and status, as who is in a room. */
    learnNames(users) {
        for (const {id, name, bot, presence} of users) {
            this.#names.set(id, name);
            if (bot)
                this.#bots.add(id);
            if (presence)
                this.#profiles.set(id, {...this.#profiles.get(id), presence});
        }
    }

    pictureOf(id) { return this.#profiles.get(id)?.picture ?? null; }
    presenceOf(id) { return this.#profiles.get(id)?.presence ?? null; }

    /** As a line; a status whose time has passed is none. */
    statusOf(id) {
        const status = this.#profiles.get(id)?.status;
        return status && !(Date.parse(status.until) <= Date.now()) ? [status.emoji, status.text].filter(Boolean).join(" ") : "";
    }

    /** The next status that ends by itself goes from the screen. */
    #awaitStatusEnd() {
        const ends = [...this.#profiles.values()].map(({status}) => Date.parse(status?.until ?? "")).filter(end => end > Date.now());
        clearTimeout(this.#statusEnd);
        if (ends.length === 0)
            return;
        this.#statusEnd = setTimeout(() => {
            this.changed.emit();
            this.#awaitStatusEnd();
        }, Math.min(Math.min(...ends) - Date.now() + 1, longestTimer));
    }

    /** Somebody has another name, picture, status or presence. */
    update(user) {
        this.learn([user]);
        for (const members of this.#members.values()) {
            const member = members.find(({id}) => id === user.id);
            if (member)
                Object.assign(member, {name: user.name, picture: user.picture, status: user.status, presence: user.presence});
        }
        this.changed.emit();
    }

    /** A name that is not known yet is asked for; changed follows. */
    nameOf(id) {
        const name = this.#names.get(id);
        if (name === undefined) {
            this.#wanted.add(id);
            this.#ask();
        }
        return name ?? words.somebody;
    }

    isBot(id) {
        return this.#bots.has(id);
    }

    async #askForNames() {
        const ids = [...this.#wanted].slice(0, namesPerCall);
        ids.forEach(id => this.#wanted.delete(id));
        if (ids.length === 0)
            return;
        const {users} = await this.#session.ask("user.get", {ids}).catch(() => ({users: []}));
        this.learn(users);
        if (users.length > 0)
            this.changed.emit();
        if (this.#wanted.size > 0)
            this.#ask();
    }

    /** As far as they are loaded. */
    membersOf(room) {
        return this.#members.get(room) ?? [];
    }

    async loadMembers(room) {
        const found = [];
        let page = {more: true};
        while (page.more && found.length < mostMembers) {
            page = await this.#session.ask("room.members", {room, after: found.at(-1)?.id, limit: membersPerPage});
            found.push(...page.members);
            if (page.members.length === 0)
                break;
        }
        this.learn(found);
        this.#members.set(room, found);
        this.changed.emit();
    }

    forget() {
        this.#names.clear();
        this.#profiles.clear();
        clearTimeout(this.#statusEnd);
        this.#bots.clear();
        this.#members.clear();
    }
}
