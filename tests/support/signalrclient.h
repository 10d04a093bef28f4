// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QProcess>

#include <optional>

namespace confab::test {

/// SignalR's own client for JavaScript (npm's @microsoft/signalr) in a process of node.
/// Thread: the test's. Owned by: the test.
class SignalRClient : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString url; ///< of the hub: http://127.0.0.1:7450/chat
        QString token{};
        QString protocol = QStringLiteral("json"); ///< or messagepack
        QString transport{}; ///< WebSockets, ServerSentEvents, LongPolling; empty: the client's choice
        bool skipNegotiation = false;
        bool reconnects = false;
    };
    explicit SignalRClient(const Options& options);
    /// Kills the process when it still runs.
    ~SignalRClient() override;

    /// Waits until the client says that it has connected, or was refused.
    [[nodiscard]] bool connects();
    /// connected, reconnecting, closed or refused; empty before the first of them.
    QString state() const { return m_state; }
    /// Why it was closed or refused.
    QString error() const { return m_error; }
    [[nodiscard]] bool reaches(const QString& state);

    /// Invokes a method and waits. The error of its completion; empty when it has none; nothing without an answer.
    std::optional<QString> invoke(const QString& method, const QJsonArray& arguments);
    /// Without waiting for an answer.
    void send(const QString& method, const QJsonArray& arguments);
    void stop();
    /// SIGKILL, as a crash does it.
    void kill() { m_process.kill(); }

    /// Waits for an event: its name, then its arguments.
    [[nodiscard]] bool sees(const QJsonArray& event);
    /// What the server has called so far, oldest first.
    const QList<QJsonArray>& events() const { return m_events; }
    void forgetEvents() { m_events.clear(); }

private:
    void write(const QJsonObject& command);
    void readLines();
    void take(const QJsonObject& line);

    QProcess m_process;
    QString m_state;
    QString m_error;
    QList<QJsonArray> m_events;
    QHash<int, QString> m_answers; // by id
    int m_lastId = 0;
};

} // namespace confab::test
