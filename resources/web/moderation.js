// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {hour} from "./basics.js";
import {blockItem} from "./blocking.js";
import {buttons, choiceOf, openDialog, submitting} from "./dialogs.js";
import {element, field, freshId, toast} from "./dom.js";
import {openPrograms, programList, programRow} from "./programs.js";
import {fullTime, reasonOf, words} from "./words.js";

const day = 24 * hour;
const noEnd = "0";
const roles = ["owner", "moderator", "member"];

export const keepsOrder = ({role, kind}) => kind !== "direct" && (role === "owner" || role === "moderator");

/** Whether the member may not write now. */
export const isMuted = ({muted, mutedUntil}) => Boolean(muted) && (!mutedUntil || Date.parse(mutedUntil) > Date.now());

/** What the reader may do with a member, as openMenu() takes it; the server's rule, so that nothing is offered that it refuses. */
export function memberMenu(chat, room, member) {
    const {id, name, role, bot} = member;
    const isAbove = room.role === "owner" ? role !== "owner" : role === "member";
    const blocking = id === chat.me.id ? [] : [blockItem(chat, member)];
    if (!keepsOrder(room) || bot)
        return blocking;
    const unmute = () => chat.session.call("room.mute", {room: room.id, user: id, until: null}).catch(error => toast(reasonOf(error)));
    const setRole = wanted => chat.session.call("room.setRole", {room: room.id, user: id, role: wanted}).catch(error => toast(reasonOf(error)));
    const others = room.role === "owner" ? roles.filter(one => one !== role) : [];
    return [
        ...others.map(one => ({icon: "person", label: words.makeRole[one], work: () => setRole(one)})),
        ...blocking,
        ...isAbove && id !== chat.me.id ? [isMuted(member) ? {icon: "bell", label: words.unmute, work: unmute}
                                               : {icon: "bell-off", label: words.muteAsk, isBad: true, work: () => askToMute(chat, room, {id, name})},
                                           {icon: "leave", label: words.kickAsk, isBad: true, work: () => askToPutOut(chat, room, {id, name}, false)},
                                           {icon: "lock", label: words.banAsk, isBad: true, work: () => askToPutOut(chat, room, {id, name}, true)}] : [],
    ];
}

function askToPutOut(chat, room, {id, name}, isBan) {
    const reason = field(words.putOutReason, element("input", {id: freshId("reason"), maxlength: 200, autocomplete: "off"}), words.putOutReasonHint);
    const time = choiceOf(words.banTime, noEnd, [[noEnd, words.banForever], [String(day), words.banDay], [String(7 * day), words.banWeek]]);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const params = {room: room.id, user: id, reason: reason.input.value.trim() || undefined};
        if (isBan && time.value !== noEnd)
            params.until = new Date(Date.now() + Number(time.value)).toISOString();
        await chat.session.call(isBan ? "room.ban" : "room.kick", params);
        dialog.close();
    })}, element("p", {class: "secondary"}, isBan ? words.banHint : words.kickHint), isBan ? time.whole : null, reason.whole, problem,
        buttons(isBan ? words.banDo : words.kickDo, () => dialog.close(), "danger"));
    const dialog = openDialog(isBan ? words.banTitle(name) : words.kickTitle(name), form);
    reason.input.focus();
}

function askToMute(chat, room, {id, name}) {
    const time = choiceOf(words.banTime, String(hour), [[String(hour), words.muteHour], [String(day), words.muteDay], [noEnd, words.banForever]]);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const until = time.value === noEnd ? undefined : new Date(Date.now() + Number(time.value)).toISOString();
        await chat.session.call("room.mute", {room: room.id, user: id, until});
        dialog.close();
    })}, element("p", {class: "secondary"}, words.muteHint), time.whole, problem, buttons(words.muteDo, () => dialog.close(), "danger"));
    const dialog = openDialog(words.muteTitle(name), form);
    time.whole.querySelector(":checked").focus();
}

/** Who may not join the room, and the end of that. */
export async function manageBans(chat, room) {
    const {session} = chat;
    const list = programList(words.banned);
    const nobody = element("p", {class: "secondary", role: "status", hidden: true}, words.nobodyBanned);
    const load = async () => {
        const bans = [];
        for (let page = {more: true}; page.more;) {
            page = await session.ask("room.bans", {room, after: bans.at(-1)?.user.id});
            bans.push(...page.bans);
        }
        chat.learn(bans.map(({user}) => user));
        nobody.hidden = bans.length > 0;
        list.show(bans.map(({user, by, until, reason}) => programRow({
            name: user.name, kind: until ? words.bannedUntil(fullTime(until)) : "", detail: words.bannedBy(chat.nameOf(by), reason),
            removeText: words.liftBan, removeTitle: words.liftTitle(user.name), removeQuestion: words.liftHint,
            remove: async () => {
                await session.call("room.unban", {room, user: user.id});
                await load();
            },
        })));
    };
    await openPrograms(words.bannedOf(chat.room(room).name), [nobody, list.whole], null, load);
}

/** What somebody who was put out of a room is told. */
export function tellPutOut(title, {by, reason, note, until}, isOpen) {
    const text = words.putOut(title, by.name, reason === "banned", note, until ? fullTime(until) : "");
    if (!isOpen)
        return toast(text);
    const dialog = openDialog(title, element("form", {method: "dialog"}, element("p", {dir: "auto"}, text),
                                             element("footer", {}, element("button", {class: "primary"}, words.close))), {class: "small"});
    dialog.querySelector("footer button").focus();
}
