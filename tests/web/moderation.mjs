// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes with people who keep a room in order. */

import assert from "node:assert/strict";
import {newPerson} from "./people.mjs";

async function member(person, name, entry) {
    await person.details.getByRole("button", {name: `Actions for ${name}`}).click();
    await person.page.getByRole("menuitem", {name: entry, exact: true}).click();
}

export const moderation = {
    async keepsARoomInOrder() {
        const ana = await newPerson("Ana Moreno");
        const plans = `Plans ${Date.now()}`;
        await ana.createRoom(plans);
        const ben = await newPerson("Ben Okafor");
        await ben.join(plans);
        const eve = await newPerson("Eve Loud");
        await eve.join(plans);
        await ana.details.getByText("Eve Loud").waitFor();
        assert.equal(await ben.details.getByRole("button", {name: /^Actions for/}).count(), 0);

        await member(ana, "Ben Okafor", "Make moderator");
        await ben.page.getByText("Ana Moreno made Ben Okafor a moderator").waitFor();
        await ben.details.getByRole("button", {name: "Actions for Eve Loud"}).waitFor();
        assert.equal(await ben.details.getByRole("button", {name: "Actions for Ana Moreno"}).count(), 0);

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
