// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/web/scene.h"

#include "tests/support/waiting.h"

#include <QProcess>

namespace confab::test {

namespace {

constexpr std::chrono::seconds sceneTime{150}; // of all of it; each wait in it has a bound of its own

/// What the scene says is for the log, or is asked of the server.
void hear(QProcess& node, const SceneServer& server) {
    while (node.canReadLine()) {
        const QByteArray line = node.readLine().trimmed();
        if (!line.startsWith("SERVER "))
            qInfo("%s", line.constData());
        else if (server(line.mid(7)))
            node.write("done\n");
        else
            node.kill();
    }
}

} // namespace

QByteArray playScene(const char* scene, const QList<QByteArray>& addresses, const SceneServer& server) {
    QProcess node;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("CONFAB_PLAYWRIGHT"), QStringLiteral(CONFAB_PLAYWRIGHT));
    node.setProcessEnvironment(environment);
    QStringList arguments{QStringLiteral(CONFAB_WEB_SCENES), QString::fromLatin1(scene)};
    for (const QByteArray& address : addresses)
        arguments.append(QString::fromLatin1(address));
    node.start(QStringLiteral("node"), arguments);
    const auto listen = [&] {
        hear(node, server);
        return node.state() == QProcess::NotRunning;
    };
    const bool hasEnded = waitUntil(listen, sceneTime);
    hear(node, server);
    if (hasEnded && node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0)
        return {};
    node.kill();
    node.waitForFinished();
    return "The scene has failed: " + node.readAllStandardError();
}

} // namespace confab::test
