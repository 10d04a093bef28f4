// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {buttons, choiceOf, openDialog, openHash, submitting} from "./dialogs.js";
import {element, field, freshId, iconButton, toast} from "./dom.js";
import {copyText} from "./formatted.js";
import {keepsOrder} from "./moderation.js";
import {openPrograms, programList, programRow} from "./programs.js";
import {fullTime, reasonOf, shortTime, words} from "./words.js";

const dayOfInvite = 24 * 60 * 60 * 1000;
const mostUses = 10_000;

/** The invitation by whose link the page was opened; without a code there is none. */
export class Invitation {
    code = /^\/invite\/([\w-]{1,64})$/.exec(location.pathname)?.[1] ?? null;
    /** {room, by}, once the server has said so. */
    place = null;
    /** A new account is made by it. */
    isUsed = false;

    /** Where it leads, also before the sign-in. */
    async look(code = this.code) {
        const got = await fetch("/api/v1/invite.look", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({code})});
        const answer = await got.json();
        if (!got.ok)
            throw Object.assign(new Error(answer.detail ?? answer.title), {kind: answer.type?.split(":").at(-1)});
        this.place = answer;
    }

    /** The code does not stay in the address. */
    end() {
        this.code = null;
        history.replaceState(null, "", `/${location.hash}`);
    }

    get text() {
        if (this.place && !this.place.room)
            return words.invitesYouHere(this.place.by.name);
        return this.place ? words.invitesYou(this.place.by.name, this.place.room.name, this.place.room.members) : "";
    }
}

/** Asks somebody who is signed in whether to join. */
export async function askToAccept(chat, invitation) {
    const {code} = invitation;
    invitation.end(); // once
    try {
        await invitation.look(code);
    } catch (error) {
        return toast(reasonOf(error));
    }
    const {room} = invitation.place;
    if (!room)
        return toast(words.inviteIsForNew);
    if (chat.room(room.id))
        return openHash(room);
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        chat.takeRoom((await chat.session.call("invite.accept", {code})).room);
        dialog.close();
        openHash(room);
    })}, element("p", {dir: "auto"}, invitation.text), room.topic ? element("p", {class: "secondary", dir: "auto"}, room.topic) : null, problem,
        buttons(words.join, () => dialog.close()));
    const dialog = openDialog(words.joinAsk, form, {class: "small"});
    form.querySelector("footer button:last-child").focus();
}

/** The server's rule, so that nothing is offered that it refuses. */
export const mayInvite = room => room.kind !== "direct" && !room.archived && Boolean(room.role)
    && (keepsOrder(room) || room.visibility === "public" && !room.hasPassword);

/** Makes links that let people into the room, lists those that work, and ends them. */
export async function manageInvites(chat, room) {
    const {session} = chat;
    const list = programList(words.invitesThatWork);
    const made = linkBox();
    const time = choiceOf(words.inviteTime, String(7), [["1", words.inviteDay], ["7", words.inviteWeek], ["30", words.inviteMonth], ["0", words.inviteForever]]);
    const uses = field(words.inviteUses, element("input", {id: freshId("uses"), inputmode: "numeric", maxlength: 6, placeholder: words.anyNumber, autocomplete: "off"}));
    const load = async () => {
        const {invites} = await session.ask("room.invites", {room});
        list.show(invites.map(invite => rowOfInvite(session, room, invite, load)));
    };
    const problem = element("p", {class: "notice bad", role: "alert", hidden: true});
    const form = element("form", {class: "stack", novalidate: true, onsubmit: event => submitting(event, form, problem, async () => {
        const typed = uses.input.value.trim();
        const isWrong = typed !== "" && !(/^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= mostUses);
        uses.explain(isWrong ? words.usesWrong : "");
        if (isWrong)
            return;
        const days = Number(time.value);
        const invite = await session.call("room.invite", {room, expiresInMs: days ? days * dayOfInvite : undefined, uses: typed ? Number(typed) : undefined});
        made.show(linkOfInvite(invite));
        await load();
    })}, time.whole, uses.whole, problem, element("footer", {}, element("button", {class: "primary"}, words.makeLink)));
    await openPrograms(words.inviteTo(chat.room(room).name), [made.whole, form, list.whole], null, load);
}

/** A server that does not know its own address says a path: the page's leads there. */
const linkOfInvite = ({url}) => new URL(url, location.origin).href;

function rowOfInvite(session, room, invite, load) {
    const {code, by, createdAt, expiresAt, usesLeft} = invite;
    const name = words.inviteBy(by.name, shortTime(createdAt));
    const row = programRow({name, detail: words.inviteEnds(expiresAt ? fullTime(expiresAt) : "", usesLeft),
        removeText: words.endInvite, removeTitle: words.endInviteTitle, removeQuestion: words.endInviteHint,
        remove: async () => {
            await session.call("room.revokeInvite", {room, code}).catch(error => {
                if (error.kind !== "invite.notFound") // it has ended by itself
                    throw error;
            });
            await load();
        }});
    row.insertBefore(iconButton("copy", words.copyLinkOf(name), () => copyText(linkOfInvite(invite))), row.lastChild);
    return row;
}

/** The link that was made last, with a button that copies it. */
function linkBox() {
    const text = element("input", {readonly: true, autocomplete: "off", spellcheck: "false", "aria-label": words.inviteLink, onfocus: () => text.select()});
    const copy = element("button", {type: "button", class: "primary", onclick: async () => {
        text.select();
        await copyText(text.value);
        copy.textContent = words.copied;
    }});
    const whole = element("section", {class: "secret", role: "status", hidden: true}, element("b", {}, words.inviteLinkHint), text, element("footer", {}, copy));
    return {
        whole,
        show(link) {
            text.value = link;
            copy.textContent = words.copyLink;
            whole.hidden = false;
        },
    };
}
