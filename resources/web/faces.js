// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {avatar, element} from "./dom.js";
import {words} from "./words.js";

/** The picture of a person, with a sign of whether they are online; initials until it is there, and for who has none. */
export function face(chat, id, name, properties = {}) {
    const {class: more = "", ...rest} = properties;
    const shown = avatar(id, name, {class: `${more} ${lightOf(chat, id)}`, ...rest});
    const picture = chat.pictureOf(id);
    if (picture)
        fill(chat, shown, picture);
    return shown;
}

/** The sign has a shape of its own for each: a disc, a ring, a disc with a bar. Words tell it beside. */
export const lightOf = (chat, id) => ({online: "is-online", away: "is-away", dnd: "is-dnd"}[chat.presenceOf(id)] ?? "");
export const presenceWords = (chat, id) => words.presence[chat.presenceOf(id)] ?? "";

export async function fill(chat, shown, picture) {
    try {
        const image = element("img", {alt: "", draggable: "false", src: await chat.files.picture(picture), onload: () => chat.files.done(picture)});
        shown.append(image);
    } catch {
        // Initials stay.
    }
}

/** The status behind a name. */
export function statusLine(chat, id) {
    const status = chat.statusOf(id);
    return status ? element("span", {class: "status-line secondary", dir: "auto"}, status) : null;
}
