// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/bodysink.h"

namespace confab {

/// How a request's head says where its body ends (RFC 9112, 6.3).
struct BodyFraming {
    enum class Kind { None, Length, Chunked };
    Kind kind = Kind::None;
    qint64 length = 0; ///< of Kind::Length

    /// Whether bytes of a body follow the head.
    bool hasBody() const { return kind == Kind::Chunked || length > 0; }
    /// Of a head that parseHead() accepted.
    static BodyFraming of(const HttpRequest& request);
};

/// Takes the body of one request out of the bytes behind its head, strictly (RFC 9112, 7.1): a line of a chunked body
/// ends with CRLF, a size has hexadecimal digits only, and a chunk has exactly the bytes that its size says. Trailer
/// fields are checked and dropped, extensions of chunks ignored.
/// Thread: any one. Owned by: the HttpConnection.
class BodyReader {
public:
    enum class State {
        Reading,   ///< more bytes are needed
        Complete,  ///< the next byte belongs to the next request
        Malformed, ///< 400: nobody can tell where the body ends
        TooLarge,  ///< 413: more than `most` bytes, or a framing that costs more than its content
        Refused,   ///< by the sink; refusal() is its answer
    };

    /// `most`: bytes of content.
    BodyReader(BodyFraming framing, qint64 most);

    /// Gives the sink what `bytes` has of the body. Returns how many bytes it used; all of them while Reading.
    qsizetype take(QByteArrayView bytes, BodySink& sink);

    State state() const { return m_state; }
    /// Bytes of content so far.
    qint64 received() const { return m_received; }
    const HttpAnswer& refusal() const { return m_refusal; }

    static constexpr qsizetype lineBytes = 1024; ///< of a chunk's size with its extensions, or of a trailer field

private:
    enum class Part { Content, ChunkEnd, ChunkSize, Trailer };

    qsizetype takeContent(QByteArrayView bytes, BodySink& sink);
    qsizetype takeLine(QByteArrayView bytes);
    void lineEnds();
    void beginChunk(QByteArrayView line);
    void contentEnds();

    const BodyFraming::Kind m_kind;
    const qint64 m_most;
    State m_state = State::Reading;
    Part m_part = Part::Content;
    qint64 m_rest = 0; // of the content, or of the chunk
    qint64 m_received = 0;
    qint64 m_overhead = 0; // bytes of the framing
    QByteArray m_line;
    HttpAnswer m_refusal;
};

} // namespace confab
