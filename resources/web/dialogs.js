// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {gathered} from "./basics.js";
import {arrange, avatar, element, field, freshId, icon, iconButton} from "./dom.js";
import {reasonOf, words} from "./words.js";

const typingPause = 200; // before what is typed is searched
export const fewestPasswordCharacters = 6;

/** A modal dialog; Esc and a press beside it close it, and the keyboard goes back to where it was. */
export function openDialog(title, children, properties = {}) {
    const heading = element("h2", {id: freshId("dialog")}, title);
    const before = document.activeElement;
    const dialog = element("dialog", {"aria-labelledby": heading.id, ...properties},
                           element("header", {}, heading, iconButton("close", words.close, () => dialog.close())), children);
    let pressedBeside = false;
    dialog.addEventListener("pointerdown", event => { pressedBeside = event.target === dialog; });
    dialog.addEventListener("click", event => pressedBeside && event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
        dialog.remove();
        const below = [...document.querySelectorAll("dialog[open]")].at(-1);
        (before?.isConnected ? before : below?.querySelector("button"))?.focus({preventScroll: true}); // what was pressed may be gone
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
}

/** Asks before something that can't be undone. `work` may reject; then the dialog says why. */
export function confirmDialog(title, text, accept, work) {
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {onsubmit: event => submitting(event, form, problem, async () => {
        await work();
        dialog.close();
    })}, element("p", {class: "secondary"}, text), problem, buttons(accept, () => dialog.close(), "danger"));
    const dialog = openDialog(title, form, {class: "small"});
    form.querySelector("button.danger").focus();
}

export function buttons(accept, cancel, kind = "primary") {
    return element("footer", {}, element("button", {type: "button", class: "quiet", onclick: cancel}, words.cancel), element("button", {class: kind}, accept));
}

export async function submitting(event, form, problem, work) {
    event.preventDefault();
    const accept = form.querySelector("footer button:last-child");
    accept.disabled = true;
    problem.hidden = true;
    try {
        await work();
    } catch (error) {
        problem.textContent = reasonOf(error);
        problem.hidden = false;
    }
    accept.disabled = false;
}

/** One of several, as radio buttons. `choices`: [value, label, hint?]. */
export function choiceOf(title, chosen, choices) {
    const group = freshId("choice");
    const whole = element("fieldset", {class: choices.some(([,, hint]) => hint) ? "" : "in-line"}, element("legend", {}, title),
        choices.map(([value, label, hint]) => element("label", {class: "choice"}, element("input", {type: "radio", name: group, value, checked: value === chosen}),
            element("span", {}, element("b", {}, label), hint ? element("span", {class: "secondary"}, hint) : null))));
    return {whole, get value() { return whole.querySelector(":checked").value; }};
}

export const openHash = room => { location.hash = `/room/${room.id}`; };

export function newRoom(chat) {
    const name = field(words.name, element("input", {id: freshId("room"), placeholder: words.nameHint, maxlength: 200, autocomplete: "off"}));
    const topic = field(words.topic, element("input", {id: freshId("room"), placeholder: words.topicHint, maxlength: 1000, autocomplete: "off"}));
    const password = field(words.password, element("input", {id: freshId("room"), type: "password", placeholder: words.none, maxlength: 1024, autocomplete: "new-password"}));
    const visibility = choiceOf(words.visibility, "public", [["public", words.public, words.publicHint], ["private", words.hidden, words.hiddenHint]]);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const secret = password.input.value;
        name.explain(name.input.value.trim() ? "" : words.needsName);
        password.explain(secret && secret.length < fewestPasswordCharacters ? words.roomPasswordHint : "");
        if (!name.input.value.trim() || secret && secret.length < fewestPasswordCharacters)
            return;
        const params = {name: name.input.value.trim(), topic: topic.input.value.trim(), visibility: visibility.value};
        if (secret)
            params.password = secret;
        const {room} = await chat.session.call("room.create", params);
        chat.takeRoom(room);
        dialog.close();
        openHash(room);
    })}, name.whole, topic.whole, visibility.whole, password.whole, problem, buttons(words.createRoom, () => dialog.close()));
    const dialog = openDialog(words.newRoom, form);
    name.input.focus();
}

