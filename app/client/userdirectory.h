// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"

#include <QSet>

namespace confab::client {

/// The names of users, which of them are bots, and whom the user blocks. Learns from all answers; requests unknown ids
/// in one request per turn of the event loop. Thread: the client's. Owned by: Client.
class UserDirectory : public QObject {
    Q_OBJECT
public:
    explicit UserDirectory(Connection& connection);

    /// The name, or an empty text while it is unknown: it is then requested, and nameChanged() follows.
    QString name(UserId id);
    /// Whether it is known to be a program.
    bool isBot(UserId id) const { return m_bots.contains(id); }
    /// Whether the user blocks them.
    bool isBlocked(UserId id) const { return m_blocked.contains(id); }
    const QSet<UserId>& blocked() const { return m_blocked; }
    void setBlocked(UserId id, bool on);
    void setBlocked(const QSet<UserId>& all);
    /// The people of the server of whom a word of the name begins with `query`, and the one whose whole e-mail address
    /// it is; at most limits::foundPeople.
    void find(const QString& query, Then<QList<User>> then);
    void learn(const User& user);
    void learn(const QList<User>& users);
    void learn(UserId id, const QString& name);
    /// Forgets all names (another server's ids mean other users).
    void clear();

Q_SIGNALS:
    /// The user blocks others than before.
    void blockedChanged();
    /// The name of `id`, or that it is a bot, became known, or has changed.
    void nameChanged(confab::UserId id);

private:
    void ask();

    Connection& m_connection;
    QHash<UserId, QString> m_names;
    QSet<UserId> m_bots; // a few; a user never becomes one
    QSet<UserId> m_blocked;
    QSet<UserId> m_unknown; // to request at the end of this turn
    QSet<UserId> m_asked;   // pending, or answered without a name
};

} // namespace confab::client
