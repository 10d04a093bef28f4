// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/http.h"

#include <QByteArrayView>

#include <functional>
#include <memory>
#include <optional>

namespace confab {

/// Takes the body of one request, piece by piece, in order.
/// Thread: the connection's io thread. Owned by: the connection, then by the exchange.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// An answer ends the request: the rest of the body is not read, and the connection closes.
    virtual std::optional<HttpAnswer> take(QByteArrayView piece) = 0;

    /// Whether the client has to wait before it sends more; take() may still get what has been read before. A sink that
    /// is full when it is made decides first whether it wants the body at all.
    virtual bool isFull() const { return false; }
    /// Called, from the event loop, each time that the sink is not full any more; with an answer when it refuses the
    /// body.
    using Ready = std::function<void(std::optional<HttpAnswer> refusal)>;
    /// Who waits for a sink that may be full; an empty function when nobody does any more.
    virtual void whenReady(Ready) {}
};

/// The body of an answer that is not in memory.
/// Thread: the exchange's io thread. Owned by: the answer, then by the connection.
class BodySource {
public:
    /// `then` is called once, from the event loop, unless the source is destroyed before: with the next bytes, some
    /// ten KiB of them; none when they can't be read, which ends the connection. It may destroy the source.
    using Then = std::function<void(QByteArray piece)>;

    virtual ~BodySource() = default;
    /// How many bytes all pieces have together; unknownBytes when that is not known: then it ends with an empty piece,
    /// and may be silent for TransportLimits::answerTime.
    virtual qint64 bytes() const = 0;
    static constexpr qint64 unknownBytes = -1;
    virtual void next(Then then) = 0;
};

/// Makes the sink of a request whose head has arrived; never null.
using SinkFactory = std::function<std::unique_ptr<BodySink>(const HttpRequest&)>;

/// The whole body in memory. The route's bound is its bound.
class MemoryBody final : public BodySink {
public:
    explicit MemoryBody(QByteArray& to) : m_to(to) {}
    std::optional<HttpAnswer> take(QByteArrayView piece) override {
        m_to += piece;
        return std::nullopt;
    }

private:
    QByteArray& m_to;
};

} // namespace confab
