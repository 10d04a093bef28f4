// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {iconShapes} from "./icons.js";
import {words} from "./words.js";

/** An element. Texts become text nodes, never HTML; a property that begins with "on" is a listener, null and false are left
 *  out, true is an attribute without a value. */
export function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (name.startsWith("on"))
            made.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
    return made;
}

const svg = "http://www.w3.org/2000/svg";

/** An icon of resources/icons, in the colour of the text around it; says nothing to a screen reader. */
export function icon(name) {
    const drawn = document.createElementNS(svg, "svg");
    drawn.setAttribute("viewBox", "0 0 20 20");
    drawn.setAttribute("class", "icon");
    drawn.setAttribute("aria-hidden", "true");
    for (const [tag, attributes] of iconShapes[name]) {
        const shape = document.createElementNS(svg, tag);
        for (const [key, value] of Object.entries(attributes))
            shape.setAttribute(key, value);
        drawn.append(shape);
    }
    return drawn;
}

export function iconButton(name, label, onclick, properties = {}) {
    return element("button", {type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...properties}, icon(name));
}

const hues = 12;
export const hueOf = id => `hue-${id % hues}`;

/** The first letters of the first and the last word. */
function initials(name) {
    const parts = name.trim().split(/\s+/).filter(part => /[\p{L}\p{N}]/u.test(part));
    const first = part => [...part].find(character => /[\p{L}\p{N}]/u.test(character)) ?? "";
    const letters = parts.length > 1 ? first(parts[0]) + first(parts.at(-1)) : first(parts[0] ?? "");
    return letters.toUpperCase() || "?";
}

export function avatar(id, name, properties = {}) {
    const {class: more = "", ...rest} = properties;
    return element("span", {class: `avatar ${hueOf(id)} ${more}`, "aria-hidden": "true", ...rest}, initials(name));
}

/** Says that a name is that of a program. */
export function botBadge() {
    return element("span", {class: "bot"}, words.bot);
}

/** A field with its label above and a line for what is wrong with it below. */
export function field(label, input, hint = "") {
    const note = element("p", {class: "hint", id: `${input.id}-note`}, hint);
    input.setAttribute("aria-describedby", note.id);
    const whole = element("div", {class: "field"}, element("label", {for: input.id}, label), input.parentElement ?? input, note);
    return {
        whole, input,
        /** Without a reason the hint is back. */
        explain(reason, otherwise = hint) {
            note.textContent = reason || otherwise;
            note.className = reason ? "hint bad" : "hint";
            input.setAttribute("aria-invalid", Boolean(reason));
        },
    };
}

/** A field for a password, which a button shows and hides. */
export function passwordField(label, properties, hint = "") {
    const input = element("input", {type: "password", maxlength: 1024, ...properties});
    const reveal = iconButton("eye", words.showPassword, () => {
        const isShown = input.type === "password";
        input.type = isShown ? "text" : "password";
        reveal.title = isShown ? words.hidePassword : words.showPassword;
        reveal.setAttribute("aria-label", reveal.title);
        reveal.replaceChildren(icon(isShown ? "eye-off" : "eye"));
    });
    element("div", {class: "with-button"}, input, reveal);
    return field(label, input, hint);
}

let nextId = 1;
export const freshId = prefix => `${prefix}-${nextId++}`;

/** Puts these children into an element; those that stand there already are not touched, so that focus stays. */
export function arrange(parent, children) {
    let at = parent.firstChild;
    for (const child of children) {
        if (child === at)
            at = at.nextSibling;
        else
            parent.insertBefore(child, at);
    }
    while (at) {
        const next = at.nextSibling;
        at.remove();
        at = next;
    }
}

const toastTime = 6000;

/** A sentence at the foot of the window, which a screen reader says. */
export function toast(text) {
    let place = document.querySelector(".toasts");
    if (!place) {
        place = element("div", {class: "toasts", role: "status"});
        document.body.append(place);
    }
    const shown = element("p", {}, text);
    place.append(shown);
    setTimeout(() => shown.remove(), toastTime);
}
