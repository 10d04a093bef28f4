// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes with what people tell others of themselves. */

import assert from "node:assert/strict";
import {newPerson} from "./people.mjs";

// Two pixels side by side.
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==", "base64");

async function openProfile(person) {
    await person.page.getByRole("button", {name: "Profile and status"}).first().click();
    const dialog = person.page.getByRole("dialog", {name: "Profile and status"});
    await dialog.waitFor();
    return dialog;
}

export const profiles = {
    async tellsOthersOfOneself() {
        const ana = await newPerson("Ana Moreno");
        const ben = await newPerson("Ben Okafor");
        const garden = `Garden ${Date.now()}`;
        await ana.createRoom(garden);
        await ben.join(garden);
        await ben.page.getByRole("list", {name: "Here now"}).getByText("Ana Moreno").waitFor();
        let dialog = await openProfile(ana);
        await dialog.getByLabel("Name", {exact: true}).fill("Ana Lima");
        await dialog.getByLabel("Status", {exact: true}).fill("On holiday");
        await dialog.getByLabel("Emoji of the status").fill("🌴");
        await dialog.getByLabel("Choose picture…").setInputFiles({name: "face.png", mimeType: "image/png", buffer: png});
        await dialog.locator(".profile-face img").waitFor();
        await dialog.getByText("Away", {exact: true}).click();
        await dialog.getByRole("button", {name: "Save"}).click();
        await dialog.waitFor({state: "detached"});
        const row = ben.page.locator(".members li").filter({hasText: "Ana Lima"});
        await row.getByText("🌴 On holiday").waitFor();
        await row.locator(".avatar.is-away img").waitFor();
        await ana.page.locator(".own").getByText("🌴 On holiday").waitFor();
        dialog = await openProfile(ana);
        assert.equal(await dialog.getByLabel("Status", {exact: true}).inputValue(), "On holiday");
        await dialog.getByText("Invisible", {exact: true}).click();
        await dialog.getByRole("button", {name: "Remove picture"}).click();
        await dialog.getByRole("button", {name: "Save"}).click();
        await dialog.waitFor({state: "detached"});
        await ben.page.getByRole("list", {name: "Not here"}).getByText("Ana Lima").waitFor();
        await row.locator("img").waitFor({state: "detached"});
    },
};
