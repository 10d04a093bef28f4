// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** What one tells others: name, picture, status, and how one wants to be seen. */

import {buttons, choiceOf, openDialog, submitting} from "./dialogs.js";
import {avatar, element, field, freshId} from "./dom.js";
import {fill} from "./faces.js";
import {fieldReasons, untilText, words} from "./words.js";

const pictureSize = 256; // pixels of each side
const minute = 60_000;
const presences = ["online", "away", "dnd", "invisible"];

/** When a status of now ends; null: not by itself. */
function endOf(choice, before) {
    const now = new Date();
    if (choice === "keep")
        return before?.until ?? null;
    if (choice === "today")
        return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();
    return choice === "never" ? null : new Date(now.getTime() + Number(choice) * minute).toISOString();
}

/** The middle of a picture, as large as it is ever shown; it says nothing of where it was taken. */
async function squareOf(blob) {
    const bitmap = await createImageBitmap(blob);
    const side = Math.min(bitmap.width, bitmap.height);
    const canvas = element("canvas", {width: pictureSize, height: pictureSize});
    canvas.getContext("2d").drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, pictureSize, pictureSize);
    bitmap.close();
    return new Promise((done, failed) => canvas.toBlob(made => made ? done(made) : failed(new Error(words.noPictureFile)), "image/png"));
}

/** The picture of the form: `change` is the id of a file, null for none, undefined when it stays. */
function pictureField(chat) {
    const {me} = chat;
    const place = element("div", {class: "profile-face"});
    const problem = element("p", {class: "hint bad", role: "alert"});
    const input = element("input", {type: "file", accept: "image/*", class: "unseen", tabindex: -1, "aria-label": words.choosePicture, onchange: () => take()});
    const choose = element("button", {type: "button", class: "quiet", onclick: () => input.click()}, words.choosePicture);
    const remove = element("button", {type: "button", class: "quiet", onclick: () => show(null)}, words.removePicture);
    const made = {whole: element("div", {class: "profile-picture"}, place, element("div", {}, choose, " ", remove, input, problem)), change: undefined};
    const show = picture => {
        made.change = picture;
        problem.textContent = "";
        const shown = avatar(me.id, me.name, {class: "huge"});
        if (picture)
            fill(chat, shown, picture);
        place.replaceChildren(shown);
        remove.hidden = !picture;
    };
    const take = async () => {
        try {
            const square = await squareOf(input.files[0]);
            show((await chat.files.upload(square, "profile.png", () => {}, new AbortController().signal)).id);
        } catch {
            problem.textContent = words.noPictureFile;
        }
        input.value = "";
    };
    show(me.picture ?? null);
    made.change = undefined;
    return made;
}

export function editProfile(chat) {
    const {me} = chat;
    const before = chat.statusOf(me.id) ? me.status : null;
    const picture = pictureField(chat);
    const name = field(words.name, element("input", {id: freshId("profile"), maxlength: 200, autocomplete: "name", value: me.name}));
    const emoji = field(words.statusEmoji, element("input", {id: freshId("profile"), maxlength: 16, autocomplete: "off", value: before?.emoji ?? ""}), words.statusEmojiHint);
    const text = field(words.status, element("input", {id: freshId("profile"), maxlength: 100, autocomplete: "off", placeholder: words.statusHint, value: before?.text ?? ""}));
    const clearAfter = choiceOf(words.clearAfter, before?.until ? "keep" : "never", [["30", words.halfHour], ["60", words.anHour], ["today", words.today], ["never", words.never],
                                ...before?.until ? [["keep", untilText(before.until)]] : []]);
    const present = me.presence === "offline" ? "invisible" : me.presence ?? "online";
    const presence = choiceOf(words.presenceTitle, present, presences.map(one => [one, words.presence[one]]));
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        name.explain(name.input.value.trim() ? "" : words.needsName);
        emoji.explain("");
        if (!name.input.value.trim())
            return;
        const status = {text: text.input.value.trim(), emoji: emoji.input.value.trim()};
        const until = endOf(clearAfter.value, before);
        if (until)
            status.until = until;
        const params = {status: status.text || status.emoji ? status : null};
        if (name.input.value.trim() !== me.name)
            params.name = name.input.value.trim();
        if (picture.change !== undefined)
            params.picture = picture.change;
        try {
            const {user} = await chat.session.call("profile.update", params);
            if (presence.value !== present) {
                await chat.session.call("presence.set", {state: presence.value});
                user.presence = presence.value === "invisible" ? "offline" : presence.value;
            }
            chat.personChanged(user);
            dialog.close();
        } catch (error) {
            if (error.kind !== "input.invalid")
                throw error;
            if (error.data.path?.includes("emoji"))
                emoji.explain(words.oneEmoji);
            else
                name.explain(fieldReasons.name ?? words.needsName);
        }
    })}, picture.whole, name.whole, text.whole, emoji.whole, clearAfter.whole, presence.whole, problem, buttons(words.saveProfile, () => dialog.close()));
    const dialog = openDialog(words.profile, form);
    name.input.focus();
}
