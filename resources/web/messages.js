// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {arrange, element} from "./dom.js";
import {plainText} from "./markdown.js";
import {dayKey, dayName, words} from "./words.js";

const groupTime = 5 * 60_000;
const nearEnd = 60; // pixels
const loadAhead = 1200; // pixels above which older messages are asked for

/** The list of a room's or thread's messages. It keeps the line that is read where it is, whatever comes above or below it. */
export class MessageList {
    /** Called when the end is reached or left. */
    onEnd = () => {};
    isAtEnd = true;
    /** Messages that came below while one was reading above. */
    newBelow = 0;
    /** Of the room; null: the list has no line of readers. */
    readers = null;

    #chat;
    #maker;
    #rows = new Map(); // key → {stamp, row}
    #unreadFrom = Infinity;
    #isOpening = true;
    #frame = 0;
    #timeline = null;
    #active = null;

    constructor(chat, maker) {
        this.#chat = chat;
        this.#maker = maker;
        this.#rowsBox = element("div", {class: "rows"});
        this.root = element("div", {class: "messages", role: "log", "aria-live": "off", tabindex: 0}, this.#rowsBox);
        this.#spoken = element("p", {class: "unseen", "aria-live": "polite"});
        this.root.addEventListener("scroll", () => this.#scrolled(), {passive: true});
        this.root.addEventListener("keydown", event => this.#moved(event));
        this.root.addEventListener("focusin", event => this.#focused(event));
        new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.root);
        new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(this.#rowsBox);
    }

    #rowsBox;
    #spoken;

    get spoken() { return this.#spoken; }

    /** Another room is on the screen. */
    show(timeline, name) {
        this.root.setAttribute("aria-label", words.messagesIn(name));
        if (timeline === this.#timeline)
            return this.update();
        for (const {row} of this.#rows.values())
            this.#maker.release(row);
        this.#rows.clear();
        this.#rowsBox.replaceChildren();
        this.#timeline = timeline;
        this.#isOpening = true;
        this.isAtEnd = true;
        this.newBelow = 0;
        this.#active = null;
        const room = timeline?.hasUnreadLine && this.#chat.room(timeline.room);
        this.#unreadFrom = room?.unread > 0 ? room.readSeq + 1 : Infinity;
        this.render();
    }

    /** Where the line "New" is; Infinity: nowhere. */
    setUnreadLine(seq) {
        this.#unreadFrom = seq;
        this.update();
    }

    update() {
        if (this.#frame === 0)
            this.#frame = requestAnimationFrame(() => this.render());
    }

    render() {
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
        if (!this.#timeline)
            return;
        const anchor = this.isAtEnd ? null : this.#anchor();
        this.readers?.look(this.#timeline);
        arrange(this.#rowsBox, this.#makeRows());
        this.#forgetRows();
        if (this.#isOpening && this.#timeline.isLoaded)
            this.#open();
        else if (this.isAtEnd)
            this.toEnd();
        else
            this.#hold(anchor);
    }

    #wanted = new Set();

    #makeRows() {
        this.#wanted = new Set();
        const rows = [];
        let before = null;
        const readLine = this.readers?.line;
        let isLineOut = this.#unreadFrom === Infinity || this.#timeline.items[0]?.seq > this.#unreadFrom && this.#timeline.hasOlder;
        for (const item of this.#timeline.items) {
            const {seq, at, by} = item.message ?? item;
            const isNewDay = !before || dayKey(before.at) !== dayKey(at);
            if (isNewDay)
                rows.push(this.#row(`day ${dayKey(at)}`, dayName(at), () => this.#maker.day(dayName(at))));
            const isLine = !isLineOut && item.kind === "message" && seq >= this.#unreadFrom && by !== this.#chat.me.id;
            if (isLine)
                rows.push(this.#row("unread", "", () => this.#maker.unreadLine()));
            isLineOut ||= isLine;
            rows.push(this.#itemRow(item, isNewDay || isLine || !continues(before, item)));
            if (readLine?.seq === seq)
                rows.push(this.#row("readers", JSON.stringify(readLine), () => this.#maker.readLine(readLine)));
            before = {kind: item.kind, at, by};
        }
        for (const waiting of this.#timeline.waiting()) {
            const isFirst = !continues(before, {kind: "message", message: {...waiting, by: this.#chat.me.id}});
            rows.push(this.#row(waiting.clientId, `${waiting.state} ${isFirst}`, () => this.#maker.pending(waiting, isFirst)));
            before = {kind: "message", at: waiting.at, by: this.#chat.me.id};
        }
        return rows;
    }

    #itemRow(item, isFirst) {
        if (item.kind === "notice")
            return this.#row(item.seq, item.text, () => this.#maker.notice(item));
        const {message} = item;
        const quoted = message.replyTo && this.#timeline.quoted(message.replyTo);
        const names = [message.by, quoted?.message.by, ...message.mentions ?? []].map(id => (id ? this.#chat.nameOf(id) : ""));
        return this.#row(item.seq, [item.version, isFirst, quoted?.version, this.#chat.isBot(message.by), this.#chat.blocks.folds(message), quoted && this.#chat.blocks.has(quoted.message.by), ...names].join("\n"), () => this.#maker.message(item, isFirst));
    }

    /** The row of this key, made anew when its stamp is another one. */
    #row(key, stamp, make) {
        this.#wanted.add(key);
        const known = this.#rows.get(key);
        if (known?.stamp === stamp)
            return known.row;
        const row = make();
        if (known) {
            this.#maker.release(known.row);
            this.#keepFocus(known.row, row);
        }
        this.#rows.set(key, {stamp, row});
        return row;
    }

    /** A row that changes under the keyboard keeps it. */
    #keepFocus(former, row) {
        if (former === this.#active)
            this.#activate(row);
        if (former.contains(document.activeElement))
            queueMicrotask(() => row.focus({preventScroll: true}));
        const tools = former.querySelector(".tools");
        if (tools)
            row.append(tools);
    }

    #forgetRows() {
        for (const [key, {row}] of this.#rows) {
            if (this.#wanted.has(key))
                continue;
            this.#maker.release(row);
            this.#rows.delete(key);
        }
    }

    // ---- where one reads ----

    #anchor() {
        const top = this.root.scrollTop;
        for (const row of this.#rowsBox.children) {
            if (row.offsetTop + row.offsetHeight > top && row.dataset.seq)
                return {seq: row.dataset.seq, offset: row.offsetTop - top};
        }
        return null;
    }

    #hold(anchor) {
        const row = anchor && this.#rows.get(Number(anchor.seq))?.row;
        if (row)
            this.root.scrollTop = row.offsetTop - anchor.offset;
    }

    /** At the first unread message, a third of the height above it; at the end when all is read. */
    #open() {
        this.#isOpening = false;
        performance.mark("confab-first-message");
        const line = this.#rows.get("unread")?.row ?? (this.#unreadFrom < Infinity ? this.#rowsBox.firstChild : null);
        if (!line)
            return this.toEnd();
        this.root.scrollTop = line.offsetTop - this.root.clientHeight / 3;
        this.#scrolled();
    }

    toEnd() {
        if (this.#timeline?.hasNewer)
            return this.#leavePast();
        this.root.scrollTop = this.root.scrollHeight;
        this.#scrolled();
    }

    #scrolled() {
        const {scrollTop, scrollHeight, clientHeight} = this.root;
        const below = scrollHeight - scrollTop - clientHeight;
        const isAtEnd = below < nearEnd && !this.#timeline?.hasNewer;
        if (isAtEnd)
            this.newBelow = 0;
        if (isAtEnd !== this.isAtEnd || isAtEnd) {
            this.isAtEnd = isAtEnd;
            this.onEnd();
        }
        if (scrollTop < loadAhead && this.#timeline?.hasOlder && !this.#isOpening)
            this.#timeline.loadOlder().catch(() => {});
        else if (below < loadAhead && this.#timeline?.hasNewer)
            this.#timeline.loadNewer().catch(() => {});
        else if (isAtEnd)
            this.#timeline?.trim();
    }

    #leavePast() {
        this.isAtEnd = true;
        this.#timeline.toEnd();
        this.render();
    }

    /** A message of the open room came in. One's own, written on another device, is no news and moves nothing. */
    arrived(event) {
        const isMine = event.by === this.#chat.me.id;
        if (!isMine && !this.isAtEnd)
            this.newBelow += 1;
        if (!isMine)
            this.#spoken.textContent = `${this.#chat.nameOf(event.by)}: ${plainText(event.data.body ?? "")}`;
        this.onEnd();
    }

    toEndSoon() {
        this.#timeline?.toEnd();
        this.isAtEnd = true;
        this.update();
    }

    /** Scrolls to a message and marks it for a moment; loads what is around it. Whether it is there. */
    async goTo(seq) {
        const timeline = this.#timeline;
        const isThere = await timeline.show(seq).catch(() => false);
        if (!isThere || timeline !== this.#timeline)
            return isThere;
        this.isAtEnd = false;
        this.render();
        const {row} = this.#rows.get(seq);
        row.scrollIntoView({block: "center"});
        row.classList.remove("marked");
        requestAnimationFrame(() => row.classList.add("marked"));
        this.#activate(row);
        this.#scrolled();
        this.onEnd();
        return true;
    }

    // ---- keyboard: the list is one stop of Tab, arrows move in it ----

    get activeSeq() { return Number(this.#active?.dataset.seq ?? 0); }

    #activate(row) {
        this.#active?.setAttribute("tabindex", -1);
        this.#active?.classList.remove("active");
        this.#active = row;
        row?.setAttribute("tabindex", 0);
        row?.classList.add("active");
        this.root.tabIndex = row ? -1 : 0;
    }

    deactivate() {
        this.#activate(null);
    }

    #focused(event) {
        const row = event.target.closest(".row");
        if (row && row !== this.#active)
            this.#activate(row);
        else if (event.target === this.root)
            this.#rowsBox.querySelector(".row:last-of-type")?.focus();
    }

    #moved(event) {
        const step = {ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling"}[event.key];
        const row = event.target.closest(".row");
        if (!step || !row || event.altKey || event.target !== row)
            return;
        event.preventDefault();
        let next = row[step];
        while (next && !next.classList.contains("row"))
            next = next[step];
        next?.focus();
    }
}

/** Whether a message stands below the one before without a name of its own. */
function continues(before, item) {
    return before?.kind === "message" && item.kind === "message" && before.by === item.message.by && !item.message.replyTo &&
        Date.parse(item.message.at) - Date.parse(before.at) < groupTime;
}
