// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Composer} from "./composer.js";
import {findRooms, newRoom} from "./dialogs.js";
import {takeDrops} from "./drops.js";
import {element, icon, iconButton, toast} from "./dom.js";
import {moveTools} from "./menu.js";
import {MessageList} from "./messages.js";
import {isMuted} from "./moderation.js";
import {Readers} from "./readers.js";
import {RowMaker} from "./row.js";
import {searchMessages} from "./searchdialog.js";
import {MessageTools} from "./tools.js";
import {fullTime, reasonOf, spanOf, words} from "./words.js";

const clockStep = 20_000; // the end of a mute comes without a word from the server

/** The middle pane: one room's header, messages and composer. */
export class RoomPane {
    #chat;

    /** `openThread(message)` shows the thread that it belongs to. */
    constructor(chat, files, toggleDetails, openThread) {
        this.#chat = chat;
        const log = () => chat.timeline;
        this.composer = new Composer(chat, files);
        const tools = new MessageTools(chat, this.composer, log, openThread);
        this.#list = new MessageList(chat, new RowMaker(chat, files, tools.rowActions(files, seq => this.goTo(seq)), log));
        this.#list.readers = new Readers(chat, () => this.#list.update());
        this.#list.onEnd = () => this.#atEnd();
        moveTools(this.#list, seq => tools.of(seq));
        this.composer.onSent = () => {
            this.#clearUnreadLine();
            this.#list.toEndSoon();
        };
        this.#makeParts(toggleDetails);
        this.#listen();
        takeDrops(this.root, this.composer, () => words.dropHint(chat.titleOf(chat.room(chat.open))));
    }

    #list;
    #title;
    #topic;
    #count;
    #details;
    #pill;
    #typing;
    #bar;
    #empty;

    #makeParts(toggleDetails) {
        this.#title = element("h1", {dir: "auto"});
        this.#topic = element("p", {class: "secondary", dir: "auto"});
        this.#count = element("span", {class: "count secondary"});
        this.#details = iconButton("panel", words.showDetails, toggleDetails);
        this.#pill = element("button", {type: "button", class: "pill", hidden: true, onclick: () => this.#list.toEnd()});
        this.#typing = element("p", {class: "typing secondary", "aria-live": "polite"});
        this.#bar = element("p", {class: "room-bar", role: "status", hidden: true});
        this.#empty = element("div", {class: "empty", hidden: true});
        this.root = element("main", {class: "pane"},
                            element("header", {class: "bar"},
                                    iconButton("back", words.back, () => { location.hash = ""; }, {class: "icon-button back"}),
                                    element("div", {class: "title"}, this.#title, this.#topic), this.#count,
                                    iconButton("search", words.searchMessages, () => searchMessages(this.#chat, true)), this.#details),
                            this.#bar,
                            element("div", {class: "middle"}, this.#list.root, this.#empty, this.#pill, this.#list.spoken),
                            this.#typing, this.composer.root);
    }

    #listen() {
        const chat = this.#chat;
        chat.openChanged.on(() => this.show());
        chat.roomsChanged.on(() => (chat.room(chat.open) ? this.#showChanged() : this.show()));
        chat.outbox.changed.on(room => {
            if (room !== chat.open)
                return;
            this.#list.update();
            this.#showState();
        });
        chat.changes.refused.on(error => toast(reasonOf(error)));
        chat.typingChanged.on(() => this.#showTyping());
        chat.markedUnread.on(seq => this.#list.setUnreadLine(seq));
        const look = () => this.#atEnd();
        addEventListener("focus", look);
        addEventListener("blur", look);
        document.addEventListener("visibilitychange", look);
    }

    #shownTimeline = null;
    #stopHearing = () => {};

    show() {
        const chat = this.#chat;
        const room = chat.room(chat.open);
        this.root.classList.toggle("no-room", !room);
        if (!room)
            return this.#showNoRoom();
        const title = chat.titleOf(room);
        const {timeline} = chat;
        if (timeline !== this.#shownTimeline) {
            this.#stopHearing();
            this.#shownTimeline = timeline;
            const offs = [timeline.changed.on(what => this.#timelineChanged(what)),
                          timeline.grew.on(event => event.type === "message" && this.#list.arrived(event))];
            this.#stopHearing = () => offs.forEach(off => off());
        }
        this.#list.show(timeline, title);
        this.composer.show(room, title, timeline);
        this.#showHeader();
        this.#showState();
        this.#showTyping();
        this.#atEnd();
    }

    #timelineChanged(what) {
        this.#list.update();
        if (what !== "items")
            this.#showHeader();
        this.#showState();
    }

    #showNoRoom() {
        this.#stopHearing();
        this.#stopHearing = () => {};
        this.#shownTimeline = null;
        this.#list.show(null, "");
        this.composer.leave();
        this.#bar.hidden = true;
        this.#pill.hidden = true;
        this.#typing.textContent = "";
        const {me, rooms} = this.#chat;
        if (rooms.length > 0)
            return this.#showEmpty(words.noRoomOpen, words.noRoomOpenHint);
        this.#showEmpty(words.welcome(me?.name ?? ""), words.welcomeHint, [element("div", {class: "empty-buttons"},
            element("button", {type: "button", class: "primary", onclick: () => newRoom(this.#chat)}, words.newRoom),
            element("button", {type: "button", class: "quiet", onclick: () => findRooms(this.#chat)}, words.findRooms))]);
    }

    #showEmpty(title, text, more = []) {
        this.#empty.replaceChildren(icon("chat"), element("h2", {}, title), element("p", {class: "secondary"}, text), ...more);
        this.#empty.hidden = false;
    }

    #showHeader() {
        const room = this.#chat.room(this.#chat.open);
        if (!room)
            return;
        const title = this.#chat.titleOf(room);
        this.composer.describe(room, title);
        this.#title.textContent = title;
        this.#topic.textContent = room.topic ?? "";
        this.#topic.hidden = !room.topic;
        const {timeline} = this.#chat;
        const here = timeline?.cursor && !timeline.full ? timeline.hereCount : room.here;
        this.#count.replaceChildren(element("span", {class: "dot"}), words.hereCount(here),
                                    element("span", {class: "members-count"}, ` · ${words.members(room.members)}`));
    }

    #showChanged() {
        this.#showHeader();
        this.#showState();
    }

    setDetailsShown(isShown) {
        this.#details.setAttribute("aria-label", isShown ? words.hideDetails : words.showDetails);
        this.#details.title = isShown ? words.hideDetails : words.showDetails;
        this.#details.classList.toggle("on", isShown);
    }

    #clock = 0;

    /** Why nothing, or not everything at once, can be written. */
    #limits(room) {
        const wait = room ? this.#chat.outbox.waitOf(room.id) : 0;
        clearTimeout(this.#clock);
        if (room && (wait > 0 || room.muted && room.mutedUntil))
            this.#clock = setTimeout(() => this.show(), wait > 0 ? 1000 : clockStep);
        if (room && isMuted(room))
            return room.mutedUntil ? words.youAreMutedUntil(fullTime(room.mutedUntil)) : words.youAreMuted;
        if (!room?.slowModeMs || room.role === "owner" || room.role === "moderator")
            return "";
        return wait > 0 ? words.slowWaits(spanOf(wait)) : words.slowIs(spanOf(room.slowModeMs));
    }

    #showState() {
        const {timeline} = this.#chat;
        const room = this.#chat.room(this.#chat.open);
        const text = timeline?.error ? reasonOf(timeline.error) : timeline?.full ? words.full(timeline.full.capacity ?? 0) : room?.archived ? words.archived : this.#limits(room);
        this.#bar.textContent = text;
        this.#bar.hidden = !text;
        if (timeline?.isLoaded && timeline.items.length === 0 && this.#chat.outbox.of(timeline.room).length === 0)
            this.#showEmpty(words.noMessages, words.noMessagesHint(this.#chat.titleOf(room)));
        else
            this.#empty.hidden = true;
    }

    #showTyping() {
        const names = this.#chat.typists;
        this.#typing.replaceChildren(...names.length > 0 ? [element("span", {class: "dots", "aria-hidden": "true"}), words.typing(names)] : []);
    }

    /** What is read: the end of the room, while somebody looks at it. */
    #atEnd() {
        const isSeen = document.visibilityState === "visible" && document.hasFocus() && this.#list.isAtEnd && Boolean(this.#chat.timeline?.isLoaded);
        this.#chat.setReading(isSeen);
        const {newBelow} = this.#list;
        this.#pill.hidden = this.#list.isAtEnd || !this.#chat.timeline;
        this.#pill.replaceChildren(icon("arrow-down"), ...newBelow > 0 ? [words.newCount(newBelow)] : []);
        this.#pill.setAttribute("aria-label", newBelow > 0 ? words.newCountName(newBelow) : words.jumpToEnd);
    }

    /** Shows this message, loading what is around it. */
    async goTo(seq) {
        if (!await this.#list.goTo(seq))
            toast(words.messageGone);
    }

    /** One reads again from the end on. */
    #clearUnreadLine() {
        this.#chat.keepUnread(null);
        this.#list.setUnreadLine(Infinity);
    }

    /** Esc: what is closest first. */
    escape() {
        if (this.composer.cancel())
            return;
        this.#list.deactivate();
        this.#clearUnreadLine();
        this.#list.toEnd();
        this.composer.focus();
    }
}
