// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0
"use strict";

let token = "";

/** An element with this text; texts of the document are never read as HTML. */
function element(tag, text, parent) {
    const made = document.createElement(tag);
    if (text !== undefined)
        made.textContent = text;
    if (parent)
        parent.append(made);
    return made;
}

/** A schema in one line: "string, 1 to 80", "[Message]", "integer or null". */
function describe(schema) {
    if (schema.$ref)
        return schema.$ref.split("/").pop();
    if (schema.oneOf)
        return schema.oneOf.map(describe).join(" or ");
    if (schema.enum)
        return schema.enum.map(value => JSON.stringify(value)).join(" | ");
    if (schema.type === "array")
        return "[" + describe(schema.items) + "]";
    if (schema.type === "object" && schema.properties)
        return "{" + Object.entries(schema.properties).map(([name, one]) => name + ": " + describe(one)).join(", ") + "}";
    const least = schema.minLength ?? schema.minimum;
    const most = schema.maxLength ?? schema.maximum;
    return schema.type + (schema.format ? " (" + schema.format + ")" : "") +
        (least !== undefined && most !== undefined ? ", " + least + " to " + most : most !== undefined ? ", at most " + most : "");
}

async function post(path, body) {
    const headers = {"Content-Type": "application/json"};
    if (token)
        headers.Authorization = "Bearer " + token;
    const answer = await fetch(path, {method: "POST", headers, body});
    return {status: answer.status, json: await answer.json()};
}

function tryForm(path, schema, parent) {
    const form = element("form", undefined, parent);
    const input = element("textarea", JSON.stringify(Object.fromEntries((schema.required ?? []).map(name => [name, null])), null, 2), form);
    input.rows = 4;
    input.setAttribute("aria-label", "Parameters of " + path);
    element("button", "Call", form);
    form.addEventListener("submit", async event => {
        event.preventDefault();
        const output = form.querySelector("pre") ?? element("pre", undefined, form);
        try {
            const {status, json} = await post(path, input.value);
            output.textContent = status + "\n" + JSON.stringify(json, null, 2);
        } catch (error) {
            output.textContent = "No answer: " + error.message;
        }
    });
}

function showOperation(path, operation, main) {
    const section = element("section", undefined, main);
    section.id = operation.operationId;
    element("h2", "POST " + path, section);
    if (operation.security.length === 0)
        element("p", "For everybody: needs no token.", section);
    const schema = operation.requestBody.content["application/json"].schema;
    const table = element("table", undefined, section);
    for (const [name, one] of Object.entries(schema.properties)) {
        const row = element("tr", undefined, table);
        element("td", name + (schema.required.includes(name) ? "" : "?"), row);
        element("td", describe(one), row);
    }
    element("p", "Answer: " + describe(operation.responses["200"].content["application/json"].schema), section);
    tryForm(path, schema, section);
}

async function show() {
    const main = document.querySelector("main");
    const nav = document.querySelector("nav");
    const api = await (await fetch("openapi.json")).json();
    main.textContent = "";
    for (const path of Object.keys(api.paths).sort()) {
        const operation = api.paths[path].post;
        element("a", operation.operationId, nav).href = "#" + operation.operationId;
        showOperation(path, operation, main);
    }
}

document.querySelector("#sign-in").addEventListener("submit", async event => {
    event.preventDefault();
    const form = event.target;
    const {status, json} = await post("/api/users/login", JSON.stringify({email: form.email.value, password: form.password.value}));
    token = status === 200 ? json.token : "";
    form.password.value = "";
    form.querySelector("output").textContent = status === 200 ? "Signed in as " + json.user.name : json.title;
});
show().catch(error => { document.querySelector("main").textContent = "openapi.json could not be read: " + error.message; });
