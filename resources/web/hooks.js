// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {choiceOf, submitting} from "./dialogs.js";
import {element, field, freshId} from "./dom.js";
import {openPrograms, programList, programRow, secretBox} from "./programs.js";
import {words} from "./words.js";

const hookKinds = ["incoming", "outgoing", "command"];
const kindOfHook = ({url, command}) => command ? "command" : url ? "outgoing" : "incoming";

/** The webhooks and commands of a room that one owns: another secret, the end of one; and a form for the next one. */
export async function manageHooks(chat, room) {
    const {session} = chat;
    const secret = secretBox();
    const hooks = programList(words.webhooks);
    const showMade = ({hook, path, key}) => secret.show(path ? words.addressOf(hook.name) : words.keyOf(hook.name), path ? location.origin + path : key);
    const load = async () => {
        const {hooks: all} = await session.ask("hook.list", {room});
        hooks.show(all.map(hook => hookRow(session, hook, showMade, () => {
            secret.forget(); // perhaps it was its own
            return load();
        })));
    };
    await openPrograms(words.webhooksOf(chat.room(room).name), [secret.whole, hooks.whole], newHook(session, room, made => {
        showMade(made);
        return load();
    }), load);
}

function hookRow(session, hook, showMade, removed) {
    const {id, room, name, url, command, disabledAt} = hook;
    return programRow({
        name, kind: words.hookKind[kindOfHook(hook)], detail: command ? `${command} → ${url}` : url, warning: disabledAt ? words.hookDisabled : "",
        renew: {text: url ? words.newKey : words.newAddress, question: url ? words.newKeyHint : words.newAddressHint,
                work: async () => showMade(await session.call("hook.renew", {room, hook: id}))},
        removeQuestion: words.removeHookHint,
        remove: async () => {
            await session.call("hook.remove", {room, hook: id});
            await removed();
        },
    });
}

/** `made`: called with the answer of hook.add. */
function newHook(session, room, made) {
    const text = properties => element("input", {id: freshId("hook"), autocomplete: "off", ...properties});
    const kind = choiceOf(words.kind, "incoming", hookKinds.map(one => [one, words.hookKind[one], words.hookHint[one]]));
    const fields = {
        name: field(words.name, text({placeholder: words.hookNameHint, maxlength: 200})),
        command: field(words.command, text({placeholder: "/deploy", maxlength: 32})),
        url: field(words.address, text({placeholder: "https://example.org/hook", maxlength: 2000, inputmode: "url"})),
    };
    const isWanted = {name: () => true, command: () => kind.value === "command", url: () => kind.value !== "incoming"};
    const show = () => Object.entries(fields).forEach(([member, {whole}]) => { whole.hidden = !isWanted[member](); });
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const wanted = Object.entries(fields).filter(([member]) => isWanted[member]()).map(([member, {input}]) => [member, input.value.trim()]);
        for (const [member, value] of wanted)
            fields[member].explain(value ? "" : words.hookNeeds[member]);
        if (wanted.some(([, value]) => !value))
            return;
        try {
            await made(await session.call("hook.add", {room, ...Object.fromEntries(wanted)}));
            form.reset();
            show();
        } catch (error) {
            const member = error.data?.path?.split(".").at(-1);
            if (error.kind !== "input.invalid" || !fields[member])
                throw error;
            fields[member].explain(words.hookNeeds[member]);
        }
    })}, element("h3", {}, words.newHook), kind.whole, Object.values(fields).map(({whole}) => whole), problem,
        element("footer", {}, element("button", {class: "primary"}, words.makeHook)));
    kind.whole.addEventListener("change", show);
    show();
    return form;
}
