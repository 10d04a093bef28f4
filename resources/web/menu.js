// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {element, icon, iconButton} from "./dom.js";
import {words} from "./words.js";

let shown = null;

/** A small dialog beside something: Esc and a press beside it close it, and the keyboard goes back to where it was.
 *  `anchor`: an element, or a point {x, y}. */
export function openBeside(anchor, properties, children) {
    shown?.close();
    const dialog = element("dialog", {...properties, class: `beside ${properties.class}`}, children);
    dialog.addEventListener("click", event => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
        dialog.remove();
        if (shown === dialog)
            shown = null;
    });
    shown = dialog;
    document.body.append(dialog);
    dialog.showModal();
    place(dialog, anchor.getBoundingClientRect?.() ?? new DOMRect(anchor.x, anchor.y, 0, 0));
    return dialog;
}

/** Above an element where there is space, below and right of a point; always inside the window. */
function place(dialog, anchor) {
    const {width, height} = dialog.getBoundingClientRect();
    const isPoint = anchor.height === 0;
    const isAbove = !isPoint && anchor.top > height + 16;
    const top = isAbove ? anchor.top - height - 8 : Math.min(anchor.bottom + (isPoint ? 0 : 8), innerHeight - height - 8);
    const left = isPoint ? anchor.left : anchor.right - width;
    dialog.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    dialog.style.top = `${Math.max(8, top)}px`;
}

/** A menu of {icon, label, work, isBad?, isChosen?}, the last of one of several; arrows, Home and End move in it. */
export function openMenu(anchor, label, items) {
    if (items.length === 0)
        return;
    const buttons = items.map((item, index) => element("button", {
        type: "button", role: item.isChosen === undefined ? "menuitem" : "menuitemradio", "aria-checked": item.isChosen === undefined ? null : String(item.isChosen), class: item.isBad ? "row-button bad" : "row-button", tabindex: index === 0 ? 0 : -1,
        onclick: () => {
            dialog.close();
            item.work();
        },
    }, icon(item.icon), item.label));
    const menu = element("div", {role: "menu", "aria-label": label, onkeydown: event => moveInMenu(event, buttons)}, buttons);
    const dialog = openBeside(anchor, {class: "menu", "aria-label": label}, menu);
    buttons[0]?.focus();
}

function moveInMenu(event, buttons) {
    const now = buttons.indexOf(document.activeElement);
    const to = {ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1}[event.key];
    if (to === undefined)
        return;
    event.preventDefault();
    buttons.at(to % buttons.length).focus();
}

/** The tools of the row under the pointer or the keyboard: one bar, which goes from row to row. `tools(seq)`:
 *  {bar: [{icon, label, work(button)}], menu: [as openMenu() takes them]}. */
export function moveTools(list, toolsOf) {
    const bar = element("div", {class: "tools", role: "toolbar", "aria-label": words.tools});
    let owner = null;
    const moveTo = row => {
        if (row === owner && bar.parentElement === row)
            return;
        owner = row;
        const tools = row?.dataset.seq ? toolsOf(Number(row.dataset.seq)) : {bar: [], menu: []};
        // What is in the menu may have changed since the pointer came.
        const openMore = button => openMenu(button, words.moreTools, toolsOf(Number(row.dataset.seq)).menu);
        const more = tools.menu.length > 0 ? [{icon: "more", label: words.moreTools, work: openMore}] : [];
        const buttons = [...tools.bar, ...more];
        if (buttons.length === 0)
            return bar.remove();
        bar.replaceChildren(...buttons.map(({icon: name, label, work}) => iconButton(name, label, event => work(event.currentTarget))));
        row.append(bar);
    };
    const focusedRow = () => (list.root.contains(document.activeElement) ? document.activeElement.closest(".row") : null);
    const follow = event => event.pointerType !== "touch" && moveTo(event.target.closest(".row") ?? focusedRow());
    list.root.addEventListener("pointermove", follow);
    // Rows that scroll below a pointer at rest take nothing from the row that has the keyboard.
    list.root.addEventListener("pointerover", event => focusedRow() || follow(event));
    list.root.addEventListener("pointerleave", () => moveTo(focusedRow()));
    list.root.addEventListener("focusin", event => moveTo(event.target.closest(".row")));
    list.root.addEventListener("click", event => {
        const row = event.target.closest(".row");
        if (row && !event.target.closest("button, a, [role=button]") && getSelection().isCollapsed)
            row.focus({preventScroll: true}); // on a touch screen this is how the tools are reached
    });
    list.root.addEventListener("contextmenu", event => openContextMenu(event, toolsOf));
}

/** By the right button, the menu key or a long press; over texts that are marked, links and pictures the browser's own. */
function openContextMenu(event, toolsOf) {
    const row = event.target.closest(".row[data-seq]");
    if (!row || event.target.closest("a, img") || !getSelection().isCollapsed)
        return;
    const {menu} = toolsOf(Number(row.dataset.seq));
    if (menu.length === 0)
        return;
    event.preventDefault();
    const isByKey = event.button !== 2;
    row.focus({preventScroll: true});
    openMenu(isByKey ? row : {x: event.clientX, y: event.clientY}, words.moreTools, menu);
}
