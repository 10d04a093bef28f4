// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes with people who keep a room in order. */

import assert from "node:assert/strict";
import {newPerson, until} from "./people.mjs";

async function member(person, name, entry) {
    await person.details.getByRole("button", {name: `Actions for ${name}`}).click();
    await person.page.getByRole("menuitem", {name: entry, exact: true}).click();
}

/** What the menu of a member has. */
async function entries(person, name) {
    await person.details.getByRole("button", {name: `Actions for ${name}`}).click();
    const items = person.page.getByRole("menuitem");
    await items.first().waitFor();
    const names = await items.allInnerTexts();
    await person.page.keyboard.press("Escape");
    return names.map(text => text.trim());
}

export const moderation = {
    async silencesPeople() {
        const ana = await newPerson("Ana Moreno");
        const plans = `Quiet ${Date.now()}`;
        await ana.createRoom(plans);
        const eve = await newPerson("Eve Loud");
        await eve.join(plans);
        await eve.say("buy now");
        await ana.sees("buy now");

        await member(ana, "Eve Loud", "Block…");
        await ana.page.getByRole("dialog", {name: "Block Eve Loud?"}).getByRole("button", {name: "Block"}).click();
        await ana.log.getByText("Message of a blocked person").waitFor();
        assert.equal(await ana.log.getByText("buy now").count(), 0);
        await ana.log.getByRole("button", {name: "Show"}).click();
        await ana.sees("buy now");

        await member(ana, "Eve Loud", "Mute…");
        await ana.page.getByRole("dialog", {name: "Mute Eve Loud in this room?"}).getByRole("button", {name: "Mute"}).click();
        await eve.page.getByText("You are muted in this room until").waitFor();
        await eve.composer.waitFor({state: "hidden"});
        await member(ana, "Eve Loud", "Unmute");
        await eve.composer.waitFor();

        await ana.details.getByRole("button", {name: "Room settings…"}).click();
        await ana.page.getByRole("radio", {name: "10 seconds"}).check();
        await ana.page.getByRole("button", {name: "Save"}).click();
        await eve.page.getByText("Slow mode: one message every 10 seconds.").waitFor();
        await eve.say("slowly");
        await eve.say("too soon");
        await eve.page.getByText("Slow mode: your next message is sent by itself in").waitFor();
    },


    async keepsARoomInOrder() {
        const ana = await newPerson("Ana Moreno");
        const plans = `Plans ${Date.now()}`;
        await ana.createRoom(plans);
        const ben = await newPerson("Ben Okafor");
        await ben.join(plans);
        const eve = await newPerson("Eve Loud");
        await eve.join(plans);
        await ana.details.getByText("Eve Loud").waitFor();
        assert.deepEqual(await entries(ben, "Eve Loud"), ["Block…"]);

        await member(ana, "Ben Okafor", "Make moderator");
        await ben.page.getByText("Ana Moreno made Ben Okafor a moderator").waitFor();
        await until(async () => (await entries(ben, "Eve Loud")).length > 1);
        assert.deepEqual(await entries(ben, "Ana Moreno"), ["Block…"]);

        await member(ben, "Eve Loud", "Ban…");
        const dialog = ben.page.getByRole("dialog", {name: "Ban Eve Loud from the room?"});
        await dialog.getByLabel("Reason").fill("advertising");
        await dialog.getByRole("button", {name: "Ban", exact: true}).click();
        await ana.page.getByText("Eve Loud was banned by Ben Okafor: advertising").waitFor();
        await eve.page.getByText(`Ben Okafor banned you from ${plans}: advertising`).waitFor();
        await eve.page.keyboard.press("Enter");
        await eve.page.getByRole("dialog").waitFor({state: "detached"});
        await (await eve.find(plans)).click();
        await eve.page.getByText("You are banned from this room.").waitFor();

        await ben.details.getByRole("button", {name: "Room settings…"}).click();
        await ben.page.getByRole("button", {name: "Banned people…"}).click();
        const bans = ben.page.getByRole("dialog", {name: `Banned from “${plans}”`});
        await bans.getByText("By Ben Okafor: advertising").waitFor();
        await bans.getByRole("button", {name: "Lift ban: Eve Loud"}).click();
        await ben.page.locator("dialog.small").getByRole("button", {name: "Lift ban"}).click();
        await bans.getByText("Nobody is banned.").waitFor();
        await eve.page.getByRole("button", {name: `Join ${plans}`, exact: true}).click();
        await ana.page.getByText("Eve Loud joined").last().waitFor();
    },
};
