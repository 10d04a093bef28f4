// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/transfers.h"
#include "server/transport/http/router.h"

#include <unordered_map>

namespace confab::rest {

/// POST /files, GET /files/{id}, and the uploads of tus, on one io thread. When the routes end, so do the transfers.
/// Thread: its io thread. Owned by: the handlers of its routes.
class FileTransfers {
public:
    explicit FileTransfers(std::shared_ptr<FilePort> port) : m_port(std::move(port)) {}
    ~FileTransfers() { m_port->close(); }
    FileTransfers(const FileTransfers&) = delete;
    FileTransfers& operator=(const FileTransfers&) = delete;

    FilePort& port() { return *m_port; }
    std::unique_ptr<UploadSink> newSink() { return std::make_unique<UploadSink>(m_port); }
    std::shared_ptr<BlobSource> newSource(const BlobHash& hash, qint64 from, qint64 bytes) {
        return std::make_shared<BlobSource>(m_port, hash, from, bytes);
    }

    /// UploadSink::end() of the exchange's sink, which is kept until then. An error, or the sink's refusal, is replied
    /// here; `then` gets the sink when all is well.
    using Then = std::function<void(UploadSink& sink)>;
    void end(const HttpExchange& exchange, std::shared_ptr<BodySink> sink, Then then);

private:
    const std::shared_ptr<FilePort> m_port;
    std::unordered_map<UploadSink*, std::shared_ptr<BodySink>> m_ending;
};

/// POST /files and GET /files/{id}.
void addFileRoutes(HttpRouter& router, const std::shared_ptr<FileTransfers>& transfers);
/// The tus protocol 1.0 at /files/tus: https://tus.io/protocols/resumable-upload, with its extensions creation,
/// termination and expiration.
void addTusRoutes(HttpRouter& router, const std::shared_ptr<FileTransfers>& transfers);

} // namespace confab::rest
