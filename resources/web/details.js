// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {avatar, botBadge, element, hueOf, icon, iconButton} from "./dom.js";
import {confirmDialog} from "./dialogs.js";
import {levelOf, levelText, openLevels} from "./levels.js";
import {manageInvites, mayInvite} from "./invites.js";
import {face, presenceWords, statusLine} from "./faces.js";
import {openMenu} from "./menu.js";
import {isMuted, memberMenu} from "./moderation.js";
import {roomSettings} from "./roomsettings.js";
import {previewOf} from "./row.js";
import {shortTime, words} from "./words.js";

const fewPins = 3;

/** The right pane: what a room is, what is pinned in it, and who is in it. */
export class Details {
    #chat;
    #goTo;
    #parts = new Map(); // name → {stamp, element}
    #allPinsOf = null; // the room whose pins are all shown

    /** `goTo(seq)` shows a message of the open room. */
    constructor(chat, close, goTo) {
        this.#chat = chat;
        this.#goTo = goTo;
        this.#body = element("div", {class: "details-body"});
        this.root = element("aside", {class: "details", "aria-label": words.details},
                            element("header", {class: "bar"}, element("h2", {}, words.details), iconButton("close", words.hideDetails, close)), this.#body);
    }

    #body;

    show() {
        const chat = this.#chat;
        const room = chat.room(chat.open);
        if (!room)
            return this.#body.replaceChildren();
        const isDirect = room.kind === "direct";
        const here = chat.timeline?.here ?? new Map();
        const members = [...chat.membersOf(room.id)].sort((a, b) => a.name.localeCompare(b.name));
        const isHere = ({id}) => here.has(id);
        const pins = chat.pins.of(room.id);
        const {id, role, topic, visibility, hasPassword, capacity} = room;
        const title = chat.titleOf(room);
        const parts = [
            this.#part("head", [id, title, topic], () => this.#head(room, title)),
            isDirect ? null : this.#part("facts", [visibility, hasPassword, capacity], () => this.#facts(room)),
            this.#part("level", [id, levelText(room)], () => this.#level(room)),
            pins.length === 0 ? null : this.#part("pins", [id, pins, this.#allPinsOf, pins.map(({by}) => chat.nameOf(by))], () => this.#pins(room, pins)),
            ...chat.timeline?.full ? [this.#people(room, "all", words.memberList, members, false)] // who is here is told to those who are
                : [this.#people(room, "here", words.hereNow, members.filter(isHere), true),
                   this.#people(room, "away", words.notHere, members.filter(member => !isHere(member)), false)],
            isDirect ? null : this.#part("actions", [id, role, title, mayInvite(room)], () => this.#actions(room)),
        ].filter(Boolean);
        if (parts.length !== this.#body.childElementCount || parts.some((part, index) => part !== this.#body.children[index]))
            this.#body.replaceChildren(...parts);
    }

    /** Made anew only when what it shows has changed, so that the keyboard stays in it. */
    #part(name, facts, make) {
        const stamp = JSON.stringify(facts);
        const known = this.#parts.get(name);
        if (known?.stamp === stamp)
            return known.part;
        const part = make();
        this.#parts.set(name, {stamp, part});
        return part;
    }

    #head(room, title) {
        const isDirect = room.kind === "direct";
        return element("div", {class: "room-head"}, avatar(isDirect ? room.people?.[0]?.id ?? room.id : room.id, title, {class: isDirect ? "huge" : "huge square"}),
                       element("h3", {dir: "auto"}, title), room.topic ? element("p", {class: "secondary", dir: "auto"}, room.topic) : null);
    }

    #facts(room) {
        const fact = (name, label, value) => element("div", {class: "fact"}, icon(name), element("dt", {}, label), element("dd", {}, value));
        return element("dl", {class: "facts"},
                       fact(room.visibility === "public" ? "globe" : "eye-off", words.visibility, room.visibility === "public" ? words.public : words.hidden),
                       fact("lock", words.password, room.hasPassword ? words.requiredToJoin : words.none),
                       fact("people", words.capacity, room.capacity ? String(room.capacity) : words.noLimit));
    }

    #level(room) {
        const name = words.named(words.notifications, levelText(room));
        return element("button", {type: "button", class: "row-button", "aria-haspopup": "menu", onclick: event => openLevels(event.currentTarget, this.#chat, room)},
                       icon(levelOf(room) === "none" ? "bell-off" : "bell"), name);
    }

    #pins(room, pins) {
        const areAll = this.#allPinsOf === room.id || pins.length <= fewPins;
        const rows = pins.slice(0, areAll ? pins.length : fewPins).map(message => {
            const author = this.#chat.nameOf(message.by);
            const text = previewOf(message);
            return element("li", {}, element("button", {type: "button", class: "pin-button", "aria-label": words.goToPin(author, text), onclick: () => this.#goTo(message.seq)},
                                             element("span", {class: "pin-head"}, element("b", {class: `name ${hueOf(message.by)}`, dir: "auto"}, author),
                                                     element("time", {class: "secondary"}, shortTime(message.at))),
                                             element("span", {class: "pin-text", dir: "auto"}, text)));
        });
        const showAll = () => {
            this.#allPinsOf = room.id;
            this.show();
        };
        return element("section", {}, element("h4", {}, `${words.pinned} · ${pins.length}`), element("ul", {class: "pins", "aria-label": words.pinned}, rows),
                       areAll ? null : element("button", {type: "button", class: "link", onclick: showAll}, words.showAll(pins.length)));
    }

    #people(room, name, title, members, isHere) {
        if (members.length === 0)
            return null;
        return this.#part(name, [room.id, room.role, title, members.map(member => [member.id, member.name, member.role, member.bot, isMuted(member), this.#chat.blocks.has(member.id), this.#chat.pictureOf(member.id), this.#chat.statusOf(member.id),
                                                                      this.#chat.presenceOf(member.id)])], () => {
            const rows = members.map(member => element("li", {class: isHere ? "here" : ""}, face(this.#chat, member.id, member.name, {class: "small"}),
                element("span", {class: "person-name", dir: "auto"}, member.id === this.#chat.me.id ? words.youMark(member.name) : member.name, statusLine(this.#chat, member.id)),
                element("span", {class: "unseen"}, presenceWords(this.#chat, member.id)),
                member.bot ? botBadge() : null,
                this.#marks(member),
                this.#menuOf(room, member)));
            return element("section", {}, element("h4", {}, `${title} · ${members.length}`), element("ul", {class: "members", "aria-label": title}, rows));
        });
    }

    /** What a member is beside their name. */
    #marks(member) {
        const isAbove = member.role === "owner" || member.role === "moderator";
        const marks = [isAbove ? words[member.role] : "", isMuted(member) ? words.muted : "", this.#chat.blocks.has(member.id) ? words.blocked : ""].filter(Boolean);
        return marks.length > 0 ? element("span", {class: "secondary"}, marks.join(" · ")) : null;
    }

    #menuOf(room, member) {
        const open = event => openMenu(event.currentTarget, words.actionsFor(member.name), memberMenu(this.#chat, room, member));
        return memberMenu(this.#chat, room, member).length > 0 ? iconButton("more", words.actionsFor(member.name), open, {"aria-haspopup": "menu"}) : null;
    }

    #actions(room) {
        const leave = () => confirmDialog(words.leaveTitle(room.name), words.leaveHint, words.leaveRoom, () => this.#chat.leave(room.id));
        const remove = () => confirmDialog(words.deleteRoomTitle(room.name), words.deleteRoomHint, words.deleteRoom, () => this.#chat.delete(room.id));
        const mayChange = room.role === "owner" || room.role === "moderator";
        const button = (name, label, onclick, kind = "") => element("button", {type: "button", class: `row-button ${kind}`, onclick}, icon(name), label);
        return element("div", {class: "actions"}, mayInvite(room) ? button("people", words.inviteAsk, () => manageInvites(this.#chat, room.id)) : null, mayChange ? button("settings", words.roomSettingsAsk, () => roomSettings(this.#chat, room.id)) : null,
                       button("leave", words.leaveRoom, leave), room.role === "owner" ? button("trash", words.deleteRoom, remove, "bad") : null);
    }
}
