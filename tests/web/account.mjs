// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes with a person's own password and devices. */

import assert from "node:assert/strict";
import {createHmac} from "node:crypto";
import {newPerson, newWindow, password} from "./people.mjs";

async function signIn(person, email, secret) {
    await person.page.goto(person.url);
    await person.page.getByLabel("E-mail").fill(email);
    await person.page.getByLabel("Password", {exact: true}).fill(secret);
    await person.page.getByRole("button", {name: "Sign in", exact: true}).click();
}

async function openSettings(person, button) {
    await person.page.keyboard.press("Control+,");
    await person.page.getByRole("button", {name: button}).click();
}

const isSignedOut = person => person.page.getByText("You were signed out. Please sign in again.").waitFor();

/** The code of RFC 6238 for a key in base 32, `later` steps from now. */
function codeOf(key, later) {
    const bits = [...key].map(c => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
    const secret = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
    const mac = createHmac("sha1", secret).update(counter).digest();
    return String((mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}

export const account = {
    async signsInInTwoSteps() {
        const ben = await newPerson("Ben Okafor");
        await openSettings(ben, "Two-step sign-in…");
        const dialog = ben.page.getByRole("dialog", {name: "Two-step sign-in"});
        await dialog.getByLabel("Present password", {exact: true}).fill("not this one");
        await ben.page.keyboard.press("Enter");
        await dialog.getByText("This is not your present password.").waitFor();
        await dialog.getByLabel("Present password", {exact: true}).fill(password);
        await ben.page.keyboard.press("Enter");
        await dialog.getByRole("img", {name: "QR code with the key"}).waitFor();
        const key = await dialog.locator("p.key").textContent();
        await dialog.getByLabel("Code", {exact: true}).fill(codeOf(key, 0));
        await ben.page.keyboard.press("Enter");
        const codes = (await dialog.locator("pre.key").textContent()).split("\n");
        assert.equal(codes.length, 10);
        await dialog.getByRole("button", {name: "Done"}).click();

        const phone = await newWindow("Ben's phone");
        await signIn(phone, ben.email, password);
        await phone.page.getByRole("heading", {name: "Enter the code"}).waitFor();
        await phone.page.getByLabel("Code", {exact: true}).fill("000000");
        await phone.page.keyboard.press("Enter");
        await phone.page.getByText("The code is wrong or was used already.").waitFor();
        await phone.page.getByLabel("Code", {exact: true}).fill(codes[0]);
        await phone.page.keyboard.press("Enter");
        await phone.page.getByText("Connected").waitFor();

        await openSettings(phone, "Two-step sign-in…");
        const off = phone.page.getByRole("dialog", {name: "Two-step sign-in"});
        await off.getByLabel("Present password", {exact: true}).fill(password);
        await off.getByLabel("Code", {exact: true}).fill(codes[1]);
        await phone.page.keyboard.press("Enter");
        await phone.page.getByText("Two-step sign-in is off.").waitFor();
    },

    async changesThePasswordAndEndsDevices() {
        const ana = await newPerson("Ana Moreno");
        const others = [];
        for (const name of ["Ana's phone", "Ana's desk"]) {
            const other = await newWindow(name);
            await signIn(other, ana.email, password);
            await other.page.getByText("Connected").waitFor();
            others.push(other);
        }
        await openSettings(ana, "Devices…");
        let dialog = ana.page.getByRole("dialog", {name: "Devices"});
        await dialog.getByText("This device", {exact: true}).waitFor();
        const rows = dialog.getByRole("list", {name: "Devices"}).getByRole("listitem");
        assert.equal(await rows.count(), 3);
        await rows.filter({hasText: "Used within the last quarter of an hour · 127.0.0.1"}).first().waitFor();
        await rows.nth(1).getByRole("button").click();
        await ana.page.locator("dialog.small").getByRole("button", {name: "Sign out", exact: true}).click();
        await rows.nth(2).waitFor({state: "detached"});
        await Promise.any(others.map(isSignedOut));
        await dialog.getByRole("button", {name: "Sign out all other devices"}).click();
        await ana.page.locator("dialog.small").getByRole("button", {name: "Sign out all other devices"}).click();
        await dialog.getByText("You are signed in on this device only.").waitFor();
        await Promise.all(others.map(isSignedOut));
        await ana.page.keyboard.press("Escape");

        const [phone] = others;
        await signIn(phone, ana.email, password);
        await phone.page.getByText("Connected").waitFor();
        await openSettings(ana, "Change password…");
        dialog = ana.page.getByRole("dialog", {name: "Change password"});
        const next = "another password";
        const present = dialog.getByLabel("Present password", {exact: true});
        const change = dialog.getByRole("button", {name: "Change password"});
        await present.fill("not this one");
        await dialog.getByLabel("New password", {exact: true}).fill("short");
        await change.click();
        await dialog.getByText("Use a password of 8 to 1,024 characters.").waitFor();
        await dialog.getByLabel("New password", {exact: true}).fill(next);
        await change.click();
        await dialog.getByText("This is not your present password.").waitFor();
        await present.fill(password);
        await ana.page.keyboard.press("Enter");
        await ana.page.getByText("Your password is changed.").waitFor();
        await isSignedOut(phone);
        await signIn(phone, ana.email, password);
        await phone.page.getByText("The e-mail address or the password is wrong.").waitFor();
        await signIn(phone, ana.email, next);
        await phone.page.getByText("Connected").waitFor();
        await ana.createRoom("Still here");
    },
};
