// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal, gathered} from "./basics.js";
import {words} from "./words.js";

const namesPerCall = 200;
const membersPerPage = 500;
const mostMembers = 2000; // that are shown and completed

/** Names of people, and who belongs to which room. */
export class People {
    /** Names or members are known that were not. */
    changed = new Signal();

    #session;
    #names = new Map();
    #bots = new Set(); // ids of programs
    #wanted = new Set();
    #members = new Map(); // room → [Member]
    #ask = gathered(() => this.#askForNames(), 50);

    constructor(session) {
        this.#session = session;
    }

    learn(users = []) {
        for (const {id, name, bot} of users) {
            this.#names.set(id, name);
            if (bot)
                this.#bots.add(id);
        }
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
        this.#bots.clear();
        this.#members.clear();
    }
}
