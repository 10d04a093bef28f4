// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes with bots and webhooks. */

import assert from "node:assert/strict";
import {call, newPerson, tokenAndRoom} from "./people.mjs";

async function openBots(person) {
    await person.page.keyboard.press("Control+,");
    await person.page.getByRole("button", {name: "Manage bots…"}).click();
    return person.page.getByRole("dialog", {name: "Bots"});
}

/** Presses a row's button, and the one of the question that follows. */
async function confirm(person, dialog, button, answer) {
    await dialog.getByRole("button", {name: button}).click();
    await person.page.locator("dialog.small").getByRole("button", {name: answer}).click();
    await person.page.locator("dialog.small").waitFor({state: "detached"});
}

const postTo = (address, text) => fetch(address, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({text})});

export const programs = {
    async makesBots() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Builds");
        const {token: anas, room} = await tokenAndRoom(ana);
        const say = (body, token) => call("message.send", {room, clientId: body, body}, token);
        let dialog = await openBots(ana);
        await dialog.getByLabel("Name", {exact: true}).fill("Deploys");
        await dialog.getByRole("button", {name: "Make the bot"}).click();
        await dialog.getByText("Choose what the bot may do, in one room at least.").waitFor();
        const builds = dialog.getByRole("group", {name: "Builds"});
        await builds.getByLabel("Read").check();
        await builds.getByLabel("Send").check();
        await dialog.getByRole("button", {name: "Make the bot"}).click();
        const secret = dialog.getByLabel("The token of “Deploys”");
        const token = await secret.inputValue();
        await say("It is built", token);
        const mine = dialog.getByRole("list", {name: "Bots", exact: true});
        await mine.getByText("Builds: read, send").waitFor();
        assert.equal(await dialog.getByLabel("Name", {exact: true}).inputValue(), "");
        await dialog.getByLabel("Name", {exact: true}).fill("Deploys");
        await builds.getByLabel("Read").check();
        await dialog.getByRole("button", {name: "Make the bot"}).click();
        await dialog.getByText("There is a bot with this name already").waitFor();
        await confirm(ana, dialog, "Deploys: New token", "New token");
        const next = await secret.inputValue();
        assert.notEqual(next, token);
        await assert.rejects(say("late", token));
        await say("It is built again", next);
        await ana.page.keyboard.press("Escape");
        await ana.sees("It is built again");
        await ana.log.getByText("Bot", {exact: true}).first().waitFor();
        await ana.details.getByText("Bot", {exact: true}).waitFor();

        const ben = await newPerson("Ben Okafor");
        await ben.join("Builds");
        dialog = await openBots(ben);
        await dialog.getByText("You own no room.").waitFor();
        await ben.page.keyboard.press("Escape");
        await call("room.leave", {room}, anas);
        await ben.page.getByText("Ben Okafor is now an owner").waitFor();
        dialog = await openBots(ben);
        await dialog.getByRole("list", {name: "Bots of others in your rooms"}).getByText("Builds: read, send. Made by Ana Moreno.").waitFor();
        await confirm(ben, dialog, "Remove Deploys", "Remove");
        await dialog.getByText("Made by Ana Moreno.").waitFor({state: "detached"});
        await assert.rejects(say("put out", next));
        await ben.page.keyboard.press("Escape");
        await ben.page.getByText("Deploys left").waitFor();

        dialog = await openBots(ana);
        await mine.getByText("Deploys", {exact: true}).waitFor();
        assert.equal(await secret.count(), 0); // it is shown once
        await confirm(ana, dialog, "Remove Deploys", "Remove");
        await mine.waitFor({state: "hidden"});
        await assert.rejects(call("room.list", {}, next));
    },

    async makesWebhooks() {
        const ana = await newPerson("Ana Moreno");
        await ana.createRoom("Alarms");
        const openHooks = async () => {
            await ana.page.getByRole("button", {name: "Room settings…"}).click();
            await ana.page.getByRole("button", {name: "Webhooks and commands…"}).click();
            return ana.page.getByRole("dialog", {name: "Webhooks of “Alarms”"});
        };
        let dialog = await openHooks();
        const make = dialog.getByRole("button", {name: "Make the webhook"});
        await make.click();
        await dialog.getByText("Enter a name with visible characters.").waitFor();
        await dialog.getByLabel("Name", {exact: true}).fill("CI");
        await make.click();
        const shown = dialog.getByLabel("Programs post to this address to speak as “CI”");
        const address = await shown.inputValue();
        assert.equal((await postTo(address, "Fire")).status, 200);
        await dialog.getByRole("radio", {name: "Command"}).check();
        await dialog.getByLabel("Name", {exact: true}).fill("Deploys");
        await dialog.getByLabel("Command", {exact: true}).fill("/deploy");
        await dialog.getByLabel("Address", {exact: true}).fill("nowhere");
        await make.click();
        await dialog.getByText("Enter an address such as").waitFor();
        await dialog.getByLabel("Address", {exact: true}).fill("https://example.org/deploy");
        await make.click();
        await dialog.getByLabel("The requests of “Deploys” are signed with this key.").waitFor();
        await dialog.getByText("/deploy → https://example.org/deploy").waitFor();
        await confirm(ana, dialog, "CI: New address", "New address");
        const next = await shown.inputValue();
        assert.equal((await postTo(address, "late")).status, 404);
        assert.equal((await postTo(next, "Smoke")).status, 200);
        await ana.page.keyboard.press("Escape");
        await ana.sees("Smoke");
        dialog = await openHooks();
        await dialog.getByRole("list", {name: "Webhooks"}).getByText("CI", {exact: true}).waitFor();
        assert.equal(await shown.count(), 0);
        await confirm(ana, dialog, "Remove CI", "Remove");
        await dialog.getByText("CI", {exact: true}).waitFor({state: "detached"});
        assert.equal((await postTo(next, "gone")).status, 404);
    },
};
