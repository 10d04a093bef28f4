// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QProcess>

#include <optional>

namespace confab::test {

class SignalRClient;

/// A process of node with SignalR's own client for JavaScript (npm's @microsoft/signalr), for any number of
/// connections: to start it takes longer than most of what a test does with one.
/// Thread: the test's. Owned by: the test; outlives its clients.
class SignalRProcess : public QObject {
    Q_OBJECT

public:
    SignalRProcess();
    /// Kills the process.
    ~SignalRProcess() override;

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// SIGKILL, as a crash of all its clients does it.
    void kill() { m_process.kill(); }

private:
    friend class SignalRClient;
    int add(SignalRClient* client);
    void remove(int number) { m_clients.remove(number); }
    void write(const QJsonObject& command);
    void readLines();

    QProcess m_process;
    QHash<int, SignalRClient*> m_clients; // by number
    int m_lastNumber = 0;
};

/// One connection of SignalR's own client.
/// Thread: the test's. Owned by: the test.
class SignalRClient {
public:
    struct Options {
        QString url; ///< of the hub: http://127.0.0.1:7450/chat
        QString token{};
        QString protocol = QStringLiteral("json"); ///< or messagepack
        QString transport{}; ///< WebSockets, ServerSentEvents, LongPolling; empty: the client's choice
        bool skipNegotiation = false;
        bool reconnects = false;
    };
    SignalRClient(SignalRProcess& process, const Options& options);
    SignalRClient(const SignalRClient&) = delete;
    SignalRClient& operator=(const SignalRClient&) = delete;
    /// Closes the connection, and waits until it is closed.
    ~SignalRClient();

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

    /// Waits for an event: its name, then its arguments.
    [[nodiscard]] bool sees(const QJsonArray& event);
    /// What the server has called so far, oldest first.
    const QList<QJsonArray>& events() const { return m_events; }
    void forgetEvents() { m_events.clear(); }

private:
    friend class SignalRProcess;
    void write(QJsonObject command);
    void take(const QJsonObject& line);

    SignalRProcess& m_process;
    const int m_number;
    bool m_isDropped = false;
    QString m_state;
    QString m_error;
    QList<QJsonArray> m_events;
    QHash<int, QString> m_answers; // by id
    int m_lastId = 0;
};

} // namespace confab::test
