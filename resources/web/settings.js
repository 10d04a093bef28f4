// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {changePassword, showDevices} from "./account.js";
import {kept} from "./basics.js";
import {manageBlocked} from "./blocking.js";
import {manageBots} from "./bots.js";
import {choiceOf, confirmDialog, openDialog} from "./dialogs.js";
import {element, icon} from "./dom.js";
import {twoStep} from "./twostep.js";
import {face} from "./faces.js";
import {editProfile} from "./profile.js";
import {words} from "./words.js";

const themeKey = "confab.theme";
const windowColours = {light: "#ffffff", dark: "#0f1115"}; // those of app.css, for the bar of a phone's browser

/** "system", "light" or "dark", as it was chosen in this browser. */
export function applyTheme(theme = kept.read(themeKey)) {
    const isForced = theme === "light" || theme === "dark";
    if (isForced)
        document.documentElement.dataset.theme = theme;
    else
        delete document.documentElement.dataset.theme;
    for (const meta of document.querySelectorAll("meta[name=theme-color]"))
        meta.content = windowColours[isForced ? theme : meta.media.includes("dark") ? "dark" : "light"];
}

function chooseTheme(theme) {
    if (theme === "system")
        kept.remove(themeKey);
    else
        kept.write(themeKey, theme);
    applyTheme(theme);
}

export function askToSignOut(chat) {
    confirmDialog(words.signOutTitle, words.signOutHint, words.signOut, () => chat.signOut());
}

/** Who is signed in, how the page looks, and what server this is. */
export function settings(chat) {
    const {me, about, session} = chat;
    const theme = choiceOf(words.theme, kept.read(themeKey) ?? "system", [["system", words.themeSystem], ["light", words.themeLight], ["dark", words.themeDark]]);
    theme.whole.addEventListener("change", () => chooseTheme(theme.value));
    const fact = (label, value) => element("div", {class: "fact"}, element("dt", {}, label), element("dd", {}, value));
    const connection = session.phase !== "online" ? words.offline : session.isOverHttp ? words.overHttp : words.overWebSocket;
    const leadTo = (drawn, label, open) => element("button", {type: "button", class: "row-button", onclick: () => {
        dialog.close();
        open();
    }}, drawn, label);
    const dialog = openDialog(words.settings, element("div", {class: "settings"},
        element("div", {class: "account"}, face(chat, me.id, me.name), element("div", {class: "own-words"}, element("b", {dir: "auto"}, me.name),
                element("span", {class: "secondary"}, me.email ?? "")),
                element("button", {type: "button", class: "quiet", onclick: () => {
                    dialog.close();
                    askToSignOut(chat);
                }}, words.signOut)),
        theme.whole,
        element("div", {}, leadTo(icon("person"), words.profileAsk, () => editProfile(chat)), leadTo(icon("lock"), words.changePassword, () => changePassword(chat)),
                leadTo(icon("monitor"), words.showDevices, () => showDevices(chat, devices => {
                    devices.close();
                    askToSignOut(chat);
                })),
                leadTo(icon("eye-off"), words.blockedAsk, () => manageBlocked(chat)),
                leadTo(icon("check"), words.showTwoStep, () => twoStep(chat)),
                leadTo(icon("bot"), words.manageBots, () => manageBots(chat))),
        element("dl", {class: "facts", "aria-label": words.server}, fact(words.server, about?.name || location.hostname), fact(words.address, location.host),
                fact(words.version, about?.version ?? ""), fact(words.connection, connection))));
    theme.whole.querySelector(":checked").focus();
}
