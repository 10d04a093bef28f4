// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Composer} from "./composer.js";
import {confirmDialog, findRooms, newRoom} from "./dialogs.js";
import {element, icon, iconButton, toast} from "./dom.js";
import {pickEmoji} from "./emoji.js";
import {copyText} from "./formatted.js";
import {MessageList, moveTools} from "./messages.js";
import {RowMaker} from "./row.js";
import {viewPicture} from "./viewer.js";
import {reasonOf, words} from "./words.js";

/** The middle pane: one room's header, messages and composer. */
export class RoomPane {
    #chat;
    #files;

    constructor(chat, files, toggleDetails) {
        this.#chat = chat;
        this.#files = files;
        this.#maker = new RowMaker(chat, files, this.#rowActions());
        this.#list = new MessageList(chat, this.#maker);
        this.#list.onEnd = () => this.#atEnd();
        moveTools(this.#list, seq => this.#toolsOf(seq));
        this.composer = new Composer(chat, files);
        this.composer.onSent = () => {
            this.#list.clearUnreadLine();
            this.#list.toEndSoon();
        };
        this.#makeParts(toggleDetails);
        this.#listen();
    }

    #maker;
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
                                    element("div", {class: "title"}, this.#title, this.#topic), this.#count, this.#details),
                            this.#bar,
                            element("div", {class: "middle"}, this.#list.root, this.#empty, this.#pill, this.#list.spoken),
                            this.#typing, this.composer.root);
        this.root.addEventListener("dragover", event => this.#dragged(event));
        this.root.addEventListener("dragleave", () => this.root.classList.remove("dropping"));
        this.root.addEventListener("drop", event => this.#dropped(event));
    }

    #listen() {
        const chat = this.#chat;
        chat.openChanged.on(() => this.show());
        chat.roomsChanged.on(() => (chat.room(chat.open) ? this.#showHeader() : this.show()));
        chat.outbox.changed.on(room => room === chat.open && this.#list.update());
        chat.changes.refused.on(error => toast(reasonOf(error)));
        chat.typingChanged.on(() => this.#showTyping());
        const look = () => this.#atEnd();
        addEventListener("focus", look);
        addEventListener("blur", look);
        document.addEventListener("visibilitychange", look);
    }

    #rowActions() {
        const chat = this.#chat;
        return {
            react: (seq, anchor) => pickEmoji(anchor, emoji => chat.react(chat.open, seq, emoji, true)),
            chip: (seq, emoji, on) => chat.react(chat.open, seq, emoji, on),
            goTo: seq => this.#list.goTo(seq),
            openPicture: file => viewPicture(this.#files, file),
            save: file => this.#files.save(file).catch(error => toast(reasonOf(error))),
            retry: waiting => chat.outbox.retry(waiting),
            discard: waiting => chat.outbox.discard(waiting),
        };
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
        this.composer.show(room, title);
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

    setDetailsShown(isShown) {
        this.#details.setAttribute("aria-label", isShown ? words.hideDetails : words.showDetails);
        this.#details.title = isShown ? words.hideDetails : words.showDetails;
        this.#details.classList.toggle("on", isShown);
    }

    #showState() {
        const {timeline} = this.#chat;
        const room = this.#chat.room(this.#chat.open);
        const text = timeline?.error ? reasonOf(timeline.error) : timeline?.full ? words.full(timeline.full.capacity ?? 0) : room?.archived ? words.archived : "";
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

    #toolsOf(seq) {
        const chat = this.#chat;
        const message = chat.timeline?.find(seq)?.message;
        const room = chat.room(chat.open);
        if (!message || message.deletedAt || !room || room.archived)
            return [];
        const isMine = message.by === chat.me.id;
        const mayDelete = isMine || room.role === "owner" || room.role === "moderator";
        const ask = () => confirmDialog(words.deleteTitle, words.deleteHint, words.deleteMessage, async () => chat.deleteMessage(room.id, seq));
        return [
            ["smile", words.react, anchor => pickEmoji(anchor, emoji => chat.react(room.id, seq, emoji, true))],
            ["reply", words.reply, () => this.composer.reply(message)],
            ...message.body ? [["copy", words.copyText, () => copyText(message.body)]] : [],
            ...isMine && message.body ? [["edit", words.edit, () => this.composer.edit(message)]] : [],
            ...mayDelete ? [["trash", words.delete, ask]] : [],
        ];
    }

    /** Esc: what is closest first. */
    escape() {
        if (this.composer.cancel())
            return;
        this.#list.deactivate();
        this.#list.clearUnreadLine();
        this.#list.toEnd();
        this.composer.focus();
    }

    // ---- files dropped on the room ----

    #dragged(event) {
        if (!event.dataTransfer.types.includes("Files") || this.composer.root.hidden)
            return;
        event.preventDefault();
        const room = this.#chat.room(this.#chat.open);
        this.root.dataset.drop = words.dropHint(this.#chat.titleOf(room));
        this.root.classList.add("dropping");
    }

    #dropped(event) {
        this.root.classList.remove("dropping");
        if (event.dataTransfer.files.length === 0 || this.composer.root.hidden)
            return;
        event.preventDefault();
        this.composer.tray.add([...event.dataTransfer.files]);
        this.composer.focus();
    }
}
