// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/files.h"

#include "server/api/rest/byterange.h"
#include "server/api/rest/jsonbody.h"
#include "server/api/rest/problem.h"
#include "server/api/rest/uploadhead.h"
#include "server/files/filename.h"
#include "server/files/filetype.h"

#include <limits>

namespace confab::rest {

namespace {

/// The sink knows the file's bound, and says what it is.
constexpr qint64 anySize = std::numeric_limits<qint64>::max() / 2;

/// PROTOCOL.md's File, of one that no message carries.
struct FileDocument {
    QString id;
    QString name;
    QString type;
    qint64 bytes = 0;
    template <class Self = FileDocument>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("name", &Self::name), field("type", &Self::type),
                          field("bytes", &Self::bytes)};
    }
};

std::unique_ptr<UploadSink> openUpload(FileTransfers& transfers, const HttpRequest& request) {
    std::unique_ptr<UploadSink> sink = transfers.newSink();
    const UploadHead head = uploadHead(request);
    sink->open(request, BeginUpload{head.name, head.type, head.bytes, false});
    return sink;
}

void upload(const std::shared_ptr<FileTransfers>& transfers, const HttpExchange& exchange) {
    std::shared_ptr<BodySink> sink = exchange.sink;
    if (!sink) // no byte follows the head
        sink = openUpload(*transfers, exchange.request);
    const HttpReply reply = exchange.reply;
    FilePort& port = transfers->port();
    transfers->end(exchange, std::move(sink), [reply, &port](UploadSink& done) {
        done.setDone();
        const Upload made = done.upload();
        port.finish(made, done.offset(), [reply, &port, made](const FileOutcome& outcome) {
            if (outcome.error) {
                port.abandon(made);
                return reply(problem(*outcome.error));
            }
            const StoredFile& file = outcome.file;
            HttpAnswer answer = jsonAnswer(201, FileDocument{file.id, file.name, file.type, file.bytes});
            answer.headers.emplaceBack("Location", QByteArray("/files/" + file.id.toLatin1()));
            reply(std::move(answer));
        });
    });
}

QByteArray etagOf(const StoredFile& file) {
    constexpr qsizetype digits = 32; // 128 bits of its hash
    return '"' + file.hash.left(digits).toLatin1() + '"';
}

/// Headers of a file, whatever part of it is sent. A copy is asked about each time: who may read it changes. Whoever
/// opens it in a browser sees a picture, a sound or a film, or saves it: nothing of it runs, and no other site's page
/// shows it.
HttpAnswer fileAnswer(const StoredFile& file) {
    const bool isInline = isShownInline(file.type);
    HttpAnswer answer{200, isInline ? file.type.toLatin1() : QByteArray("application/octet-stream"), {}};
    answer.isSignedIn = true;
    answer.headers = {{"ETag", etagOf(file)},
                      {"Accept-Ranges", "bytes"},
                      {"Cache-Control", "private, no-cache"},
                      {"Content-Disposition", contentDisposition(file.name, isInline)},
                      {"Content-Security-Policy", "default-src 'none'; sandbox"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Vary", "Authorization, Cookie"}};
    return answer;
}

HttpAnswer download(FileTransfers& transfers, const HttpRequest& request, const StoredFile& file) {
    HttpAnswer answer = fileAnswer(file);
    if (namesTag(request.header("if-none-match").value_or(QByteArray()), etagOf(file))) {
        answer.status = 304;
        return answer;
    }
    const QByteArray ifRange = request.header("if-range").value_or(etagOf(file));
    const std::optional<QByteArray> wanted =
        ifRange == etagOf(file) ? request.header("range") : std::optional<QByteArray>();
    const ByteRange range = wanted ? parseRange(*wanted, file.bytes) : ByteRange{0, file.bytes, ByteRange::Kind::Whole};
    const QByteArray size = QByteArray::number(file.bytes);
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        HttpAnswer none = httpStatus(416);
        none.headers.emplaceBack("Content-Range", QByteArray("bytes */" + size));
        none.isSignedIn = true;
        return none;
    }
    if (range.kind == ByteRange::Kind::Part) {
        answer.status = 206;
        const QByteArray first = QByteArray::number(range.from);
        const QByteArray last = QByteArray::number(range.from + range.bytes - 1);
        answer.headers.emplaceBack("Content-Range", QByteArray("bytes " + first + '-' + last + '/' + size));
    }
    answer.source = transfers.newSource(file.hash, range.from, range.bytes);
    return answer;
}

void open(const std::shared_ptr<FileTransfers>& transfers, const HttpExchange& exchange) {
    FileTransfers& files = *transfers; // as long as continuations are called
    const HttpReply reply = exchange.reply;
    const HttpRequest request = exchange.request;
    files.port().call(request, OpenFile{QString::fromUtf8(exchange.parameter("id"))},
                      [&files, reply, request](const FileOutcome& outcome) {
                          tellQuota(reply, outcome);
                          if (outcome.error)
                              return reply(tokenProblem(*outcome.error));
                          reply(download(files, request, outcome.file));
                      });
}

} // namespace

void FileTransfers::end(const HttpExchange& exchange, std::shared_ptr<BodySink> sink, Then then) {
    auto* upload = static_cast<UploadSink*>(sink.get());
    const HttpReply reply = exchange.reply;
    if (upload->refusal())
        return reply(*upload->refusal());
    m_ending.emplace(upload, std::move(sink));
    upload->end([this, upload, reply, then = std::move(then)](const FileOutcome& outcome) {
        const auto kept = m_ending.extract(upload);
        if (!outcome.error && upload->quota())
            reply.tell(*upload->quota());
        if (!outcome.error)
            return then(*upload);
        reply(upload->refusal().value_or(problem(*outcome.error)));
    });
}

void addFileRoutes(HttpRouter& router, const std::shared_ptr<FileTransfers>& transfers) {
    router.add("POST", "/files", [transfers](const HttpExchange& exchange) { upload(transfers, exchange); },
               {anySize, true, [transfers](const HttpRequest& request) { return openUpload(*transfers, request); }});
    router.add("GET", "/files/{id}", [transfers](const HttpExchange& exchange) { open(transfers, exchange); });
}

} // namespace confab::rest
