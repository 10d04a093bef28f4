// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {hour, longestTimer} from "./basics.js";
import {toast} from "./dom.js";
import {openMenu} from "./menu.js";
import {reasonOf, untilTime, words} from "./words.js";

const morning = 8; // o'clock

const hasEnded = until => Boolean(until) && Date.parse(until) <= Date.now();

/** What of a room one is told, on all devices: "all", "mentions" or "none"; all where none was chosen, or it has ended. */
export const levelOf = ({notify, notifyUntil}) => (notify && !hasEnded(notifyUntil) ? notify : "all");

/** What of the unread messages calls: of a muted or archived room nothing, and of one with the level of mentions those alone. */
export function calling(room) {
    const level = levelOf(room);
    if (level === "none" || room.archived)
        return {unread: 0, mentions: 0};
    if (level === "all")
        return {unread: room.unread, mentions: room.mentions};
    const mentions = room.kind === "direct" ? room.unread : room.mentions; // all of a conversation is for its people
    return {unread: mentions, mentions};
}

/** "Nothing until 15:00" */
export function levelText(room) {
    const level = levelOf(room);
    return level !== "all" && room.notifyUntil ? words.levelUntil(words.level[level], untilTime(room.notifyUntil)) : words.level[level];
}

function nextMorning() {
    const at = new Date();
    at.setDate(at.getDate() + 1);
    at.setHours(morning, 0, 0, 0);
    return at;
}

/** The levels to choose from, beside something. */
export function openLevels(anchor, chat, room) {
    const now = levelOf(room);
    const choose = (level, until) => () => chat.setLevel(room.id, level, until?.toISOString()).catch(error => toast(reasonOf(error)));
    const isForEver = !room.notifyUntil;
    const level = (name, icon, isChosen = now === name) => ({icon: isChosen ? "check" : icon, label: words.chooseLevel[name], isChosen, work: choose(name)});
    openMenu(anchor, words.notifications, [
        level("all", "bell"),
        level("mentions", "bell"),
        {icon: "clock", label: words.muteHour, work: () => choose("none", new Date(Date.now() + hour))()},
        {icon: "clock", label: words.muteMorning, work: () => choose("none", nextMorning())()},
        level("none", "bell-off", now === "none" && isForEver),
    ]);
}

/** Calls `ended` when the level of one of these rooms ends by itself. */
export class LevelEnds {
    #timer = 0;
    #ended;

    constructor(ended) {
        this.#ended = ended;
    }

    watch(rooms) {
        clearTimeout(this.#timer);
        const ends = rooms.filter(({notifyUntil}) => notifyUntil && !hasEnded(notifyUntil)).map(({notifyUntil}) => Date.parse(notifyUntil));
        if (ends.length > 0)
            this.#timer = setTimeout(this.#ended, Math.min(Math.min(...ends) - Date.now() + 1, longestTimer));
    }
}
