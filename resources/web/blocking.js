// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {confirmDialog} from "./dialogs.js";
import {element} from "./dom.js";
import {openPrograms, programList, programRow} from "./programs.js";
import {words} from "./words.js";

/** What a member's menu has for it. */
export function blockItem({blocks}, {id, name}) {
    if (blocks.has(id))
        return {icon: "eye", label: words.unblockAsk, work: () => confirmDialog(words.unblockTitle(name), words.unblockHint, words.unblock, () => blocks.set({id, name}, false))};
    return {icon: "eye-off", label: words.blockAsk, isBad: true, work: () => confirmDialog(words.blockTitle(name), words.blockHint, words.block, () => blocks.set({id, name}, true))};
}

/** Whom one blocks, and the end of that. */
export async function manageBlocked({blocks}) {
    const list = programList(words.blockedPeople);
    const nobody = element("p", {class: "secondary", role: "status", hidden: true}, words.nobodyBlocked);
    const load = async () => {
        const {people} = blocks;
        nobody.hidden = people.length > 0;
        list.show(people.map(person => programRow({
            name: person.name, kind: "", detail: "", removeText: words.unblock, removeTitle: words.unblockTitle(person.name), removeQuestion: words.unblockHint,
            remove: async () => {
                await blocks.set(person, false);
                await load();
            },
        })));
    };
    await openPrograms(words.blockedPeople, [nobody, list.whole], null, load);
}
