// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTcpServer>
#include <QTemporaryDir>

namespace confab::test {

/// A server on the loopback and a picture on the disk that nobody may ask for. Hostile texts name both.
///
/// With CONFAB_CANARY the picture is that one, and whoever traces the program's system calls looks after it
/// (traced.sh); else inotify does, on Linux. Thread: the test's. Owned by: the test.
class Canary {
public:
    ~Canary();

    [[nodiscard]] bool begin();
    /// "http://127.0.0.1:41234/canary.png"
    QString webAddress() const;
    /// "file:///tmp/…/canary.png"
    QString fileAddress() const;
    /// Whether somebody has connected to the server, or opened the picture, since begin().
    bool isTouched();
    /// The name of another picture beside it, which the test reads itself at its end: it shows that the trace sees
    /// files.
    QString controlPath() const;

private:
    bool isOpened();

    QTcpServer m_server;
    QTemporaryDir m_folder;
    QString m_path;
    int m_watch = -1; // of inotify
    bool m_wasOpened = false;
};

} // namespace confab::test
