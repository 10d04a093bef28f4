// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "server/transport/qt/streamsocket.h"

#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <optional>

namespace confab {

struct HttpRequest;

/// Makes QWebSockets. It is a QWebSocketServer that listens nowhere: the accept loop does, so that it rests when there
/// are no descriptors (QWebSocketServer would spin), and the head of a request was read and judged before by
/// HttpConnection. QWebSocketServer reads a head of its own, with nothing in it but what the agreed handshake needs.
/// Thread: its io thread. Owned by: the IoWorker.
class QtHandshake {
public:
    QtHandshake();

    /// The WebSocket over this socket, into which its answer was written. Null when QWebSocketServer refuses.
    std::unique_ptr<QWebSocket> upgrade(StreamSocket& socket, const HttpRequest& request, std::optional<Codec> agreed);

private:
    QWebSocketServer m_server;
};

} // namespace confab
