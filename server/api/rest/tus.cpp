// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/files.h"
#include "server/api/rest/problem.h"
#include "server/api/rest/uploadhead.h"

#include <QDateTime>
#include <QLocale>

#include <limits>

namespace confab::rest {

namespace {

constexpr const char* version = "1.0.0";
constexpr qint64 anySize = std::numeric_limits<qint64>::max() / 2; // the sink knows the upload's bound
const QByteArray folder = QByteArrayLiteral("/files/tus/");

HttpAnswer ofTus(HttpAnswer answer) {
    answer.headers.emplaceBack("Tus-Resumable", version);
    return answer;
}

HttpAnswer invalid(const char* header, const char* why, int status = 400) {
    const QString path = QString::fromLatin1(header);
    return ofTus(problem(Error::invalid(path, QString(path % u": " % QString::fromLatin1(why))), status));
}

/// Why a request of tus is not served, whatever its method.
std::optional<HttpAnswer> versionRefusal(const HttpRequest& request) {
    if (request.header("tus-resumable") == QByteArray(version))
        return std::nullopt;
    HttpAnswer answer = invalid("tus-resumable", "1.0.0 expected", 412);
    answer.headers.emplaceBack("Tus-Version", version);
    return answer;
}

/// RFC 9110, 5.6.7.
QByteArray httpDate(UtcTime time) {
    return QLocale::c()
        .toString(QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

HttpAnswer capabilities(qint64 mostBytes) {
    HttpAnswer answer = ofTus(httpStatus(204));
    answer.headers.append({{"Tus-Version", version},
                           {"Tus-Extension", "creation,expiration,termination"},
                           {"Tus-Max-Size", QByteArray::number(mostBytes)}});
    return answer;
}

HttpAnswer standing(int status, const Upload& upload, qint64 offset) {
    HttpAnswer answer = ofTus(httpStatus(204));
    answer.status = status;
    answer.isSignedIn = true;
    answer.headers.emplaceBack("Upload-Offset", QByteArray::number(offset));
    if (offset < upload.bytes)
        answer.headers.emplaceBack("Upload-Expires", httpDate(upload.expiresAt));
    return answer;
}

void create(FilePort& port, const HttpExchange& exchange) {
    const HttpReply reply = exchange.reply;
    const HttpRequest& request = exchange.request;
    if (const std::optional<HttpAnswer> refused = versionRefusal(request))
        return reply(*refused);
    const UploadHead head = tusHead(request);
    if (!head.bytes)
        return reply(invalid("upload-length", "the number of bytes expected"));
    BeginUpload begin{head.name, head.type, head.bytes, true};
    port.call(request, std::move(begin), [reply, &port](const FileOutcome& outcome) {
        tellQuota(reply, outcome);
        if (outcome.error)
            return reply(ofTus(tokenProblem(*outcome.error)));
        HttpAnswer answer = standing(201, outcome.upload, 0);
        answer.headers.emplaceBack("Location", QByteArray(folder + outcome.upload.id.toLatin1()));
        if (outcome.upload.bytes > 0)
            return reply(std::move(answer));
        port.finish(outcome.upload, 0, [reply, answer](const FileOutcome& made) { // there is nothing to wait for
            reply(made.error ? ofTus(problem(*made.error)) : answer);
        });
    });
}

void look(FilePort& port, const HttpExchange& exchange) {
    const HttpReply reply = exchange.reply;
    if (const std::optional<HttpAnswer> refused = versionRefusal(exchange.request))
        return reply(*refused);
    port.call(exchange.request, FindUpload{QString::fromUtf8(exchange.parameter("id"))},
              [reply](const FileOutcome& outcome) {
                  tellQuota(reply, outcome);
                  if (outcome.error)
                      return reply(ofTus(tokenProblem(*outcome.error)));
                  HttpAnswer answer = standing(200, outcome.upload, outcome.offset);
                  answer.headers.emplaceBack("Upload-Length", QByteArray::number(outcome.upload.bytes));
                  reply(std::move(answer));
              });
}

std::unique_ptr<UploadSink> openPatch(FileTransfers& transfers, const HttpRequest& request) {
    std::unique_ptr<UploadSink> sink = transfers.newSink();
    sink->setForm(ofTus);
    const std::optional<qint64> offset = bytesIn(request, "upload-offset");
    const QByteArray type = request.header("content-type").value_or(QByteArray());
    if (std::optional<HttpAnswer> refused = versionRefusal(request))
        sink->refuseAtOnce(std::move(*refused));
    else if (type.toLower() != "application/offset+octet-stream")
        sink->refuseAtOnce(invalid("content-type", "application/offset+octet-stream expected", 415));
    else if (!offset)
        sink->refuseAtOnce(invalid("upload-offset", "a number of bytes expected"));
    if (sink->refusal())
        return sink;
    const QByteArray id = QByteArray::fromPercentEncoding(request.path.mid(folder.size()));
    sink->open(request, FindUpload{QString::fromUtf8(id)},
               [at = *offset](const FileOutcome& found) -> std::optional<HttpAnswer> {
                   if (found.offset == at)
                       return std::nullopt;
                   const Error error = Error::invalid(QStringLiteral("upload-offset"),
                                                      QStringLiteral("upload-offset: the upload has other bytes"));
                   HttpAnswer answer = problem(error, 409); // in the sink's form
                   answer.headers.emplaceBack("Upload-Offset", QByteArray::number(found.offset));
                   return answer;
               });
    return sink;
}

void patch(const std::shared_ptr<FileTransfers>& transfers, const HttpExchange& exchange) {
    std::shared_ptr<BodySink> sink = exchange.sink;
    if (!sink)
        sink = openPatch(*transfers, exchange.request);
    const HttpReply reply = exchange.reply;
    FilePort& port = transfers->port();
    transfers->end(exchange, std::move(sink), [reply, &port](UploadSink& done) {
        const Upload upload = done.upload();
        const HttpAnswer answer = standing(204, upload, done.offset());
        if (done.offset() < upload.bytes || done.isFile())
            return reply(answer);
        port.finish(upload, upload.bytes, [reply, answer](const FileOutcome& made) {
            reply(made.error ? ofTus(problem(*made.error)) : answer);
        });
    });
}

void terminate(FilePort& port, const HttpExchange& exchange) {
    const HttpReply reply = exchange.reply;
    if (const std::optional<HttpAnswer> refused = versionRefusal(exchange.request))
        return reply(*refused);
    port.call(exchange.request, DropUpload{QString::fromUtf8(exchange.parameter("id"))},
              [reply](const FileOutcome& outcome) {
                  tellQuota(reply, outcome);
                  reply(ofTus(outcome.error ? tokenProblem(*outcome.error) : httpStatus(204)));
              });
}

/// A client behind something that passes no other method (tus 1.0, X-HTTP-Method-Override).
void override(const std::shared_ptr<FileTransfers>& transfers, const HttpExchange& exchange) {
    const QByteArray method = exchange.request.header("x-http-method-override").value_or(QByteArray());
    if (method == "PATCH")
        patch(transfers, exchange);
    else if (method == "DELETE")
        terminate(transfers->port(), exchange);
    else if (method == "HEAD")
        look(transfers->port(), exchange);
    else
        exchange.reply(invalid("x-http-method-override", "PATCH, DELETE or HEAD expected"));
}

} // namespace

void addTusRoutes(HttpRouter& router, const std::shared_ptr<FileTransfers>& transfers) {
    const QByteArray all = "/files/tus";
    const QByteArray one = "/files/tus/{id}";
    const auto options = [transfers](const HttpExchange& exchange) {
        exchange.reply(capabilities(transfers->port().mostBytes()));
    };
    router.add("OPTIONS", all, options);
    router.add("OPTIONS", one, options);
    router.add("POST", all, [transfers](const HttpExchange& exchange) { create(transfers->port(), exchange); });
    router.add("HEAD", one, [transfers](const HttpExchange& exchange) { look(transfers->port(), exchange); });
    router.add("DELETE", one, [transfers](const HttpExchange& exchange) { terminate(transfers->port(), exchange); });
    const auto open = [transfers](const HttpRequest& request) { return openPatch(*transfers, request); };
    router.add("POST", one, [transfers](const HttpExchange& exchange) { override(transfers, exchange); },
               {anySize, false, open});
    router.add("PATCH", one, [transfers](const HttpExchange& exchange) { patch(transfers, exchange); },
               {anySize, true, open});
}

} // namespace confab::rest
