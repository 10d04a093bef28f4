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

/** One connection that speaks JSON-RPC 2.0 as PROTOCOL.md has it, over a wire. It never reconnects. */
export class RpcSocket {
    #wire;
    #calls = new Map();
    #nextId = 1;
    #heardAt = Date.now();
    #watch;
    #onNotice;
    #onClose;

    /** `onNotice(method, params)`; `onClose(code)` is called once, whoever closed. */
    constructor(wire, onNotice, onClose) {
        this.#wire = wire;
        this.#onNotice = onNotice;
        this.#onClose = onClose;
        wire.onText = text => this.#received(text);
        wire.onClose = code => this.#ended(code);
        this.opened = wire.opened;
        this.opened.catch(() => this.#ended(1006));
        this.#watch = setInterval(() => this.#lookWhetherAlive(), 5000);
    }

    get isOverHttp() { return this.#wire.isOverHttp; }
    get isIdle() { return this.#calls.size === 0; }

    /** The result; rejects with an RpcError. */
    call(method, params = {}) {
        if (!this.#wire.isOpen)
            return Promise.reject(RpcError.lost());
        const id = this.#nextId++;
        return new Promise((resolve, reject) => {
            this.#calls.set(id, {resolve, reject, since: Date.now()});
            this.#wire.send(JSON.stringify({jsonrpc: "2.0", id, method, params}));
        });
    }

    close() {
        this.#wire.close();
    }

    /** Asks at once whether the server is there, after a sleep of the machine for example. */
    probe() {
        if (this.#wire.isOpen)
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
        this.#wire.onClose = () => {};
        this.#wire.close();
        this.#ended(1006);
    }

    #ended(code) {
        const onClose = this.#onClose;
        this.#onClose = () => {};
        clearInterval(this.#watch);
        for (const call of this.#calls.values())
            call.reject(RpcError.lost());
        this.#calls.clear();
        onClose(code);
    }
}
