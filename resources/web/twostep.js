// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** The second factor beside the password: its code at the sign-in, and the dialog that switches it on and off. */

import {buttons, openDialog, submitting} from "./dialogs.js";
import {element, field, freshId, passwordField, toast} from "./dom.js";
import {words} from "./words.js";

/** For a code of the app, or a recovery code. */
export function codeField(hint = "") {
    return field(words.code, element("input", {id: freshId("code"), autocomplete: "one-time-code", maxlength: 32, spellcheck: "false", placeholder: "123456"}), hint);
}

const qrMargin = 4; // modules, which readers need
const qrModule = 4; // pixels

/** `rows` of 0 and 1, dark on light in every theme. */
function drawnQr(rows) {
    const side = (rows.length + 2 * qrMargin) * qrModule;
    const canvas = element("canvas", {class: "qr", width: side, height: side, role: "img", "aria-label": words.qrCode});
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = "white";
    drawing.fillRect(0, 0, side, side);
    drawing.fillStyle = "black";
    rows.forEach((row, y) => [...row].forEach((module, x) => {
        if (module === "1")
            drawing.fillRect((x + qrMargin) * qrModule, (y + qrMargin) * qrModule, qrModule, qrModule);
    }));
    return canvas;
}

/** What the server says of a field is shown there; the rest is thrown on. */
async function explaining(password, code, work) {
    for (const shown of [password, code])
        shown?.explain("");
    try {
        await work();
    } catch (error) {
        const wrong = error.kind === "auth.invalid" ? password : error.kind === "auth.wrongCode" ? code : null;
        if (!wrong)
            throw error;
        wrong.explain(wrong === password ? words.presentPasswordIsOther : words.wrongCode);
        wrong.input.focus();
    }
}

function ownPassword() {
    return passwordField(words.presentPassword, {id: freshId("password"), autocomplete: "current-password"});
}

/** A form of the dialog; `work` may show another one. */
function formOf(dialog, children, accept, work, kind = "primary") {
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, work)},
                         children, problem, buttons(accept, () => dialog.close(), kind));
    return form;
}

function showForm(dialog, form) {
    dialog.querySelector("form, .recovery")?.remove();
    dialog.append(form);
    form.querySelector("input, button")?.focus();
}

export function twoStep(chat) {
    const dialog = openDialog(words.twoStep, []);
    showForm(dialog, chat.me.mfa ? switchingOff(chat, dialog) : switchingOn(chat, dialog));
}

function switchingOn(chat, dialog) {
    const password = ownPassword();
    return formOf(dialog, [element("p", {class: "secondary"}, words.twoStepHint), password.whole], words.goOn, () => explaining(password, null, async () => {
        const offer = await chat.session.call("mfa.begin", {password: password.input.value});
        showForm(dialog, confirming(chat, dialog, offer));
    }));
}

function confirming(chat, dialog, {secret, qr}) {
    const code = codeField();
    return formOf(dialog, [element("p", {}, words.scanHint), drawnQr(qr), element("p", {class: "key"}, secret), code.whole], words.switchOn, () => explaining(null, code, async () => {
        const {recoveryCodes} = await chat.session.call("mfa.confirm", {code: code.input.value.trim()});
        chat.me.mfa = true;
        showForm(dialog, recovering(dialog, recoveryCodes));
    }));
}

function recovering(dialog, codes) {
    const copy = element("button", {type: "button", class: "primary", onclick: async () => {
        await navigator.clipboard?.writeText(codes.join("\n"));
        toast(words.copied);
    }}, words.copy);
    return element("div", {class: "recovery"}, element("p", {}, words.recoveryHint), element("pre", {class: "key"}, codes.join("\n")),
                   element("footer", {}, element("button", {type: "button", class: "quiet", onclick: () => dialog.close()}, words.done), copy));
}

function switchingOff(chat, dialog) {
    const password = ownPassword();
    const code = codeField(words.codeHint);
    return formOf(dialog, [element("p", {class: "secondary"}, words.twoStepIsOn), password.whole, code.whole], words.switchOff, () => explaining(password, code, async () => {
        await chat.session.call("mfa.disable", {password: password.input.value, code: code.input.value.trim()});
        delete chat.me.mfa;
        dialog.close();
        toast(words.twoStepIsOff);
    }), "danger");
}
