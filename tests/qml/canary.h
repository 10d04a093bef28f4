// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTcpServer>
#include <QTemporaryDir>

namespace confab::test {

/// A server on the loopback and a picture on the disk that nobody may ask for. Hostile texts name both. On Linux
/// inotify tells who opens the picture; elsewhere nobody does. Thread: the test's. Owned by: the test.
class Canary {
public:
    ~Canary();

    [[nodiscard]] bool begin();
    /// "http://127.0.0.1:41234/canary.png"
    QString webAddress() const;
    /// "file:///tmp/…/canary.png"
    QString fileAddress() const;
    /// Whether somebody has connected to the server since begin().
    bool isAsked() const { return m_server.hasPendingConnections(); }
    /// Whether somebody has opened the picture since begin().
    bool isOpened();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("canary.png")); }

    QTcpServer m_server;
    QTemporaryDir m_folder;
    int m_watch = -1; // of inotify
    bool m_wasOpened = false;
};

} // namespace confab::test
