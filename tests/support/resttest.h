// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/rest/routes.h"
#include "tests/support/turns.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>
#include <optional>
#include <vector>

namespace confab::test {

/// Who waits for an answer.
/// Thread: the test's. Owned by: RestTest.
class WaitingReply final : public ReplyTarget {
public:
    void answer(HttpAnswer answer) override { got = std::move(answer); }
    /// 0: there is none yet.
    int status() const { return got ? got->status : 0; }
    QJsonObject json() const { return QJsonDocument::fromJson(got.value_or(HttpAnswer()).body).object(); }
    /// All lines of a header.
    QList<QByteArray> headers(const char* name) const {
        QList<QByteArray> lines;
        for (const auto& [header, value] : got.value_or(HttpAnswer()).headers) {
            if (header == name)
                lines.append(value);
        }
        return lines;
    }
    QByteArray header(const char* name) const { return headers(name).value(0); }
    QList<QByteArray> cookies() const { return headers("Set-Cookie"); }

    std::optional<HttpAnswer> got;
};

/// Base of tests of the routes below /api: the test is the HTTP connection on one end, and the chat thread on the
/// other. Thread: the test's. Owned by: the test's main().
class RestTest : public QObject {
protected:
    static constexpr quint16 io = 3; // number of the io thread

    /// Everything anew; the chat thread takes so many calls.
    void make(size_t capacity = 100) {
        m_router.reset();
        m_calls.clear();
        m_waiting = std::make_unique<WaitingReply>();
        m_chat = std::make_unique<Mailbox<Inbound>>(&m_home, capacity, [this](std::vector<Inbound>& batch) {
            for (Inbound& item : batch)
                m_calls.push_back(std::get<StatelessCall>(std::move(item)));
        });
        m_inbox = std::make_unique<IoInbox>();
        m_router = std::make_unique<HttpRouter>();
        rest::addRoutes(*m_router, io, *m_chat, *m_inbox);
    }
    /// The routes end before what they use.
    void end() { m_router.reset(); }

    /// Waits until a call has reached the chat thread, unless there is an answer without one.
    void ask(const HttpRequest& asked) {
        m_waiting->got.reset();
        HttpRouter::Match match = m_router->find(asked);
        QVERIFY(match.route && match.route->handler);
        const size_t before = m_calls.size();
        match.route->handler({asked, match.parameters, {}, m_pending.expect(*m_waiting)});
        QTRY_VERIFY(m_waiting->got || m_calls.size() > before);
    }
    /// The chat thread's answer to the last call.
    void reply(Result<Answer> result) { m_inbox->tickets().replied({m_calls.back().ticket, std::move(result)}); }

    QObject m_home;
    std::vector<StatelessCall> m_calls; // what reached the chat thread
    std::unique_ptr<Mailbox<Inbound>> m_chat;
    std::unique_ptr<IoInbox> m_inbox;
    std::unique_ptr<HttpRouter> m_router;
    std::unique_ptr<WaitingReply> m_waiting;
    PendingReply m_pending;
};

} // namespace confab::test
