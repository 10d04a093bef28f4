// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, freshId, icon, passwordField} from "./dom.js";
import {fieldReasons, reasonOf, words} from "./words.js";

/** The token of the link for another password by which the page was opened; null: it was not. */
export const resetToken = () => /^\/reset\/([\w-]{1,200})$/.exec(location.pathname)?.[1] ?? null;

/** Asks twice for another password, and sets it by the token. */
export class ResetPage {
    #token;
    #first = passwordField(words.nextPassword, {id: freshId("password"), autocomplete: "new-password"}, words.passwordHint);
    #second = passwordField(words.samePassword, {id: freshId("password"), autocomplete: "new-password"});
    #problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    #submit = element("button", {class: "primary"}, words.setPassword);

    constructor(token) {
        this.#token = token;
        const form = element("form", {novalidate: true, onsubmit: event => this.#send(event)},
                             this.#first.whole, this.#second.whole, this.#problem, this.#submit);
        this.root = element("main", {class: "sign-in"},
                            element("div", {class: "card"}, element("span", {class: "logo"}, icon("logo")), element("h1", {}, words.resetTitle),
                                    element("p", {class: "secondary"}, words.resetHint), form));
    }

    focus() { this.#first.input.focus(); }

    async #send(event) {
        event.preventDefault();
        const password = this.#first.input.value;
        const isShort = [...password].length < 8;
        const isOther = !isShort && password !== this.#second.input.value;
        this.#first.explain(isShort ? fieldReasons.password : "", words.passwordHint);
        this.#second.explain(isOther ? words.otherPassword : "");
        this.#problem.hidden = true;
        if (isShort || isOther)
            return (isShort ? this.#first : this.#second).input.focus();
        this.#submit.disabled = true;
        try {
            const got = await fetch("/api/v1/account.reset", {method: "POST", headers: {"Content-Type": "application/json"},
                                                              body: JSON.stringify({token: this.#token, password})});
            if (got.ok)
                return this.#done();
            const answer = await got.json();
            const kind = answer.type?.split(":").at(-1);
            this.#complain(kind === "auth.expired" ? words.resetOver : reasonOf({kind, message: answer.detail ?? answer.title}));
        } catch {
            this.#complain(words.noServer);
        }
        this.#submit.disabled = false;
    }

    #complain(text) {
        this.#problem.textContent = text;
        this.#problem.hidden = false;
    }

    #done() {
        history.replaceState(null, "", "/");
        const link = element("a", {href: "/", class: "primary"}, words.signIn);
        this.root.firstChild.replaceChildren(element("span", {class: "logo"}, icon("logo")), element("h1", {}, words.resetTitle),
                                             element("p", {role: "status"}, words.resetDone), link);
        link.focus();
    }
}
