// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"

#include <QSet>

namespace confab::client {

/// The names of users, and which of them are bots. Learns from all answers; requests unknown ids in one request per
/// turn of the event loop. Thread: the client's. Owned by: Client.
class UserDirectory : public QObject {
    Q_OBJECT
public:
    explicit UserDirectory(Connection& connection);

    /// The name, or an empty text while it is unknown: it is then requested, and nameChanged() follows.
    QString name(UserId id);
    /// Whether it is known to be a program.
    bool isBot(UserId id) const { return m_bots.contains(id); }
    /// The people of the server of whom a word of the name begins with `query`, and the one whose whole e-mail address
    /// it is; at most limits::foundPeople.
    void find(const QString& query, Then<QList<User>> then);
    void learn(const User& user);
    void learn(const QList<User>& users);
    void learn(UserId id, const QString& name);
    /// Forgets all names (another server's ids mean other users).
    void clear();

Q_SIGNALS:
    /// The name of `id`, or that it is a bot, became known, or has changed.
    void nameChanged(confab::UserId id);

private:
    void ask();

    Connection& m_connection;
    QHash<UserId, QString> m_names;
    QSet<UserId> m_bots;    // a few; a user never becomes one
    QSet<UserId> m_unknown; // to request at the end of this turn
    QSet<UserId> m_asked;   // pending, or answered without a name
};

} // namespace confab::client
