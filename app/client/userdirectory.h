// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"

#include <QSet>
#include <QTimer>

namespace confab::client {

/// The names of users, which of them are bots, and whom the user blocks, and what they tell of themselves: picture,
/// status, presence. Learns from all answers; requests unknown ids
/// in one request per turn of the event loop. Thread:
/// the client's. Owned by: Client.
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
    /// The id of their picture; empty: none.
    QString picture(UserId id) const { return m_profiles.value(id).picture; }
    /// None when its time has passed.
    std::optional<UserStatus> status(UserId id) const;
    /// As far as the server has said since the connection was opened.
    std::optional<Availability> presence(UserId id) const { return m_profiles.value(id).presence; }
    std::optional<UtcTime> lastSeenAt(UserId id) const { return m_profiles.value(id).lastSeenAt; }

    /// Asks anew how these people are, up to limits::usersPerRequest: there is no notification of who comes and goes.
    void refresh(QList<UserId> ids);

    /// All that the server tells of the user.
    void learn(const User& user);
    void learn(const QList<User>& users);
    /// Of a user who comes without picture and status, as in a list of occupants.
    void learnName(const User& user);
    void learn(UserId id, const QString& name);
    /// Forgets all names (another server's ids mean other users).
    void clear();

Q_SIGNALS:
    /// The user blocks others than before.
    void blockedChanged();
    /// The name of `id`, or that it is a bot, became known, or has changed.
    void nameChanged(confab::UserId id);
    /// Likewise the picture, the status or the presence.
    void profileChanged(confab::UserId id);

private:
    struct Profile {
        QString picture;
        std::optional<UserStatus> status;
        std::optional<Availability> presence;
        std::optional<UtcTime> lastSeenAt;
        friend bool operator==(const Profile&, const Profile&) = default;
    };

    void ask();
    void learnProfile(UserId id, const Profile& profile);
    void lost();
    void endStatuses();
    void awaitEnd(UtcTime until);

    Connection& m_connection;
    QHash<UserId, QString> m_names;
    QHash<UserId, Profile> m_profiles; // of those of whom there is more than a name
    UtcTime m_nextEnd;                 // of a status; 0: none
    QTimer m_statusEnd;
    QSet<UserId> m_bots; // a few; a user never becomes one
    QSet<UserId> m_blocked;
    QSet<UserId> m_unknown; // to request at the end of this turn
    QSet<UserId> m_asked;   // pending, or answered without a name
};

} // namespace confab::client
