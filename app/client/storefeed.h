// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/store/seeker.h"

#include <QSet>

#include <chrono>
#include <functional>
#include <memory>

namespace confab {
struct RoomHistory;
struct SearchAnswer;
struct SearchMessages;
namespace store {
class LocalStore;
struct Changes;
struct LogChange;
struct LogPage;
} // namespace store
} // namespace confab

namespace confab::client {

class MessageActions;
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
    /// Rows of a room's end, with which it opens: some screens.
    static constexpr int rowsAtOpening = 200;
    /// Rows that wait for that; further ones are written at once.
    static constexpr int mostWaiting = 1000;

    /// `folder`: of the accounts' files; empty: nothing is stored.
    StoreFeed(const QString& folder, Session& session);
    ~StoreFeed() override;

    /// What is stored from here on. All must outlive the sessions' ends, not this.
    void attach(Rooms& rooms, UserDirectory& people, MessageActions& actions);
    /// Whether there is a store, and a session.
    bool isOpen() const;
    /// What happened to the log of a room that is open: StoredLog.
    void put(const store::LogChange& change);
    /// The stored end of a room's log; empty: nothing of the room is kept.
    std::optional<store::LogPage> end(RoomId room);
    /// The rooms of which something is kept, with the last event that their rows have.
    QHash<RoomId, Seq> logs();
    /// LocalStore::has() and message().
    bool has(RoomId room, Seq seq) const;
    std::optional<Message> message(RoomId room, Seq seq) const;
    /// LocalStore::search() and stopSearch(); without a store nothing is found.
    void search(const SearchMessages& wanted, std::function<void(Result<SearchAnswer>)> answer,
                store::Seeker seeker = store::Seeker::Results);
    void stopSearch(store::Seeker seeker = store::Seeker::Results);
    /// LocalStore::page(), with all that was put before.
    void page(const RoomHistory& wanted, std::function<void(std::optional<store::LogPage>)> answer);
    /// Hands all changes over now, to be written on the store's thread.
    void flush();
    /// The same, and waits until they are in the file.
    void settle();

Q_SIGNALS:
    /// LocalStore::notKept().
    void notKept(const confab::Error& error);

private:
    void began();
    void ended();
    void watch(Rooms& rooms);
    void touchRooms(int first, int last);
    void touch();
    void takeRooms(store::Changes& changes);

    Session& m_session;
    std::unique_ptr<store::LocalStore> m_store;
    Rooms* m_rooms = nullptr;
    UserDirectory* m_people = nullptr;
    MessageActions* m_actions = nullptr;
    QTimer m_timer;
    bool m_isLeaving = false; // the user signs out
    bool m_wholeList = false;
    bool m_acted = false;
    int m_actionsWaiting = 0;
    std::pair<int, int> m_inserting;
    QSet<RoomId> m_changed;
    QList<RoomId> m_dropped;
    QSet<UserId> m_named;
    std::optional<User> m_user;
    std::unique_ptr<store::Changes> m_log; // of the logs, in their order
    qsizetype m_waiting = 0;               // rows in it
    QSet<RoomId> m_followed;               // in this session
};

} // namespace confab::client
