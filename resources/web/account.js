// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** What signs one in: the password, and the devices. */

import {buttons, confirmDialog, openDialog, submitting} from "./dialogs.js";
import {element, freshId, passwordField, toast} from "./dom.js";
import {fieldReasons, lastUsed, reasonOf, words} from "./words.js";

const fewestOfAPassword = 8;

export function changePassword(chat) {
    const present = passwordField(words.presentPassword, {id: freshId("password"), autocomplete: "current-password"});
    const next = passwordField(words.nextPassword, {id: freshId("password"), autocomplete: "new-password"}, words.passwordHint);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const complain = (field, reason) => {
        field.explain(reason);
        field.input.focus();
    };
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        present.explain("");
        next.explain("");
        if (!present.input.value)
            return complain(present, words.enterPresentPassword);
        if ([...next.input.value].length < fewestOfAPassword)
            return complain(next, fieldReasons.password);
        try {
            await chat.session.call("account.changePassword", {old: present.input.value, new: next.input.value});
            dialog.close();
            toast(words.passwordIsNew);
        } catch (error) {
            if (error.kind === "auth.invalid")
                complain(present, words.presentPasswordIsOther);
            else if (error.kind === "input.invalid")
                complain(next, fieldReasons.password);
            else
                throw error;
        }
    })}, element("input", {type: "email", autocomplete: "username", value: chat.me.email ?? "", hidden: true}), // for what keeps passwords
        present.whole, next.whole, element("p", {class: "secondary"}, words.passwordEndsOthers), problem, buttons(words.setPassword, () => dialog.close()));
    const dialog = openDialog(words.changePasswordTitle, form);
    present.input.focus();
}

/** `signOutHere`: asks whether this browser is to be signed out. */
export async function showDevices(chat, signOutHere) {
    const list = element("ul", {class: "programs", "aria-label": words.devices});
    const others = element("button", {type: "button", class: "quiet", hidden: true}, words.signOutOthers);
    const note = element("p", {class: "secondary", role: "status"}, words.loading);
    const dialog = openDialog(words.devices, element("div", {class: "settings"}, element("p", {class: "secondary"}, words.devicesHint), list, note, element("footer", {}, others)));
    let sessions = [];
    const end = async ended => {
        for (const {id} of ended)
            await chat.session.ask("session.end", {id});
        await load();
    };
    const rowOf = session => deviceRow(session, () => session.current ? signOutHere(dialog)
        : confirmDialog(words.signOutDeviceTitle(session.device), words.signOutDeviceHint, words.signOut, () => end([session])));
    const load = async () => {
        try {
            ({sessions} = await chat.session.ask("session.list", {}));
            list.replaceChildren(...[...sessions].sort((a, b) => b.current - a.current).map(rowOf));
            others.hidden = sessions.length < 2;
            note.textContent = others.hidden ? words.noOtherDevices : "";
        } catch (error) {
            note.textContent = reasonOf(error);
        }
    };
    others.addEventListener("click", () => confirmDialog(words.signOutOthersTitle, words.signOutOthersHint, words.signOutOthers,
                                                         () => end(sessions.filter(({current}) => !current))));
    await load();
}

function deviceRow({device, lastUsedAt, address, current}, signOut) {
    return element("li", {}, element("div", {}, element("b", {dir: "auto"}, device), " ", current ? element("span", {class: "here-badge"}, words.thisDevice) : null,
                                     element("p", {class: "secondary"}, [current ? "" : lastUsed(lastUsedAt), address].filter(Boolean).join(" · "))),
                   element("button", {type: "button", class: "quiet", "aria-label": words.signOutDevice(current ? words.thisDevice : device), onclick: signOut}, words.signOut));
}
