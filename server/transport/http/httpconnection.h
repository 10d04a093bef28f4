// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/clientsocket.h"
#include "server/transport/http/bodyreader.h"
#include "server/transport/http/router.h"
#include "server/transport/io/bytestream.h"

namespace confab {

/// A client that speaks HTTP: reads one request after another, each bounded in size and time, gives it to its route and
/// writes the answer, or gives the stream away as a WebSocket. Requests that are sent ahead wait, and are answered in
/// order. When a proxy names the client of a request, that address has to have a place first.
/// Thread: its io thread. Owned by: the IoWorker.
class HttpConnection final : public ClientSocket, private ByteStream::Owner, private ReplyTarget {
public:
    HttpConnection(quint64 serial, std::unique_ptr<ByteStream> stream, ClientSocketHost& host);
    ~HttpConnection() override;

    qint64 deadline() const override { return m_deadline; }
    void deadlineReached(qint64 now) override;
    void drain() override;
    void hangUp(CloseCode code, const QString& reason) override;
    void cutOff() override;
    void admitted(const std::optional<AddressLedger::Refusal>& refusal) override;

    /// Begins to read.
    void start();
    /// Who asks: the other end, or the one that it names when it is a proxy.
    const QHostAddress& client() const { return m_request.client; }
    /// Gives the stream away; this is done.
    std::unique_ptr<ByteStream> releaseStream() { return std::move(m_stream); }

private:
    enum class Phase {
        Idle,      ///< nothing of the next request has come
        Head,      ///< some of it has; also before the first
        Admission, ///< the limiter decides about the client that a proxy names
        Body,
        Handling, ///< the route's handler has the request
        Writing,  ///< the answer
        Closing,  ///< the last answer is written; what comes is discarded until the client hangs up
        Gone,     ///< cut off, or a WebSocket
    };

    // ByteStream::Owner
    void readable() override;
    void writable() override { flush(); }
    // ReplyTarget
    void answer(HttpAnswer answer) override;

    void take(QByteArrayView bytes);
    void discard(qint64 bytes);
    void proceed();
    bool readHead();
    void beginRequest(HeadResult head);
    void askLimiter();
    void route();
    void upgradeToWebSocket();
    void beginBody();
    bool readBody();
    /// The sink is full: nothing is read until it is ready.
    void pauseBody();
    void sinkReady(std::optional<HttpAnswer> refusal);
    void continueBody();
    void askForMore();
    void pieceRead(QByteArray piece);
    void chunkRead(QByteArray piece);
    void handle();
    /// Answers and closes: nobody can tell, or wants to know, where the next request begins.
    void refuse(HttpAnswer answer);
    bool isLast() const;
    void flush();
    void finishAnswer();
    void enter(Phase phase, std::chrono::milliseconds time);

    std::unique_ptr<ByteStream> m_stream;
    ClientSocketHost& m_host;
    const bool m_isProxied; // each request may be another client's
    Phase m_phase = Phase::Head;
    qint64 m_deadline;
    QByteArray m_in;  // what came, and was not read yet
    QByteArray m_out; // what has to be written
    qint64 m_discarded = 0;

    HttpRequest m_request;
    QByteArray m_requestId; // empty: answered
    int m_requests = 0;
    HttpRouter::Match m_match;
    std::optional<BodyReader> m_body;
    bool m_isBodyLeft = false; // to be read
    std::shared_ptr<BodySink> m_sink;
    qint64 m_bodyMark = 0; // of its bytes, when its time began
    bool m_isPaused = false;
    bool m_owesContinue = false;          // the client waits for it before it sends the body
    std::shared_ptr<BodySource> m_source; // of the answer that is written; null: all of it is in m_out
    qint64 m_sourceRest = 0;
    bool m_isAsked = false; // m_source, for its next piece
    PendingReply m_reply;
    bool m_isProceeding = false;
    bool m_refuses = false; // the present answer is the last
    bool m_closes = false;  // it was written as the last
};

} // namespace confab
