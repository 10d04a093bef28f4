// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {botBadge, element, hueOf, icon, iconButton} from "./dom.js";
import {face} from "./faces.js";
import {isPicture} from "./files.js";
import {formatted} from "./formatted.js";
import {plainText} from "./markdown.js";
import {byteSize, clockTime, fullTime, reasonOf, words} from "./words.js";

const pictureWidth = 420;
const pictureHeight = 320;
const mostQuoted = 140;

/** What a row needs of the page around it. `actions`: {react, chip, nameReactors, goTo, openThread, showVersions, showReaders, openPicture,
 *  save, retry, discard}. `log()`: what the rows are of. */
export class RowMaker {
    constructor(chat, files, actions, log) {
        this.chat = chat;
        this.files = files;
        this.actions = actions;
        this.log = log;
        this.sight = new IntersectionObserver(seen => seen.forEach(one => one.isIntersecting && this.#load(one.target)), {rootMargin: "800px"});
        this.pictures = new WeakMap(); // img → File
    }

    /** `isFirst`: of a group of one person's messages. */
    message(item, isFirst) {
        const {message} = item;
        if (!message.deletedAt && this.chat.blocks.folds(message))
            return this.#folded(message, isFirst);
        const name = this.chat.nameOf(message.by);
        const isForMe = !message.deletedAt && message.by !== this.chat.me.id && message.mentions?.includes(this.chat.me.id);
        const content = element("div", {class: "content"}, this.#pin(message), isFirst ? this.#author(message, name) : null, this.#quote(message),
                                this.#body(message), this.#files(message.files ?? []), this.#chips(message), this.#threadLine(message));
        return element("article", {
            class: `row${isFirst ? " first" : ""}${isForMe ? " for-me" : ""}`, tabindex: -1, "data-seq": message.seq,
            "aria-label": `${name}, ${clockTime(message.at)}: ${message.deletedAt ? words.deleted : plainText(message.body)}`,
        }, isFirst ? face(this.chat, message.by, name) : element("time", {class: "gutter", title: fullTime(message.at)}, clockTime(message.at)), content);
    }

    /** Of somebody whom the reader blocks. */
    #folded(message, isFirst) {
        const name = this.chat.nameOf(message.by);
        const show = element("button", {type: "button", class: "link", onclick: () => this.chat.blocks.unfold(message)}, words.show);
        const content = element("div", {class: "content"}, isFirst ? this.#author(message, name) : null, element("div", {class: "body deleted"}, words.ofBlocked, " ", show));
        return element("article", {class: `row${isFirst ? " first" : ""}`, tabindex: -1, "data-seq": message.seq, "aria-label": `${name}, ${clockTime(message.at)}: ${words.ofBlocked}`},
                       isFirst ? avatar(message.by, name) : element("time", {class: "gutter", title: fullTime(message.at)}, clockTime(message.at)), content);
    }

    /** A message that is not acknowledged yet. */
    pending(waiting, isFirst) {
        const {me} = this.chat;
        const isFailed = waiting.state === "failed";
        const content = element("div", {class: "content"},
                                isFirst ? this.#author({by: me.id, at: waiting.at}, me.name) : null,
                                this.#quote({...waiting, by: me.id}),
                                waiting.body ? formatted(waiting.body, []) : null, this.#files(waiting.files ?? []),
                                isFailed ? this.#failed(waiting) : null);
        const state = isFailed ? words.notSent : words.sending;
        return element("article", {class: `row pending${isFirst ? " first" : ""}${isFailed ? " failed" : ""}`, tabindex: -1,
                                   "aria-label": `${state}: ${plainText(waiting.body)}`},
                       isFirst ? face(this.chat, me.id, me.name) : element("span", {class: "gutter"}), content,
                       isFailed ? null : element("span", {class: "state", role: "img", "aria-label": words.sending, title: words.waiting}, icon("clock")));
    }

    notice({text, at}) {
        return element("p", {class: "notice-row", title: fullTime(at)}, text);
    }
    day(name) {
        return element("div", {class: "day", role: "separator", "aria-label": name}, element("span", {}, name));
    }
    unreadLine() {
        return element("div", {class: "unread-line", role: "separator", "aria-label": words.newBelowName}, element("span", {}, words.newBelow));
    }

    /** Under one's newest message: who has read it. */
    readLine({seq, text, isList}) {
        return element("p", {class: "read-line secondary"},
                       isList ? element("button", {type: "button", onclick: () => this.actions.showReaders(seq)}, text) : text);
    }

    /** A row leaves the page. */
    release(row) {
        for (const image of row.querySelectorAll("img[data-id]"))
            this.files.done(image.dataset.id);
    }

    #author({by, at}, name) {
        return element("div", {class: "author"}, element("b", {class: `name ${hueOf(by)}`, dir: "auto"}, name), this.chat.isBot(by) ? botBadge() : null,
                       element("time", {datetime: at, title: fullTime(at)}, clockTime(at)));
    }

    #body(message) {
        if (message.deletedAt)
            return element("div", {class: "body deleted"}, words.deleted);
        const body = message.body ? formatted(message.body, this.#namesIn(message)) : element("div", {class: "body"});
        if (message.editedAt)
            body.append(element("button", {type: "button", class: "edited", title: words.editedAt(fullTime(message.editedAt)), "aria-label": words.showVersions,
                                           onclick: () => this.actions.showVersions(message.seq)}, words.edited));
        return body.hasChildNodes() ? body : null;
    }

    #namesIn({mentions = [], by}) {
        const me = this.chat.me.id;
        const named = mentions.map(id => ({name: this.chat.nameOf(id), self: id === me && by !== me}));
        return named.concat(["room", "here"].map(name => ({name, self: mentions.includes(me) && by !== me})));
    }

    #pin({pinned}) {
        return pinned ? element("p", {class: "pinned-line"}, icon("pin"), words.pinned) : null;
    }

    /** How many answers a message has; a press shows them beside the timeline. */
    #threadLine({seq, replies}) {
        if (!replies || this.log()?.root)
            return null;
        return element("button", {type: "button", class: "thread-line", "aria-label": words.openThread(replies), onclick: () => this.actions.openThread(seq)},
                       icon("thread"), words.replies(replies));
    }

