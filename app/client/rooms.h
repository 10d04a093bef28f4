// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/people.h"
#include "app/client/roomlisting.h"
#include "app/client/rows.h"
#include "app/client/session.h"

namespace confab::client {

/// The rooms that one is a member of, as a room list shows them, kept up to date by what the server says. In no
/// particular order: sorting is the model's.
/// Thread: the client's. Owned by: Client.
class Rooms : public Rows {
    Q_OBJECT
public:
    Rooms(Connection& connection, Session& session, People& people);

    int count() const override { return int(m_rooms.size()); }
    const Room& at(int row) const { return m_rooms.at(row); }
    /// -1 when not a member.
    int rowOf(RoomId id) const;
    /// Whether all of the rooms are here. One who is in many of them has the first as soon as Online, the others a
    /// moment later.
    bool isComplete() const { return m_complete; }
    /// Nothing when not a member. Valid until the next change.
    const Room* find(RoomId id) const;
    /// Unread messages of all rooms, for a badge.
    int unread() const;

    /// Public rooms whose name contains `query`; all for an empty one. At most 100.
    void search(const QString& query, Then<QList<Room>> then);
    /// The room is in the list before `then` is called.
    void create(RoomCreate request, Then<RoomId> then);
    void join(RoomId room, const std::optional<Secret>& password, Then<RoomId> then);
    void leave(RoomId room, Then<void> then);
    void remove(RoomId room, Then<void> then);
    /// Everything up to `seq` was seen. Shown at once; told to the server now or when Online again.
    void markRead(RoomId room, Seq seq);
    /// Everything up to here was seen, here or elsewhere; 0 when not a member.
    Seq readSeq(RoomId room) const;

    /// An event of a room that is open arrived (those rooms get no room.activity).
    void eventArrived(const Event& event);
    /// So many belonged to the room when its log ended at `at`: the server said so. Later events change it.
    void membersCounted(RoomId room, int members, Seq at);

Q_SIGNALS:
    /// The list is as it is on the server: after each Online, perhaps from within it.
    void completed();
    /// One is no longer a member, for a reason that did not come from leave() or remove() here.
    void removedElsewhere(confab::RoomId room, const QString& name, confab::RemovalReason reason);
    /// The room is not in the list any more, whatever the reason.
    void dropped(confab::RoomId room);
    /// Somebody else's message arrived in a room, open or not: what a desktop notification is about.
    void messageArrived(const confab::Message& message, const QString& authorName);

private:
    void replaceAll(const QList<Room>& rooms);
    void arrived(const QList<Room>& rooms, bool more);
    void moved(const QList<Room>& rooms, bool more);
    void takePage(const QList<Room>& rooms);
    void readOn(const QList<Room>& rooms);
    void noteGone(RoomId id);
    void listingEnded(bool complete);
    void put(const Room& room);
    Room withOwnReading(Room room) const;
    void repeatRead(const Room& room);
    void drop(RoomId id);
    void grow(RoomId id, Seq lastSeq, const std::optional<Message>& message, const std::optional<QString>& name);
    void learn(const Room& room);
    void sendRead(RoomId id, Seq seq);
    void counted(RoomId id, Seq readSeq, Seq lastSeq, const Unread& unread);
    void recountSoon(RoomId id);
    void recount();
    void readElsewhere(const RoomRead& read);
    void removedByServer(const RoomRemoved& notice);
    void notified(const Notification& notification);
    template <class Change>
    void change(RoomId id, Change change);
    void adoptRoom(Result<RoomAnswer> answer, const Then<RoomId>& then);
    void dropRoom(const Result<Nothing>& answer, RoomId id, const Then<void>& then);

    Connection& m_connection;
    Session& m_session;
    People& m_people;
    RoomListing m_listing;
    bool m_complete = false;
    QList<Room> m_rooms;
    QSet<RoomId> m_unlisted;   // of m_rooms, while the list is read anew: those that it has not named yet
    QSet<RoomId> m_gone;       // likewise: those that one is in no more, whatever the rest of the list says
    QHash<RoomId, Seq> m_read; // what was marked here; the server may not know yet
    QSet<RoomId> m_recounts;   // the figures of these are asked for soon
    QTimer m_recountTimer;
    QHash<RoomId, Seq> m_membersAt; // up to where Room::members has the log
    QSet<RoomId> m_leaving;         // leave() or remove() is on its way: room.removed is no news
};

} // namespace confab::client
