// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/userdirectory.h"

#include <QTimer>

namespace confab::client {

namespace {
// An upper bound, not a typical figure: 50,000 names are some 5 MB. Beyond it names are learnt again.
constexpr qsizetype mostNames = 50000;
} // namespace

UserDirectory::UserDirectory(Connection& connection) : m_connection(connection) {
    // Requests that were pending when the connection was lost have to be repeated.
    connect(&connection, &Connection::lost, this, [this] { m_asked.clear(); });
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

void UserDirectory::learn(const User& user) {
    const bool isNews = user.bot.value_or(false) && !m_bots.contains(user.id) && m_bots.size() < mostNames;
    if (isNews)
        m_bots.insert(user.id);
    if (isNews && m_names.value(user.id) == user.name)
        Q_EMIT nameChanged(user.id);
    learn(user.id, user.name);
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
