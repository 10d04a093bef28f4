// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {openDialog} from "./dialogs.js";
import {avatar, element} from "./dom.js";
import {formatted} from "./formatted.js";
import {fullTime, reasonOf, shortTime, words} from "./words.js";

/** A dialog whose content is asked of the server: `fill()` returns it. */
async function openAsking(title, fill) {
    const content = element("div", {class: "asked", "aria-busy": "true"}, element("p", {class: "secondary"}, words.loading));
    openDialog(title, content);
    try {
        content.replaceChildren(...await fill());
    } catch (error) {
        content.replaceChildren(element("p", {class: "notice bad", role: "alert"}, reasonOf(error)));
    }
    content.removeAttribute("aria-busy");
}

/** The texts that a message had, the present one last. */
export function showVersions(chat, message) {
    const version = ({body, at}, isNow) => element("li", {}, element("p", {class: "secondary"}, isNow ? words.versionNow(fullTime(at)) : fullTime(at)),
                                                  formatted(body, []));
    return openAsking(words.versions, async () => {
        const {versions, more} = await chat.session.ask("message.edits", {room: message.room, seq: message.seq});
        return [element("ol", {class: "versions", "aria-label": words.versions},
                        versions.map((one, index) => version(one, !more && index === versions.length - 1)),
                        more ? element("li", {class: "secondary"}, words.moreVersions) : null)];
    });
}

const mostPages = 5; // of readers

/** Who has read a message, and when they last read on. */
export function showReaders(chat, {room, seq}) {
    return openAsking(words.readers, async () => {
        const readers = [];
        let page = {more: true};
        for (let pages = 0; page.more && pages < mostPages; ++pages) {
            page = await chat.session.ask("message.readers", {room, seq, after: readers.at(-1)?.user.id});
            readers.push(...page.readers);
        }
        if (readers.length === 0)
            return [element("p", {class: "secondary"}, words.noReaders)];
        return [element("ul", {class: "members", "aria-label": words.readers},
                        readers.map(({user: {id, name}, at}) => element("li", {}, avatar(id, name, {class: "small"}),
                            element("span", {class: "person-name", dir: "auto"}, id === chat.me.id ? words.youMark(name) : name),
                            element("time", {class: "secondary", title: fullTime(at)}, shortTime(at))))),
                page.more ? element("p", {class: "secondary"}, words.andOthers) : null].filter(Boolean);
    });
}

/** Who reacted, and how. */
export function showReactors(chat, message) {
    return openAsking(words.reactions, async () => Promise.all(message.reactions.map(async ({emoji, count}) => {
        const {users, more} = await chat.session.ask("message.reactors", {room: message.room, seq: message.seq, emoji});
        return element("section", {class: "reactors"}, element("h3", {}, element("span", {class: "emoji"}, emoji), String(count)),
                       element("ul", {class: "members", "aria-label": words.reactedWithName(emoji)},
                               users.map(({id, name}) => element("li", {}, avatar(id, name, {class: "small"}),
                                   element("span", {class: "person-name", dir: "auto"}, id === chat.me.id ? words.youMark(name) : name)))),
                       more ? element("p", {class: "secondary"}, words.andOthers) : null);
    })));
}
