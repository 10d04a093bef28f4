// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Signal, kept, pause} from "./basics.js";
import {RpcError, RpcSocket} from "./rpc.js";
import {PollingWire, SocketWire} from "./wires.js";

const tokensKey = "confab.session";
const mostTries = 5;
const firstPause = 500;
const longestPause = 30_000;
// Before an access token ends, another one is asked for.
const refreshAhead = 60_000;
// Over HTTP, a WebSocket is tried again after such pauses: a proxy's restart is short, its rules stay for longer.
const firstReturn = 5000;
const longestReturn = 300_000;
// Codes after which the same page would only be closed again.
const finalCodes = [1002, 1003, 1007];

/** Who is signed in, and the connection that is kept up for them. Tokens are in localStorage, which the tabs of a browser
 *  share, so that a reload needs no password; they are in no URL and no log. */
export class Session {
    /** "signedOut", "connecting", "online" or "waiting" (until retryAt) */
    phase = "signedOut";
    me = null;
    retryAt = 0;
    /** Why one was signed out against one's will. */
    wasEnded = false;

    changed = new Signal();
    /** With the answer to the sign-in, at each connection anew. */
    connected = new Signal();
    noticed = new Signal();

    #socket = null;
    #attempts = 0; // which of them is the present one
    #prefersHttp = false; // WebSockets were refused where HTTP was answered
    #returnTimer = 0;
    #returnPause = firstReturn;
    #user = kept.read(tokensKey)?.user; // whose tokens this tab has
    #pauses = 0;
    #retryTimer = 0;
    #refreshTimer = 0;
    #drainPause = null;

