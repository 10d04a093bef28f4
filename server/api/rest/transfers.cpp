// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/transfers.h"

#include "server/api/rest/problem.h"
#include "server/files/limits.h"

namespace confab::rest {

UploadSink::UploadSink(std::shared_ptr<FilePort> port) : m_port(std::move(port)) {}

UploadSink::~UploadSink() {
    if (!m_isOpen || m_isDone)
        return;
    if (!m_upload.isResumable)
        m_port->abandon(m_upload);
    else if (!m_pending.isEmpty() && !m_error)
        // Behind the piece that is being written: the files thread keeps the order.
        m_port->append(m_upload.id, m_offset, std::move(m_pending), {});
}

void UploadSink::open(const HttpRequest& request, FileCall::What what, Check check) {
    const std::weak_ptr<UploadSink*> self = m_self;
    const std::weak_ptr<FilePort> port = m_port;
    const auto then = [self, port, check = std::move(check)](FileOutcome outcome) {
        if (const auto sink = self.lock())
            return (*sink)->opened(std::move(outcome), check);
        const auto files = port.lock(); // the client has gone meanwhile
        if (files && !outcome.error && !outcome.upload.isResumable)
            files->abandon(std::move(outcome.upload));
    };
    m_port->call(request, std::move(what), then);
}

// Of these, the last call may destroy the sink.

void UploadSink::opened(FileOutcome outcome, const Check& check) {
    m_quota = quotaOf(outcome);
    if (outcome.error)
        return refuse(tokenProblem(*outcome.error), *outcome.error);
    if (std::optional<HttpAnswer> refused = check ? check(outcome) : std::nullopt)
        return refuse(std::move(*refused), Error(ErrorKind::InputInvalid));
    m_upload = std::move(outcome.upload);
    m_offset = outcome.offset;
    m_isFile = outcome.isFile;
    m_isOpen = true;
    if (!checkSize()) {
        const Error error = *m_error;
        return refuse(problem(error), error);
    }
    write();
    if (!m_hasEnded)
        tellReady();
    else if (!m_isWriting)
        sync();
}

void UploadSink::refuse(HttpAnswer answer, const Error& error) {
    m_error = error;
    if (m_quota)
        addQuota(answer, *m_quota);
    m_refusal = m_form(std::move(answer));
    m_pending = {};
    if (!m_hasEnded)
        return tellReady();
    FileOutcome outcome;
    outcome.error = error;
    tellEnd(std::move(outcome));
}

void UploadSink::appended(qint64 bytes, const std::optional<Error>& error) {
    m_isWriting = false;
    if (error) {
        m_offset -= bytes;
        const bool isOvertaken = error->kind == ErrorKind::InputInvalid; // by another request that goes on with it
        return refuse(isOvertaken ? problem(*error, 409) : problem(*error), *error);
    }
    write();
    if (!m_hasEnded)
        tellReady();
    else if (!m_isWriting)
        sync();
}

void UploadSink::tellReady() {
    if (!m_wasFull || isFull())
        return;
    m_wasFull = false;
    if (const Ready ready = m_ready)
        ready(m_refusal);
}

void UploadSink::tellEnd(FileOutcome outcome) {
    if (const FileInbox::Continuation then = std::exchange(m_then, {}))
        then(std::move(outcome));
}

std::optional<HttpAnswer> UploadSink::take(QByteArrayView piece) {
    if (m_refusal)
        return m_refusal;
    m_pending += piece;
    // What comes before the rules have answered is bounded by what a connection reads at once.
    if (m_isOpen && !checkSize())
        return m_refusal;
    write();
    m_wasFull = m_wasFull || isFull();
    return std::nullopt;
}

/// Whether all that came fits into the upload.
bool UploadSink::checkSize() {
    if (m_offset + m_pending.size() <= m_upload.bytes)
        return true;
    Error error(ErrorKind::FileTooLarge);
    error.limit = m_upload.bytes;
    m_pending = {};
    m_refusal = m_form(problem(error));
    m_error = std::move(error);
    return false;
}

bool UploadSink::isFull() const {
    return !m_refusal && (!m_isOpen || (m_isWriting && m_pending.size() >= limits::pieceBytes));
}

void UploadSink::write() {
    const bool isDue = m_pending.size() >= limits::pieceBytes || (m_hasEnded && !m_pending.isEmpty());
    if (!m_isOpen || m_isWriting || !isDue)
        return;
    m_isWriting = true;
    QByteArray piece = std::exchange(m_pending, {});
    const qint64 at = m_offset;
    const qint64 bytes = piece.size();
    m_offset += bytes;
    const std::weak_ptr<UploadSink*> self = m_self;
    m_port->append(m_upload.id, at, std::move(piece), [self, bytes](const FileOutcome& outcome) {
        if (const auto sink = self.lock())
            (*sink)->appended(bytes, outcome.error);
    });
}

void UploadSink::end(FileInbox::Continuation then) {
    m_hasEnded = true;
    m_then = std::move(then);
    write();
    if (m_isOpen && !m_isWriting)
        sync();
}

void UploadSink::sync() {
    const std::weak_ptr<UploadSink*> self = m_self;
    m_port->sync(m_upload.id, [self](FileOutcome outcome) {
        if (const auto sink = self.lock())
            (*sink)->tellEnd(std::move(outcome));
    });
}

void BlobSource::next(Then then) {
    const qsizetype most = qsizetype(std::min<qint64>(limits::pieceBytes, m_end - m_at));
    const std::weak_ptr<BlobSource*> self = m_self;
    m_port->read(m_hash, m_at, most, [self, then = std::move(then)](FileOutcome outcome) {
        const auto source = self.lock();
        if (!source)
            return;
        (*source)->m_at += outcome.bytes.size();
        then(std::move(outcome.bytes)); // empty when it failed
    });
}

} // namespace confab::rest
