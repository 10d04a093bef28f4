// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDeadlineTimer>
#include <QLocalServer>
#include <QLockFile>

#include <chrono>

namespace confab::desktop {

/// One running app for each profile: two would use the same session and sign each other out. The first one holds a lock
/// and listens on a local socket; a later one asks it to show its window. The system gives the lock of a crashed app
/// back, and its socket is replaced.
/// Thread: the program's first. Owned by: main.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    /// Where the two files are; in folders that are made for this user alone.
    struct Paths {
        QString lock;   ///< beside the profile's data, which it guards
        QString socket; ///< in the folder for this login, where names are short
    };
    static Paths pathsFor(const QString& profile);

    enum class Claim {
        First,  ///< this one is the app of the profile, until it ends
        Later,  ///< another one is, and shows its window now
        Silent, ///< another one is, and did not answer in time
    };

    explicit SingleInstance(Paths paths);

    /// Finds out which one this is. Blocks for as long as another one holds the lock and stays silent, at most
    /// `patience`. Without a place for the lock this is First: an app that does not start protects nothing.
    Claim claim(std::chrono::milliseconds patience = std::chrono::seconds(5));

Q_SIGNALS:
    /// A later one was started. `activationToken` is what its desktop gave it for taking the focus; may be empty.
    void raiseWanted(const QString& activationToken);

private:
    void listen();
    void accept();
    bool askFirst(const QDeadlineTimer& deadline) const;

    const Paths m_paths;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace confab::desktop
