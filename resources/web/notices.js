// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {fullTime, spanOf, words} from "./words.js";

/** The line in the timeline that tells of an event of the room; nothing for one that this page does not know. */
export function noticeOf({type, by, data}, people) {
    switch (type) {
    case "room.created":
        return words.roomCreated(people.nameOf(by));
    case "member.joined":
        people.learnNames([{id: data.user, name: data.name}]);
        return words.joined(data.name);
    case "member.left":
        people.learnNames([{id: data.user, name: data.name}]);
        return data.by ? words.putOutNotice(data.name, people.nameOf(data.by), data.reason === "banned", data.note) : words.left(data.name);
    case "member.role":
        return data.by ? words.roleBy[data.role]?.(people.nameOf(data.user), people.nameOf(data.by)) : words.role[data.role]?.(people.nameOf(data.user));
    case "member.muted":
        people.learn([{id: data.user, name: data.name}]);
        return data.on ? words.mutedBy(data.name, people.nameOf(by), data.until && fullTime(data.until)) : words.unmutedBy(data.name, people.nameOf(by));
    case "room.updated":
        return updateNotice(people.nameOf(by), data);
    default:
        return undefined;
    }
}

function updateNotice(who, data) {
    if (data.name !== undefined)
        return words.renamed(who, data.name);
    if (data.archived !== undefined)
        return words.archivedBy(who, data.archived);
    if (data.topic !== undefined)
        return words.topicChanged(who, data.topic);
    if (data.hasPassword !== undefined)
        return words.passwordChanged(who, data.hasPassword);
    if (data.visibility !== undefined)
        return data.visibility === "public" ? words.madePublic(who) : words.madeHidden(who);
    if (data.picture !== undefined)
        return words.pictureChanged(who, data.picture !== null);
    if (data.slowModeMs !== undefined)
        return words.slowChanged(who, data.slowModeMs && spanOf(data.slowModeMs));
    return words.capacityChanged(who);
}
