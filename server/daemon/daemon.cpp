// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/daemon.h"

#include "server/api/jsonrpc/sessions.h"

namespace confab {

namespace {

// A restart takes about as long; clients add their own jitter.
constexpr qint64 comeBackAfterMs = 1000;

HttpAnswer answerHttp(const HttpRequest& request) {
    if (request.path == "/healthz")
        return {200, "application/json", "{\"status\":\"ok\"}\n"};
    return httpStatus(404);
}

} // namespace

Done Daemon::start() {
    for (int io = 0; io < m_config.ioThreads; ++io)
        m_ioInboxes.push_back(std::make_unique<IoInbox>());
    if (Done chat = startChat(); !chat)
        return chat;

    TransportConfig transport;
    transport.ioThreads = m_config.ioThreads;
    transport.limits.maxConnections = m_config.maxConnections;
    transport.http = answerHttp;
    Mailbox<Inbound>& chat = m_chat->service().inbox();
    m_transport = std::make_unique<Transport>(std::move(transport), [this, &chat](quint16 io) {
        return std::make_unique<JsonRpcSessions>(chat, *m_ioInboxes[io]);
    });
    return m_transport->listen(m_config.listen);
}

Daemon::~Daemon() {
    if (m_transport) {
        m_transport->stopListening();
        for (const std::unique_ptr<IoInbox>& inbox : m_ioInboxes)
            inbox->post(Announced{ServerDrainingNotice{comeBackAfterMs}});
        m_transport->stop(CloseCode::Draining, QStringLiteral("The server is stopping"));
    }
    stopChat();
}

Done Daemon::startChat() {
    OutboundPorts ports;
    for (const std::unique_ptr<IoInbox>& inbox : m_ioInboxes)
        ports.push_back(inbox.get());
    m_chatThread.setObjectName(QStringLiteral("chat"));
    m_chatThread.start();
    m_onChatThread.moveToThread(&m_chatThread);
    Done started;
    QMetaObject::invokeMethod(
        &m_onChatThread,
        [&] {
            Result<std::unique_ptr<ChatParts>> made = ChatParts::make(m_config, std::move(ports));
            if (made)
                m_chat = std::move(*made);
            else
                started = fail(std::move(made.error()));
        },
        Qt::BlockingQueuedConnection);
    return started;
}

void Daemon::stopChat() {
    if (!m_chatThread.isRunning())
        return;
    QMetaObject::invokeMethod(
        &m_onChatThread, [this] { m_chat.reset(); }, Qt::BlockingQueuedConnection);
    m_chatThread.quit();
    m_chatThread.wait();
}

} // namespace confab
