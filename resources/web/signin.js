// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, field, icon, passwordField} from "./dom.js";
import {codeField} from "./twostep.js";
import {fieldReasons, reasonOf, words} from "./words.js";

/** The end of the address that a server without accounts prints. */
export const firstVisit = "#/new";

/** The form for both: one tab signs in, the other creates an account. */
export class SignInPage {
    #session;
    #isCreating = false;
    #isBusy = false;
    #challenge = ""; // of a sign-in whose password was right

    #invitation;

    constructor(session, invitation) {
        this.#session = session;
        this.#invitation = invitation;
        this.#makeFields();
        this.#tabs = [this.#tab(words.signIn, false), this.#tab(words.createAccount, true)];
        this.#title = element("h1");
        this.#hint = element("p", {class: "secondary"});
        this.#error = element("p", {class: "notice bad", role: "alert", hidden: true});
        this.#invited = element("p", {class: "notice", role: "status", dir: "auto", hidden: true});
        this.#submit = element("button", {class: "primary"});
        this.#choice = element("div", {class: "tabs", role: "tablist", "aria-label": words.signInOrCreate}, this.#tabs);
        this.#back = element("button", {type: "button", class: "quiet", onclick: () => this.#ask("")}, words.back);
        const form = element("form", {novalidate: true, onsubmit: event => this.#send(event)}, this.#choice,
                             this.#name.whole, this.#email.whole, this.#password.whole, this.#code.whole, this.#error, this.#submit, this.#back);
        this.root = element("main", {class: "sign-in"},
                            element("div", {class: "card"}, element("span", {class: "logo"}, icon("logo")), this.#title, this.#hint, this.#invited, form));
        this.#show(location.hash === firstVisit);
        if (session.wasEnded)
            this.#complain(words.signedOut);
        this.#askServer();
        if (invitation.code)
            this.#tellInvitation();
    }

    #tabs;
    #choice;
    #back;
    #code;
    #title;
    #hint;
    #error;
    #invited;
    #submit;
    #name;
    #email;
    #password;

    focus() {
        (this.#isCreating ? this.#name : this.#email).input.focus();
    }

    #makeFields() {
        this.#name = field(words.yourName, element("input", {id: "name", autocomplete: "name", placeholder: words.yourNameHint, maxlength: 200}));
        this.#email = field(words.email, element("input", {id: "email", type: "email", autocomplete: "username", placeholder: words.emailHint,
                                                           maxlength: 200, spellcheck: "false"}));
        this.#password = passwordField(words.password, {id: "password", autocomplete: "current-password"});
        this.#code = codeField();
    }

    /** For the code of a second factor, while there is a challenge; else for the password. */
    #ask(challenge) {
        this.#challenge = challenge;
        this.#code.input.value = "";
        this.#show(false);
        (challenge ? this.#code : this.#password).input.focus();
    }

    #tab(label, isCreating) {
        return element("button", {type: "button", role: "tab", onclick: () => this.#show(isCreating), onkeydown: event => {
            if (event.key !== "ArrowLeft" && event.key !== "ArrowRight")
                return;
            this.#show(!this.#isCreating);
            this.#tabs[this.#isCreating ? 1 : 0].focus();
        }}, label);
    }

    #show(isCreating) {
        this.#isCreating = isCreating;
        this.#tabs.forEach((tab, index) => {
            const isChosen = (index === 1) === isCreating;
            tab.setAttribute("aria-selected", isChosen);
            tab.tabIndex = isChosen ? 0 : -1;
        });
        const isSecond = Boolean(this.#challenge);
        this.#title.textContent = isSecond ? words.codeTitle : isCreating ? words.createTitle : words.signInTitle;
        this.#hint.textContent = isSecond ? words.codeSignInHint : isCreating ? words.createHint : words.signInHint;
        for (const shown of [this.#choice, this.#email.whole, this.#password.whole])
            shown.hidden = isSecond;
        for (const shown of [this.#code.whole, this.#back])
            shown.hidden = !isSecond;
        this.#submit.textContent = isCreating ? words.createAccount : words.signIn;
        this.#name.whole.hidden = !isCreating;
        this.#password.input.autocomplete = isCreating ? "new-password" : "current-password";
        this.#explain({});
        this.#complain("");
    }

    #explain(reasons) {
        this.#name.explain(reasons.name);
        this.#email.explain(reasons.email);
        this.#code.explain(reasons.code);
        this.#password.explain(reasons.password, this.#isCreating ? words.passwordHint : "");
    }

    #complain(text) {
        this.#error.textContent = text;
        this.#error.hidden = !text;
    }

    /** Before a form is filled in that the server would refuse. */
    async #askServer() {
        const answer = await fetch("/api/v1/server.about", {method: "POST"}).then(got => got.json()).catch(() => null);
        if (!answer?.registration || answer.registration === "open" || answer.registration === "invite" && this.#invitation.code)
            return;
        this.#tabs[1].hidden = true;
        this.#show(false);
    }

    /** Who invites, and to which room. */
    async #tellInvitation() {
        try {
            await this.#invitation.look();
            this.#invited.textContent = this.#invitation.text;
        } catch (error) {
            this.#invited.textContent = reasonOf(error);
        }
        this.#invited.hidden = false;
    }

    async #send(event) {
        event.preventDefault();
        const missing = this.#challenge ? {} : this.#missing();
        this.#explain(missing);
        this.#complain("");
        const first = Object.keys(missing)[0];
        if (first)
            return {name: this.#name, email: this.#email, password: this.#password}[first].input.focus();
        if (this.#isBusy)
            return;
        this.#setBusy(true);
        const params = {email: this.#email.input.value.trim(), password: this.#password.input.value};
        if (this.#isCreating)
            params.name = this.#name.input.value.trim();
        this.#invitation.isUsed = this.#isCreating && Boolean(this.#invitation.code);
        if (this.#invitation.isUsed)
            params.invite = this.#invitation.code;
        try {
            if (this.#challenge)
                await this.#session.signIn("account.code", {challenge: this.#challenge, code: this.#code.input.value.trim()});
            else
                await this.#session.signIn(this.#isCreating ? "account.register" : "account.login", params);
        } catch (error) {
            this.#invitation.isUsed = false;
            this.#refused(error);
        }
        this.#setBusy(false);
    }

    #missing() {
        const reasons = {};
        if (this.#isCreating && !this.#name.input.value.trim())
            reasons.name = fieldReasons.name;
        if (!/^[^\s@]+@[^\s@]+$/.test(this.#email.input.value.trim()))
            reasons.email = fieldReasons.email;
        if (this.#isCreating ? [...this.#password.input.value].length < 8 : !this.#password.input.value)
            reasons.password = fieldReasons.password;
        return reasons;
    }

    #refused(error) {
        if (error.kind === "auth.codeRequired")
            return this.#ask(error.data.challenge);
        if (this.#challenge)
            return this.#codeRefused(error);
        const member = error.data?.path?.split(".").at(-1);
        if (error.kind === "input.invalid" && fieldReasons[member])
            this.#explain({[member]: fieldReasons[member]});
        else if (error.kind === "account.emailTaken")
            this.#explain({email: reasonOf(error)});
        else if (error.kind === "auth.invalid")
            this.#explain({password: reasonOf(error)});
        else
            this.#complain(reasonOf(error));
        this.#password.input.focus();
    }

    #codeRefused(error) {
        if (error.kind === "auth.expired") {
            this.#ask("");
            return this.#explain({password: words.codeTooLate});
        }
        if (error.kind === "auth.wrongCode")
            this.#explain({code: words.wrongCode});
        else
            this.#complain(reasonOf(error));
        this.#code.input.focus();
    }

    #setBusy(isBusy) {
        this.#isBusy = isBusy;
        this.#submit.disabled = isBusy;
        this.#submit.classList.toggle("busy", isBusy);
    }
}
