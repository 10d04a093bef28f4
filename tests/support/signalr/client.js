// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// node client.js OPTIONS: SignalR's own client, driven by lines of JSON.
//   OPTIONS  {modules, url, token, protocol: "json" | "messagepack", transport, skipNegotiation, reconnects, events: [names]}
//   in       {id, call, args} an invocation with an answer, {send, args} one without, {stop: true}
//   out      {state, error?}, {event, args}, {id, result} or {id, error}
const options = JSON.parse(process.argv[2]);
const { createRequire } = require("module");
const load = createRequire(options.modules + "/");
const signalR = load("@microsoft/signalr");

function say(line) {
    process.stdout.write(JSON.stringify(line) + "\n");
}

function build() {
    const transport = options.transport ? signalR.HttpTransportType[options.transport] : undefined;
    const http = { transport, skipNegotiation: !!options.skipNegotiation };
    if (options.token)
        http.accessTokenFactory = () => options.token;
    const builder = new signalR.HubConnectionBuilder().withUrl(options.url, http).configureLogging(signalR.LogLevel.Error);
    if (options.protocol === "messagepack")
        builder.withHubProtocol(new (load("@microsoft/signalr-protocol-msgpack").MessagePackHubProtocol)());
    if (options.reconnects)
        builder.withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 200 });
    return builder.build();
}

const connection = build();
for (const event of options.events)
    connection.on(event, (...args) => say({ event, args }));
const failure = (error) => (error ? { error: String(error.message || error) } : {});
connection.onclose((error) => say({ state: "closed", ...failure(error) }));
connection.onreconnecting((error) => say({ state: "reconnecting", ...failure(error) }));
connection.onreconnected(() => say({ state: "connected" }));
connection.start().then(() => say({ state: "connected" }), (error) => say({ state: "refused", ...failure(error) }));

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const command = JSON.parse(line);
    if (command.stop)
        connection.stop();
    else if (command.send)
        connection.send(command.send, ...command.args).catch((error) => say({ state: "unsent", ...failure(error) }));
    else
        connection.invoke(command.call, ...command.args).then(
            (result) => say({ id: command.id, result: result === undefined ? null : result }),
            (error) => say({ id: command.id, ...failure(error) }));
}).on("close", () => process.exit(0));
