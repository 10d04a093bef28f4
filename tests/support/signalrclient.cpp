// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/signalrclient.h"

#include "tests/support/waiting.h"

#include <QJsonDocument>

namespace confab::test {

SignalRClient::SignalRClient(const Options& options) {
    const QJsonArray events{QStringLiteral("ReceiveMessage"), QStringLiteral("UserJoined"), QStringLiteral("UserLeft"),
                            QStringLiteral("UserTyping"), QStringLiteral("Error")};
    const QJsonObject asked{{QStringLiteral("modules"), QStringLiteral(CONFAB_SIGNALR_DIR)},
                            {QStringLiteral("url"), options.url},
                            {QStringLiteral("token"), options.token},
                            {QStringLiteral("protocol"), options.protocol},
                            {QStringLiteral("transport"), options.transport},
                            {QStringLiteral("skipNegotiation"), options.skipNegotiation},
                            {QStringLiteral("reconnects"), options.reconnects},
                            {QStringLiteral("events"), events}};
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SignalRClient::readLines);
    m_process.start(QStringLiteral("node"), {QStringLiteral(CONFAB_SIGNALR_CLIENT),
                                             QString::fromUtf8(QJsonDocument(asked).toJson(QJsonDocument::Compact))});
}

SignalRClient::~SignalRClient() {
    m_process.kill();
    m_process.waitForFinished();
}

void SignalRClient::readLines() {
    while (m_process.canReadLine())
        take(QJsonDocument::fromJson(m_process.readLine()).object());
}

void SignalRClient::take(const QJsonObject& line) {
    const QString error = line.value(QStringLiteral("error")).toString();
    if (line.contains(QStringLiteral("event"))) {
        QJsonArray event = line.value(QStringLiteral("args")).toArray();
        event.prepend(line.value(QStringLiteral("event")));
        m_events.append(event);
    } else if (line.contains(QStringLiteral("id"))) {
        m_answers.insert(line.value(QStringLiteral("id")).toInt(), error);
    } else {
        m_state = line.value(QStringLiteral("state")).toString();
        m_error = error;
    }
}

bool SignalRClient::connects() {
    const auto isDecided = [this] { return !m_state.isEmpty() || m_process.state() == QProcess::NotRunning; };
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

void SignalRClient::write(const QJsonObject& command) {
    m_process.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace confab::test
