// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Browsers with people in them, and what each scene of play.mjs needs of them. */

import assert from "node:assert/strict";
import http from "node:http";
import {createRequire} from "node:module";
import net from "node:net";
import {createInterface} from "node:readline";

const {chromium} = createRequire(`${process.env.CONFAB_PLAYWRIGHT}/`)("playwright-core");

let urls = []; // of the nodes: each person has the next one
export const password = "correct horse battery";
const patience = Number(process.env.CONFAB_PATIENCE ?? 60) * 400; // of one wait; several make a scene

let browser;
const people = [];
const listeners = []; // of proxies
let nextNumber = 1;
const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();

/** What the test around this process says next; undefined at its end. */
export async function nextLine() {
    return (await lines.next()).value;
}

/** Asks the test for something: "kill" or "start". */
export function server(what) {
    console.log(`SERVER ${what}`);
    return nextLine();
}

export async function openBrowser() {
    browser = await chromium.launch({executablePath: "/usr/bin/chromium", args: process.getuid() === 0 ? ["--no-sandbox"] : []});
}

export async function closeBrowser() {
    await browser.close();
}

export function beginScene(addresses) {
    urls = addresses;
}

/** Every page of the scene has thrown nothing and has broken no rule of its Content-Security-Policy. */
export async function endScene() {
    for (const person of people)
        assert.deepEqual(person.faults, [], `${person.name}'s page`);
    await Promise.all(people.splice(0).map(person => person.context.close()));
    for (const listener of listeners.splice(0))
        listener.close();
}

/** A window of somebody's own, with nothing in it yet. `url`: of their proxy. */
export async function newWindow(name, {url, ...options} = {}) {
    const context = await browser.newContext({viewport: {width: 1280, height: 800}, ignoreHTTPSErrors: true, ...options});
    context.setDefaultTimeout(patience);
    const faults = [];
    await context.exposeFunction("tellFault", fault => faults.push(fault));
    await context.addInitScript(() => document.addEventListener("securitypolicyviolation",
        event => window.tellFault(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)));
    context.on("page", page => page.on("pageerror", error => faults.push(error.stack)));
    const person = new Person(name, await context.newPage(), context, faults, url ?? urls[people.length % urls.length]);
    people.push(person);
    return person;
}

/** Somebody with an account, signed in. */
export async function newPerson(name, options) {
    const person = await newWindow(name, options);
    await person.signUp();
    return person;
}

export class Person {
    constructor(name, page, context, faults, url) {
        Object.assign(this, {name, page, context, faults, url});
        this.email = `${nextNumber++}.${Date.now()}@example.org`;
    }

    get log() { return this.page.getByRole("main").getByRole("log"); }
    get composer() { return this.page.getByRole("textbox", {name: /^Message /}); }
    get details() { return this.page.getByRole("complementary", {name: "Details"}); }
    get thread() { return this.page.getByRole("complementary", {name: "Thread"}); }
    get lastBody() { return this.log.locator(".body").last(); }
    /** The row with this text. */
    row(text) { return this.log.getByRole("article").filter({has: this.page.locator(".body", {hasText: text})}); }

    async signUp() {
        await this.page.goto(this.url);
        await this.page.getByRole("tab", {name: "Create account"}).click();
        await this.page.getByLabel("Your name").fill(this.name);
        await this.page.getByLabel("E-mail").fill(this.email);
        await this.page.getByLabel("Password", {exact: true}).fill(password);
        await this.page.getByRole("button", {name: "Create account"}).click();
        await this.page.getByText("Connected").waitFor();
    }

    /** Closes the window; what is returned opens another one of the same browser at its address. */
    async close() {
        const address = this.page.url();
        const context = this.page.context();
        await this.page.close();
        return async () => {
            this.page = await context.newPage();
            await this.page.goto(address);
        };
    }

    async createRoom(name, roomPassword = "") {
        await this.page.getByRole("navigation").getByRole("button", {name: "New room"}).click();
        await this.page.getByLabel("Name", {exact: true}).fill(name);
        await this.page.getByLabel("Password", {exact: true}).fill(roomPassword);
        await this.page.getByRole("button", {name: "Create room"}).click();
        await this.page.getByRole("textbox", {name: `Message ${name}`, exact: true}).waitFor();
    }

    async find(name) {
        await this.page.getByRole("navigation").getByRole("button", {name: "Find rooms"}).click();
        await this.page.getByLabel("Search by name").fill(name);
        return this.page.getByRole("button", {name: `Join ${name}`, exact: true});
    }

