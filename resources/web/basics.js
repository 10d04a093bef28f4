// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

export const hour = 60 * 60 * 1000; // ms
export const longestTimer = 2 ** 31 - 1; // ms; setTimeout takes no longer one

/** What several may listen to; listeners are called in the order in which they came. */
export class Signal {
    #listeners = new Set();

    on(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    emit(...values) {
        for (const listener of [...this.#listeners])
            listener(...values);
    }
}

/** What this browser keeps for this server's page. A browser that keeps nothing (no space, storage refused) is one in
 *  which everything is forgotten with the page. */
export const kept = {
    read(key) {
        try {
            return JSON.parse(localStorage.getItem(key));
        } catch {
            return null;
        }
    },
    /** Whether it is kept. */
    write(key, value) {
        try {
            localStorage.setItem(key, JSON.stringify(value));
            return true;
        } catch {
            return false;
        }
    },
    remove(key) {
        try {
            localStorage.removeItem(key);
        } catch {
            // Nothing is kept then.
        }
    },
    keysWith(prefix) {
        try {
            return Object.keys(localStorage).filter(key => key.startsWith(prefix));
        } catch {
            return [];
        }
    },
};

/** A UUID of version 7 (RFC 9562): the time in milliseconds, then chance. crypto.randomUUID is missing on pages without TLS. */
export function newClientId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    let time = Date.now();
    for (let i = 5; i >= 0; --i) {
        bytes[i] = time % 256;
        time = Math.floor(time / 256);
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** Calls `work` soon after the first call, and once for all calls until then. */
export function gathered(work, milliseconds) {
    let timer = 0;
    return () => {
        if (timer !== 0)
            return;
        timer = setTimeout(() => {
            timer = 0;
            work();
        }, milliseconds);
    };
}
