// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** What people do with the page. Each scene is a function of tst_web.cpp or tst_webnodes.cpp, which ask for one after the other:
 *  {"scene": name, "urls": [addresses]} on a line each, answered by OVER. One that fails ends the process. */

import assert from "node:assert/strict";
import {readFile} from "node:fs/promises";
import {account} from "./account.mjs";
import {conversation} from "./conversation.mjs";
import {beginScene, call, closeBrowser, endScene, newPerson, newWindow, nextLine, openBrowser, password, server, tokenAndRoom, until}
    from "./people.mjs";
import {frames} from "./frames.mjs";
import {marks} from "./marks.mjs";
import {invites} from "./invites.mjs";
import {moderation} from "./moderation.mjs";
import {profiles} from "./profiles.mjs";
import {programs} from "./programs.mjs";

const scenes = {
    ...account,
    ...profiles,
    ...conversation,
    ...frames,
    ...marks,
    ...invites,
    ...moderation,
    ...programs,

    async leadsToTheFirstRoom() {
        const ana = await newWindow("Ana Moreno");
        await ana.page.goto(`${ana.url}#/new`);
        await ana.page.getByRole("heading", {name: "Create an account"}).waitFor();
        await ana.page.keyboard.type("Ana Moreno"); // the keyboard is there already
        await ana.page.getByLabel("E-mail").fill(ana.email);
        await ana.page.getByLabel("Password", {exact: true}).fill(password);
        await ana.page.keyboard.press("Enter");
        await ana.page.getByRole("dialog", {name: "New room"}).waitFor();
        await ana.page.keyboard.type("General");
        await ana.page.keyboard.press("Enter");
        await ana.page.getByRole("textbox", {name: "Message General"}).waitFor();
        await ana.say("first");
        await ana.seesExactly(["first"]);
    },

    async twoPeopleTalk() {
        const ana = await newPerson("Ana Moreno");
        const garden = `Garden ${Date.now()}`; // the scene is played more than once
        await ana.createRoom(garden, "tulips and more");
        const ben = await newPerson("Ben Okafor");
        await (await ben.find(garden)).click();
        await ben.page.getByLabel("Room password").fill("roses only");
        await ben.page.getByRole("button", {name: `Join ${garden}`}).click();
        await ben.page.getByText("The password is wrong.").waitFor();
        await ben.page.getByLabel("Room password").fill("tulips and more");
        await ben.page.getByRole("button", {name: `Join ${garden}`}).click();
        await ben.composer.waitFor();
        await ana.page.getByText("2 here").waitFor();

        await ana.composer.pressSequentially("Who has the **tulips**?");
        await ben.page.getByText("Ana Moreno is typing").waitFor();
        await ana.composer.press("Enter");
        await ben.sees("Who has the tulips?");
        assert.equal(await ben.lastBody.locator("strong").innerText(), "tulips");
        await until(async () => await ben.page.getByText("is typing").count() === 0);

        await ben.tool("Who has the tulips?", "Reply");
        await ben.page.getByText("Replying to Ana Moreno").waitFor();
        await ben.say("I do, @Ana Moreno");
        await ana.sees("I do, @Ana Moreno");
        await ana.row("I do").getByRole("button", {name: "Go to the message of Ana Moreno"}).waitFor();
        assert.equal(await ana.row("I do").locator(".mention.self").innerText(), "@Ana Moreno");

        await ben.tool("Who has the tulips?", "React…");
        await ben.page.getByRole("button", {name: "thumbs up"}).click();
        await ana.row("Who has the tulips?").getByRole("button", {name: "👍 1", exact: true}).click();
        await ben.row("Who has the tulips?").getByRole("button", {name: "👍 2, yours, too"}).waitFor();

        await ana.composer.press("ArrowUp");
        await ana.page.getByText("Editing", {exact: true}).waitFor();
        await ana.say("Who has the **roses**?");
        await ben.sees("Who has the roses?edited");
        await ana.menu("Who has the roses?", "Delete…");
        await ana.page.getByRole("button", {name: "Delete message"}).click();
        await ben.sees("Message deleted");
        await until(async () => (await ben.row("I do").locator(".quote").innerText()).includes("Message deleted"));
    },

    async countsWhatIsUnread() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Plans");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Plans");
        await ana.page.getByText("Ben Okafor joined").waitFor();
        await ben.createRoom("Elsewhere");
        await ana.say("one");
        await ana.say("two, @Ben Okafor");
        const link = ben.page.getByRole("link", {name: "Plans, 1 mention, 2 unread"});
        await link.waitFor();
        await until(async () => await ben.page.title() === "(2) Confab");
        await link.click();
        await ben.sees("two, @Ben Okafor");
        await ben.page.getByRole("separator", {name: "New messages below"}).waitFor();
        await ben.page.getByRole("link", {name: "Plans", exact: true}).waitFor();

        await ben.page.getByRole("button", {name: "New conversation"}).click();
        await ben.page.getByLabel("Name or e-mail address").fill(ana.email);
        await ben.page.getByRole("checkbox", {name: "Ana Moreno"}).check();
        await ben.page.getByRole("button", {name: "Start with Ana Moreno"}).click();
        await ben.page.getByRole("textbox", {name: "Message Ana Moreno"}).waitFor();
        await ben.say("between us");
        await ana.page.getByRole("link", {name: /^Ben Okafor, (.*, )?1 unread$/}).click();
        await ana.sees("between us");
        assert.equal(await ana.page.locator(".row").count(), 1);
    },

    async sendsFiles() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Pictures");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Pictures");
        const picture = Buffer.from(await ana.page.evaluate(() => {
            const canvas = document.createElement("canvas");
            canvas.width = 840;
            canvas.height = 480;
            canvas.getContext("2d").fillRect(0, 0, 400, 400);
            return canvas.toDataURL("image/png").split(",")[1];
        }), "base64");
        const plan = Buffer.from("<script>alert(1)</script>\n".repeat(2000));
        await ana.page.locator("main input[type=file]").first().setInputFiles([{name: "roof.png", mimeType: "image/png", buffer: picture},
                                                                  {name: "plan.html", mimeType: "text/html", buffer: plan}]);
        await ana.say("The roof, and the plan");
        const image = ben.page.getByRole("button", {name: "Open picture roof.png"}).locator("img");
        await image.waitFor();
        const place = await image.boundingBox();
        assert.deepEqual([place.width, place.height], [420, 240]);
        await until(() => image.evaluate(one => one.naturalWidth === 840));
        await image.click();
        await ben.page.getByRole("dialog", {name: "Picture roof.png"}).waitFor();
        await ben.page.keyboard.press("Escape");
        const saving = ben.page.waitForEvent("download");
        await ben.page.getByRole("button", {name: "Save plan.html"}).click();
        const saved = await saving;
        assert.equal(saved.suggestedFilename(), "plan.html");
        assert.deepEqual(await readFile(await saved.path()), plan);
        await ana.sees("The roof, and the plan");
        assert.equal(await ana.log.getByRole("article").count(), 1);

        // A message does not leave without the file that it was written for.
        const refuse = route => route.abort();
        await ana.page.route(/\/files\?name=/, refuse);
        await ana.page.locator("main input[type=file]").first().setInputFiles([{name: "lost.txt", mimeType: "text/plain", buffer: Buffer.from("x")}]);
        await ana.say("With the list");
        await ana.page.getByText("A file was not sent. Remove it, or attach it again.").waitFor();
        assert.equal(await ana.composer.inputValue(), "With the list");
        await ana.page.unroute(/\/files\?name=/, refuse);
        await ana.page.getByRole("button", {name: "Remove lost.txt"}).click();
        await ana.composer.press("Enter");
        await ben.sees("With the list");
    },

    async comesBackAfterACrash() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Stormy");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Stormy");
        await ana.say("before");
        await ben.sees("before");
        await server("kill");
        await ana.page.getByText("Offline", {exact: true}).waitFor();
        await ben.page.getByText("Offline", {exact: true}).waitFor();
        await ana.say("from the dark");
        await ana.say("and more");
        await ben.say("me too");
        await ana.log.getByLabel("Sending", {exact: true}).last().waitFor();
        const reopen = await ana.close();
        await server("start");
        await reopen(); // what waits has outlived the window
        await ana.page.getByText("Connected").waitFor();
        await ben.page.getByText("Connected").waitFor();
        for (const person of [ana, ben]) {
            await person.sees("me too");
            await person.sees("and more");
        }
        await ana.say("after");
        await ben.sees("after");
        const seen = await ben.bodies();
        assert.deepEqual(seen.filter(text => text !== "me too"), ["before", "from the dark", "and more", "after"]);
        assert.equal(seen.length, 5);
        await ana.seesExactly(seen);
    },

    /** Of two nodes the second person's dies, and comes back. */
    async missesNothingWhenItsNodeDies() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Harbour");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Harbour");
        await ben.say("before");
        await ana.sees("before");
        await server("kill");
        await ben.page.getByText("Offline", {exact: true}).waitFor();
        await ana.say("still here");
        await ana.sees("still here");
        await ben.say("from the dark");
        await server("start");
        await ana.sees("from the dark");
        await ben.sees("still here");
        await ana.say("after");
        await ben.sees("after");
        for (const person of [ana, ben])
            await person.seesExactly(["before", "still here", "from the dark", "after"]);
        await ana.page.getByText("2 here").waitFor();
    },

    async hearsWhatBecomesOfARoom() {
        const ana = await newPerson("Ana Moreno");
        const ben = await newPerson("Ben Okafor");
        const {token} = await tokenAndRoom(ana);
        const {room} = await call("room.create", {name: "Tiny", visibility: "public", capacity: 1}, token);
        await ana.page.reload();
        await ana.open("Tiny");
        await ana.say("alone");
        await ana.sees("alone");
        await call("room.join", {room: room.id}, (await tokenAndRoom(ben)).token);
        await ben.page.getByRole("link", {name: /Tiny/}).click();
        await ben.page.getByText(/^Full: 1 of 1/).waitFor();
        await ben.sees("alone");
        await ana.say("are you there?");
        await ben.sees("are you there?"); // live, from outside
        await ana.createRoom("Elsewhere");
        await until(async () => await ben.page.getByText(/^Full:/).count() === 0);
        await ben.say("now I am");
        await ben.sees("now I am");
        await call("room.update", {room: room.id, archived: true}, token);
        await ben.page.getByText("This room is archived").waitFor();
        await until(async () => !await ben.composer.isVisible());
        await call("room.delete", {room: room.id}, token);
        await ben.page.getByText("Tiny was deleted.").waitFor();
        await ben.page.getByText("Welcome, Ben Okafor").waitFor();
        await call("account.logout", {}, (await tokenAndRoom(ben)).token);
        await ben.page.getByText("You were signed out").waitFor();
    },

    async strangersTextStaysText() {
        const mark = "<img src=x onerror=\"window.hit=1\">";
        const ana = await newPerson(`Ana ${mark}`);
        await ana.createRoom(`Room ${mark}`);
        const ben = await newPerson("Ben Okafor");
        await ben.join(`Room ${mark}`);
        const texts = [mark, "<script>window.hit=1</script>", "**<b onclick=\"window.hit=1\">bold</b>**", "`<i>code</i>`", "```html\n<u>block</u>\n```",
                       "> <s>quoted</s>", "- <li>item</li>", "||<em>hidden</em>||", "[press](javascript:window.hit=1) [data](data:text/html,x)",
                       "[good](https://example.org/\"onmouseover=\"window.hit=1)", `@Ana ${mark}`];
        for (const text of texts)
            await ana.say(text);
        await ana.say("the end");
        await ben.sees("the end");
        assert.equal(await ben.log.locator(".body").count(), texts.length + 1);
        assert.equal(await ben.log.locator(".body").first().innerText(), mark);
        await ben.page.getByRole("heading", {name: `Room ${mark}`}).first().waitFor();
        const found = await ben.page.evaluate(() => ({
            hit: window.hit ?? 0,
            strange: document.querySelectorAll("[src=x], script:not([src]), [onclick], [onerror], [onmouseover], .body b, .body u, .body i").length,
            links: [...document.querySelectorAll(".body a")].map(link => [new URL(link.href).protocol, link.rel, link.target]),
        }));
        assert.equal(found.hit, 0);
        assert.equal(found.strange, 0);
        assert.deepEqual(found.links, [["https:", "noopener noreferrer", "_blank"]]);
        await ben.page.getByRole("button", {name: "Spoiler: show the text"}).click();
        await ben.page.getByText("<em>hidden</em>").first().waitFor();
    },

    async readsBackWithoutAJump() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Long");
        const {token, room} = await tokenAndRoom(ana);
        const many = 260;
        for (let i = 1; i <= many; ++i)
            await call("message.send", {room, clientId: `long-${i}`, body: `line ${i}${"\nmore".repeat(i % 4)}`}, token);
        await ana.page.reload();
        await ana.row(`line ${many}`).first().waitFor();
        for (let count = 0; count !== many; count = await ana.log.locator(".row").count()) {
            const moved = await ana.log.evaluate(async list => {
                const rows = [...list.querySelectorAll(".row")];
                const topOf = row => Math.round(row.getBoundingClientRect().top);
                list.scrollTop = 100; // near the top; older messages are asked for
                const read = rows.find(row => row.getBoundingClientRect().bottom > list.getBoundingClientRect().top).dataset.seq;
                const before = topOf(list.querySelector(`[data-seq="${read}"]`));
                await new Promise(done => new MutationObserver((_, observer) => {
                    observer.disconnect();
                    requestAnimationFrame(() => requestAnimationFrame(done));
                }).observe(list.querySelector(".rows"), {childList: true}));
                return topOf(list.querySelector(`[data-seq="${read}"]`)) - before;
            });
            assert.equal(moved, 0, "the line that is read has moved");
        }
        assert.equal(await ana.log.locator(".row").count(), many);
        const position = await ana.log.evaluate(list => list.scrollTop);
        await call("message.send", {room, clientId: "from-elsewhere", body: "news"}, token);
        await until(async () => await ana.log.locator(".row").count() === many + 1);
        await ana.page.getByRole("button", {name: /new message|Jump to the newest/}).click();
        await ana.sees("news");
        assert.ok(await ana.log.evaluate(list => list.scrollTop) > position);
    },

    async draftsAreOnAllDevices() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("One");
        const {accessToken: token} = await ana.page.evaluate(() => JSON.parse(localStorage.getItem("confab.session")));
        const {rooms: [{id: room}]} = await call("room.list", {}, token);
        await ana.composer.fill("half a thought");
        await until(async () => (await call("draft.list", {}, token)).drafts[0]?.text === "half a thought");
        await call("draft.set", {room, text: "half a thought, and the rest"}, token);
        await until(async () => await ana.composer.inputValue() === "half a thought, and the rest");
        await ana.composer.press("Enter");
        await until(async () => (await call("draft.list", {}, token)).drafts[0]?.text === "");
    },

    async keepsWhatWasTyped() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("One");
        await ana.composer.fill("half a thought");
        await ana.createRoom("Two");
        assert.equal(await ana.composer.inputValue(), "");
        await ana.page.getByRole("link", {name: "One"}).getByText("Draft: half a thought").waitFor();
        await ana.page.reload();
        await ana.page.getByText("Connected").waitFor(); // without a password
        await ana.open("One");
        await until(async () => await ana.composer.inputValue() === "half a thought");
        await ana.composer.press("Enter");
        await ana.seesExactly(["half a thought"]);
        await ana.page.reload();
        await ana.sees("half a thought");
        assert.equal(await ana.composer.inputValue(), "");

        const addresses = await ana.page.evaluate(() => performance.getEntries().map(entry => entry.name).concat(location.href));
        const {accessToken, refreshToken} = await ana.page.evaluate(() => JSON.parse(localStorage.getItem("confab.session")));
        assert.ok(accessToken && refreshToken && addresses.length > 1);
        assert.ok(!addresses.some(one => one.includes(accessToken) || one.includes(refreshToken)));
        await ana.composer.fill("for nobody's eyes");
        await until(async () => (await call("draft.list", {}, accessToken)).drafts.some(({text}) => text === "for nobody's eyes"));
        await ana.page.getByRole("button", {name: "Sign out"}).click();
        await ana.page.getByRole("dialog").getByRole("button", {name: "Sign out"}).click();
        await ana.page.getByLabel("E-mail").waitFor();
        assert.deepEqual(await ana.page.evaluate(() => Object.keys(localStorage)), []);
        await ana.page.getByLabel("E-mail").fill(ana.email);
        await ana.page.getByLabel("Password", {exact: true}).fill("not the password");
        await ana.page.getByRole("button", {name: "Sign in"}).click();
        await ana.page.getByText("The e-mail address or the password is wrong.").waitFor();
        await ana.page.getByLabel("Password", {exact: true}).fill(password);
        await ana.page.getByRole("button", {name: "Sign in"}).click();
        await ana.sees("half a thought");
        await until(async () => await ana.composer.inputValue() === "for nobody's eyes"); // the server has it
    },

    async worksByKeyboardInANarrowWindow() {
        const ana = await newPerson("Ana Moreno", {viewport: {width: 390, height: 780}});
        const keys = async (...names) => {
            for (const name of names)
                await ana.page.keyboard.press(name);
        };
        await ana.createRoom("Keys");
        assert.equal(await ana.page.getByRole("link", {name: "Keys"}).isVisible(), false);
        await ana.composer.focus();
        await ana.page.keyboard.type("first");
        await keys("Shift+Enter");
        await ana.page.keyboard.type("second");
        await keys("Enter");
        await ana.sees("second");
        assert.equal(await ana.lastBody.innerText(), "first\nsecond");
        await until(async () => { // the message can be edited once the server has it
            await keys("ArrowUp");
            return await ana.composer.inputValue() === "first\nsecond";
        });
        await keys("Escape");
        assert.equal(await ana.composer.inputValue(), "");
        await ana.row("first").focus();
        await keys("Tab", "Tab");
        assert.equal(await ana.page.evaluate(() => document.activeElement.ariaLabel), "Reply");
        await keys("Enter");
        await ana.page.getByText("Replying to Ana Moreno").waitFor();
        await keys("Escape");
        assert.equal(await ana.page.getByText("Replying to").count(), 0);
        assert.equal(await ana.page.evaluate(() => document.activeElement.ariaLabel), "Message Keys");
        assert.equal(await ana.page.evaluate(() => document.scrollingElement.scrollWidth), 390);
        await ana.page.getByRole("button", {name: "Back to the rooms"}).click();
        await ana.page.getByRole("link", {name: "Keys"}).click();
        await ana.composer.waitFor();
    },

    /** A page of another port is of the same site: the browser sends it the cookie's requests, and only the server refuses them. */
    async foreignPagesCanNotUseItsCookie() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Vault");
        const begin = await ana.page.evaluate(async body => (await fetch("/api/v1/session", {method: "POST",
            headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)})).status, {email: ana.email, password});
        assert.equal(begin, 200);
        const rooms = () => ana.page.evaluate(async () => {
            const answer = await fetch("/api/v1/room.list", {method: "POST"});
            return answer.status === 200 ? (await answer.json()).rooms.map(room => room.name) : answer.status;
        });
        assert.deepEqual(await rooms(), ["Vault"]); // by the cookie, which the browser sends by itself
        assert.equal(await ana.page.evaluate(() => document.cookie), ""); // and which no script reads
        const cookies = await ana.page.context().cookies(`${ana.url}api/v1/session`);
        assert.deepEqual(cookies.map(one => [one.name, one.httpOnly, one.sameSite]).sort(),
            [["confab", true, "Lax"], ["confab-refresh", true, "Strict"]]);

        const evil = await ana.page.context().newPage();
        const answers = [];
        evil.on("response", answer => answers.push([new URL(answer.url()).pathname, answer.status()]));
        const sent = evil.waitForRequest("**/account.logout").then(async request => (await request.allHeaders()).cookie ?? "");
        await evil.route("http://127.0.0.1:7999/**", route => route.fulfill({contentType: "text/html", body: "<h1>Win a prize</h1>"}));
        await evil.goto("http://127.0.0.1:7999/prize");
        await evil.evaluate(url => fetch(`${url}api/v1/account.logout`, {method: "POST", mode: "no-cors", credentials: "include"}).catch(() => {}), ana.url);
        assert.match(await sent, /confab=/); // SameSite does not help here
        await evil.evaluate(url => fetch(`${url}api/v1/session`, {method: "DELETE", credentials: "include"}).catch(() => {}), ana.url);
        const read = url => fetch(`${url}api/conversations`, {credentials: "include"}).then(answer => answer.text(), () => "nothing");
        assert.equal(await evil.evaluate(read, ana.url), "nothing");
        await evil.evaluate(url => {
            const form = document.body.appendChild(document.createElement("form"));
            Object.assign(form, {method: "post", action: `${url}api/v1/room.create`, enctype: "text/plain"});
            Object.assign(form.appendChild(document.createElement("input")), {name: '{"name":"Mine","x":"', value: '"}'});
            form.submit();
        }, ana.url);
        await evil.waitForURL("**/room.create");
        await until(() => answers.some(([path]) => path.endsWith("create")));
        assert.deepEqual(answers.filter(([path]) => path.endsWith("create")), [["/api/v1/room.create", 403]]);
        assert.ok(answers.every(([path, status]) => status === 403 || !path.endsWith("logout")), JSON.stringify(answers));
        assert.deepEqual(await rooms(), ["Vault"]); // still signed in, and no room is made

        assert.equal(await ana.page.evaluate(async () => (await fetch("/api/v1/session", {method: "DELETE"})).status), 204);
        assert.equal(await rooms(), 401);
        assert.deepEqual(await ana.page.context().cookies(`${ana.url}api/v1/session`), []);
    },

    /** A figure, and no bound: this machine may be busy. */
    async paintsSoon() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Soon");
        await ana.say("here I am");
        await ana.sees("here I am");
        const times = [];
        for (let i = 0; i < 5; ++i) {
            await ana.page.reload();
            await ana.sees("here I am");
            times.push(await ana.page.evaluate(() => performance.getEntriesByName("confab-first-message")[0].startTime));
        }
        console.log(`From the address to the first message: ${times.map(time => Math.round(time)).sort((a, b) => a - b).join(", ")} ms`);
        assert.ok(times.every(time => time > 0));
    },
};

try {
    await openBrowser();
    for (let line = await nextLine(); line !== undefined; line = await nextLine()) {
        const {scene, urls} = JSON.parse(line);
        beginScene(urls);
        await scenes[scene]();
        await endScene();
        console.log("OVER");
    }
    await closeBrowser();
    process.exit(0);
} catch (error) {
    console.error(error.stack);
    process.exit(1);
}
