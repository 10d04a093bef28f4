// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/signalrclient.h"

#include "tests/support/waiting.h"

#include <QJsonDocument>

namespace confab::test {

SignalRProcess::SignalRProcess() {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SignalRProcess::readLines);
    m_process.start(QStringLiteral("node"),
                    {QStringLiteral(CONFAB_SIGNALR_CLIENT), QStringLiteral(CONFAB_SIGNALR_DIR)});
}

SignalRProcess::~SignalRProcess() {
    m_process.kill();
    m_process.waitForFinished();
}

int SignalRProcess::add(SignalRClient* client) {
    m_clients.insert(++m_lastNumber, client);
    return m_lastNumber;
}

void SignalRProcess::write(const QJsonObject& command) {
    m_process.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
}

void SignalRProcess::readLines() {
    while (m_process.canReadLine()) {
        const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
        if (SignalRClient* client = m_clients.value(line.value(QStringLiteral("of")).toInt()))
            client->take(line);
    }
}

SignalRClient::SignalRClient(SignalRProcess& process, const Options& options)
    : m_process(process), m_number(process.add(this)) {
    const QJsonArray events{QStringLiteral("ReceiveMessage"), QStringLiteral("UserJoined"), QStringLiteral("UserLeft"),
                            QStringLiteral("UserTyping"), QStringLiteral("Error")};
    const QJsonObject asked{{QStringLiteral("url"), options.url},
                            {QStringLiteral("token"), options.token},
                            {QStringLiteral("protocol"), options.protocol},
                            {QStringLiteral("transport"), options.transport},
                            {QStringLiteral("skipNegotiation"), options.skipNegotiation},
                            {QStringLiteral("reconnects"), options.reconnects},
                            {QStringLiteral("events"), events}};
    write({{QStringLiteral("open"), asked}});
}

SignalRClient::~SignalRClient() {
    if (m_process.isRunning()) {
        write({{QStringLiteral("drop"), true}});
        waitUntil([this] { return m_isDropped || !m_process.isRunning(); });
    }
    m_process.remove(m_number);
}

void SignalRClient::take(const QJsonObject& line) {
    const QString error = line.value(QStringLiteral("error")).toString();
    if (line.contains(QStringLiteral("event"))) {
        QJsonArray event = line.value(QStringLiteral("args")).toArray();
        event.prepend(line.value(QStringLiteral("event")));
        m_events.append(event);
    } else if (line.contains(QStringLiteral("id"))) {
        m_answers.insert(line.value(QStringLiteral("id")).toInt(), error);
    } else if (line.contains(QStringLiteral("dropped"))) {
        m_isDropped = true;
    } else {
        m_state = line.value(QStringLiteral("state")).toString();
        m_error = error;
    }
}

bool SignalRClient::connects() {
    const auto isDecided = [this] { return !m_state.isEmpty() || !m_process.isRunning(); };
    return waitUntil(isDecided) && m_state == u"connected";
}

bool SignalRClient::reaches(const QString& state) {
    return waitUntil([&] { return m_state == state; });
}

std::optional<QString> SignalRClient::invoke(const QString& method, const QJsonArray& arguments) {
    const int id = ++m_lastId;
    write({{QStringLiteral("id"), id}, {QStringLiteral("call"), method}, {QStringLiteral("args"), arguments}});
    if (!waitUntil([&] { return m_answers.contains(id); }))
        return std::nullopt;
    return m_answers.take(id);
}

void SignalRClient::send(const QString& method, const QJsonArray& arguments) {
    write({{QStringLiteral("send"), method}, {QStringLiteral("args"), arguments}});
}

void SignalRClient::stop() {
    write({{QStringLiteral("stop"), true}});
}

bool SignalRClient::sees(const QJsonArray& event) {
    return waitUntil([&] { return m_events.contains(event); });
}

void SignalRClient::write(QJsonObject command) {
    command.insert(QStringLiteral("of"), m_number);
    m_process.write(command);
}

} // namespace confab::test
