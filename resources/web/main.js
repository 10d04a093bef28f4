// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Chat} from "./chat.js";
import {Details} from "./details.js";
import {newRoom} from "./dialogs.js";
import {element, icon, toast} from "./dom.js";
import {Files} from "./files.js";
import {Invitation, askToAccept} from "./invites.js";
import {tellPutOut} from "./moderation.js";
import {RoomPane} from "./pane.js";
import {ResetPage, resetToken} from "./reset.js";
import {RoomList} from "./roomlist.js";
import {searchMessages} from "./searchdialog.js";
import {Session} from "./session.js";
import {applyTheme, settings} from "./settings.js";
import {SignInPage, firstVisit} from "./signin.js";
import {ThreadPane} from "./threadpane.js";
import {WaitingPage} from "./waitingpage.js";
import {words} from "./words.js";

const detailsFrom = 1000; // pixels of width
const bannerStep = 500;
// A connection that is back before that is no news.
const bannerAfter = 1500;

/** The page: the form for signing in, or three panes of which a narrow window shows one. */
class Page {
    #session = new Session();
    #chat = new Chat(this.#session);
    #files = new Files(this.#session);
    #invitation = new Invitation();
    #signIn = null;
    #waiting = null;
    #panes = null;
    #banner = element("div", {class: "banner", role: "status", hidden: true});
    #offlineSince = 0;

