// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// node client.js MODULES: SignalR's own client, driven by lines of JSON; any number of connections, each with a number ("of").
//   in       {of, open: {url, token, protocol: "json" | "messagepack", transport, skipNegotiation, reconnects, events: [names]}},
//            {of, id, call, args} an invocation with an answer, {of, send, args} one without, {of, stop: true},
//            {of, drop: true} the end of what this connection is asked and says
//   out      {of, state, error?}, {of, event, args}, {of, id, result} or {of, id, error}, {of, dropped: true}
const { createRequire } = require("module");
const load = createRequire(process.argv[2] + "/");
const signalR = load("@microsoft/signalr");
const connections = new Map();

function build(options) {
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

const failure = (error) => (error ? { error: String(error.message || error) } : {});

function open(options, say) {
    const connection = build(options);
    for (const event of options.events)
        connection.on(event, (...args) => say({ event, args }));
    connection.onclose((error) => say({ state: "closed", ...failure(error) }));
    connection.onreconnecting((error) => say({ state: "reconnecting", ...failure(error) }));
    connection.onreconnected(() => say({ state: "connected" }));
    connection.start().then(() => say({ state: "connected" }), (error) => say({ state: "refused", ...failure(error) }));
    return connection;
}

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const command = JSON.parse(line);
    const say = (told) => process.stdout.write(JSON.stringify({ of: command.of, ...told }) + "\n");
    if (command.open) {
        connections.set(command.of, open(command.open, say));
        return;
    }
    const connection = connections.get(command.of);
    if (command.drop) {
        connections.delete(command.of);
        connection.stop().catch(() => {}).then(() => say({ dropped: true }));
    } else if (command.stop)
        connection.stop();
    else if (command.send)
        connection.send(command.send, ...command.args).catch((error) => say({ state: "unsent", ...failure(error) }));
    else
        connection.invoke(command.call, ...command.args).then(
            (result) => say({ id: command.id, result: result === undefined ? null : result }),
            (error) => say({ id: command.id, ...failure(error) }));
}).on("close", () => process.exit(0));
