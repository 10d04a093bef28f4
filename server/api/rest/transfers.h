// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/fileport.h"
#include "server/transport/http/bodysink.h"

namespace confab::rest {

/// A body on its way into a partial blob. It is full until the rules have let the upload begin, and whenever the files
/// thread is behind: two pieces of limits::pieceBytes are in memory at most.
/// Thread: its io thread. Owned by: the connection, then by the exchange.
class UploadSink final : public BodySink {
public:
    /// What the rules said of the upload: its outcome, or an error. `check` may refuse it by what is found.
    using Check = std::function<std::optional<HttpAnswer>(const FileOutcome&)>;

    explicit UploadSink(std::shared_ptr<FilePort> port);
    /// An upload that ends with its request is abandoned unless it was finished; of a resumable one all that came is
    /// kept.
    ~UploadSink() override;

    /// Asks the rules with this request.
    void open(const HttpRequest& request, FileCall::What what, Check check = {});
    /// What every refusal is put into: headers of a protocol on top of HTTP.
    using Form = HttpAnswer (*)(HttpAnswer);
    void setForm(Form form) { m_form = form; }
    /// Refuses the body, whatever it is.
    void refuseAtOnce(HttpAnswer answer) { m_refusal = std::move(answer); }
    /// The body is complete: `then` is called, later, when all of it is in the partial blob, on disk, or with the
    /// error.
    void end(FileInbox::Continuation then);

    const Upload& upload() const { return m_upload; }
    /// It has become a file before.
    bool isFile() const { return m_isFile; }
    const std::optional<HttpAnswer>& refusal() const { return m_refusal; }
    /// What is left of the rate of such requests; a refusal says it by itself.
    const std::optional<HttpQuota>& quota() const { return m_quota; }
    /// Bytes that the partial blob has.
    qint64 offset() const { return m_offset; }
    /// It became a file, or was given up: it is not abandoned.
    void setDone() { m_isDone = true; }

    // BodySink
    std::optional<HttpAnswer> take(QByteArrayView piece) override;
    bool isFull() const override;
    void whenReady(Ready ready) override { m_ready = std::move(ready); }

private:
    void opened(FileOutcome outcome, const Check& check);
    void appended(qint64 bytes, const std::optional<Error>& error);
    void refuse(HttpAnswer answer, const Error& error);
    bool checkSize();
    void write();
    void sync();
    void tellEnd(FileOutcome outcome);
    void tellReady();

    const std::shared_ptr<FilePort> m_port;
    // What continues later finds the sink by this, or finds that it is gone.
    const std::shared_ptr<UploadSink*> m_self = std::make_shared<UploadSink*>(this);
    Upload m_upload;
    qint64 m_offset = 0;
    QByteArray m_pending;
    bool m_isOpen = false;
    bool m_isFile = false;
    bool m_isWriting = false;
    bool m_hasEnded = false;
    bool m_isDone = false;
    bool m_wasFull = true;
    Form m_form = [](HttpAnswer answer) { return answer; };
    std::optional<HttpAnswer> m_refusal;
    std::optional<HttpQuota> m_quota;
    std::optional<Error> m_error;
    Ready m_ready;
    FileInbox::Continuation m_then;
};

/// A blob, or a part of it, as the body of an answer.
/// Thread: its io thread. Owned by: the answer, then by the connection.
class BlobSource final : public BodySource {
public:
    BlobSource(std::shared_ptr<FilePort> port, BlobHash hash, qint64 from, qint64 bytes)
        : m_port(std::move(port)), m_hash(std::move(hash)), m_at(from), m_bytes(bytes), m_end(from + bytes) {}

    qint64 bytes() const override { return m_bytes; }
    void next(Then then) override;

private:
    const std::shared_ptr<FilePort> m_port;
    const std::shared_ptr<BlobSource*> m_self = std::make_shared<BlobSource*>(this);
    const BlobHash m_hash;
    qint64 m_at;
    const qint64 m_bytes;
    const qint64 m_end;
};

} // namespace confab::rest