    async join(name) {
        await (await this.find(name)).click();
        await this.page.getByRole("textbox", {name: `Message ${name}`, exact: true}).waitFor();
    }

    async open(name) {
        await this.page.getByRole("navigation", {name: "Rooms"}).getByRole("link", {name}).click();
        await this.page.getByRole("textbox", {name: `Message ${name}`, exact: true}).waitFor();
    }

    async say(text) {
        await this.composer.fill(text);
        await this.composer.press("Enter");
    }

    async sees(text) {
        await this.row(text).first().waitFor();
    }

    /** The tool of this name in the row's bar. */
    async tool(text, name) {
        const button = this.row(text).getByRole("toolbar").getByRole("button", {name, exact: true});
        for (let tries = 10; ; --tries) { // a row that is drawn anew under the pointer shows its bar when that moves
            await this.page.mouse.move(0, 0);
            await this.row(text).hover();
            try {
                return await button.click({timeout: tries > 1 ? 3000 : undefined});
            } catch (error) {
                if (tries === 1)
                    throw error;
            }
        }
    }

    /** The entry of this name in the row's menu. */
    async menu(text, name) {
        await this.tool(text, "More actions");
        await this.page.getByRole("menuitem", {name, exact: true}).click();
    }

    bodies() {
        return this.log.locator("article.row:not(.pending) .body").allInnerTexts();
    }

    /** Waits until the texts of all messages are these, in this order. */
    async seesExactly(texts) {
        await until(async () => JSON.stringify((await this.bodies()).slice(-texts.length)) === JSON.stringify(texts),
                    async () => `${this.name} sees ${JSON.stringify(await this.bodies())} instead of ${JSON.stringify(texts)}`);
        assert.equal((await this.bodies()).length, texts.length);
    }
}

/** Looks again and again until it is so. */
export async function until(isSo, complaint = () => "it did not come") {
    for (const end = Date.now() + patience; Date.now() < end;) {
        if (await isSo())
            return;
        await new Promise(done => setTimeout(done, 20)); // between two looks
    }
    assert.fail(await complaint());
}

/** A call over HTTP, as a script makes it. */
export async function call(method, params, token) {
    const headers = {"Content-Type": "application/json", ...token ? {Authorization: `Bearer ${token}`} : {}};
    const answer = await fetch(`${urls[0]}api/v1/${method}`, {method: "POST", headers, body: JSON.stringify(params)});
    const result = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(result));
    return result;
}

/** For call(): the person's access token, and the room on their screen. */
export async function tokenAndRoom(person) {
    const token = await person.page.evaluate(() => JSON.parse(localStorage.getItem("confab.session")).accessToken);
    return {token, room: Number(new URL(person.page.url()).hash.split("/").at(-1))};
}

/** A proxy before the first node, as companies have them: it knows nothing of WebSockets until `lets` is true, and passes an
 *  answer on when it has all of it. `lines`: the first line of each request. */
export async function openProxy() {
    const target = new URL(urls[0]);
    const proxy = {lets: false, isDead: false, lines: [], sockets: 0};
    const listener = http.createServer((request, answer) => {
        proxy.lines.push(`${request.method} ${request.url}`);
        if (proxy.isDead && request.url.startsWith("/rt"))
            return answer.writeHead(502).end();
        const upstream = http.request(target, {path: request.url, method: request.method, headers: request.headers}, async got => {
            const pieces = await got.toArray().catch(() => null);
            if (!pieces)
                return answer.destroy();
            answer.writeHead(got.statusCode, got.headers);
            answer.end(Buffer.concat(pieces));
        });
        upstream.on("error", () => answer.destroy());
        answer.on("close", () => upstream.destroy());
        request.pipe(upstream);
    });
    listener.on("upgrade", (request, socket) => {
        socket.on("error", () => {});
        if (!proxy.lets)
            return socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        proxy.sockets += 1;
        const fields = request.rawHeaders.map((text, index) => text + (index % 2 === 0 ? ": " : "\r\n")).join("");
        const upstream = net.connect(Number(target.port), target.hostname, () => upstream.write(`GET ${request.url} HTTP/1.1\r\n${fields}\r\n`));
        upstream.on("error", () => socket.destroy());
        socket.pipe(upstream).pipe(socket);
    });
    listeners.push(listener);
    await new Promise(done => listener.listen(0, "127.0.0.1", done));
    proxy.url = `http://127.0.0.1:${listener.address().port}/`;
    return proxy;
}
