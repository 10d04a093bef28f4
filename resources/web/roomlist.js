// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {arrange, avatar, element, icon, iconButton} from "./dom.js";
import {findPeople, findRooms, newRoom} from "./dialogs.js";
import {face, presenceWords, statusLine} from "./faces.js";
import {FoundOnServer} from "./found.js";
import {calling, levelOf, openLevels} from "./levels.js";
import {editProfile} from "./profile.js";
import {previewOf} from "./row.js";
import {askToSignOut, settings} from "./settings.js";
import {shortTime, words} from "./words.js";

/** The left pane: who one is, the rooms and the conversations, the last active ones first. */
export class RoomList {
    #chat;
    #rows = new Map(); // id → {stamp, row}

    constructor(chat) {
        this.#chat = chat;
        this.#own = element("header", {class: "own"});
        this.#filter = element("input", {type: "search", placeholder: words.filterRooms, "aria-label": words.filterRooms, title: "Ctrl+K",
                                         oninput: () => this.show(), onkeydown: event => this.#filterKey(event)});
        this.#rooms = element("ul", {"aria-label": words.rooms});
        this.#direct = element("ul", {"aria-label": words.direct});
        this.#empty = element("p", {class: "empty-list"});
        this.#archived = element("ul", {"aria-label": words.archivedRooms});
        this.#folded = element("details", {class: "folded", hidden: true}, element("summary", {}, words.archivedRooms), this.#archived);
        this.#found = new FoundOnServer(chat, () => this.#endFilter());
        this.root = element("nav", {class: "rooms", "aria-label": words.rooms}, this.#own,
                            element("div", {class: "filter"}, icon("search"), this.#filter),
                            element("div", {class: "lists"},
                                    element("div", {class: "section"}, element("h2", {}, words.rooms),
                                            iconButton("compass", words.findRooms, () => findRooms(chat)),
                                            iconButton("plus", words.newRoom, () => newRoom(chat))),
                                    this.#rooms, this.#empty,
                                    element("div", {class: "section"}, element("h2", {}, words.direct),
                                            iconButton("plus", words.newDirect, () => findPeople(chat))),
                                    this.#direct, this.#folded, this.#found.root));
        chat.roomsChanged.on(() => this.show());
        chat.openChanged.on(() => this.show());
        chat.session.changed.on(() => this.#showOwn());
        this.#showOwn();
        this.show();
    }

    #own;
    #ownStamp = "";
    #filter;
    #rooms;
    #direct;
    #empty;
    #archived;
    #folded;
    #found;

    focusFilter() {
        this.#filter.focus();
        this.#filter.select();
    }

    /** The room above or below the open one, in the list's order. */
    neighbour(step) {
        const ids = this.#shown().map(room => room.id);
        return ids[ids.indexOf(this.#chat.open) + step] ?? null;
    }

    #showOwn() {
        const {me, session} = this.#chat;
        if (!me)
            return;
        const isOnline = session.phase === "online";
        const state = isOnline ? words.connected : session.phase === "connecting" ? words.connecting : words.offline;
        const told = isOnline ? this.#chat.statusOf(me.id) || (me.presence && me.presence !== "online" ? words.presence[me.presence === "offline" ? "invisible" : me.presence] : state) : state;
        const stamp = JSON.stringify([me, told, isOnline]);
        if (this.#ownStamp === stamp)
            return;
        this.#ownStamp = stamp;
        this.#own.replaceChildren(element("button", {type: "button", class: "own-face", "aria-label": words.profile, title: words.profile, onclick: () => editProfile(this.#chat)},
                                          face(this.#chat, me.id, me.name)),
                                  element("div", {class: "own-words"}, element("b", {dir: "auto"}, me.name),
                                          element("span", {class: `secondary state-line ${isOnline ? "good" : ""}`, dir: "auto"}, told)),
                                  iconButton("settings", words.settings, () => settings(this.#chat)),
                                  iconButton("leave", words.signOut, () => askToSignOut(this.#chat)));
    }

    #shown() {
        const filter = this.#filter.value.trim().toLowerCase();
        const activity = room => room.lastMessage?.at ?? room.joinedAt ?? "";
        return this.#chat.rooms.filter(room => this.#chat.titleOf(room).toLowerCase().includes(filter))
            .sort((a, b) => placeOf(a) - placeOf(b) || (activity(a) < activity(b) ? 1 : activity(a) > activity(b) ? -1 : b.id - a.id));
    }

    show() {
        if (!this.#chat.me)
            return;
        this.#showOwn();
        const shown = this.#shown();
        const rowsIn = place => shown.filter(room => placeOf(room) === place).map(room => this.#row(room));
        arrange(this.#rooms, rowsIn(0));
        arrange(this.#direct, rowsIn(1));
        arrange(this.#archived, rowsIn(2));
        const hasFilter = this.#filter.value.trim() !== "";
        this.#folded.hidden = this.#archived.childElementCount === 0;
        if (hasFilter)
            this.#folded.open = true;
        this.#found.look(this.#filter.value.trim());
        this.#empty.hidden = this.#rooms.childElementCount > 0;
        this.#empty.textContent = hasFilter ? words.noMatch : `${words.noRooms}. ${words.noRoomsHint}`;
        const unread = this.#chat.rooms.reduce((sum, room) => sum + calling(room).unread, 0);
        document.title = unread > 0 ? `(${unread}) ${words.app}` : words.app;
    }

    #row(room) {
        const title = this.#chat.titleOf(room);
        const isOpen = room.id === this.#chat.open;
        const draft = isOpen ? "" : this.#chat.draft(room.id);
        const {lastMessage, hasPassword} = room;
        const {unread, mentions} = calling(room);
        const isMuted = levelOf(room) === "none";
        const partner = room.kind === "direct" && room.people?.length === 1 ? room.people[0].id : null;
        const light = partner && presenceWords(this.#chat, partner);
        const stamp = JSON.stringify([partner && [this.#chat.pictureOf(partner), light, this.#chat.statusOf(partner)], title, isOpen, draft, unread, mentions, isMuted, hasPassword, lastMessage?.seq, lastMessage?.body, lastMessage?.deletedAt, this.#chat.blocks.has(lastMessage?.by),
                                      lastMessage && shortTime(lastMessage.at)]);
        const known = this.#rows.get(room.id);
        if (known?.stamp === stamp)
            return known.row;
        const row = known?.row ?? element("li");
        const link = row.firstChild ?? row.appendChild(element("a", {href: `#/room/${room.id}`, oncontextmenu: event => this.#chooseLevel(event, room.id)}));
        link.className = `room${isOpen ? " open" : ""}${unread > 0 ? " unread" : ""}${isMuted ? " muted" : ""}`;
        const called = light && light !== words.presence.offline ? `${title}, ${light}` : title;
        link.setAttribute("aria-label", isMuted ? words.mutedName(title) : mentions > 0 ? words.mentionsName(called, mentions, unread) : unread > 0 ? words.unreadName(called, unread) : called);
        if (isOpen)
            link.setAttribute("aria-current", "page");
        else
            link.removeAttribute("aria-current");
        link.replaceChildren(partner ? face(this.#chat, partner, title) : avatar(room.kind === "direct" ? room.people?.[0]?.id ?? room.id : room.id, title, {class: room.kind === "direct" ? "" : "square"}),
                             element("span", {class: "room-words"},
                                     element("span", {class: "room-name"}, element("span", {dir: "auto"}, title), partner ? statusLine(this.#chat, partner) : null, hasPassword ? icon("lock") : null, isMuted ? icon("bell-off") : null),
                                     element("span", {class: draft ? "room-last draft" : "room-last", dir: "auto"}, draft ? words.draft(draft) : this.#lastLine(room))),
                             element("span", {class: "room-side"}, element("time", {}, lastMessage ? shortTime(lastMessage.at) : ""), badge({unread, mentions})));
        this.#rows.set(room.id, {stamp, row});
        return row;
    }

    /** By the right button, the menu key or a long press. */
    #chooseLevel(event, id) {
        event.preventDefault();
        openLevels(event.button === 2 ? {x: event.clientX, y: event.clientY} : event.currentTarget, this.#chat, this.#chat.room(id));
    }

    #lastLine({kind, lastMessage, lastMessageName, topic}) {
        if (!lastMessage)
            return topic || words.noMessages;
        const text = lastMessage.deletedAt ? words.deleted : this.#chat.blocks.has(lastMessage.by) ? words.ofBlocked : previewOf(lastMessage);
        if (lastMessage.by === this.#chat.me.id)
            return `${words.you}: ${text}`;
        return kind === "direct" ? text : `${lastMessageName ?? this.#chat.nameOf(lastMessage.by)}: ${text}`;
    }

    #filterKey(event) {
        if (event.key === "Enter") {
            const first = this.#shown()[0];
            if (first)
                location.hash = `/room/${first.id}`;
        } else if (event.key !== "Escape") {
            return;
        }
        event.stopPropagation();
        this.#endFilter();
    }

    #endFilter() {
        this.#filter.value = "";
        this.#folded.open = false;
        this.show();
    }
}

/** Rooms, then conversations, then what can only be read. */
const placeOf = ({archived, kind}) => (archived ? 2 : kind === "direct" ? 1 : 0);

/** Mentions in the accent's colour; the rest in grey. */
function badge({unread, mentions}) {
    const count = mentions || unread;
    return count > 0 ? element("span", {class: mentions > 0 ? "badge mentions" : "badge", "aria-hidden": "true"}, count > 999 ? "999+" : String(count)) : null;
}