    start() {
        addEventListener("storage", event => event.key === tokensKey && this.#tokensChangedElsewhere());
        addEventListener("online", () => this.#networkChanged());
        document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#awake());
        if (kept.read(tokensKey))
            this.#connect();
    }

    /** Whether the connection goes over HTTP, since no WebSocket comes through. */
    get isOverHttp() { return Boolean(this.#socket?.isOverHttp); }

    /** Rejects with an RpcError; "connection.lost" when there is no connection. */
    call(method, params) {
        return this.phase === "online" ? this.#socket.call(method, params) : Promise.reject(RpcError.lost());
    }

    /** As call(), and what may succeed a little later is tried again. */
    async ask(method, params) {
        for (let tries = 1;; ++tries) {
            try {
                return await this.call(method, params);
            } catch (error) {
                if (!error.isTransient || tries === mostTries)
                    throw error;
                await pause(error.retryAfter);
            }
        }
    }

    /** `method`: account.login, account.register or account.code. */
    async signIn(method, params) {
        const attempt = this.#drop();
        try {
            const socket = await this.#open(attempt);
            const auth = await socket.call(method, {...params, device: deviceName()});
            keepTokens(auth);
            this.#signedIn(socket, auth);
        } catch (error) {
            if (attempt === this.#attempts)
                this.#drop();
            throw error;
        }
    }

    async signOut() {
        const socket = this.#socket;
        kept.remove(tokensKey);
        await socket?.call("account.logout").catch(() => {}); // offline: the session ends with its time
        this.#leave(false);
    }

    tryNow() {
        if (this.phase === "waiting")
            this.#connect();
    }

    #networkChanged() {
        this.tryNow();
        if (this.isOverHttp)
            this.#tryReturn();
    }

    /** An access token for HTTP. */
    get accessToken() {
        return kept.read(tokensKey)?.accessToken ?? "";
    }
    /** After HTTP refused it. */
    async renewToken() {
        if (this.phase === "online")
            await this.#refresh(this.#socket);
    }

    #socketOver(wire) {
        const socket = new RpcSocket(wire, (method, params) => this.#heard(socket, method, params), code => this.#closed(socket, code));
        return socket;
    }

    /** A connection: a WebSocket, or HTTP where none can be had. What worked last time comes first. */
    async #open(attempt) {
        const ways = [SocketWire, PollingWire];
        for (const Wire of this.#prefersHttp ? ways.reverse() : ways) {
            const socket = this.#socketOver(new Wire());
            const isOpen = await socket.opened.then(() => true, () => false);
            if (attempt !== this.#attempts) {
                socket.close();
                throw RpcError.lost();
            }
            if (!isOpen)
                continue;
            this.#socket = socket;
            this.#prefersHttp = socket.isOverHttp;
            return socket;
        }
        throw RpcError.lost();
    }

    async #connect() {
        const attempt = this.#drop();
        this.#setPhase("connecting");
        try {
            const socket = await this.#open(attempt);
            this.#signedIn(socket, await this.#resume(socket));
        } catch (error) {
            if (attempt !== this.#attempts || this.phase !== "connecting")
                return;
            if (error.kind === "auth.expired" || error.kind === "auth.invalid")
                this.#leave(true);
            else if (this.#socket)
                this.#socket.close();
            else if (kept.read(tokensKey))
                this.#wait(1006);
        }
    }

    /** Over HTTP: looks from time to time whether a WebSocket comes through by now. */
    #planReturn() {
        clearTimeout(this.#returnTimer);
        if (!this.isOverHttp)
            return;
        this.#returnTimer = setTimeout(() => this.#tryReturn(), this.#returnPause);
        this.#returnPause = Math.min(this.#returnPause * 2, longestReturn);
    }

    /** Nothing is lost on the way: the new connection asks for what follows the last event of the former. */
    async #tryReturn() {
        clearTimeout(this.#returnTimer);
        const former = this.#socket;
        const socket = this.#socketOver(new SocketWire());
        try {
            await socket.opened;
            const answer = await this.#resume(socket);
            if (former !== this.#socket || !former.isIdle)
                throw RpcError.lost(); // a call that is under way ends where it began
            this.#socket = socket;
            former.close();
            this.#prefersHttp = false;
            this.#returnPause = firstReturn;
            this.#signedIn(socket, answer);
        } catch {
            socket.close();
            if (former === this.#socket)
                this.#planReturn();
        }
    }

    async #resume(socket) {
        const tokens = kept.read(tokensKey);
        if (Date.parse(tokens.expiresAt) > Date.now()) {
            try {
                return await socket.call("session.resume", {accessToken: tokens.accessToken});
            } catch (error) {
                if (!error.kind.startsWith("auth."))
                    throw error;
            }
        }
        return await this.#refresh(socket) ?? await socket.call("session.resume", {accessToken: this.accessToken});
    }

    /** The answer; nothing when another tab has new tokens already. A refresh token serves once, so tabs take turns. */
    async #refresh(socket) {
        const before = kept.read(tokensKey)?.refreshToken;
        const work = async () => {
            const tokens = kept.read(tokensKey);
            if (!tokens || tokens.refreshToken !== before)
                return null;
            const auth = await socket.call("account.refresh", {refreshToken: tokens.refreshToken});
            keepTokens(auth);
            this.#planRefresh();
            return auth;
        };
        return navigator.locks ? navigator.locks.request(tokensKey, work) : work();
    }

    #planRefresh() {
        clearTimeout(this.#refreshTimer);
        const left = Date.parse(kept.read(tokensKey)?.expiresAt) - Date.now() - refreshAhead;
        const socket = this.#socket;
        // A clock that is wrong asks each minute, not in a loop.
        this.#refreshTimer = setTimeout(() => this.#refresh(socket).then(() => this.#planRefresh(), () => {}),
                                        Math.min(Math.max(left || 0, refreshAhead), 2 ** 31 - 1));
    }

    #signedIn(socket, answer) {
        if (this.#socket !== socket)
            return;
        this.#pauses = 0;
        this.me = answer.user;
        this.#user = answer.user.id;
        this.wasEnded = false;
        this.#planRefresh();
        this.#planReturn();
        this.#setPhase("online");
        this.connected.emit(answer);
    }

    /** What the server says anew of who is signed in. */
    learnMe(user) {
        this.me = {...user, email: user.email ?? this.me?.email};
    }

    #heard(socket, method, params) {
        if (socket !== this.#socket)
            return;
        if (method === "server.draining")
            this.#drainPause = params.retryAfterMs;
        this.noticed.emit(method, params);
    }

    #closed(socket, code) {
        if (socket !== this.#socket)
            return;
        this.#socket = null;
        clearTimeout(this.#refreshTimer);
        clearTimeout(this.#returnTimer);
        if (code === 4003)
            this.#leave(true);
        else if (kept.read(tokensKey))
            this.#wait(code);
    }

    #wait(code) {
        const grown = Math.min(firstPause * 2 ** this.#pauses, longestPause) * (0.5 + Math.random());
        const wait = this.#drainPause ?? (finalCodes.includes(code) ? longestPause : grown);
        this.#drainPause = null;
        this.#pauses += 1;
        this.retryAt = Date.now() + wait;
        this.#retryTimer = setTimeout(() => this.tryNow(), wait);
        this.#setPhase("waiting");
    }

    #leave(isEnded) {
        this.#drop();
        kept.remove(tokensKey);
        this.me = null;
        this.#user = undefined;
        this.wasEnded = isEnded;
        this.#setPhase("signedOut");
    }

    /** Forgets the connection, if there is one; nothing of it is heard any more. The number of the attempt that follows. */
    #drop() {
        clearTimeout(this.#retryTimer);
        clearTimeout(this.#refreshTimer);
        clearTimeout(this.#returnTimer);
        const socket = this.#socket;
        this.#socket = null;
        socket?.close();
        return ++this.#attempts;
    }

    #awake() {
        this.tryNow();
        this.#socket?.probe();
    }

    #tokensChangedElsewhere() {
        const tokens = kept.read(tokensKey);
        if (!tokens && this.phase !== "signedOut")
            this.#leave(false);
        else if (tokens && tokens.user !== this.#user)
            location.reload(); // another account, or the first one
    }

    #setPhase(phase) {
        this.phase = phase;
        this.changed.emit(phase);
    }
}

function keepTokens({accessToken, refreshToken, expiresAt, user}) {
    kept.write(tokensKey, {accessToken, refreshToken, expiresAt, user: user.id});
}

/** What the list of one's devices calls this browser. */
function deviceName() {
    const agent = navigator.userAgent;
    const browser = ["Firefox", "Edg", "Chrome", "Safari"].find(name => agent.includes(name + "/")) ?? "Browser";
    const system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"].find(name => agent.includes(name)) ?? "";
    return `Web page, ${browser.replace("Edg", "Edge")} ${system}`.trim();
}
