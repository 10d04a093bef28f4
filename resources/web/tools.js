// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {showReactors, showReaders, showVersions} from "./aboutmessage.js";
import {confirmDialog} from "./dialogs.js";
import {toast} from "./dom.js";
import {pickEmoji} from "./emoji.js";
import {copyText} from "./formatted.js";
import {forwardMessage} from "./forward.js";
import {viewPicture} from "./viewer.js";
import {reasonOf, words} from "./words.js";

const toastOf = error => toast(reasonOf(error));

/** What people do with the messages of a list: of a room, or of one of its threads. */
export class MessageTools {
    #chat;
    #composer;
    #log;
    #openThread;

    /** `log()`: a Timeline or a ThreadLog, or null. `openThread(message)`: null in a thread. */
    constructor(chat, composer, log, openThread) {
        this.#chat = chat;
        this.#composer = composer;
        this.#log = log;
        this.#openThread = openThread;
    }

    /** For a RowMaker; `goTo(seq)` shows a message that is quoted. */
    rowActions(files, goTo) {
        const chat = this.#chat;
        return {
            react: (seq, anchor) => pickEmoji(anchor, emoji => chat.react(chat.open, seq, emoji, true)),
            chip: (seq, emoji, on) => chat.react(chat.open, seq, emoji, on),
            nameReactors: (seq, emoji, chip) => this.#nameReactors(seq, emoji, chip),
            goTo,
            openThread: seq => this.#openThread?.(this.#message(seq)),
            showVersions: seq => showVersions(chat, this.#message(seq)),
            showReaders: seq => showReaders(chat, this.#message(seq)),
            openPicture: file => viewPicture(files, file),
            save: file => files.save(file).catch(toastOf),
            retry: waiting => chat.outbox.retry(waiting),
            discard: waiting => chat.outbox.discard(waiting),
        };
    }

    #message(seq) {
        return this.#log()?.find(seq)?.message;
    }

    /** As moveTools() takes them. */
    of(seq) {
        const message = this.#message(seq);
        const room = this.#chat.room(this.#chat.open);
        if (!message || message.deletedAt || !room)
            return {bar: [], menu: []};
        const isMine = message.by === this.#chat.me.id;
        const edit = isMine && message.body && !room.archived ? [{icon: "edit", label: words.edit, work: () => this.#composer.edit(message)}] : [];
        const bar = room.archived ? [] : [
            {icon: "smile", label: words.react, work: anchor => pickEmoji(anchor, emoji => this.#chat.react(room.id, seq, emoji, true))},
            {icon: "reply", label: words.reply, work: () => this.#composer.reply(message)},
        ];
        const thread = this.#openThread ? [{icon: "thread", label: words.thread, work: () => this.#openThread(message)}] : [];
        return {bar: [...bar, ...thread, ...edit], menu: [...this.#copies(message), ...this.#changes(room, message, isMine)]};
    }

    #copies(message) {
        const chat = this.#chat;
        const {seq, body, reactions} = message;
        return [
            ...body ? [{icon: "copy", label: words.copyText, work: () => copyText(body)}] : [],
            {icon: "link", label: words.copyLink, work: () => copyText(`confab://${location.host}/room/${chat.open}/${seq}`)},
            {icon: "forward", label: words.forward, work: () => forwardMessage(chat, message)},
            {icon: "eye", label: words.readByAsk, work: () => showReaders(chat, message)},
            ...message.editedAt ? [{icon: "clock", label: words.versions, work: () => showVersions(chat, message)}] : [],
            ...reactions.length > 0 ? [{icon: "heart", label: words.whoReacted, work: () => showReactors(chat, message)}] : [],
        ];
    }

    #changes(room, message, isMine) {
        const chat = this.#chat;
        const {seq, pinned} = message;
        const isModerating = room.role === "owner" || room.role === "moderator";
        const mayPin = (isModerating || room.kind === "direct") && !room.archived;
        const askToDelete = () => confirmDialog(words.deleteTitle, words.deleteHint, words.deleteMessage, async () => chat.deleteMessage(room.id, seq));
        return [
            ...mayPin ? [{icon: "pin", label: pinned ? words.unpin : words.pin, work: () => chat.pin(room.id, seq, !pinned)}] : [],
            ...isMine || !this.#openThread ? [] : [{icon: "mail", label: words.markUnread, work: () => chat.markUnread(seq).catch(toastOf)}],
            ...(isMine || isModerating) && !room.archived ? [{icon: "trash", label: words.deleteAsk, isBad: true, work: askToDelete}] : [],
        ];
    }

    /** The chip's tip, when the pointer comes for the first time. */
    async #nameReactors(seq, emoji, chip) {
        if (chip.title)
            return;
        chip.title = emoji;
        const answer = await this.#chat.session.ask("message.reactors", {room: this.#chat.open, seq, emoji}).catch(() => null);
        if (answer)
            chip.title = words.reactedWith(answer.users.map(user => user.name), answer.more, emoji);
    }
}
