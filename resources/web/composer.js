// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Completion} from "./completion.js";
import {element, icon, iconButton} from "./dom.js";
import {pickEmoji} from "./emoji.js";
import {isMuted} from "./moderation.js";
import {previewOf} from "./row.js";
import {Tray} from "./tray.js";
import {words} from "./words.js";

const mostLines = 8;
const typingEvery = 3000;
// What a message may have, in bytes of UTF-8 (PROTOCOL.md); the server says it again in server.about.
export const messageBytes = 16 * 1024;

/** Where messages are written, edited and answered: in a room, or in a thread of it. What is not sent is kept for each. */
export class Composer {
    /** Called after a message was sent. */
    onSent = () => {};

    #chat;
    #room = null;
    #log = null; // a Timeline or a ThreadLog
    #draftKey = null;
    #editing = null; // a Message
    #replyTo = null;
    #typedAt = 0;
    #waitsForFiles = false;

    constructor(chat, files) {
        this.#chat = chat;
        this.input = element("textarea", {rows: 1, dir: "auto", autocomplete: "off", enterkeyhint: "send",
                                          oninput: () => this.#typed(), onkeydown: event => this.#pressed(event),
                                          onpaste: event => this.#pasted(event), onblur: () => this.#stopTyping()});
        this.#picker = element("input", {type: "file", multiple: true, class: "unseen", tabindex: -1, "aria-hidden": "true",
                                         onchange: () => this.#picked()});
        this.#head = element("div", {class: "composer-head", hidden: true});
        this.tray = new Tray(chat, files, () => this.#trayChanged());
        chat.drafts.replaced.on(key => {
            if (key !== this.#draftKey || this.#editing)
                return;
            this.input.value = chat.draft(key);
            this.#grow();
        });
        this.#completion = new Completion(chat, this.input);
        this.#send = element("button", {class: "icon-button send", "aria-label": words.send, title: words.send}, icon("send"));
        const attach = iconButton("paperclip", words.attach, () => this.#picker.click());
        const emoji = iconButton("smile", words.emoji, event => pickEmoji(event.currentTarget, picked => this.#insert(picked)));
        this.#box = element("div", {class: "composer-box"}, attach, this.input, emoji, this.#send);
        this.#note = element("p", {class: "hint bad", role: "alert", hidden: true});
        this.root = element("form", {class: "composer", onsubmit: event => this.#submitted(event)},
                            this.#completion.root, this.#head, this.tray.root, this.#box, this.#note, this.#picker);
    }

    #picker;
    #head;
    #completion;
    #send;
    #box;
    #note;

    /** Another room or thread: what was typed stays with the one before. `log`: a Timeline, or a ThreadLog. */
    show(room, title, log) {
        const key = log.root ? `${room.id}.${log.root}` : String(room.id);
        if (this.#draftKey !== key) {
            this.#editing = null;
            this.#replyTo = null;
            this.tray.clear();
            this.#room = room.id;
            this.#draftKey = key;
            this.input.value = this.#chat.draft(key);
        } else if (!this.input.value && !this.#editing) {
            this.input.value = this.#chat.draft(key); // the server's id has just become known
        }
        this.#log = log;
        this.describe(room, title);
        this.#showHead();
        this.#grow();
    }

    /** No room: nothing of the last one stays. */
    leave() {
        this.#room = null;
        this.#log = null;
        this.#draftKey = null;
        this.#editing = null;
        this.#replyTo = null;
        this.tray.clear();
        this.input.value = "";
        this.root.hidden = true;
    }

    /** What the room is called, and whether anything may be written there. */
    describe(room, title) {
        const name = this.#log?.root ? words.replyInThread : words.messageTo(title);
        this.input.placeholder = name;
        this.input.setAttribute("aria-label", name);
        this.root.hidden = Boolean(room.archived) || isMuted(room);
    }

    focus() {
        this.input.focus({preventScroll: true});
    }

    reply(message) {
        this.#editing = null;
        this.#replyTo = message;
        this.#showHead();
        this.focus();
    }

    edit(message) {
        this.#replyTo = null;
        this.#editing = message;
        this.input.value = message.body;
        this.#showHead();
        this.#grow();
        this.focus();
        this.input.setSelectionRange(message.body.length, message.body.length);
    }

    /** Esc: one thing after the other; whether there was one. */
    cancel() {
        if (this.#completion.isOpen)
            this.#completion.close();
        else if (this.#editing || this.#replyTo)
            this.#stop();
        else
            return false;
        return true;
    }

    #stop() {
        if (this.#editing)
            this.input.value = this.#chat.draft(this.#draftKey);
        this.#editing = null;
        this.#replyTo = null;
        this.#showHead();
        this.#grow();
        this.focus();
    }

    #showHead() {
        const message = this.#editing ?? this.#replyTo;
        this.#head.hidden = !message;
        if (!message)
            return this.#head.replaceChildren();
        const title = this.#editing ? words.editing : words.replyingTo(this.#chat.nameOf(message.by));
        const close = iconButton("close", this.#editing ? words.stopEditing : words.stopReplying, () => this.#stop());
        this.#head.replaceChildren(icon(this.#editing ? "edit" : "reply"), element("div", {class: "composer-head-words"},
            element("b", {}, title), element("span", {class: "secondary", dir: "auto"}, this.#editing ? words.editingHint : previewOf(message))), close);
    }

    // ---- keys ----

    #pressed(event) {
        if (event.isComposing || this.#completion.pressed(event))
            return;
        if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            this.#submit();
        } else if (event.key === "Escape" && this.cancel()) {
            event.preventDefault();
            event.stopPropagation();
        } else if (event.key === "ArrowUp" && !event.altKey && !this.input.value && !this.#editing) {
            const own = this.#log?.lastOf(this.#chat.me.id);
            if (own) {
                event.preventDefault();
                this.edit(own);
            }
        }
    }

    #typed() {
        this.#note.hidden = true;
        this.#grow();
        if (!this.#editing)
            this.#chat.keepDraft(this.#draftKey, this.input.value);
        this.#completion.update();
        if (!this.input.value.trim() || this.#editing)
            return this.#stopTyping();
        if (Date.now() - this.#typedAt > typingEvery) {
            this.#typedAt = Date.now();
            this.#chat.session.call("typing.set", {room: this.#room, on: true}).catch(() => {});
        }
    }

    #stopTyping() {
        if (this.#typedAt === 0)
            return;
        this.#typedAt = 0;
        this.#chat.session.call("typing.set", {room: this.#room, on: false}).catch(() => {});
    }

    #grow() {
        const {style} = this.input;
        style.height = "auto";
        const line = parseFloat(getComputedStyle(this.input).lineHeight) || 20;
        style.height = `${Math.min(this.input.scrollHeight, line * mostLines + 20)}px`;
        this.#send.classList.toggle("ready", Boolean(this.input.value.trim()) || !this.tray.isEmpty);
    }

    #insert(text) {
        this.focus();
        this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, "end");
        this.#typed();
    }

    // ---- files ----

    #picked() {
        this.tray.add([...this.#picker.files]);
        this.#picker.value = "";
        this.focus();
    }

    #pasted(event) {
        const files = [...event.clipboardData?.files ?? []];
        if (files.length === 0)
            return;
        event.preventDefault();
        this.tray.add(files);
    }

    #trayChanged() {
        this.#grow();
        this.#note.hidden = true;
        if (this.#waitsForFiles && !this.tray.isBusy)
            this.#submit();
    }

    // ---- sending ----

    #submitted(event) {
        event.preventDefault();
        this.#submit();
        this.focus();
    }

    #submit() {
        const body = this.input.value.trim();
        this.#waitsForFiles = false;
        if (new TextEncoder().encode(body).length > messageBytes)
            return this.#complain(words.messageTooLong);
        if (this.#editing)
            return this.#saveEdit(body);
        if (this.tray.isBusy) {
            this.#waitsForFiles = true;
            return this.#complain(words.waitsForFiles);
        }
        if (this.tray.hasFailed)
            return this.#complain(words.fileFailed);
        const files = this.tray.files;
        if (!body && files.length === 0)
            return;
        if (!this.#chat.outbox.send(this.#room, body, {replyTo: this.#replyTo?.seq ?? this.#log.root, files, mentions: this.#completion.takeMentioned(body)}))
            return this.#complain(words.tooManyWait);
        this.#replyTo = null;
        this.tray.clear();
        this.#note.hidden = true;
        this.input.value = "";
        this.#chat.keepDraft(this.#draftKey, "");
        this.#typedAt = 0; // the message says that typing has ended
        this.#completion.close();
        this.#showHead();
        this.#grow();
        this.onSent();
    }

    #saveEdit(body) {
        const {seq, body: former} = this.#editing;
        if (body && body !== former)
            this.#chat.edit(this.#room, seq, body, this.#mentionsOfEdit(body));
        if (body)
            this.#stop();
    }

    /** Who was taken for the new text, with those of other names whom the message mentions; none: as before. */
    #mentionsOfEdit(body) {
        const taken = this.#completion.takeMentioned(body);
        const name = id => this.#chat.nameOf(id).toLowerCase();
        const names = new Set(taken?.map(name));
        return taken?.concat((this.#editing.mentions ?? []).filter(id => !names.has(name(id)))).slice(0, 100);
    }

    #complain(text) {
        this.#note.textContent = text;
        this.#note.hidden = false;
    }
}
