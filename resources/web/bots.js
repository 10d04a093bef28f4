// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {submitting} from "./dialogs.js";
import {element, field, freshId} from "./dom.js";
import {openPrograms, programList, programRow, secretBox} from "./programs.js";
import {words} from "./words.js";

const botRights = ["read", "send", "manage"];

/** The bots that one made, and those of others in one's rooms: another token, the end of one; and a form for the next one. */
export async function manageBots(chat) {
    const {session} = chat;
    const secret = secretBox();
    const mine = programList(words.bots);
    const others = programList(words.othersBots);
    const showMade = ({bot, token}) => secret.show(words.tokenOf(bot.name), token);
    const load = async () => {
        const {bots, others: theirs = []} = await session.ask("bot.list", {});
        mine.show(bots.map(bot => ownBot(chat, bot, showMade, () => {
            secret.forget(); // perhaps it was its own
            return load();
        })));
        others.show(theirs.flatMap(bot => bot.rooms.map(scope => othersBot(chat, bot, scope, load))));
    };
    await openPrograms(words.bots, [secret.whole, mine.whole, others.whole], newBot(chat, made => {
        showMade(made);
        return load();
    }), load);
}

const scopeWords = (chat, {room, rights}) => words.mayDo(chat.room(room)?.name ?? words.leftRoom, rights.map(right => words.right[right].toLowerCase()));

function ownBot(chat, {id, name, rooms}, showMade, removed) {
    return programRow({
        name, detail: rooms.map(scope => scopeWords(chat, scope)).join(" · "),
        renew: {text: words.newToken, question: words.newTokenHint, work: async () => showMade(await chat.session.call("bot.renew", {bot: id}))},
        removeQuestion: words.removeBotHint,
        remove: async () => {
            await chat.session.call("bot.remove", {bot: id});
            await removed();
        },
    });
}

function othersBot(chat, {id, name, by}, scope, removed) {
    return programRow({
        name, detail: `${scopeWords(chat, scope)}. ${by ? words.madeBy(by.name) : words.madeByOperator}`,
        removeQuestion: words.putOutHint(chat.room(scope.room)?.name ?? ""),
        remove: async () => {
            await chat.session.call("bot.remove", {bot: id, room: scope.room});
            await removed();
        },
    });
}

/** `made`: called with the answer of bot.add. */
function newBot(chat, made) {
    const rooms = chat.rooms.filter(({kind, role}) => kind === "room" && role === "owner").sort((a, b) => a.name.localeCompare(b.name));
    if (rooms.length === 0)
        return element("p", {class: "secondary"}, words.ownNoRoom);
    const name = field(words.name, element("input", {id: freshId("bot"), placeholder: words.botNameHint, maxlength: 200, autocomplete: "off"}));
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const boxes = rooms.map(({id, name: title}) => {
        const whole = element("fieldset", {class: "in-line"}, element("legend", {dir: "auto"}, title), botRights.map(right => element("label", {class: "choice"},
            element("input", {type: "checkbox", value: right}), element("span", {}, words.right[right]))));
        return {whole, get scope() { return {room: id, rights: [...whole.querySelectorAll(":checked")].map(({value}) => value)}; }};
    });
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const text = name.input.value.trim();
        const wanted = boxes.map(({scope}) => scope).filter(({rights}) => rights.length > 0);
        name.explain(text ? "" : words.needsName);
        if (wanted.length === 0)
            throw new Error(words.needsRight);
        if (!text)
            return;
        try {
            await made(await chat.session.call("bot.add", {name: text, rooms: wanted}));
            form.reset();
        } catch (error) {
            if (error.kind !== "input.invalid")
                throw error;
            name.explain(words.botNameTaken);
        }
    })}, element("h3", {}, words.newBot), name.whole, element("p", {class: "secondary"}, words.rightsHint), boxes.map(({whole}) => whole), problem,
        element("footer", {}, element("button", {class: "primary"}, words.makeBot)));
    return form;
}
