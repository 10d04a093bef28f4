// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes of what one is told of a room, and of who has read what. */

import assert from "node:assert/strict";
import {call, newPerson, tokenAndRoom, until} from "./people.mjs";

export const marks = {
    async saysWhoHasReadIt() {
        const ana = await newPerson("Ana Moreno");
        const name = `Readers ${Date.now()}`;
        await ana.createRoom(name);
        const ben = await newPerson("Ben Okafor");
        await ben.join(name);
        const {token: bens} = await tokenAndRoom(ben);
        await ben.close(); // what is before nobody's eyes is not read
        await ana.say("the plan");
        await ana.sees("the plan");
        const {token, room} = await tokenAndRoom(ana);
        const {messages: [{seq}]} = await call("room.history", {room, limit: 1}, token);
        assert.equal((await call("message.readers", {room, seq}, token)).readers.length, 0);
        assert.equal(await ana.page.getByRole("button", {name: /^Read by/}).count(), 0);
        await call("room.markRead", {room, seq}, bens);
        await ana.page.getByRole("button", {name: "Read by 1", exact: true}).click();
        const dialog = ana.page.getByRole("dialog", {name: "Read by"});
        await dialog.getByText("Ben Okafor").waitFor();
        await ana.page.keyboard.press("Escape");
        await call("room.markRead", {room, seq: seq - 1, back: true}, bens);
        await until(async () => await ana.page.getByRole("button", {name: /^Read by/}).count() === 0);
        await ana.menu("the plan", "Read by…");
        await dialog.getByText("Nobody has read this message yet.").waitFor();
    },

    async mutesARoomOnAllDevices() {
        const ana = await newPerson("Ana Moreno");
        const loud = `Loud ${Date.now()}`;
        await ana.createRoom(loud);
        const {token, room} = await tokenAndRoom(ana);
        await ana.createRoom(`Quiet ${Date.now()}`);
        const ben = await newPerson("Ben Okafor");
        await ben.join(loud);
        await ben.say("psst");
        const links = ana.page.getByRole("navigation", {name: "Rooms"});
        await links.getByRole("link", {name: `${loud}, 1 unread`, exact: true}).waitFor();
        await links.getByRole("link", {name: `${loud}, 1 unread`, exact: true}).click({button: "right"});
        await ana.page.getByRole("menuitem", {name: "Mute for an hour"}).click();
        await links.getByRole("link", {name: `${loud}, muted`, exact: true}).waitFor();
        assert.equal(await ana.page.title(), "Confab");
        const mine = async () => (await call("room.list", {}, token)).rooms.find(({id}) => id === room);
        await until(async () => (await mine()).notify === "none");
        assert.ok(Date.parse((await mine()).notifyUntil) > Date.now());
        await call("room.notify", {room, level: "mentions"}, token); // another device
        await links.getByRole("link", {name: loud, exact: true}).waitFor(); // nobody was mentioned
        await ana.open(loud);
        await ana.details.getByRole("button", {name: "Notifications: Mentions"}).click();
        await ana.page.getByRole("menuitemradio", {name: "All messages"}).click();
        await ana.details.getByRole("button", {name: "Notifications: All messages"}).waitFor();
        await until(async () => (await mine()).notify === "all");
    },
};
