// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** A part of a room's log that is loaded, in order. `items` are {seq, kind: "message", message, version} and
 *  {seq, kind: "notice", text, at}. */
export class LogPart {
    items = [];
    /** Whether there are messages before and behind it. */
    hasOlder = false;
    hasNewer = false;

    get first() { return this.items[0]?.seq ?? Infinity; }
    get last() { return this.items.at(-1)?.seq ?? 0; }

    /** The item of a message; undefined when it is not loaded, or no message. */
    find(seq) {
        let low = 0;
        let high = this.items.length - 1;
        while (low <= high) {
            const middle = (low + high) >> 1;
            const item = this.items[middle];
            if (item.seq === seq)
                return item.kind === "message" ? item : undefined;
            if (item.seq < seq)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return undefined;
    }
}

/** Of a message of a page that is as of this event. */
export function itemOf(message, asOf) {
    return {seq: message.seq, kind: "message", message: {reactions: [], ...message, asOf}, version: 0};
}

/** Of an event "message". */
export function itemOfEvent({room, seq, by, at, data}) {
    const {deleted, ...rest} = data;
    const message = {room, seq, by, at, body: "", reactions: [], ...rest, asOf: seq};
    if (deleted)
        message.deletedAt ??= at;
    return {seq, kind: "message", message, version: 0};
}

/** PROTOCOL.md, "Events of the log": what an event does to a message that is as of an earlier one. */
export function applyChange(item, {seq, type, by, at, data}, me) {
    const message = item.message;
    if (seq <= message.asOf || message.deletedAt)
        return;
    item.version += 1;
    if (type === "message.edited" && !data.deleted && !(message.editedAt > at))
        Object.assign(message, {body: data.body, mentions: data.mentions ?? [], editedAt: at});
    else if (type === "message.deleted")
        Object.assign(message, {body: "", files: [], mentions: [], reactions: [], pinned: false, deletedAt: at});
    else if (type === "reaction.added" || type === "reaction.removed")
        message.reactions = withReaction(message.reactions, data.emoji, by === me, type === "reaction.added");
    else if (type === "message.pinned" || type === "message.unpinned")
        message.pinned = type === "message.pinned";
    else if (type === "reply")
        message.replies = (message.replies ?? 0) + 1;
}

function withReaction(reactions, emoji, isMine, isAdded) {
    const known = reactions.find(one => one.emoji === emoji);
    if (!known)
        return isAdded ? [...reactions, {emoji, count: 1, mine: isMine}] : reactions;
    const changed = {emoji, count: known.count + (isAdded ? 1 : -1), mine: isMine ? isAdded : known.mine};
    return reactions.map(one => (one === known ? changed : one)).filter(one => one.count > 0);
}
