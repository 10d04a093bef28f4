// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "server/api/jsonrpc/session.h"
#include "server/api/session/clientsessions.h"
#include "server/api/session/limits.h"
#include "server/transport/http/http.h"

#include <QTest>

namespace confab {

/// A connection without a socket: records the calls to it.
class FakeConnection final : public Connection {
public:
    FakeConnection(ConnectionId id, Codec codec, const QHostAddress& address) : Connection(id, codec, address) {}

    void send(const Frame& frame) override { sent.push_back(frame); }
    void close(CloseCode code, const QString& reason) override {
        closed = code;
        closeReason = reason;
    }
    bool isOpen() const override { return !closed; }
    void abort() override {}
    void setIncomingLimit(qsizetype bytes) override { incomingLimit = bytes; }
    void acceptBothKinds() override { acceptsBothKinds = true; }
    void setSignedIn(bool signedIn) override { isSignedIn = signedIn; }
    void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString&) override {
        closeTime = time;
        lateCode = code;
        ++closeAfterCalls;
    }
    void keepOpen() override { closeTime.reset(); }

    /// The last frame, as a map.
    QCborMap last() const {
        if (sent.empty())
            return {};
        const QByteArray& wire = sent.back().wire();
        const qsizetype header = wire.size() < 126 + 2 ? 2 : 4;
        return decodeFrame(wire.mid(header), codec()).value_or(QCborMap());
    }
    QString lastErrorKind() const {
        return last()
            .value(QStringLiteral("error"))
            .toMap()
            .value(QStringLiteral("data"))
            .toMap()
            .value(QStringLiteral("kind"))
            .toString();
    }

    std::vector<Frame> sent;
    std::optional<CloseCode> closed;
    QString closeReason;
    qsizetype incomingLimit = 0;
    bool acceptsBothKinds = false;
    bool isSignedIn = false;
    std::optional<std::chrono::milliseconds> closeTime;
    CloseCode lateCode = CloseCode::Normal;
    int closeAfterCalls = 0;
};

/// The base of the session tests: an io thread's sessions on this thread, over connections without sockets, and the
/// chat thread's end of it. Anew for each test function.
class SessionsTest : public QObject {
    Q_OBJECT

protected:
    QObject m_home;
    std::vector<Inbound> m_said; // what reached the chat thread
    std::unique_ptr<Mailbox<Inbound>> m_chat;
    std::unique_ptr<IoInbox> m_inbox;
    std::unique_ptr<ClientSessions> m_sessions;
    std::vector<std::unique_ptr<FakeConnection>> m_connections;

    FakeConnection& connect(Codec codec = Codec::Json, const QString& address = QStringLiteral("192.0.2.1")) {
        const ConnectionId id{0, quint64(m_connections.size() + 1)};
        m_connections.push_back(std::make_unique<FakeConnection>(id, codec, QHostAddress(address)));
        HttpRequest handshake;
        handshake.path = "/rt";
        m_sessions->opened(*m_connections.back(), handshake);
        return *m_connections.back();
    }
    void receive(FakeConnection& connection, const QByteArray& json) { m_sessions->received(connection, json); }
    static QByteArray call(int id, const char* method, const char* params = "{}") {
        return QStringLiteral(R"({"jsonrpc":"2.0","id":%1,"method":"%2","params":%3})")
            .arg(QString::number(id), QString::fromLatin1(method), QString::fromLatin1(params))
            .toUtf8();
    }
    static QByteArray login(int id) { return call(id, "account.login", R"({"email":"a@b","password":"x"})"); }

    /// From the chat thread.
    void post(Outbound item) { m_inbox->post(std::move(item)); }
    static void turn() {
        QCoreApplication::processEvents(); // at whose end the chat thread is woken
        QCoreApplication::processEvents();
    }
    int calls() {
        turn();
        return int(std::count_if(m_said.begin(), m_said.end(),
                                 [](const Inbound& one) { return std::holds_alternative<CallRequest>(one); }));
    }
    /// The numbers that the session gave its calls, as far as they have reached the chat thread.
    std::vector<quint64> numbers(const FakeConnection& connection) {
        turn();
        std::vector<quint64> found;
        for (const Inbound& one : m_said) {
            if (const auto* called = std::get_if<CallRequest>(&one); called && called->connection == connection.id())
                found.push_back(called->number);
        }
        return found;
    }
    void answer(const FakeConnection& connection, quint64 number, Result<Answer> result) {
        post(CallReply{connection.id(), number, std::move(result)});
        turn();
    }
    void signIn(FakeConnection& connection) {
        receive(connection, login(99));
        post(SignedIn{connection.id(), UserId{1}});
        answer(connection, numbers(connection).back(), Answer(Empty{}));
        connection.sent.clear();
    }
    void makeSessions(size_t chatCapacity = 10'000, SessionLimits limits = {}) {
        m_chat = std::make_unique<Mailbox<Inbound>>(&m_home, chatCapacity, [this](std::vector<Inbound>& batch) {
            std::move(batch.begin(), batch.end(), std::back_inserter(m_said));
        });
        m_inbox = std::make_unique<IoInbox>();
        m_sessions = std::make_unique<ClientSessions>(*m_chat, *m_inbox, std::move(limits));
        m_sessions->add("/rt", std::make_unique<JsonRpcDialect>());
    }

private Q_SLOTS:
    void init() { makeSessions(); }
    void cleanup() {
        for (const auto& connection : m_connections)
            m_sessions->closed(*connection);
        m_connections.clear();
        turn();
        m_sessions.reset();
        m_said.clear();
    }
};

} // namespace confab
