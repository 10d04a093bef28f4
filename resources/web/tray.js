// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, icon, iconButton, toast} from "./dom.js";
import {isPicture, lookAt} from "./files.js";
import {byteSize, reasonOf, words} from "./words.js";

const mostFiles = 10; // of one message

/** Files that go with the next message. They are on their way to the server while the message is written. */
export class Tray {
    #chat;
    #files;
    #changed;
    #items = []; // {name, bytes, file: File or null, error, progress, abort, tile}

    constructor(chat, files, changed) {
        this.#chat = chat;
        this.#files = files;
        this.#changed = changed;
        this.root = element("div", {class: "tray", role: "list", "aria-label": words.attached, hidden: true});
    }

    get isEmpty() { return this.#items.length === 0; }
    get isBusy() { return this.#items.some(item => !item.file && !item.error); }
    get hasFailed() { return this.#items.some(item => item.error); }
    /** Those that the server has. */
    get files() { return this.#items.filter(item => item.file).map(item => item.file); }

    add(blobs) {
        const limit = this.#chat.about?.limits?.fileBytes;
        for (const blob of blobs.slice(0, mostFiles - this.#items.length)) {
            if (limit === 0)
                toast(words.noFiles);
            else if (blob.size > limit)
                toast(words.tooLarge(byteSize(limit)));
            else
                this.#begin(blob);
        }
    }

    clear() {
        for (const item of this.#items.filter(one => !one.file))
            item.abort.abort();
        this.#items.forEach(item => URL.revokeObjectURL(item.preview));
        this.#items = [];
        this.#show();
    }

    async #begin(blob) {
        const item = {name: blob.name || "picture.png", bytes: blob.size, file: null, error: "", abort: new AbortController(),
                      preview: isPicture(blob) ? URL.createObjectURL(blob) : ""};
        item.tile = this.#tile(item);
        this.#items.push(item);
        this.#show();
        try {
            const [stored, {width, height, thumbnail}] = await Promise.all([
                this.#files.upload(blob, item.name, fraction => this.#progressed(item, fraction), item.abort.signal), lookAt(blob)]);
            if (width && isPicture(stored))
                Object.assign(stored, {width, height});
            if (thumbnail && isPicture(stored))
                stored.thumbnail = (await this.#files.upload(thumbnail, "thumbnail.webp", () => {}, item.abort.signal)).id;
            item.file = stored;
        } catch (error) {
            item.error = reasonOf(error);
        }
        this.#show();
        this.#changed();
    }

    #tile(item) {
        const picture = item.preview ? element("img", {src: item.preview, alt: ""}) : icon("file");
        item.state = element("span", {class: "secondary"}, byteSize(item.bytes));
        item.bar = element("progress", {max: 1, value: 0, "aria-label": item.name});
        return element("div", {class: "tile", role: "listitem"}, picture,
                       element("div", {class: "file-words"}, element("span", {class: "file-name", title: item.name}, item.name), item.state, item.bar),
                       iconButton("close", words.remove(item.name), () => this.#remove(item)));
    }

    #progressed(item, fraction) {
        item.bar.value = fraction;
    }

    #remove(item) {
        item.abort.abort();
        URL.revokeObjectURL(item.preview);
        this.#items = this.#items.filter(one => one !== item);
        this.#show();
        this.#changed();
    }

    #show() {
        for (const item of this.#items) {
            item.bar.hidden = Boolean(item.file || item.error);
            item.tile.classList.toggle("bad", Boolean(item.error));
            if (item.error)
                item.state.textContent = item.error;
        }
        this.root.hidden = this.isEmpty;
        this.root.replaceChildren(...this.#items.map(item => item.tile));
    }
}
