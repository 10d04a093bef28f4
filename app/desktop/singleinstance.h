// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDeadlineTimer>
#include <QLocalServer>
#include <QLockFile>

#include <chrono>

namespace confab::desktop {

/// Allows one running app for each profile: two would use the same session and sign each other out. The first one holds
/// a lock and listens on a local socket; a later one asks it to show its window. The system releases the lock of a
/// crashed app, and its socket is replaced.
/// Thread: the program's first. Owned by: main.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    /// The two files; in folders that are created for this user alone.
    struct Paths {
        QString lock;   ///< beside the profile's data, which it guards
        QString socket; ///< in the folder for this login, where names are short
    };
    static Paths pathsFor(const QString& profile);

    enum class Claim {
        First,  ///< this process is the app of the profile, until it ends
        Later,  ///< another process is, and shows its window now
        Silent, ///< another process is, and did not answer in time
    };

    /// `link`: what a later process asks the first one to open; empty: nothing.
    explicit SingleInstance(Paths paths, QString link = {});

    /// Determines the role of this process. Blocks while another one holds the lock and does not answer, at most
    /// `patience`. Without a place for the lock this is First: refusing to start would protect nothing.
    Claim claim(std::chrono::milliseconds patience = std::chrono::seconds(5));

Q_SIGNALS:
    /// Another process was started. `activationToken` is its desktop's permission to take the focus; may be empty.
    void raiseWanted(const QString& activationToken);
    /// It has something to open, not checked. Follows raiseWanted().
    void linkWanted(const QString& link);

private:
    void listen();
    void accept();
    bool askFirst(const QDeadlineTimer& deadline) const;

    const Paths m_paths;
    const QString m_link;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace confab::desktop
