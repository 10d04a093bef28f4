// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {avatar, element, freshId} from "./dom.js";
import {words} from "./words.js";

const mostShown = 6;
const mostMentioned = 100; // that a message lists

/** The list of people that appears while a name is typed behind an @. */
export class Completion {
    isOpen = false;

    #chat;
    #input;
    #found = [];
    #chosen = 0;
    #mentioned = []; // the members who were taken for the text that is being written

    constructor(chat, input) {
        this.#chat = chat;
        this.#input = input;
        this.root = element("ul", {class: "completion", role: "listbox", id: freshId("completion"), "aria-label": words.mention, hidden: true});
        input.setAttribute("aria-controls", this.root.id);
        input.setAttribute("aria-autocomplete", "list");
    }

    update() {
        const typed = this.#typed();
        if (typed === null)
            return this.close();
        const members = this.#chat.membersOf(this.#chat.open).filter(({id}) => id !== this.#chat.me.id);
        const fits = ({name}) => name.toLowerCase().split(/\s+/).some((word, index, all) => all.slice(index).join(" ").startsWith(typed.toLowerCase()));
        this.#found = members.filter(fits).slice(0, mostShown);
        // Of two who share the name, one is still to be taken.
        if (this.#found.length === 1 && this.#found[0].name.toLowerCase() === typed.toLowerCase())
            return this.close(); // nothing is left to complete: Enter sends
        this.#chosen = 0;
        this.#show();
    }

    close() {
        this.#found = [];
        this.#show();
    }

    /** Whether the key was for this list. */
    pressed(event) {
        if (!this.isOpen)
            return false;
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (step) {
            this.#chosen = (this.#chosen + step + this.#found.length) % this.#found.length;
            this.#show();
        } else if (event.key === "Enter" || event.key === "Tab") {
            this.#take(this.#found[this.#chosen]);
        } else {
            return false;
        }
        event.preventDefault();
        return true;
    }

    /** What stands between the @ and the cursor, or null. */
    #typed() {
        const {value, selectionStart} = this.#input;
        const before = value.slice(Math.max(0, selectionStart - 60), selectionStart);
        return /(?:^|[\s(])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]+)?)$/u.exec(before)?.[1] ?? null;
    }

    #show() {
        this.isOpen = this.#found.length > 0;
        this.root.hidden = !this.isOpen;
        this.root.replaceChildren(...this.#found.map((member, index) => element("li", {
            role: "option", id: `${this.root.id}-${index}`, "aria-selected": index === this.#chosen ? "true" : "false",
            onpointerdown: event => {
                event.preventDefault(); // the keyboard stays in the field
                this.#take(member);
            },
        }, avatar(member.id, member.name, {class: "tiny"}), member.name, this.#isAmbiguous(member) ? element("small", {}, words.account(member.id)) : "")));
        if (this.isOpen)
            this.#input.setAttribute("aria-activedescendant", `${this.root.id}-${this.#chosen}`);
        else
            this.#input.removeAttribute("aria-activedescendant");
    }

    #isAmbiguous({id, name}) {
        return this.#found.some(other => other.id !== id && other.name.toLowerCase() === name.toLowerCase());
    }

    /** The ids of those who were taken and whom `text` names, for message.send: two members may have one name. */
    takeMentioned(text) {
        const lower = text.toLowerCase();
        const ids = this.#mentioned.filter(({name}) => lower.includes(`@${name.toLowerCase()}`)).map(({id}) => id);
        this.#mentioned = [];
        return ids.length > 0 ? ids.slice(-mostMentioned) : undefined;
    }

    #take({id, name}) {
        this.#mentioned = this.#mentioned.filter(other => other.id !== id).concat({id, name});
        const end = this.#input.selectionStart;
        this.#input.setRangeText(`@${name} `, end - this.#typed().length - 1, end, "end");
        this.#input.dispatchEvent(new Event("input"));
        this.close();
    }
}
