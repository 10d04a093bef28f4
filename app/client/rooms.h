// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/readmarks.h"
#include "app/client/rows.h"
#include "app/client/session.h"
#include "app/client/userdirectory.h"

namespace confab::client {

class RoomListing;

/// The rooms that the user is a member of, as a room list shows them, kept up to date by notifications. Unordered:
/// sorting is the model's.
/// Thread: the client's. Owned by: Client.
class Rooms : public Rows {
    Q_OBJECT
public:
    Rooms(Connection& connection, Session& session, UserDirectory& people);
    ~Rooms() override;

    int count() const override { return int(m_rooms.size()); }
    const Room& at(int row) const { return m_rooms.at(row); }
    /// The list of an earlier run, and its read marks that the server did not get, until the server's list is here.
    /// Does nothing when that is.
    void restore(const QList<Room>& rooms, const QHash<RoomId, Seq>& unsentReads);
    /// The read mark that the server does not have yet; 0: there is none.
    Seq unsentRead(RoomId room) const;
    /// -1 when not a member.
    int rowOf(RoomId id) const;
    /// Whether all of the rooms are known. A user in many rooms has the first ones as soon as Online, the others a
    /// moment later.
    bool isComplete() const { return m_complete; }
    /// The people of the server, of whom direct rooms are made.
    const UserDirectory& people() const { return m_people; }
    /// Asks anew how the partners of direct rooms are.
    void refreshPartners();
    /// Null when not a member. Valid until the next change.
    const Room* find(RoomId id) const;
    /// Whether the user blocks this person.
    bool isBlocked(UserId user) const { return m_people.isBlocked(user); }
    /// Unread messages of all rooms, for a badge.
    int unread() const;

    /// Public rooms whose name contains `query`; all for an empty one. At most 100.
    void search(const QString& query, Then<QList<Room>> then);
    /// The room is in the list before `then` is called.
    void create(RoomCreate request, Then<RoomId> then);
    void join(RoomId room, const std::optional<Secret>& password, Then<RoomId> then);
    /// Joins the room of an invitation.
    void accept(const Secret& code, Then<RoomId> then);
    /// The conversation with these people, which is made when there is none yet; it is in the list before `then`.
    void openDirect(QList<UserId> people, Then<RoomId> then);
    /// The room has its new settings before `then`.
    void update(RoomUpdate request, Then<RoomId> then);
    void leave(RoomId room, Then<void> then);
    void remove(RoomId room, Then<void> then);
    /// Everything up to `seq` was seen. Shown at once; sent to the server now or when Online again.
    void markRead(RoomId room, Seq seq);
    /// Everything from `seq` on is unread, also when it was read before: `unread` messages of others, until the server
    /// tells. Sent like markRead().
    void markUnread(RoomId room, Seq seq, int unread);
    /// What of the room the user is told, on all devices; Room has it before `then`.
    void setNotify(RoomNotify choice, Then<void> then);
    /// The last seq that was seen, on any device; 0 when not a member.
    Seq readSeq(RoomId room) const;

    /// An event of a room that is open arrived (those rooms get no room.activity).
    void eventArrived(const Event& event);
    /// The room had this many members when its log ended at `at`, as the server reported. Later events change it.
    void membersCounted(RoomId room, int members, Seq at);

Q_SIGNALS:
    /// The list is as on the server: after each Online, perhaps from within it.
    void completed();
    /// restore() has filled the list.
    void restored();
    /// The user is no longer a member, for a reason other than leave() or remove() on this device.
    void removedElsewhere(confab::RoomId room, const QString& name, confab::RemovalReason reason,
                          const std::optional<confab::PutOut>& putOut);
    /// The room is not in the list any more, for any reason.
    void dropped(confab::RoomId room);
    /// Another user's message arrived in a room, open or not: the trigger of a desktop notification.
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
    void repeatRead(const Room& room);
    void drop(RoomId id);
    void grow(const RoomActivity& activity);
    void learn(const Room& room);
    void sendRead(RoomId id, Seq seq);
    void counted(RoomId id, Seq readSeq, Seq lastSeq, const Unread& unread);
    void recountSoon(RoomId id);
    void recount();
    void readElsewhere(const RoomRead& read);
    void notifyChanged(const RoomNotifyChanged& choice);
    void removedByServer(const RoomRemoved& notice);
    void notified(const Notification& notification);
    void personChanged(const User& user);
    template <class Change>
    void change(RoomId id, Change change);
    void adoptRoom(Result<RoomAnswer> answer, const Then<RoomId>& then);
    void dropRoom(const Result<Empty>& answer, RoomId id, const Then<void>& then);

    Connection& m_connection;
    Session& m_session;
    UserDirectory& m_people;
    const std::unique_ptr<RoomListing> m_listing;
    bool m_complete = false;
    QList<Room> m_rooms;
    QSet<RoomId> m_unlisted; // of m_rooms, while the list is read again: those that it has not named yet
    QSet<RoomId> m_gone;     // likewise: those that the user has left, whatever the rest of the list says
    ReadMarks m_marks;
    QSet<RoomId> m_marked;   // a mark was sent since the list is read: a page may be older than it
    QSet<RoomId> m_recounts; // figures to request soon
    QTimer m_recountTimer;
    QHash<RoomId, Seq> m_membersAt; // the log position of Room::members
    QSet<RoomId> m_leaving;         // leave() or remove() is pending: room.removed is expected
};

} // namespace confab::client
