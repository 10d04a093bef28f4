// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/store/tail.h"

#include <QPointer>
#include <QSet>

#include <chrono>
#include <map>
#include <memory>

namespace confab::store {
class LocalStore;
}

namespace confab::client {

class MessageActions;
class OpenRoom;
class Rooms;
class UserDirectory;

/// Joins the client with its local store: at the beginning of a session what is stored becomes the client's state, and
/// what the server says afterwards is stored, a moment later and together. A session that the user ends takes its store
/// along.
/// Thread: the client's. Owned by: Client, before all that it stores: at the end of a session it looks at them first.
class StoreFeed : public QObject {
    Q_OBJECT
public:
    /// Changes of this long are written together.
    static constexpr std::chrono::milliseconds delay{1000};
    /// Rows of a room's end: some screens. More of them are the server's.
    static constexpr qsizetype rowsKept = 200;

    /// `folder`: of the accounts' files; empty: nothing is stored.
    StoreFeed(const QString& folder, Session& session);
    ~StoreFeed() override;

    /// What is stored from here on. All must outlive the sessions' ends, not this.
    void attach(Rooms& rooms, UserDirectory& people, MessageActions& actions);
    /// Stores the end of this room's log, while it is open.
    void follow(OpenRoom& room);
    /// The stored end of a room's log.
    std::optional<store::Tail> tail(RoomId room) const;
    /// Hands all changes over now.
    void flush();

Q_SIGNALS:
    /// LocalStore::notKept().
    void notKept(const confab::Error& error);

private:
    void began();
    void ended();
    void watch(Rooms& rooms);
    void touchRooms(int first, int last);
    void touch();
    bool isOpen() const;
    void takeRooms(store::Changes& changes);
    void takeTail(OpenRoom& room, store::Changes& changes) const;

    Session& m_session;
    std::unique_ptr<store::LocalStore> m_store;
    Rooms* m_rooms = nullptr;
    UserDirectory* m_people = nullptr;
    MessageActions* m_actions = nullptr;
    QTimer m_timer;
    bool m_isLeaving = false; // the user signs out
    bool m_wholeList = false;
    bool m_acted = false;
    std::pair<int, int> m_inserting;
    QSet<RoomId> m_changed;
    QList<RoomId> m_dropped;
    QSet<UserId> m_named;
    std::optional<User> m_user;
    std::map<RoomId, QPointer<OpenRoom>> m_open; // whose rows have changed
};

} // namespace confab::client