    #quote({replyTo}) {
        if (!replyTo || replyTo === this.log()?.root)
            return null;
        const quoted = this.log()?.quoted(replyTo)?.message;
        const author = quoted && this.chat.nameOf(quoted.by);
        const text = !quoted ? words.quoteMissing : quoted.deletedAt ? words.deleted : this.chat.blocks.has(quoted.by) ? words.ofBlocked : previewOf(quoted);
        return element("button", {type: "button", class: `quote ${quoted ? hueOf(quoted.by) : ""}`,
                                  "aria-label": quoted ? words.answeredOf(author) : words.answered,
                                  onclick: () => this.actions.goTo(replyTo)},
                       quoted ? element("b", {class: "name"}, author) : null, element("span", {dir: "auto"}, text.slice(0, mostQuoted)));
    }

    #files(files) {
        if (files.length === 0)
            return null;
        const pictures = files.filter(isPicture);
        const others = files.filter(file => !isPicture(file));
        return element("div", {class: "files"},
                       pictures.length > 0 ? element("div", {class: `pictures of-${Math.min(pictures.length, 4)}`},
                                                     pictures.map(file => this.#picture(file, pictures.length > 1))) : null,
                       others.map(file => this.#card(file)));
    }

    /** Its place has its size before a byte of it is here, so that nothing moves. */
    #picture(file, isInGrid) {
        const image = element("img", {alt: "", "data-id": file.thumbnail ?? file.id, draggable: "false"});
        const tile = element("button", {type: "button", class: "picture", title: file.name, "aria-label": words.openPicture(file.name),
                                        onclick: () => this.actions.openPicture(file)}, image);
        if (!isInGrid) {
            const {width, height} = fitted(file);
            tile.style.width = `${width}px`;
            tile.style.aspectRatio = `${width} / ${height}`;
        }
        this.pictures.set(image, file);
        this.sight.observe(image);
        return tile;
    }

    async #load(image) {
        this.sight.unobserve(image);
        try {
            image.src = await this.files.picture(image.dataset.id);
            image.classList.add("shown");
        } catch {
            image.closest(".picture")?.classList.add("broken");
            image.parentElement?.append(element("span", {class: "secondary"}, words.noPicture));
        }
    }

    #card(file) {
        return element("div", {class: "card file", role: "group", "aria-label": `${words.file} ${file.name}`},
                       icon("file"),
                       element("div", {class: "file-words"}, element("span", {class: "file-name", title: file.name}, file.name),
                               element("span", {class: "secondary"}, byteSize(file.bytes))),
                       iconButton("download", words.save(file.name), () => this.actions.save(file)));
    }

    #chips({seq, reactions = [], deletedAt}) {
        if (reactions.length === 0 || deletedAt)
            return null;
        const chips = reactions.map(({emoji, count, mine}) => element("button",
            {type: "button", class: mine ? "chip mine" : "chip", "aria-pressed": mine ? "true" : "false",
             "aria-label": words.chip(emoji, count, mine), onclick: () => this.actions.chip(seq, emoji, !mine),
             onpointerenter: event => this.actions.nameReactors(seq, emoji, event.currentTarget)},
            element("span", {class: "emoji"}, emoji), element("span", {}, count)));
        return element("div", {class: "chips"}, chips,
                       iconButton("smile", words.addReaction, event => this.actions.react(seq, event.currentTarget), {class: "chip add"}));
    }

    #failed(waiting) {
        const reason = waiting.error ? words.notSentBecause(reasonOf(waiting.error)) : words.notSent;
        return element("div", {class: "failed-line"}, icon("alert"), element("span", {}, reason),
                       element("button", {type: "button", class: "link", onclick: () => this.actions.retry(waiting)}, words.retry),
                       element("button", {type: "button", class: "link", onclick: () => this.actions.discard(waiting)}, words.delete));
    }
}

/** The size at which a picture is shown; a square when its own is not known. */
export function fitted({width, height}) {
    if (!(width > 0 && height > 0))
        return {width: 240, height: 240};
    const scale = Math.min(1, pictureWidth / width, pictureHeight / height);
    return {width: Math.max(Math.round(width * scale), 40), height: Math.max(Math.round(height * scale), 40)};
}

export function previewOf({body, files}) {
    return plainText(body) || (files ?? []).map(file => file.name).join(", ");
}
