// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, icon} from "./dom.js";
import {words} from "./words.js";

// Before that nothing is said: most connections are there sooner.
const calmTime = 1500;

/** While somebody who is signed in has no connection yet, and so nothing to look at. */
export class WaitingPage {
    #session;
    #since = Date.now();
    #title = element("h1");
    #hint = element("p", {class: "secondary", role: "status"});
    #retry;

    constructor(session) {
        this.#session = session;
        this.#retry = element("button", {type: "button", class: "quiet", onclick: () => session.tryNow()}, words.tryNow);
        this.root = element("main", {class: "splash"}, element("span", {class: "logo"}, icon("logo")), this.#title, this.#hint, this.#retry);
    }

    show() {
        const {phase, retryAt} = this.#session;
        const isLong = Date.now() - this.#since > calmTime;
        const isWaiting = isLong && phase === "waiting";
        const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
        setText(this.#title, isWaiting ? words.serverAway : isLong ? words.connecting : words.app);
        setText(this.#hint, !isWaiting ? "" : seconds > 0 ? words.reconnectingIn(seconds) : words.connecting);
        this.#retry.hidden = !isWaiting;
    }
}

/** A text that stays the same is not said again. */
function setText(place, text) {
    if (place.textContent !== text)
        place.textContent = text;
}