export function findRooms(chat) {
    const list = element("ul", {class: "found", "aria-label": words.roomsOnServer});
    const note = element("p", {class: "secondary empty-list", role: "status"});
    const input = element("input", {type: "search", placeholder: words.searchByName, "aria-label": words.searchByName, maxlength: 200, autocomplete: "off"});
    const dialog = openDialog(words.findRooms, [element("div", {class: "filter"}, icon("search"), input), list, note]);
    let asked = 0;
    const rows = new Map(); // a row stays while its room is found, with what is typed in it
    const rowOf = room => rows.get(room.id) ?? rows.set(room.id, foundRoom(chat, room, () => dialog.close())).get(room.id);
    const search = async () => {
        const mine = ++asked;
        try {
            const {rooms} = await chat.session.ask("room.find", {query: input.value.trim()});
            if (mine !== asked)
                return;
            arrange(list, rooms.map(rowOf));
            note.textContent = rooms.length > 0 ? "" : `${input.value.trim() ? words.noMatch : words.noPublicRooms}. ${words.hiddenNotListed}`;
        } catch (error) {
            note.textContent = reasonOf(error);
        }
    };
    input.addEventListener("input", gathered(search, typingPause));
    input.focus();
    search();
}

/** A row for a room of the server; one with a password asks for it there. `done()`: it is open now. */
export function foundRoom(chat, room, done) {
    const isMine = Boolean(chat.room(room.id));
    const note = element("p", {class: "hint bad", role: "alert"});
    const password = element("input", {type: "password", "aria-label": words.roomPassword, placeholder: words.roomPassword, autocomplete: "off"});
    const join = async event => {
        event.preventDefault();
        if (!isMine && room.hasPassword && !row.contains(password)) {
            form.prepend(password);
            return password.focus();
        }
        try {
            if (!isMine)
                chat.takeRoom((await chat.session.call("room.join", {room: room.id, password: password.value || undefined})).room);
            done();
            openHash(room);
        } catch (error) {
            note.textContent = reasonOf(error);
        }
    };
    const form = element("form", {onsubmit: join}, element("button", {class: isMine ? "quiet" : "primary",
        "aria-label": isMine ? words.openRoom(room.name) : words.joinRoom(room.name)}, isMine ? words.open : words.join));
    const row = element("li", {}, avatar(room.id, room.name, {class: "square"}),
                        element("div", {class: "room-words"},
                                element("span", {class: "room-name"}, element("span", {dir: "auto"}, room.name), room.hasPassword ? icon("lock") : null),
                                element("span", {class: "room-last"}, [words.members(room.members), room.topic].filter(Boolean).join(" · ")), note),
                        form);
    return row;
}

export async function openDirect(chat, users) {
    const {room} = await chat.session.call("direct.open", {users});
    chat.takeRoom(room);
    openHash(room);
}

/** One or more people to talk with. */
export function findPeople(chat) {
    const chosen = new Map();
    const list = element("ul", {class: "found", "aria-label": words.people});
    const note = element("p", {class: "secondary empty-list", role: "status"}, words.peopleHint);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const input = element("input", {type: "search", placeholder: words.searchPeople, "aria-label": words.searchPeople, autocomplete: "off"});
    const form = element("form", {onsubmit: event => submitting(event, form, problem, async () => {
        if (chosen.size === 0)
            return;
        await openDirect(chat, [...chosen.keys()]);
        dialog.close();
    })}, element("div", {class: "filter"}, icon("search"), input), list, note, problem, buttons(words.startWith([]), () => dialog.close()));
    const choose = (user, isChosen) => {
        if (isChosen)
            chosen.set(user.id, user.name);
        else
            chosen.delete(user.id);
        form.querySelector("footer button:last-child").textContent = words.startWith([...chosen.values()]);
    };
    let asked = 0;
    const search = async () => {
        const mine = ++asked;
        const query = input.value.trim();
        const {users} = query ? await chat.session.ask("user.find", {query}).catch(() => ({users: []})) : {users: []};
        if (mine !== asked)
            return;
        const others = users.filter(user => user.id !== chat.me.id && !user.bot);
        list.replaceChildren(...others.map(user => element("li", {}, element("label", {class: "person"}, element("input",
            {type: "checkbox", checked: chosen.has(user.id), onchange: event => choose(user, event.target.checked)}),
            avatar(user.id, user.name), element("span", {dir: "auto"}, user.name)))));
        note.textContent = others.length > 0 ? "" : query ? words.noPeople : words.peopleHint;
    };
    input.addEventListener("input", gathered(search, typingPause));
    const dialog = openDialog(words.newDirect, form);
    input.focus();
}
