// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/clientsocket.h"
#include "server/transport/http/http.h"
#include "server/transport/io/bytestream.h"

namespace confab {

/// A client before its request: reads the request head, bounded in size and time, and answers it or gives the stream
/// away as a WebSocket. When a proxy names its client, that address has to have a place first.
/// Thread: its io thread. Owned by: the IoWorker.
class HttpRequestReader final : public ClientSocket, private ByteStream::Owner {
public:
    HttpRequestReader(quint64 serial, std::unique_ptr<ByteStream> stream, ClientSocketHost& host);
    ~HttpRequestReader() override;

    qint64 deadline() const override { return m_deadline; }
    void deadlineReached(qint64 now) override;
    void hangUp(CloseCode code, const QString& reason) override;
    void cutOff() override;
    void admitted(const std::optional<AddressLedger::Refusal>& refusal) override;

    /// Begins to read.
    void start();
    /// The client: the other end, or the one that it names when it is a proxy.
    const QHostAddress& client() const { return m_client; }
    /// Gives the stream away; the reader is done.
    std::unique_ptr<ByteStream> releaseStream() { return std::move(m_stream); }

private:
    void readable() override;
    void writable() override { writeRest(); }

    void take(QByteArrayView bytes);
    void complete(HeadResult head);
    void route(const HttpRequest& request, qsizetype headSize);
    /// Answers and closes.
    void answer(const HttpAnswer& answer, bool withBody = true);
    void writeRest();

    std::unique_ptr<ByteStream> m_stream;
    QHostAddress m_client;
    ClientSocketHost& m_host;
    qint64 m_deadline;
    QByteArray m_head;                   // what came of it
    QByteArray m_answer;                 // what has to be written of it
    std::optional<HeadResult> m_waiting; // the whole head, until its client is admitted
    qint64 m_discarded = 0;
    bool m_isAlone = false; // the request is complete, and nothing came behind it
    bool m_answered = false;
};

} // namespace confab
