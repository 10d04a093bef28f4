// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes with links that let people in. */

import assert from "node:assert/strict";
import {newPerson, newWindow, password} from "./people.mjs";

async function makeLink(person, room) {
    await person.details.getByRole("button", {name: "Invite people…"}).click();
    const dialog = person.page.getByRole("dialog", {name: `Invite people to “${room}”`});
    await dialog.getByRole("button", {name: "Make a link"}).click();
    const box = dialog.getByLabel("Invitation link");
    await box.waitFor(); // it is hidden before
    const link = await box.inputValue();
    assert.match(link, /^https?:\/\/[^/]+\/invite\/\w{22}$/);
    return {dialog, link};
}

export const invites = {
    async letsPeopleInByALink() {
        const ana = await newPerson("Ana Moreno");
        const vault = `Vault ${Date.now()}`;
        await ana.createRoom(vault, "open sesame");
        const {dialog, link} = await makeLink(ana, vault);

        const ben = await newPerson("Ben Okafor");
        await ben.page.goto(link);
        const question = ben.page.getByRole("dialog", {name: "Join this room?"});
        await question.getByText(`Ana Moreno invites you to “${vault}”. It has 1 member.`).waitFor();
        await question.getByRole("button", {name: "Join"}).click();
        await ben.page.getByRole("textbox", {name: `Message ${vault}`, exact: true}).waitFor();
        assert.ok(!ben.page.url().includes("/invite/"));

        const eve = await newWindow("Eve Lund");
        await eve.page.goto(link);
        await eve.page.getByText(`Ana Moreno invites you to “${vault}”. It has 2 members.`).waitFor();
        await eve.page.getByRole("tab", {name: "Create account"}).click();
        await eve.page.getByLabel("Your name").fill(eve.name);
        await eve.page.getByLabel("E-mail").fill(eve.email);
        await eve.page.getByLabel("Password", {exact: true}).fill(password);
        await eve.page.getByRole("button", {name: "Create account"}).click();
        await eve.page.getByRole("textbox", {name: `Message ${vault}`, exact: true}).waitFor();
        assert.ok(!eve.page.url().includes("/invite/"));

        await dialog.getByRole("button", {name: /^End: By Ana Moreno/}).click();
        await ana.page.locator("dialog.small").getByRole("button", {name: "End", exact: true}).click();
        await dialog.getByRole("button", {name: /^End: By Ana Moreno/}).waitFor({state: "detached"});
        const late = await newPerson("Late Comer");
        await late.page.goto(link);
        await late.page.getByText("This invitation does not exist or has ended. Ask for another one.").waitFor();
    },
};
