// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** What lists of bots and of webhooks have in common. */

import {confirmDialog, openDialog} from "./dialogs.js";
import {element, iconButton} from "./dom.js";
import {reasonOf, words} from "./words.js";

/** A secret that is shown once: what it is for, its text, and a button that copies it. */
export function secretBox() {
    const use = element("b", {});
    const text = element("input", {readonly: true, autocomplete: "off", spellcheck: "false", onfocus: () => text.select()});
    const copy = element("button", {type: "button", class: "primary", onclick: async () => {
        text.select();
        await navigator.clipboard?.writeText(text.value).catch(() => {}) ?? document.execCommand("copy"); // pages without TLS have the old one
        copy.textContent = words.copied;
    }});
    const whole = element("section", {class: "secret", role: "alert", hidden: true}, use, text, element("p", {class: "secondary"}, words.secretHint),
                          element("footer", {}, element("button", {type: "button", class: "quiet", onclick: () => box.forget()}, words.done), copy));
    const box = {
        whole,
        show(what, secret) {
            use.textContent = what;
            text.value = secret;
            text.setAttribute("aria-label", what);
            copy.textContent = words.copy;
            whole.hidden = false;
        },
        forget() {
            text.value = "";
            whole.hidden = true;
        },
    };
    return box;
}

/** A bot or a webhook in a list. `renew`: {text, question, work}; without it there is no other secret to have. */
export function programRow({name, kind = "", detail, warning = "", renew = null, removeText = words.removeIt, removeTitle = words.removeTitle(name),
                            removeQuestion, remove}) {
    const ask = ({text, title, question, work}) => confirmDialog(title, question, text, work);
    return element("li", {}, element("div", {}, element("b", {dir: "auto"}, name), kind ? element("span", {class: "secondary"}, ` · ${kind}`) : null,
                                     detail ? element("p", {class: "secondary", dir: "auto"}, detail) : null, warning ? element("p", {class: "hint bad"}, warning) : null),
                   renew ? iconButton("retry", words.renewOf(name, renew.text), () => ask({title: words.renewTitle(name), ...renew})) : null,
                   iconButton("trash", removeText === words.removeIt ? words.remove(name) : `${removeText}: ${name}`,
                              () => ask({text: removeText, title: removeTitle, question: removeQuestion, work: remove})));
}

/** A list of them with its heading, which hides while it is empty. */
export function programList(title) {
    const list = element("ul", {class: "programs", "aria-label": title});
    const whole = element("section", {class: "stack", hidden: true}, element("h3", {}, title), list);
    return {
        whole,
        show(rows) {
            list.replaceChildren(...rows);
            whole.hidden = rows.length === 0;
        },
    };
}

/** A dialog of lists, with a form for the next one, or null; `load` fills the lists, and why it can't is said between them. */
export async function openPrograms(title, lists, form, load) {
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    openDialog(title, element("div", {class: "settings"}, ...lists, problem, form));
    try {
        await load();
    } catch (error) {
        problem.textContent = reasonOf(error);
        problem.hidden = false;
    }
}
