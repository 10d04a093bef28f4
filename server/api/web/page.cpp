// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/web/page.h"

#include "server/api/rest/byterange.h"
#include "server/transport/http/contentcoding.h"

#include <QCryptographicHash>
#include <QFile>

namespace confab::web {

namespace {

struct PageFile {
    const char* path;
    const char* name; ///< below :/confab/web
    const char* type;
};

constexpr std::array pageFiles{PageFile{"/", "index.html", "text/html; charset=utf-8"},
                               PageFile{"/invite/{code}", "index.html", "text/html; charset=utf-8"},
                               PageFile{"/reset/{token}", "index.html", "text/html; charset=utf-8"},
                               PageFile{"/web/app.js", "app.js", "text/javascript; charset=utf-8"},
                               PageFile{"/web/app.css", "app.css", "text/css; charset=utf-8"},
                               PageFile{"/web/icon.svg", "icon.svg", "image/svg+xml"}};

/// Only this server's own script and style, none that stands in the page; blob: are the pictures that it has fetched
/// with its token. Text never becomes HTML: the browser refuses that too.
constexpr const char* policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
                               "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                               "require-trusted-types-for 'script'; trusted-types 'none'";

struct Bytes {
    QByteArray bytes;
    QByteArray tag;
};

Bytes read(const QString& name) {
    QFile file(QStringLiteral(":/confab/web/") + name);
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    Q_ASSERT(!bytes.isEmpty());
    constexpr qsizetype digits = 32; // 128 bits
    return {bytes, '"' + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(digits) + '"'};
}

HttpAnswer answerWith(const Bytes& content, const char* type, bool isPacked, const HttpRequest& request) {
    HttpAnswer answer{200, type, content.bytes};
    answer.headers = {{"ETag", content.tag},
                      {"Cache-Control", "no-cache"},
                      {"Vary", "Accept-Encoding"},
                      {"Content-Security-Policy", policy},
                      {"Cross-Origin-Opener-Policy", "same-origin"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Referrer-Policy", "no-referrer"}};
    if (rest::namesTag(request.header("if-none-match").value_or(QByteArray()), content.tag)) {
        answer.status = 304;
        answer.body.clear();
    } else if (isPacked) {
        answer.headers.emplaceBack("Content-Encoding", "gzip");
    }
    return answer;
}

} // namespace

void addRoutes(HttpRouter& router) {
    for (const PageFile& file : pageFiles) {
        const QString name = QString::fromLatin1(file.name);
        router.get(file.path, [type = file.type, plain = read(name),
                               packed = read(name + QStringLiteral(".gz"))](const HttpRequest& request) {
            const bool isPacked = takesGzip(request);
            return answerWith(isPacked ? packed : plain, type, isPacked, request);
        });
    }
}

} // namespace confab::web
