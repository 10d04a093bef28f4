// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/documents.h"

#include "common/protocol/codec.h"
#include "server/api/rest/openapi.h"

#include <QFile>

namespace confab::rest {

namespace {

HttpAnswer fileAnswer(const char* name, const char* type) {
    QFile file(QStringLiteral(":/confab/api/%1").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return httpStatus(500);
    HttpAnswer answer{200, type, file.readAll()};
    // Only this server's own files, and the requests that the page makes of it.
    answer.headers = {{"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
                                                  "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                                  "frame-ancestors 'none'"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"}};
    return answer;
}

} // namespace

void addDocumentRoutes(HttpRouter& router) {
    router.get("/api/openapi.json", [](const HttpRequest&) {
        static const QByteArray document = encodeFrame(openApiDocument(), Codec::Json); // once for all io threads
        return HttpAnswer{200, "application/json", document};
    });
    router.get("/api/docs", [](const HttpRequest&) { return fileAnswer("docs.html", "text/html; charset=utf-8"); });
    router.get("/api/docs.js", [](const HttpRequest&) { return fileAnswer("docs.js", "text/javascript"); });
    router.get("/api/docs.css", [](const HttpRequest&) { return fileAnswer("docs.css", "text/css"); });
}

} // namespace confab::rest
