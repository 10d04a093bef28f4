// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal} from "./basics.js";

/** The pinned messages of rooms, the newest first, as far as they are loaded. */
export class Pins {
    /** With the room whose pins changed. */
    changed = new Signal();

    #session;
    #learn;
    #byRoom = new Map();

    constructor(session, learn) {
        this.#session = session;
        this.#learn = learn;
    }

    of(room) {
        return this.#byRoom.get(room) ?? [];
    }

    async load(room) {
        const page = await this.#session.ask("room.pins", {room}).catch(() => null);
        if (!page)
            return;
        this.#learn(page.users);
        this.#byRoom.set(room, page.messages);
        this.changed.emit(room);
    }

    /** An event of the open room: of a pin, or of a message that is pinned. */
    grew({type, room, data}) {
        const isPin = type === "message.pinned" || type === "message.unpinned";
        if (isPin || data.target && this.of(room).some(({seq}) => seq === data.target))
            this.load(room);
    }

    forget() {
        this.#byRoom.clear();
    }
}
