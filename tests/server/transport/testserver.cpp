// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/transport/testserver.h"

#include "tests/support/testtransport.h"

#include <QObject>

#include <algorithm>

namespace confab::test {

class TestListener final : public QObject, public ConnectionListener {
public:
    explicit TestListener(TestServer& server) : m_server(server) {
        ++m_server.counts.listenersMade;
        const std::lock_guard lock(m_server.m_mutex);
        m_server.m_listeners.push_back(this);
    }
    ~TestListener() override {
        check();
        ++m_server.counts.listenersGone;
        const std::lock_guard lock(m_server.m_mutex);
        std::erase(m_server.m_listeners, this);
    }

    bool hasRoom() override { return !m_server.hooks.hasRoom || m_server.hooks.hasRoom(); }
    void opened(Connection& connection, const HttpRequest&) override {
        check();
        ++m_server.counts.opened;
        m_open.push_back(&connection);
        if (m_server.hooks.opened)
            m_server.hooks.opened(connection);
    }
    void received(Connection& connection, const QByteArray& message) override {
        check();
        ++m_server.counts.received;
        if (m_server.hooks.received)
            m_server.hooks.received(connection, message);
        else
            connection.send(Frame::message(connection.codec(), message));
    }
    void closed(Connection& connection) override {
        check();
        ++m_server.counts.closed;
        std::erase(m_open, &connection);
        if (m_server.hooks.closed)
            m_server.hooks.closed(connection);
    }

    void forEachOpen(const std::function<void(Connection&)>& what) {
        const std::vector<Connection*> open = m_open;
        for (Connection* connection : open)
            what(*connection);
    }

private:
    void check() {
        if (QThread::currentThread() != thread())
            ++m_server.counts.wrongThread;
    }

    TestServer& m_server;
    std::vector<Connection*> m_open;
};

TestServer::TestServer(Hooks given, TransportConfig config) : hooks(std::move(given)) {
    config.kind = isOnQt() ? TransportKind::Qt : TransportKind::Native;
    transport = std::make_unique<Transport>(std::move(config),
                                            [this](quint16) { return std::make_unique<TestListener>(*this); });
    const Status listening = transport->listen({QStringLiteral("127.0.0.1:0")});
    if (!listening)
        qFatal("%s", qPrintable(listening.error().message));
}

void TestServer::forEachOpen(std::function<void(Connection&)> what) {
    const std::lock_guard lock(m_mutex);
    for (TestListener* listener : m_listeners)
        QMetaObject::invokeMethod(
            listener, [listener, what] { listener->forEachOpen(what); }, Qt::QueuedConnection);
}

} // namespace confab::test
