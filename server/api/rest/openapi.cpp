// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/openapi.h"

#include "common/protocol/account.h"
#include "common/protocol/openrpc.h"
#include "server/api/rest/methods.h"

#include <QCborArray>

namespace confab::rest {

namespace {

QString text(const char* latin1) {
    return QString::fromLatin1(latin1);
}

/// {name: value}, of each pair.
QCborMap object(std::initializer_list<std::pair<const char*, QCborValue>> members) {
    QCborMap map;
    for (const auto& [name, value] : members)
        map.insert(text(name), value);
    return map;
}

QCborMap content(const char* type, const QCborValue& schema) {
    return object({{type, object({{"schema", schema}})}});
}

/// The parameters of a method as one object.
QCborMap bodySchema(const QCborArray& params) {
    QCborMap properties;
    QCborArray required;
    for (const QCborValue param : params) {
        const QCborMap one = param.toMap();
        const QCborValue name = one.value(text("name"));
        properties.insert(name, one.value(text("schema")));
        // The header Idempotency-Key stands for it.
        if (one.value(text("required")).toBool() && name != text("clientId"))
            required.append(name);
    }
    return object({{"type", text("object")}, {"properties", properties}, {"required", required}});
}

QCborMap responses(const QCborMap& method) {
    const QCborValue result = method.value(text("result")).toMap().value(text("schema"));
    const QCborMap problem = object({{"$ref", text("#/components/schemas/Problem")}});
    return object(
        {{"200", object({{"description", text("The result")}, {"content", content("application/json", result)}})},
         {"default", object({{"description", text("An error (RFC 9457)")},
                             {"content", content("application/problem+json", problem)}})}});
}

QCborMap idempotencyParameter() {
    return object({{"name", text("Idempotency-Key")},
                   {"in", text("header")},
                   {"description", text("Stands for clientId: a retry with the same one gives the first answer")},
                   {"schema", object({{"type", text("string")}})}});
}

/// The header, or a browser's cookie.
QCborArray eitherCredential() {
    return {object({{"token", QCborArray()}}), object({{"cookie", QCborArray()}})};
}

QCborMap operation(const QCborMap& method) {
    const QString name = method.value(text("name")).toString();
    const QCborMap schema = bodySchema(method.value(text("params")).toArray());
    const bool isAnyones = method.value(text("x-beforeSignIn")).toBool();
    QCborMap operation =
        object({{"operationId", name},
                {"tags", QCborArray{name.section(u'.', 0, 0)}},
                {"security", isAnyones ? QCborArray() : eitherCredential()},
                {"requestBody", object({{"required", !schema.value(text("required")).toArray().isEmpty()},
                                        {"content", content("application/json", schema)}})},
                {"responses", responses(method)}});
    if (schema.value(text("properties")).toMap().contains(text("clientId")))
        operation.insert(text("parameters"), QCborArray{idempotencyParameter()});
    return operation;
}

/// One of those of a browser's session, which no method of the table has: an answer of 200 has the session, and sets
/// the cookies.
QCborMap sessionOperation(const char* id, const char* summary, const QCborMap& answers) {
    const QCborMap header =
        object({{"name", text("X-Confab-Request")},
                {"in", text("header")},
                {"description", text("Any value, where neither Sec-Fetch-Site nor Origin says whose page asks")},
                {"schema", object({{"type", text("string")}})}});
    return object({{"operationId", text(id)},
                   {"summary", text(summary)},
                   {"tags", QCborArray{text("session")}},
                   {"security", QCborArray()},
                   {"parameters", QCborArray{header}},
                   {"responses", answers}});
}

/// Of a method of the table.
QCborValue bodyOf(const QCborArray& methods, std::string_view method) {
    for (const QCborValue one : methods) {
        if (one.toMap().value(text("name")).toString() == QLatin1String(method.data(), qsizetype(method.size())))
            return operation(one.toMap()).value(text("requestBody"));
    }
    return {};
}

/// With the methods whose parameters it takes.
void addSession(QCborMap& paths, const QCborArray& methods) {
    const QCborMap string = object({{"type", text("string")}});
    const QCborMap time = object({{"type", text("string")}, {"format", text("date-time")}});
    const QCborMap session = object(
        {{"type", text("object")},
         {"properties", object({{"user", object({{"$ref", text("#/components/schemas/User")}})}, {"expiresAt", time}})},
         {"required", QCborArray{text("user"), text("expiresAt")}}});
    const QCborMap cookies = object({{"Set-Cookie", object({{"schema", string}})}});
    const QCborValue problem = responses({}).value(text("default"));
    const QCborMap begun = object({{"200", object({{"description", text("The session; its tokens are in cookies")},
                                                   {"headers", cookies},
                                                   {"content", content("application/json", session)}})},
                                   {"default", problem}});
    const QCborMap ended =
        object({{"204", object({{"description", text("It has ended")}, {"headers", cookies}})}, {"default", problem}});
    QCborMap begin = sessionOperation("session.begin", "Signs a browser in", begun);
    begin.insert(text("requestBody"), bodyOf(methods, AccountLogin::method));
    QCborMap second = sessionOperation("session.code", "Signs a browser in with the code that was missing", begun);
    second.insert(text("requestBody"), bodyOf(methods, AccountCode::method));
    const QCborMap end = sessionOperation("session.end", "Ends the session and removes the cookies", ended);
    const QCborMap renew = sessionOperation("session.renew", "Renews the session by its cookie", begun);
    paths.insert(text("/api/v1/session"), object({{"post", begin}, {"delete", end}}));
    paths.insert(text("/api/v1/session/code"), object({{"post", second}}));
    paths.insert(text("/api/v1/session/refresh"), object({{"post", renew}}));
}

QCborMap problemSchema() {
    const QCborMap string = object({{"type", text("string")}});
    const QCborMap integer = object({{"type", text("integer")}});
    const QCborMap properties =
        object({{"type", object({{"type", text("string")}, {"description", text("urn:confab:problem: and the kind")}})},
                {"title", string},
                {"status", integer},
                {"detail", string},
                {"path", string},
                {"retryAfterMs", integer},
                {"capacity", integer},
                {"limit", integer},
                {"until", string},
                {"challenge", string}});
    return object({{"type", text("object")},
                   {"properties", properties},
                   {"required", QCborArray{text("type"), text("title"), text("status")}}});
}

} // namespace

QCborMap openApiDocument() {
    const QCborMap rpc = openRpcDocument();
    QCborMap paths;
    const QCborArray methods = rpc.value(text("methods")).toArray();
    for (const QCborValue method : methods) {
        const QString name = method.toMap().value(text("name")).toString();
        if (hasMethodRoute(name))
            paths.insert(QString::fromLatin1(methodPath(name.toLatin1())),
                         object({{"post", operation(method.toMap())}}));
    }
    addSession(paths, methods);
    QCborMap schemas = rpc.value(text("components")).toMap().value(text("schemas")).toMap();
    schemas.insert(text("Problem"), problemSchema());
    const QCborMap token = object({{"type", text("http")}, {"scheme", text("bearer")}});
    const QCborMap cookie = object({{"type", text("apiKey")},
                                    {"in", text("cookie")},
                                    {"name", text("__Host-confab")},
                                    {"description", text("Without TLS its name is confab")}});
    return object({{"openapi", text("3.1.0")},
                   {"info", object({{"title", text("Confab")}, {"version", text("1.0.0")}})},
                   {"paths", paths},
                   {"components", object({{"schemas", schemas},
                                          {"securitySchemes", object({{"token", token}, {"cookie", cookie}})}})}});
}

} // namespace confab::rest
