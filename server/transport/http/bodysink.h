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
