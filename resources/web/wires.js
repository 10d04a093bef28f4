// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {RpcError} from "./rpc.js";

// A proxy that swallows the handshake of a WebSocket answers nothing at all.
const openTime = 4000;
// The last way that is left may take longer.
const linkTime = 15_000;
// The server answers a poll after 20 s at the latest; a proxy's buffer and a slow network take some of the rest.
const pollTime = 45_000;
// Of frames that go together; before the sign-in the server takes 4 KiB at once.
const postBytes = 3500;

/** Frames over a WebSocket. `opened` is fulfilled once it is open; `onText(text)`, `onClose(code)`. */
export class SocketWire {
    isOverHttp = false;
    onText = () => {};
    onClose = () => {};

    #socket;

    constructor() {
        const url = new URL("/rt", location.href);
        url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
        const socket = new WebSocket(url.href, "confab.v1.json");
        this.#socket = socket;
        this.opened = new Promise((open, fail) => {
            const timer = setTimeout(() => this.close(), openTime);
            socket.onopen = () => {
                clearTimeout(timer);
                open();
            };
            socket.onclose = ({code}) => {
                clearTimeout(timer);
                fail(RpcError.lost());
                this.onClose(code);
            };
        });
        socket.onmessage = ({data}) => this.onText(data);
    }

    get isOpen() { return this.#socket.readyState === WebSocket.OPEN; }

    send(text) {
        this.#socket.send(text);
    }
    close() {
        this.#socket.close(1000);
    }
}

/** The same frames over HTTP, for networks that let no WebSocket through: a request waits for those of the server, others
 *  bring those of this page. */
export class PollingWire {
    isOverHttp = true;
    isOpen = false;
    onText = () => {};
    onClose = () => {};

    #link = ""; // names the connection; in a header, so that it is in no log
    #waiting = [];
    #isPosting = false;
    #end = new AbortController();

    constructor() {
        this.opened = this.#open();
    }

    send(text) {
        this.#waiting.push(text);
        this.#post();
    }

    close() {
        if (this.isOpen)
            fetch("/rt/link", {method: "DELETE", headers: {"Confab-Link": this.#link}, keepalive: true}).catch(() => {});
        this.#closed(1000);
    }

    async #open() {
        try {
            const answer = await fetch("/rt/links", {method: "POST", signal: this.#within(linkTime)});
            this.#link = answer.ok ? (await answer.json()).link ?? "" : "";
        } catch {
            // It can't be had.
        }
        if (!this.#link || this.#end.signal.aborted)
            throw RpcError.lost();
        this.isOpen = true;
        this.#poll();
    }

    #within(milliseconds) {
        return AbortSignal.any([this.#end.signal, AbortSignal.timeout(milliseconds)]);
    }

    #ask(method, body) {
        return fetch("/rt/link", {method, body, headers: {"Confab-Link": this.#link, ...body ? {"Content-Type": "application/x-ndjson"} : {}},
                                  cache: "no-store", signal: this.#within(pollTime)});
    }

    /** Whatever goes wrong ends the connection: frames of an answer that was lost do not come again. */
    async #poll() {
        while (this.isOpen) {
            let answer;
            let text = "";
            try {
                answer = await this.#ask("GET");
                text = await answer.text();
            } catch {
                return this.#closed(1006);
            }
            if (answer.status !== 200)
                return this.#closed(Number(answer.headers.get("Confab-Close")) || 1006);
            text.split("\n").filter(line => line && this.isOpen).forEach(line => this.onText(line));
        }
    }

    /** One request after the other, so that the server reads the frames in their order. */
    async #post() {
        if (this.#isPosting)
            return;
        this.#isPosting = true;
        while (this.isOpen && this.#waiting.length > 0) {
            const answer = await this.#ask("POST", this.#nextFrames()).catch(() => null);
            if (!answer?.ok)
                this.#closed(1006);
        }
        this.#isPosting = false;
    }

    #nextFrames() {
        let frames = this.#waiting.shift();
        while (this.#waiting.length > 0 && frames.length + this.#waiting[0].length < postBytes)
            frames += `\n${this.#waiting.shift()}`;
        return frames;
    }

    #closed(code) {
        if (this.#end.signal.aborted)
            return;
        this.#end.abort();
        if (this.isOpen) {
            this.isOpen = false;
            this.onClose(code);
        }
    }
}
