// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes of play.mjs: what a conversation has beyond its messages, and the ways to the server. */

import assert from "node:assert/strict";
import {call, newPerson, newWindow, openProxy, server, tokenAndRoom, until} from "./people.mjs";

const many = 130; // lines: more than the page loads at first, and around a message

/** Ana and Ben in a room with a first plan, `many` lines, and an answer to the plan. */
async function longRoom() {
    const ana = await newPerson("Ana Moreno");
    await ana.createRoom("Library");
    const ben = await newPerson("Ben Okafor");
    await ben.join("Library");
    const {token, room} = await tokenAndRoom(ana);
    const bens = await tokenAndRoom(ben);
    const reopen = [await ana.close(), await ben.close()];
    let sent = 0;
    const send = (body, more = {}) => call("message.send", {room, clientId: `library-${++sent}`, body, ...more}, token);
    const first = await send("the very first plan");
    for (let i = 1; i <= many; ++i)
        await send(`line ${i}.${"\nmore".repeat(4)}`); // so tall that the page does not look ahead by itself
    const last = await send("as I wrote", {replyTo: first.seq});
    await call("room.markRead", {room, seq: last.seq}, bens.token); // what is unread would be loaded
    for (const again of reopen)
        await again();
    for (const person of [ana, ben])
        await person.sees("as I wrote");
    return {ana, ben, token, room, first: first.seq, send};
}