    start() {
        this.#chat.files = this.#files;
        this.#session.changed.on(() => this.#show());
        this.#chat.removed.on((room, reason, putOut) => this.#removed(room, reason, putOut));
        matchMedia(`(min-width: ${detailsFrom}px)`).addEventListener("change", event => this.#panes && this.#toggleDetails(event.matches));
        addEventListener("hashchange", () => this.#followAddress());
        addEventListener("keydown", event => this.#pressed(event));
        setInterval(() => this.#showBanner(), bannerStep);
        this.#session.connected.on(() => this.#followAddress());
        this.#chat.listed.on(() => this.#chat.open === null && this.#followAddress());
        this.#session.start();
        this.#show();
    }

    #show() {
        if (this.#session.phase === "signedOut")
            this.#showSignIn();
        else if (this.#session.me)
            this.#showPanes();
        else if (!this.#signIn)
            this.#showWaiting();
        this.#showBanner();
    }

    #showSignIn() {
        if (this.#signIn)
            return;
        this.#waiting = null;
        for (const dialog of document.querySelectorAll("dialog"))
            dialog.close();
        this.#signIn = new SignInPage(this.#session, this.#invitation);
        document.body.replaceChildren(this.#signIn.root);
        document.title = words.app;
        this.#signIn.focus();
    }

    /** Signed in before, and no connection since the page was opened. */
    #showWaiting() {
        this.#waiting ??= new WaitingPage(this.#session);
        if (this.#waiting.root !== document.body.firstChild)
            document.body.replaceChildren(this.#waiting.root);
        this.#waiting.show();
    }

    #showPanes() {
        if (this.#isIn)
            return;
        this.#signIn = null;
        this.#waiting = null;
        if (!this.#panes)
            this.#makePanes();
        document.body.replaceChildren(this.#panes.root);
        this.#panes.pane.show();
    }

    get #isIn() { return this.#panes !== null && this.#panes.root.isConnected; }

    #makePanes() {
        const list = new RoomList(this.#chat);
        const pane = new RoomPane(this.#chat, this.#files, () => this.#toggleDetails(), message => thread.open(message));
        const goTo = seq => this.#goTo(seq);
        const details = new Details(this.#chat, () => this.#toggleDetails(false), goTo);
        const thread = new ThreadPane(this.#chat, this.#files, goTo);
        thread.onChange = hadFocus => this.#threadChanged(hadFocus);
        const root = element("div", {class: "page"}, this.#banner, element("div", {class: "panes"}, list.root, pane.root, details.root, thread.root));
        this.#panes = {list, details, pane, thread, root};
        this.#toggleDetails(innerWidth >= detailsFrom);
        const showDetails = () => root.classList.contains("with-details") && details.show();
        this.#chat.openChanged.on(showDetails);
        this.#chat.roomsChanged.on(showDetails);
        this.#chat.hereChanged.on(showDetails);
        this.#chat.pins.changed.on(showDetails);
    }

    #threadChanged(hadFocus) {
        const {root, thread, pane} = this.#panes;
        root.classList.toggle("with-thread", thread.isOpen);
        pane.setDetailsShown(!thread.isOpen && root.classList.contains("with-details"));
        if (hadFocus && this.#chat.open)
            pane.composer.focus();
    }

    /** A message of the open room; in a window in which the right pane lies over it, that one goes. */
    #goTo(seq) {
        const {pane, thread} = this.#panes;
        if (innerWidth < detailsFrom) {
            this.#toggleDetails(false);
            thread.close();
        }
        pane.goTo(seq);
    }

    /** Without an argument: a thread in the right pane gives way to them. */
    #toggleDetails(isShown) {
        const {root, pane, details, thread} = this.#panes;
        if (isShown === undefined && thread.isOpen)
            isShown = true;
        thread.close();
        const isNow = root.classList.toggle("with-details", isShown);
        pane.setDetailsShown(isNow);
        if (isNow)
            details.show();
    }

    /** "#/room/7" is the room on the screen, so that the browser's keys for back and forward work; "#/room/7/413" leads to a
     *  message of it. */
    #followAddress() {
        if (!this.#session.me || !this.#isIn)
            return;
        if (this.#invitation.code)
            this.#followInvitation();
        if (location.hash === firstVisit)
            return this.#greet();
        const [, number, seq] = /^#\/room\/(\d{1,15})(?:\/(\d{1,15}))?$/.exec(location.hash) ?? [];
        const wanted = Number(number ?? 0);
        const isMine = Boolean(this.#chat.room(wanted));
        if (number && !isMine && !this.#chat.isListed)
            return; // it may be on a later page
        this.#chat.openRoom(isMine ? wanted : null);
        this.#panes.root.classList.toggle("room-open", isMine);
        if (number && !isMine)
            toast(words.noSuchRoom);
        if (isMine && matchMedia("(hover: hover)").matches && !document.querySelector("dialog[open]"))
            this.#panes.pane.composer.focus();
        if (isMine && seq) {
            history.replaceState(null, "", `#/room/${number}`); // the same link leads there again
            this.#goTo(Number(seq));
        }
    }

    /** A new account is in the room already. */
    #followInvitation() {
        const {isUsed, place} = this.#invitation;
        if (!isUsed)
            return void askToAccept(this.#chat, this.#invitation);
        this.#invitation.end();
        if (place?.room)
            location.hash = `/room/${place.room.id}`;
    }

    /** The first account has been created: now the first room. */
    #greet() {
        history.replaceState(null, "", location.pathname);
        if (this.#chat.rooms.length === 0)
            newRoom(this.#chat);
    }

    #removed(room, reason, putOut) {
        const isOpen = this.#chat.open === room.id;
        if (isOpen)
            location.hash = "";
        if (putOut)
            return tellPutOut(this.#chat.titleOf(room), putOut, isOpen && !document.querySelector("dialog[open]"));
        if (isOpen)
            toast(reason === "deleted" ? words.removedDeleted(this.#chat.titleOf(room)) : words.removedLeft(this.#chat.titleOf(room)));
    }

    #showBanner() {
        const {phase, retryAt} = this.#session;
        const isOffline = phase === "connecting" || phase === "waiting";
        this.#offlineSince = !isOffline ? 0 : this.#offlineSince || Date.now();
        this.#waiting?.show();
        this.#banner.hidden = !this.#isIn || !isOffline || Date.now() - this.#offlineSince < bannerAfter;
        if (this.#banner.hidden)
            return;
        const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
        const text = phase === "waiting" && seconds > 0 ? words.offlineIn(seconds) : words.reconnecting;
        if (this.#banner.querySelector("span")?.textContent !== text)
            this.#banner.replaceChildren(icon("offline"), element("span", {}, text),
                                         element("button", {type: "button", class: "link", onclick: () => this.#session.tryNow()}, words.tryNow));
    }

    #pressed(event) {
        if (!this.#isIn || document.querySelector("dialog[open]"))
            return;
        const {list, pane, thread, root} = this.#panes;
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
            root.classList.remove("room-open");
            list.focusFilter();
        } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            const next = list.neighbour(event.key === "ArrowUp" ? -1 : 1);
            if (next)
                location.hash = `/room/${next}`;
        } else if ((event.ctrlKey || event.metaKey) && event.key === ",") {
            settings(this.#chat);
        } else if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "f") {
            searchMessages(this.#chat, false);
        } else if (event.key === "Escape" && thread.root.contains(document.activeElement)) {
            thread.escape();
        } else if (event.key === "Escape" && this.#chat.open) {
            pane.escape();
        } else {
            return;
        }
        event.preventDefault();
    }
}

applyTheme();
const tokenOfReset = resetToken();
if (tokenOfReset) {
    const reset = new ResetPage(tokenOfReset);
    document.body.replaceChildren(reset.root);
    document.title = words.app;
    reset.focus();
} else {
    new Page().start();
}
