// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/web/scene.h"

#include "tests/support/waiting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace confab::test {

namespace {

constexpr std::chrono::seconds sceneTime{150}; // of all of it; each wait in it has a bound of its own

QByteArray command(const char* scene, const QList<QByteArray>& addresses) {
    QJsonArray urls;
    for (const QByteArray& address : addresses)
        urls.append(QString::fromLatin1(address));
    const QJsonObject asked{{QStringLiteral("scene"), QString::fromLatin1(scene)}, {QStringLiteral("urls"), urls}};
    return QJsonDocument(asked).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

Scenes::Scenes() = default;

/// Its input ends, and it closes the browser; a browser whose process is killed leaves its folder behind.
Scenes::~Scenes() {
    if (!m_node)
        return;
    m_node->closeWriteChannel();
    if (!m_node->waitForFinished())
        m_node->kill();
    m_node->waitForFinished();
}

void Scenes::open() {
    m_node = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("CONFAB_PLAYWRIGHT"), QStringLiteral(CONFAB_PLAYWRIGHT));
    m_node->setProcessEnvironment(environment);
    m_node->start(QStringLiteral("node"), {QStringLiteral(CONFAB_WEB_SCENES)});
}

bool Scenes::hear(const SceneServer& server) {
    bool isOver = false;
    while (m_node->canReadLine()) {
        const QByteArray line = m_node->readLine().trimmed();
        if (line == "OVER")
            isOver = true;
        else if (!line.startsWith("SERVER "))
            qInfo("%s", line.constData());
        else if (server(line.mid(7)))
            m_node->write("done\n");
        else
            m_node->kill();
    }
    return isOver;
}

QByteArray Scenes::play(const char* scene, const QList<QByteArray>& addresses, const SceneServer& server) {
    if (!m_node)
        open();
    m_node->write(command(scene, addresses));
    bool isOver = false;
    const bool hasEnded = waitUntil(
        [&] {
            isOver = hear(server) || isOver;
            return isOver || m_node->state() == QProcess::NotRunning;
        },
        sceneTime);
    if (hasEnded && (isOver || hear(server)))
        return {};
    m_node->kill();
    m_node->waitForFinished();
    const QByteArray why = m_node->readAllStandardError();
    m_node.reset();
    return "The scene has failed: " + why;
}

} // namespace confab::test
