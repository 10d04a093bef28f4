// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {buttons, choiceOf, fewestPasswordCharacters, openDialog, submitting} from "./dialogs.js";
import {element, field, freshId, icon} from "./dom.js";
import {manageHooks} from "./hooks.js";
import {manageBans} from "./moderation.js";
import {spanOf, words} from "./words.js";

const mostPeople = 1_000_000;

/** The times that are offered, with the present one. */
const slowTimes = now => [...new Set([0, 10_000, 30_000, 60_000, 300_000, 3_600_000, now])].sort((a, b) => a - b);

/** The settings of a room, for those who may change them. Only what was changed here is sent. */
export function roomSettings(chat, id) {
    const room = chat.room(id);
    const text = (value, properties) => Object.assign(element("input", {id: freshId("room"), autocomplete: "off", ...properties}), {value});
    const name = field(words.name, text(room.name, {maxlength: 200}));
    const topic = field(words.topic, text(room.topic ?? "", {placeholder: words.topicHint, maxlength: 1000}));
    const capacity = field(words.capacity, text(room.capacity ?? "", {placeholder: words.noLimit, inputmode: "numeric", maxlength: 7}), words.capacityHint);
    const visibility = choiceOf(words.visibility, room.visibility, [["public", words.public, words.publicHint], ["private", words.hidden, words.hiddenHint]]);
    const password = passwordOf(room);
    const slow = choiceOf(words.slowMode, String(room.slowModeMs ?? 0), slowTimes(room.slowModeMs ?? 0).map(ms => [String(ms), ms === 0 ? words.slowOff : spanOf(ms)]));
    const leadingTo = (name, label, open) => element("button", {type: "button", class: "row-button", onclick: () => {
        dialog.close();
        open(chat, id);
    }}, icon(name), label);
    const archived = element("input", {type: "checkbox", checked: Boolean(room.archived)});
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const seats = capacity.input.value.trim();
        const areSeatsWrong = seats !== "" && !(/^\d+$/.test(seats) && Number(seats) >= 1 && Number(seats) <= mostPeople);
        name.explain(name.input.value.trim() ? "" : words.needsName);
        capacity.explain(areSeatsWrong ? words.capacityWrong : "");
        if (!name.input.value.trim() || areSeatsWrong || !password.isRight())
            return;
        const change = changed(room, {name: name.input.value.trim(), topic: topic.input.value.trim(), visibility: visibility.value,
                                      capacity: seats ? Number(seats) : null, archived: archived.checked,
                                      slowModeMs: Number(slow.value) || null});
        Object.assign(change, password.change());
        if (Object.keys(change).length > 0)
            chat.takeRoom((await chat.session.ask("room.update", {room: id, ...change})).room);
        dialog.close();
    })}, name.whole, topic.whole, visibility.whole, password.whole, capacity.whole, slow.whole,
        element("label", {class: "choice"}, archived, element("span", {}, element("b", {}, words.archivedChoice), element("span", {class: "secondary"}, words.archivedHint))),
        leadingTo("people", words.bannedAsk, manageBans), room.role === "owner" ? leadingTo("link", words.webhooksAsk, manageHooks) : null,
        problem, buttons(words.saveSettings, () => dialog.close()));
    const dialog = openDialog(words.roomSettings, form);
    name.input.focus();
}

/** The members of `wanted` that differ from the room's. */
function changed(room, wanted) {
    const {name, topic = "", visibility, capacity = null, archived = false, slowModeMs = null} = room;
    const now = {name, topic, visibility, capacity, archived, slowModeMs};
    return Object.fromEntries(Object.entries(wanted).filter(([member, value]) => value !== now[member]));
}

/** Keep, change or remove the password; its field shows when it is to be changed. */
function passwordOf(room) {
    const secret = field(words.newPassword, element("input", {id: freshId("room"), type: "password", maxlength: 1024, autocomplete: "new-password"}), words.newPasswordHint);
    const choice = choiceOf(words.passwordToJoin, "keep", room.hasPassword ? [["keep", words.keep], ["set", words.change], ["remove", words.removeIt]]
        : [["keep", words.none], ["set", words.setOne]]);
    const show = () => { secret.whole.hidden = choice.value !== "set"; };
    choice.whole.addEventListener("change", () => {
        show();
        if (choice.value === "set")
            secret.input.focus();
    });
    show();
    return {
        whole: element("div", {class: "stack"}, choice.whole, secret.whole),
        isRight() {
            const isTooShort = choice.value === "set" && secret.input.value.length < fewestPasswordCharacters;
            secret.explain(isTooShort ? words.roomPasswordHint : "");
            return !isTooShort;
        },
        change() {
            return {keep: {}, set: {password: secret.input.value}, remove: {password: null}}[choice.value];
        },
    };
}