export const conversation = {
    /** Far back in the log and to its end again, without a gap; what happens there meanwhile is seen. */
    async findsItsWayInALongRoom() {
        const {ana, ben, token, room, first, send} = await longRoom();
        const quote = ana.row("as I wrote").getByRole("button", {name: "Go to the message of Ana Moreno"});
        await until(async () => (await quote.innerText()).includes("the very first plan"));
        assert.equal(await ana.row("the very first plan").count(), 0); // it is not loaded
        const change = body => call("message.edit", {room, seq: first, clientId: body, body}, token);
        await change("the first plan");
        await until(async () => (await quote.innerText()).includes("the first plan"));
        await quote.click();
        await ana.sees("the first plan");
        assert.ok(await ana.log.getByRole("article").count() < many);
        await change("the plan");
        await ana.sees("the plan");
        await ben.say("meanwhile");
        await ana.page.getByRole("button", {name: "1 new message"}).waitFor();
        const all = ["the plan", ...Array.from({length: many}, (_, i) => `line ${i + 1}.`), "as I wrote", "meanwhile"];
        await until(async () => {
            await ana.log.evaluate(list => { list.scrollTop = list.scrollHeight; });
            return await ana.log.getByRole("article").count() === all.length;
        });
        assert.deepEqual((await ana.bodies()).map(text => text.split("\n")[0].replace(/edited$/, "")), all);
        await until(async () => (await quote.innerText()).includes("the plan"));

        await ana.menu("the plan", "Pin");
        const pin = ben.details.getByRole("button", {name: "Go to the pinned message of Ana Moreno: the plan"});
        await pin.click();
        await ben.sees("the plan");
        await ben.row("the plan").getByText("Pinned").waitFor();
        await ben.page.getByRole("button", {name: "Jump to the newest message"}).click();
        await ben.sees("meanwhile");
        await ana.menu("the plan", "Unpin");
        await until(async () => await pin.count() === 0);

        await ana.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await ana.menu("line 20.", "Copy link");
        const link = await ana.page.evaluate(() => navigator.clipboard.readText());
        assert.match(link, new RegExp(`^confab://127\\.0\\.0\\.1:\\d+/room/${room}/\\d+$`));
        await send(`see ${link} for it`);
        await ben.row("for it").getByRole("link", {name: link}).click();
        await ben.sees("line 20.");
        assert.equal(await ben.row("line 130.").count(), 0);
        await ben.page.keyboard.press("Escape");
        await ben.sees("for it");

        await ben.page.keyboard.press("Control+Shift+F");
        await ben.page.getByRole("dialog", {name: "Search messages"}).waitFor();
        await ben.page.keyboard.type("LINE 40. from:ana");
        const hit = ben.page.getByRole("list", {name: "Found messages"}).getByRole("button", {name: /line 40\./});
        await hit.waitFor();
        assert.deepEqual(await hit.locator("mark").allInnerTexts(), ["line", "40."]);
        await ben.page.keyboard.press("ArrowDown");
        await ben.page.keyboard.press("Enter");
        await ben.sees("line 40.");
    },

    async talksInThreads() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Kitchen");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Kitchen");
        await ana.say("Who has the **tulips**?");
        await ben.tool("Who has the tulips?", "Thread");
        await ben.page.keyboard.type("half an answer"); // the keyboard is there already
        await ben.page.keyboard.press("Escape");
        await until(async () => await ben.thread.count() === 0);
        await ben.tool("Who has the tulips?", "Thread");
        await until(async () => await ben.thread.getByRole("textbox", {name: "Reply in the thread"}).inputValue() === "half an answer");
        await ben.page.keyboard.press("Enter");
        await ana.row("Who has the tulips?").getByRole("button", {name: "1 reply: open the thread"}).click();
        await ana.thread.getByRole("article", {name: /half an answer/}).waitFor();
        assert.equal(await ana.thread.getByRole("article").count(), 2);
        await ana.page.keyboard.type("a whole one");
        await ana.page.keyboard.press("Enter");
        await ben.thread.getByRole("article", {name: /a whole one/}).waitFor(); // live
        await ben.row("a whole one").getByRole("button", {name: "Go to the message of Ana Moreno"}).waitFor(); // and in the room
        await ana.say("beside it");
        await ben.sees("beside it");
        assert.equal(await ben.thread.getByRole("article").count(), 3);
        await ana.page.keyboard.press("ArrowUp");
        await until(async () => await ana.composer.inputValue() === "beside it");
        await ana.page.keyboard.press("Escape");

        await ana.thread.getByRole("article", {name: /a whole one/}).hover();
        await ana.thread.getByRole("button", {name: "Edit", exact: true}).click();
        await ana.page.keyboard.press("Control+A");
        await ana.page.keyboard.type("all of them");
        await ana.page.keyboard.press("Enter");
        await ben.thread.getByRole("button", {name: "Edited: show earlier versions"}).click();
        const versions = ben.page.getByRole("dialog", {name: "Earlier versions"});
        await versions.getByText("a whole one").waitFor();
        assert.deepEqual(await versions.locator(".body").allInnerTexts(), ["a whole one", "all of them"]);
        await ben.page.keyboard.press("Escape");
        await ben.row("all of them").waitFor();

        await ben.tool("Who has the tulips?", "React…");
        await ben.page.getByRole("button", {name: "thumbs up"}).click();
        await ana.row("Who has the tulips?").getByRole("button", {name: "👍 1", exact: true}).waitFor();
        await ana.menu("Who has the tulips?", "Who reacted…");
        await ana.page.getByRole("list", {name: "Reacted with 👍"}).getByText("Ben Okafor").waitFor();
        await ana.page.keyboard.press("Escape");
        await ana.thread.getByRole("button", {name: "Close the thread"}).click();
        await ana.row("Who has the tulips?").focus();
        await ana.page.keyboard.press("Shift+F10");
        await ana.page.getByRole("menu", {name: "More actions"}).waitFor();
        await ana.page.keyboard.press("ArrowDown");
        assert.equal(await ana.page.evaluate(() => document.activeElement.textContent), "Copy link");
        await ana.page.keyboard.press("Escape");
        assert.match(await ana.page.evaluate(() => document.activeElement.ariaLabel), /tulips/);
    },

    async keepsItsHouse() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Attic");
        await ana.createRoom("Meadow");
        const ben = await newPerson("Ben _Okafor_");
        await ben.join("Meadow");
        await ana.say("one");
        await ana.say("two");
        await ben.say("three *stars*");
        await ana.sees("three stars");
        await ben.menu("two", "Mark unread from here");
        await ben.page.getByRole("link", {name: "Meadow, 1 unread"}).waitFor();
        await ben.page.getByRole("separator", {name: "New messages below"}).waitFor();
        await ana.say("four");
        await ben.page.getByRole("link", {name: "Meadow, 2 unread"}).waitFor();
        // It is before the eyes, and stays unread: the page would tell the server after 400 ms.
        await ben.page.evaluate(() => new Promise(done => setTimeout(done, 800)));
        const {token} = await tokenAndRoom(ben);
        assert.equal((await call("room.list", {}, token)).rooms[0].unread, 2);
        await ben.page.keyboard.press("Escape");
        await ben.page.getByRole("link", {name: "Meadow", exact: true}).waitFor();

        await ana.menu("three stars", "Forward…");
        await ana.page.getByRole("searchbox", {name: "Search a room"}).fill("att");
        await ana.page.keyboard.press("Enter");
        await ana.page.getByText("Forwarded to Attic").waitFor();
        await ana.open("Attic");
        await ana.sees("three stars");
        assert.equal(await ana.lastBody.locator("strong").innerText(), "Ben _Okafor_:");
        assert.equal(await ana.lastBody.locator("blockquote em").innerText(), "stars");

        await ana.open("Meadow");
        await ana.page.getByRole("button", {name: "Room settings…"}).click();
        await ana.page.getByLabel("Name", {exact: true}).fill("Orchard");
        await ana.page.getByLabel("Capacity").fill("0");
        await ana.page.keyboard.press("Enter");
        await ana.page.getByText("Enter a number from 1 to 1,000,000, or nothing.").waitFor();
        await ana.page.getByLabel("Capacity").fill("12");
        await ana.page.getByRole("radio", {name: "Set one"}).check();
        await ana.page.getByLabel("New password").fill("apples and pears");
        await ana.page.getByRole("button", {name: "Save", exact: true}).click();
        await ben.page.getByRole("heading", {name: "Orchard", level: 1}).waitFor();
        await ben.details.getByText("Required to join").waitFor();
        await ben.details.getByText("12", {exact: true}).waitFor();
        assert.equal(await ben.page.getByRole("button", {name: "Room settings…"}).count(), 0);

        await ben.page.getByLabel("Filter rooms").fill("attic");
        await ben.page.getByRole("list", {name: "Found on this server"}).getByRole("button", {name: "Join Attic"}).click();
        await ben.sees("three stars");
        await ben.page.getByLabel("Filter rooms").fill(ana.email);
        await ben.page.getByRole("button", {name: "Start a conversation with Ana Moreno"}).click();
        await ben.page.getByRole("textbox", {name: "Message Ana Moreno"}).waitFor();
        assert.equal(await ben.page.getByLabel("Filter rooms").inputValue(), "");

        const background = () => ben.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        await ben.page.emulateMedia({colorScheme: "dark"});
        assert.equal(await background(), "rgb(15, 17, 21)");
        await ben.page.keyboard.press("Control+,");
        await ben.page.getByRole("dialog", {name: "Settings"}).getByRole("radio", {name: "Light"}).check();
        assert.equal(await background(), "rgb(255, 255, 255)");
        await ben.page.reload();
        await ben.page.getByText("Connected").waitFor();
        assert.equal(await background(), "rgb(255, 255, 255)");
    },

    /** Through a proxy that knows no WebSockets and keeps answers back until it has all of them. */
    async worksWhereNoWebSocketComesThrough() {
        const proxy = await openProxy();
        const ana = await newWindow("Ana Moreno", {url: proxy.url});
        await ana.signUp();
        await ana.createRoom("Office");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Office");
        await ana.page.getByText("2 here").waitFor();
        await ana.composer.pressSequentially("one");
        await ben.page.getByText("Ana Moreno is typing").waitFor();
        await ana.composer.press("Enter");
        await ben.sees("one");
        await ben.say("two");
        await ana.sees("two");
        await ana.page.keyboard.press("Control+,");
        await ana.page.getByText("HTTP: the network lets no WebSocket through").waitFor();
        await ana.page.keyboard.press("Escape");

        await server("kill");
        await ana.page.getByText("Offline", {exact: true}).waitFor();
        await ana.say("from the dark");
        await server("start");
        await ben.sees("from the dark");
        proxy.isDead = true;
        await ana.page.reload();
        await ana.page.getByRole("heading", {name: "The server can't be reached"}).waitFor();
        await ben.say("meanwhile");
        proxy.isDead = false;
        await ana.page.getByRole("button", {name: "Try now"}).click();
        await ana.seesExactly(["one", "two", "from the dark", "meanwhile"]);

        assert.equal(proxy.sockets, 0);
        proxy.lets = true;
        await ana.page.evaluate(() => window.dispatchEvent(new Event("online"))); // what it looks for by itself from time to time
        await until(async () => proxy.sockets > 0);
        await until(async () => proxy.lines.includes("DELETE /rt/link"));
        await ben.say("and again");
        await ana.sees("and again");
        await ana.say("quick");
        await ben.seesExactly(["one", "two", "from the dark", "meanwhile", "and again", "quick"]);
        await ana.page.keyboard.press("Control+,");
        await ana.page.getByText("WebSocket", {exact: true}).waitFor();
        // A log of such a proxy has no token of anybody.
        const known = [/^(GET|HEAD) \/(web\/[\w.]+)?$/, /^POST \/rt\/links$/, /^(GET|POST|DELETE) \/rt\/link$/, /^POST \/api\/v1\/[\w.]+$/];
        assert.deepEqual(proxy.lines.filter(line => !known.some(pattern => pattern.test(line))), []);
    },
};
