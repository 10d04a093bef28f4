// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {openDialog} from "./dialogs.js";
import {avatar, element, icon, toast} from "./dom.js";
import {messageBytes} from "./composer.js";
import {previewOf} from "./row.js";
import {words} from "./words.js";

const mostForwardRooms = 50;

/** What a forwarded message says: who wrote it, and its text as a quote. As the desktop app does it. */
export function forwardedText(author, body) {
    const name = author.trim().replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, "\\$&"); // a name has no formatting
    return body ? `**${name}:**\n> ${body.replaceAll("\n", "\n> ")}` : `**${name}:**`;
}

/** Asks for the room, and sends a copy there. */
export function forwardMessage(chat, message) {
    const author = chat.nameOf(message.by);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const list = element("ul", {class: "found", "aria-label": words.forwardRooms});
    const none = element("p", {class: "secondary empty-list", role: "status"});
    const input = element("input", {type: "search", placeholder: words.searchRoom, "aria-label": words.searchRoom, autocomplete: "off",
                                    oninput: () => show(), onkeydown: event => {
                                        if (event.key !== "Enter")
                                            return;
                                        event.preventDefault();
                                        list.querySelector("button")?.click();
                                    }});
    const send = room => {
        const text = forwardedText(author, message.body);
        const isTooLong = new TextEncoder().encode(text).length > messageBytes;
        if (isTooLong || !chat.outbox.send(room.id, text, {files: message.files})) {
            problem.textContent = isTooLong ? words.forwardTooLong : words.tooManyWait;
            problem.hidden = false;
            return;
        }
        dialog.close();
        toast(words.forwarded(chat.titleOf(room)));
    };
    const show = () => {
        const rooms = roomsFor(chat, input.value.trim().toLowerCase());
        list.replaceChildren(...rooms.slice(0, mostForwardRooms).map(room => forwardRow(chat, room, send)));
        none.textContent = rooms.length > 0 ? "" : words.noMatch;
    };
    const quote = element("div", {class: "forwarded"}, element("b", {}, author), element("span", {class: "secondary", dir: "auto"}, previewOf(message)));
    const dialog = openDialog(words.forwardTo, [quote, element("div", {class: "filter"}, icon("search"), input), problem, list, none]);
    show();
    input.focus();
}

function roomsFor(chat, filter) {
    const activity = room => room.lastMessage?.at ?? room.joinedAt ?? "";
    return chat.rooms.filter(room => !room.archived && chat.titleOf(room).toLowerCase().includes(filter))
        .sort((a, b) => (activity(a) < activity(b) ? 1 : -1));
}

function forwardRow(chat, room, send) {
    const title = chat.titleOf(room);
    const isDirect = room.kind === "direct";
    return element("li", {}, element("button", {type: "button", class: "found-button", onclick: () => send(room)},
        avatar(isDirect ? room.people?.[0]?.id ?? room.id : room.id, title, {class: isDirect ? "small" : "small square"}),
        element("span", {class: "person-name", dir: "auto"}, title)));
}
