// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Scenes in which frames between the page and its server are late or lost. */

import assert from "node:assert/strict";
import {call, newPerson, newWindow, tokenAndRoom, until} from "./people.mjs";

export const frames = {
    /** The connection breaks between the commit and its answer, three times; the room is not on the screen meanwhile, so that
     *  only sending again can tell what became of the message. */
    async sendsOnceThoughTheAnswerIsLost() {
        const ana = await newWindow("Ana Moreno");
        let losses = 0;
        let present = null;
        const clientIds = new Set();
        await ana.page.routeWebSocket(/\/rt$/, socket => {
            const upstream = socket.connectToServer();
            const sends = new Set();
            present = socket;
            socket.onMessage(text => {
                const frame = JSON.parse(text);
                if (frame.method === "message.send" && losses < 3) {
                    sends.add(frame.id);
                    clientIds.add(frame.params.clientId);
                }
                upstream.send(text);
            });
            upstream.onMessage(text => {
                const frame = JSON.parse(text);
                const isEcho = frame.method === "room.event" && frame.params.type === "message" && losses < 3;
                if (sends.has(frame.id)) {
                    losses += 1;
                    if (losses > 1)
                        socket.close({code: 1001});
                } else if (!isEcho) {
                    socket.send(text);
                }
            });
        });
        await ana.signUp();
        await ana.createRoom("Other");
        await ana.createRoom("Tunnel");
        await ana.say("only once");
        await until(async () => losses === 1);
        await ana.open("Other");
        await present.close({code: 1001});
        await until(async () => losses === 3);
        assert.equal(clientIds.size, 1);
        await ana.open("Tunnel");
        await until(async () => await ana.log.locator(".pending").count() === 0);
        await ana.say("and then");
        await ana.seesExactly(["only once", "and then"]);
        const ben = await newPerson("Ben Okafor");
        await ben.join("Tunnel");
        await ben.seesExactly(["only once", "and then"]);
    },

    /** The page asks for a room's messages and enters it at once. What is said between the two answers is seen, and seen once:
     *  here the page comes before the entering, and there behind it, with an event that comes still later. */
    async missesNothingWhileItEnters() {
        const ana = await newPerson("Ana Moreno");
        const {token} = await tokenAndRoom(ana);
        const newRoom = async name => (await call("room.create", {name, visibility: "public"}, token)).room.id;
        const early = await newRoom("Early page");
        const late = await newRoom("Late event");
        const say = (room, body) => call("message.send", {room, clientId: `${room} ${body}`.replaceAll(" ", "-"), body}, token);

        const ben = await newWindow("Ben Okafor");
        await ben.page.routeWebSocket(/\/rt$/, socket => {
            const upstream = socket.connectToServer();
            const calls = new Map(); // by id: the method and the room
            const waiting = new Map(); // calls that are to wait, and how to say that they do
            const laterCall = name => new Promise(isHere => waiting.set(name, isHere));
            const enterEarly = laterCall(`room.enter ${early}`);
            const historyOfLate = laterCall(`room.history ${late}`);
            let isSaid = false;
            let events = null; // an array: they wait
            socket.onMessage(text => {
                const {id, method, params} = JSON.parse(text);
                const name = `${method} ${params?.room}`;
                calls.set(id, name);
                const isHere = waiting.get(name);
                waiting.delete(name);
                (isHere ?? (frame => upstream.send(frame)))(text);
            });
            upstream.onMessage(async text => {
                const {id, method} = JSON.parse(text);
                if (method === "room.event" && events)
                    return events.push(text);
                socket.send(text);
                const name = calls.get(id);
                calls.delete(id);
                if (name === `room.history ${early}` && !isSaid) {
                    isSaid = true;
                    const frame = await enterEarly;
                    await say(early, "between the two");
                    upstream.send(frame);
                } else if (name === `room.enter ${late}`) {
                    events = [];
                    const frame = await historyOfLate;
                    await say(late, "between the two");
                    upstream.send(frame);
                } else if (name === `room.history ${late}` && events) {
                    for (const event of events.splice(0))
                        socket.send(event);
                    events = null;
                }
            });
        });
        await ben.signUp();
        for (const [name, room] of [["Early page", early], ["Late event", late]]) {
            await ben.join(name);
            await ben.sees("between the two");
            await say(room, "behind");
            await ben.sees("behind");
            await ben.seesExactly(["between the two", "behind"]);
        }
    },

    /** Of somebody in more rooms than the answer to the sign-in has. */
    async staysInARoomOfALaterPage() {
        const ana = await newWindow("Ana Moreno");
        let present = null;
        await ana.page.routeWebSocket(/\/rt$/, socket => {
            const upstream = socket.connectToServer();
            present = socket;
            upstream.onMessage(text => {
                const frame = JSON.parse(text);
                if (!frame.result?.user || !frame.result.rooms) // no answer to a sign-in
                    return socket.send(text);
                frame.result.more = frame.result.rooms.length > 1;
                frame.result.rooms.length = Math.min(frame.result.rooms.length, 1);
                socket.send(JSON.stringify(frame));
            });
        });
        await ana.signUp();
        await ana.createRoom("First");
        await ana.createRoom("Second");
        await ana.say("before");
        await ana.sees("before");
        const ben = await newPerson("Ben Okafor");
        await ben.join("Second");
        await ana.page.reload();
        await ana.sees("before");
        await ana.page.getByRole("navigation", {name: "Rooms"}).getByRole("link", {name: "First"}).waitFor();
        await present.close({code: 1001});
        await ana.page.getByText("Offline", {exact: true}).waitFor();
        await ben.say("meanwhile");
        await ana.page.getByText("Connected").waitFor();
        await ana.seesExactly(["before", "meanwhile"]);
        await ben.page.getByText("2 here").waitFor();
        assert.equal(await ana.page.getByText("You are not a member of this room").count(), 0);
    },
};
