// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {RpcError} from "./rpc.js";
import {byteSize, words} from "./words.js";

// Shown in the page. The server has looked at their first bytes, and never says that HTML or SVG is one of these.
const pictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
const mostPicturesKept = 80;
const thumbnailFrom = 150_000; // bytes
const thumbnailWidth = 840; // twice the place of a picture
const thumbnailHeight = 640;

export const isPicture = file => pictureTypes.includes(file.type);

/** Files of the server as addresses that this page can show: blob URLs, since each request needs the token. */
export class Files {
    #session;
    #kept = new Map(); // id → {url: Promise, uses}

    constructor(session) {
        this.#session = session;
    }

    async #fetch(id) {
        const ask = () => fetch(`/files/${encodeURIComponent(id)}`, {headers: {Authorization: `Bearer ${this.#session.accessToken}`}});
        let answer = await ask();
        if (answer.status === 401) {
            await this.#session.renewToken();
            answer = await ask();
        }
        if (!answer.ok)
            throw new RpcError(answer.statusText, "file.notFound");
        return answer.blob();
    }

    /** The address of a picture; it stays valid until `done` is called for it as often as this. */
    picture(id) {
        let entry = this.#kept.get(id);
        if (!entry) {
            entry = {url: this.#fetch(id).then(blob => URL.createObjectURL(blob)), uses: 0};
            entry.url.catch(() => this.#kept.delete(id));
            this.#kept.set(id, entry);
        }
        entry.uses += 1;
        return entry.url;
    }

    done(id) {
        const entry = this.#kept.get(id);
        if (entry)
            entry.uses -= 1;
        if (this.#kept.size <= mostPicturesKept)
            return;
        for (const [other, {url, uses}] of this.#kept) {
            if (uses > 0)
                continue;
            this.#kept.delete(other);
            url.then(address => URL.revokeObjectURL(address), () => {});
            return;
        }
    }

    /** Hands the file to the browser's downloads. Its type says nothing, so that no browser opens it in this page's name. */
    async save(file) {
        const blob = await this.#fetch(file.id);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([blob], {type: "application/octet-stream"}));
        link.download = file.name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    /** POST /files; `progress(fraction)`. The stored File. `abort`: an AbortSignal. */
    async upload(blob, name, progress, abort) {
        try {
            return await this.#post(blob, name, progress, abort);
        } catch (error) {
            if (error.status !== 401)
                throw error;
            await this.#session.renewToken();
            return this.#post(blob, name, progress, abort);
        }
    }

    /** XMLHttpRequest, since fetch tells no progress of what it sends. */
    #post(blob, name, progress, abort) {
        return new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.open("POST", `/files?name=${encodeURIComponent(name)}`);
            request.setRequestHeader("Authorization", `Bearer ${this.#session.accessToken}`);
            request.setRequestHeader("Content-Type", blob.type || "application/octet-stream");
            request.upload.onprogress = event => event.lengthComputable && progress(event.loaded / event.total);
            request.onload = () => request.status === 201 ? resolve(JSON.parse(request.responseText)) : reject(uploadError(request));
            request.onerror = () => reject(RpcError.lost());
            request.onabort = () => reject(RpcError.lost());
            abort.addEventListener("abort", () => request.abort());
            request.send(blob);
        });
    }
}

function uploadError(request) {
    let problem = {};
    try {
        problem = JSON.parse(request.responseText);
    } catch {
        // Not from Confab itself: a proxy's page.
    }
    const kind = problem.type?.split(":").at(-1) ?? "";
    const message = kind === "file.tooLarge" ? words.tooLarge(byteSize(problem.limit)) : problem.title ?? words.notUploaded;
    return Object.assign(new RpcError(message, kind === "file.tooLarge" ? "" : kind), {status: request.status});
}

/** Width and height of a picture, and a small copy of it when it is large; {} when the browser can't read it. */
export async function lookAt(blob) {
    if (!pictureTypes.includes(blob.type))
        return {};
    const bitmap = await createImageBitmap(blob).catch(() => null);
    if (!bitmap)
        return {};
    const {width, height} = bitmap;
    const thumbnail = blob.size > thumbnailFrom && blob.type !== "image/gif" ? await smaller(bitmap) : null;
    bitmap.close();
    return {width, height, thumbnail: thumbnail && thumbnail.size < blob.size / 2 ? thumbnail : null};
}

function smaller(bitmap) {
    const scale = Math.min(1, thumbnailWidth / bitmap.width, thumbnailHeight / bitmap.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise(done => canvas.toBlob(done, "image/webp", 0.82));
}
