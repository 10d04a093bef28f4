// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import {Chat} from "./chat.js";
import {Details} from "./details.js";
import {newRoom} from "./dialogs.js";
import {element, toast} from "./dom.js";
import {Files} from "./files.js";
import {RoomPane} from "./pane.js";
import {RoomList} from "./roomlist.js";
import {Session} from "./session.js";
import {SignInPage, firstVisit} from "./signin.js";
import {words} from "./words.js";

const detailsFrom = 1000; // pixels of width
const bannerStep = 500;

/** The page: the form for signing in, or three panes of which a narrow window shows one. */
class Page {
    #session = new Session();
    #chat = new Chat(this.#session);
    #files = new Files(this.#session);
    #signIn = null;
    #panes = null;
    #banner = element("div", {class: "banner", role: "status", hidden: true});

    start() {
        this.#session.changed.on(() => this.#show());
        this.#chat.removed.on((room, reason) => this.#removed(room, reason));
        matchMedia(`(min-width: ${detailsFrom}px)`).addEventListener("change", event => this.#panes && this.#toggleDetails(event.matches));
        addEventListener("hashchange", () => this.#followAddress());
        addEventListener("keydown", event => this.#pressed(event));
        setInterval(() => this.#showBanner(), bannerStep);
        this.#session.connected.on(() => this.#followAddress());
        this.#session.start();
        this.#show();
    }

    #show() {
        if (this.#session.phase === "signedOut")
            this.#showSignIn();
        else if (this.#session.me)
            this.#showPanes();
        this.#showBanner();
    }

    #showSignIn() {
        if (this.#signIn)
            return;
        for (const dialog of document.querySelectorAll("dialog"))
            dialog.close();
        this.#signIn = new SignInPage(this.#session);
        document.body.replaceChildren(this.#signIn.root);
        document.title = words.app;
        this.#signIn.focus();
    }

    #showPanes() {
        if (this.#isIn)
            return;
        this.#signIn = null;
        if (!this.#panes)
            this.#makePanes();
        document.body.replaceChildren(this.#panes.root);
        this.#panes.pane.show();
    }

    get #isIn() { return this.#panes !== null && this.#signIn === null; }

    #makePanes() {
        const list = new RoomList(this.#chat);
        const details = new Details(this.#chat, () => this.#toggleDetails(false));
        const pane = new RoomPane(this.#chat, this.#files, () => this.#toggleDetails());
        const root = element("div", {class: "page"}, this.#banner, element("div", {class: "panes"}, list.root, pane.root, details.root));
        this.#panes = {list, details, pane, root};
        this.#toggleDetails(innerWidth >= detailsFrom);
        const showDetails = () => root.classList.contains("with-details") && details.show();
        this.#chat.openChanged.on(showDetails);
        this.#chat.roomsChanged.on(showDetails);
        this.#chat.hereChanged.on(showDetails);
    }

    #toggleDetails(isShown) {
        const {root, pane, details} = this.#panes;
        const isNow = root.classList.toggle("with-details", isShown);
        pane.setDetailsShown(isNow);
        if (isNow)
            details.show();
    }

    /** "#/room/7" is the room on the screen, so that the browser's keys for back and forward work. */
    #followAddress() {
        if (!this.#session.me || !this.#isIn)
            return;
        if (location.hash === firstVisit)
            return this.#greet();
        const wanted = Number(/^#\/room\/(\d+)$/.exec(location.hash)?.[1] ?? 0);
        const isMine = Boolean(this.#chat.room(wanted));
        this.#chat.openRoom(isMine ? wanted : null);
        this.#panes.root.classList.toggle("room-open", isMine);
        if (isMine && matchMedia("(hover: hover)").matches && !document.querySelector("dialog[open]"))
            this.#panes.pane.composer.focus();
    }

    /** The first account has been created: now the first room. */
    #greet() {
        history.replaceState(null, "", location.pathname);
        if (this.#chat.rooms.length === 0)
            newRoom(this.#chat);
    }

    #removed(room, reason) {
        if (this.#chat.open !== room.id)
            return;
        location.hash = "";
        toast(reason === "deleted" ? words.removedDeleted(this.#chat.titleOf(room)) : words.removedLeft(this.#chat.titleOf(room)));
    }

    #showBanner() {
        const {phase, retryAt} = this.#session;
        this.#banner.hidden = !this.#isIn || phase === "online" || phase === "signedOut";
        if (this.#banner.hidden)
            return;
        const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
        const text = phase === "waiting" && seconds > 0 ? words.offlineIn(seconds) : words.reconnecting;
        if (this.#banner.firstChild?.textContent !== text)
            this.#banner.replaceChildren(element("span", {}, text),
                                         element("button", {type: "button", class: "link", onclick: () => this.#session.tryNow()}, words.tryNow));
    }

    #pressed(event) {
        if (!this.#isIn || document.querySelector("dialog[open]"))
            return;
        const {list, pane, root} = this.#panes;
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
            root.classList.remove("room-open");
            list.focusFilter();
        } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            const next = list.neighbour(event.key === "ArrowUp" ? -1 : 1);
            if (next)
                location.hash = `/room/${next}`;
        } else if (event.key === "Escape" && this.#chat.open) {
            pane.escape();
        } else {
            return;
        }
        event.preventDefault();
    }
}

new Page().start();
