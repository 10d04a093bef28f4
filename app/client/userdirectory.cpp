// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/userdirectory.h"

#include <algorithm>

namespace confab::client {

namespace {
// An upper bound, not a typical figure: 50,000 names are some 5 MB. Beyond it names are learnt again.
constexpr qsizetype mostNames = 50000;
} // namespace

UserDirectory::UserDirectory(Connection& connection) : m_connection(connection) {
    // Requests that were pending when the connection was lost have to be repeated.
    connect(&connection, &Connection::lost, this, &UserDirectory::lost);
    m_statusEnd.setSingleShot(true);
    connect(&m_statusEnd, &QTimer::timeout, this, &UserDirectory::endStatuses);
}

QString UserDirectory::name(UserId id) {
    const auto found = m_names.constFind(id);
    if (found != m_names.constEnd())
        return *found;
    if (id && !m_asked.contains(id) && !m_unknown.contains(id)) {
        if (m_unknown.isEmpty())
            QTimer::singleShot(0, this, &UserDirectory::ask);
        m_unknown.insert(id);
    }
    return {};
}

void UserDirectory::find(const QString& query, Then<QList<User>> then) {
    m_connection.call(UserFind{query, {}},
                      {this, [this, then = std::move(then)](Result<UsersAnswer> found) {
                           if (found)
                               learn(found->users);
                           then(std::move(found).map([](UsersAnswer answer) { return std::move(answer.users); }));
                       }});
}

void UserDirectory::setBlocked(UserId id, bool on) {
    QSet<UserId> all = m_blocked;
    if (on)
        all.insert(id);
    else
        all.remove(id);
    setBlocked(all);
}

void UserDirectory::setBlocked(const QSet<UserId>& all) {
    if (all == m_blocked)
        return;
    m_blocked = all;
    Q_EMIT blockedChanged();
}

void UserDirectory::lost() {
    m_asked.clear();
    QList<UserId> known;
    for (auto it = m_profiles.begin(); it != m_profiles.end(); ++it) {
        if (it->presence)
            known.append(it.key());
        it->presence.reset();
    }
    for (const UserId id : std::as_const(known))
        Q_EMIT profileChanged(id);
}

std::optional<UserStatus> UserDirectory::status(UserId id) const {
    const auto found = m_profiles.constFind(id);
    if (found == m_profiles.constEnd() || !found->status)
        return std::nullopt;
    const bool isOver = found->status->until && *found->status->until <= UtcTime::now();
    return isOver ? std::nullopt : found->status;
}

void UserDirectory::refresh(QList<UserId> ids) {
    if (ids.isEmpty() || !m_connection.isOpen())
        return;
    ids = ids.first(std::min<qsizetype>(ids.size(), limits::usersPerRequest));
    m_connection.call(
        UserGet{std::move(ids)},
        {this, [this](const Result<UsersAnswer>& answer) {
             if (!answer)
                 return;
             for (const User& user : answer->users) {
                 learnName(user);
                 learnProfile(user.id, {user.picture.value_or(QString()), user.status, user.presence, user.lastSeenAt});
             }
         }});
}

void UserDirectory::learn(const User& user) {
    learnName(user);
    Profile profile{user.picture.value_or(QString()), user.status, user.presence, user.lastSeenAt};
    if (!profile.presence) // most answers do not say it
        profile.presence = presence(user.id);
    learnProfile(user.id, profile);
}

void UserDirectory::learnProfile(UserId id, const Profile& profile) {
    const Profile before = m_profiles.value(id);
    if (profile == before)
        return;
    if (profile == Profile{})
        m_profiles.remove(id);
    else if (before != Profile{} || m_profiles.size() < mostNames)
        m_profiles.insert(id, profile);
    if (profile.status && profile.status->until)
        awaitEnd(*profile.status->until);
    Q_EMIT profileChanged(id);
}

// ---- statuses end by themselves

void UserDirectory::awaitEnd(UtcTime until) {
    if (m_statusEnd.isActive() && m_nextEnd <= until)
        return;
    m_nextEnd = until;
    // A timer counts up to 24 days, and a computer that slept is behind: it looks again then.
    constexpr qint64 longest = 24LL * 60 * 60 * 1000;
    m_statusEnd.start(int(std::clamp<qint64>(until.ms - UtcTime::now().ms, 0, longest)) + 1);
}

void UserDirectory::endStatuses() {
    const UtcTime now = UtcTime::now();
    QList<UserId> over;
    std::optional<UtcTime> next;
    for (auto it = m_profiles.begin(); it != m_profiles.end(); ++it) {
        if (!it->status || !it->status->until)
            continue;
        if (*it->status->until <= now) {
            it->status.reset();
            over.append(it.key());
        } else {
            next = std::min(next.value_or(*it->status->until), *it->status->until);
        }
    }
    if (next)
        awaitEnd(*next);
    for (const UserId id : std::as_const(over))
        Q_EMIT profileChanged(id);
}

// ---- names

void UserDirectory::learnName(const User& user) {
    const bool isNews = user.bot.value_or(false) && !m_bots.contains(user.id) && m_bots.size() < mostNames;
    if (isNews)
        m_bots.insert(user.id);
    if (isNews && m_names.value(user.id) == user.name)
        Q_EMIT nameChanged(user.id);
    learn(user.id, user.name);
    if (!user.presence || user.presence == presence(user.id))
        return;
    Profile profile = m_profiles.value(user.id);
    profile.presence = user.presence;
    learnProfile(user.id, profile);
}

void UserDirectory::learn(const QList<User>& users) {
    for (const User& user : users)
        learn(user);
}

void UserDirectory::learn(UserId id, const QString& name) {
    QString& known = m_names[id];
    if (known == name)
        return;
    known = name;
    m_unknown.remove(id);
    m_asked.remove(id);
    Q_EMIT nameChanged(id);
}

void UserDirectory::clear() {
    m_names.clear();
    m_profiles.clear();
    m_statusEnd.stop();
    m_bots.clear();
    setBlocked({});
    m_unknown.clear();
    m_asked.clear();
}

void UserDirectory::ask() {
    if (m_names.size() > mostNames)
        m_names.clear();
    if (!m_connection.isOpen()) {
        m_unknown.clear(); // a view that shows the name asks again when it shows it again
        return;
    }
    UserGet request;
    while (!m_unknown.isEmpty() && request.ids.size() < limits::usersPerRequest) {
        const UserId id = *m_unknown.constBegin();
        m_unknown.erase(m_unknown.constBegin());
        m_asked.insert(id);
        request.ids.append(id);
    }
    if (request.ids.isEmpty())
        return;
    if (!m_unknown.isEmpty())
        QTimer::singleShot(0, this, &UserDirectory::ask);
    m_connection.call(request, {this, [this, ids = request.ids](Result<UsersAnswer> answer) {
                                    if (answer)
                                        learn(answer->users);
                                    else
                                        for (const UserId id : ids)
                                            m_asked.remove(id);
                                }});
}

} // namespace confab::client
