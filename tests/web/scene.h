// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>

class QProcess;

namespace confab::test {

/// What a scene asks of the server: "kill" and "start". False when it could not be done.
using SceneServer = std::function<bool(const QByteArray& what)>;

/// Plays scenes of play.mjs in Chromium, each with windows of its own in one browser: to start one takes longer than
/// many a scene. After a scene that fails the next one has a new browser.
/// Thread: the test's. Owned by: the test.
class Scenes {
public:
    Scenes();
    Scenes(const Scenes&) = delete;
    Scenes& operator=(const Scenes&) = delete;
    ~Scenes();

    /// Plays one, with people at these addresses, one after the other. Empty when all was as it should be; otherwise
    /// what was not.
    QByteArray play(const char* scene, const QList<QByteArray>& addresses, const SceneServer& server);

private:
    void open();
    /// Whether the scene is over; what it says is for the log, or is asked of the server.
    bool hear(const SceneServer& server);

    std::unique_ptr<QProcess> m_node; // it has the browser
};

} // namespace confab::test
