// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/blocks.h"

namespace confab::client {

Blocks::Blocks(Connection& connection, Session& session, UserDirectory& people)
    : m_connection(connection), m_people(people) {
    connect(&session, &Session::online, this, &Blocks::load);
    connect(&connection, &Connection::notified, this, &Blocks::notified);
}

/// A server that does not know the method blocks nobody.
void Blocks::load() {
    m_connection.call(UserBlocks{}, {this, [this, changes = m_changes](const Result<UsersAnswer>& answer) {
                                         if (!answer)
                                             return;
                                         if (changes != m_changes)
                                             return load();
                                         QSet<UserId> blocked;
                                         for (const User& user : answer->users)
                                             blocked.insert(user.id);
                                         m_people.learn(answer->users);
                                         m_people.setBlocked(blocked);
                                     }});
}

void Blocks::setBlocked(UserId user, bool on, Then<void> then) {
    m_connection.call(UserBlock{user, on},
                      {this, [this, user, on, then = std::move(then)](const Result<Empty>& answer) {
                           ++m_changes;
                           if (answer)
                               m_people.setBlocked(user, on);
                           then(answer ? Status() : fail(answer.error()));
                       }});
}

void Blocks::notified(const Notification& notification) {
    const auto* updated = std::get_if<UserUpdated>(&notification);
    if (!updated || !updated->user.blocked)
        return;
    ++m_changes;
    m_people.setBlocked(updated->user.id, *updated->user.blocked);
}

} // namespace confab::client
