// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** An error of a call: `kind` is one of PROTOCOL.md, or "connection.lost" when no answer came and none will. */
export class RpcError extends Error {
    constructor(message, kind, data = {}) {
        super(message);
        this.kind = kind;
        this.data = data;
    }

    static of({message, data}) {
        return new RpcError(message, data?.kind ?? "server.internal", data ?? {});
    }
    static lost() {
        return new RpcError("The connection was lost", "connection.lost");
    }

    /** Whether the same call may succeed later without a change. */
    get isTransient() {
        return ["rate.limited", "server.busy", "server.draining", "server.internal"].includes(this.kind);
    }
    /** Milliseconds until then. */
    get retryAfter() {
        return this.data.retryAfterMs ?? 1000;
    }
}

// No answer for so long: the network swallows what is sent, and the browser has not noticed.
const answerTime = 20_000;
// Silence for so long is asked about.
const silence = 30_000;

/** One WebSocket that speaks JSON-RPC 2.0 as PROTOCOL.md has it. It never reconnects. */
export class RpcSocket {
    #socket;
    #calls = new Map();
    #nextId = 1;
    #heardAt = Date.now();
    #watch;
    #onNotice;

    /** `onNotice(method, params)`; `onClose(code)` is called once, whoever closed. */
    constructor(url, onNotice, onClose) {
        this.#onNotice = onNotice;
        this.#socket = new WebSocket(url, "confab.v1.json");
        this.opened = new Promise((open, fail) => {
            this.#socket.onopen = open;
            this.#socket.onclose = event => {
                fail(RpcError.lost());
                this.#end();
                onClose(event.code);
            };
        });
        this.opened.catch(() => {}); // onClose tells
        this.#socket.onmessage = event => this.#received(event.data);
        this.#watch = setInterval(() => this.#lookWhetherAlive(), 5000);
    }

    /** The result; rejects with an RpcError. */
    call(method, params = {}) {
        if (this.#socket.readyState !== WebSocket.OPEN)
            return Promise.reject(RpcError.lost());
        const id = this.#nextId++;
        return new Promise((resolve, reject) => {
            this.#calls.set(id, {resolve, reject, since: Date.now()});
            this.#socket.send(JSON.stringify({jsonrpc: "2.0", id, method, params}));
        });
    }

    close() {
        this.#socket.close(1000);
    }

    /** Asks at once whether the server is there, after a sleep of the machine for example. */
    probe() {
        if (this.#socket.readyState === WebSocket.OPEN)
            this.call("server.about").catch(() => {});
    }

    #received(text) {
        this.#heardAt = Date.now();
        const frame = JSON.parse(text);
        if (frame.method !== undefined)
            return this.#onNotice(frame.method, frame.params ?? {});
        const call = this.#calls.get(frame.id);
        this.#calls.delete(frame.id);
        if (frame.error)
            call?.reject(RpcError.of(frame.error));
        else
            call?.resolve(frame.result);
    }

    #lookWhetherAlive() {
        const now = Date.now();
        const oldest = this.#calls.values().next().value;
        if (oldest && now - oldest.since > answerTime && now - this.#heardAt > answerTime)
            this.#cutOff();
        else if (!oldest && now - this.#heardAt > silence)
            this.probe();
    }

    /** A close frame would wait for an answer that can't come. */
    #cutOff() {
        const onclose = this.#socket.onclose;
        this.#socket.onclose = null;
        this.#socket.close();
        onclose({code: 1006});
    }

    #end() {
        clearInterval(this.#watch);
        for (const call of this.#calls.values())
            call.reject(RpcError.lost());
        this.#calls.clear();
    }
}
