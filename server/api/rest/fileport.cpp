// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/fileport.h"

#include "server/api/rest/credentials.h"
#include "server/files/fileservice.h"
#include "server/ops/requestscope.h"

namespace confab::rest {

namespace {

constexpr qint64 busyRetryMs = 1000;

FileOutcome failed(Error error) {
    FileOutcome outcome;
    // The reason is logged where it happened; the caller only learns that it is not at fault.
    outcome.error =
        error.kind == ErrorKind::Unavailable ? Error::retryLater(ErrorKind::ServerBusy, busyRetryMs) : std::move(error);
    return outcome;
}

FileOutcome outcomeOf(const Status& status) {
    return status ? FileOutcome() : failed(status.error());
}

} // namespace

std::optional<HttpQuota> quotaOf(const FileOutcome& outcome) {
    if (!outcome.rate)
        return std::nullopt;
    return HttpQuota{outcome.rate->burst, outcome.rate->refill, outcome.rate->left, outcome.rate->fullIn};
}

void tellQuota(const HttpReply& reply, const FileOutcome& outcome) {
    if (const std::optional<HttpQuota> quota = quotaOf(outcome))
        reply.tell(*quota);
}

FilePort::FilePort(quint16 io, FileService& service) : m_io(io), m_service(service), m_inbox(service.inbox(io)) {
    m_inbox.attach();
}

qint64 FilePort::mostBytes() const {
    return m_service.fileLimits().fileBytes;
}

void FilePort::abandon(Upload upload) {
    m_service.post(AbandonUpload{std::move(upload)});
}

void FilePort::ask(FileRequest request, quint64 number) {
    if (!m_service.post(std::move(request)))
        m_inbox.post(number, failed(Error::retryLater(ErrorKind::ServerBusy, busyRetryMs)));
}

void FilePort::run(std::function<void(Blobs&)> task, quint64 number) {
    if (!m_service.thread().post(std::move(task)))
        m_inbox.post(number, failed(Error::retryLater(ErrorKind::ServerBusy, busyRetryMs)));
}

void FilePort::call(const HttpRequest& request, FileCall::What what, Continuation then) {
    const quint64 number = m_inbox.issue(std::move(then));
    Result<Secret> token = accessToken(request);
    if (!token)
        return m_inbox.post(number, failed(std::move(token.error())));
    ask(FileCall{{m_io, number, RequestScope::current()}, std::move(*token), std::move(what)}, number);
}

void FilePort::finish(Upload upload, qint64 bytes, Continuation then) {
    const quint64 number = m_inbox.issue(std::move(then));
    ask(FinishUpload{{m_io, number, RequestScope::current()}, std::move(upload), bytes}, number);
}

void FilePort::append(const QString& upload, qint64 offset, QByteArray piece, Continuation then) {
    const quint64 number = then ? m_inbox.issue(std::move(then)) : 0;
    run([upload, offset, piece = std::move(piece), number,
         &inbox = m_inbox](Blobs& blobs) { inbox.post(number, outcomeOf(blobs.hashes.append(upload, offset, piece))); },
        number);
}

void FilePort::sync(const QString& upload, Continuation then) {
    const quint64 number = m_inbox.issue(std::move(then));
    run([upload, number, &inbox = m_inbox](Blobs& blobs) { inbox.post(number, outcomeOf(blobs.store.sync(upload))); },
        number);
}

void FilePort::read(const BlobHash& hash, qint64 offset, qsizetype most, Continuation then) {
    const quint64 number = m_inbox.issue(std::move(then));
    run(
        [hash, offset, most, number, &inbox = m_inbox](Blobs& blobs) {
            Result<QByteArray> bytes = blobs.store.read(hash, offset, most);
            FileOutcome outcome = bytes ? FileOutcome() : failed(std::move(bytes.error()));
            if (bytes)
                outcome.bytes = std::move(*bytes);
            inbox.post(number, std::move(outcome));
        },
        number);
}

} // namespace confab::rest
