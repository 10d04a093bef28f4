// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"

#include "app/client/directrooms.h"
#include "app/client/roomlisting.h"
#include "app/client/roomnews.h"

#include "common/protocol/eventeffect.h"
#include "common/protocol/roomchange.h"
#include "common/protocol/unread.h"

#include <algorithm>

namespace confab::client {

namespace {

// A busy room may skip several activities in a row: one request covers them.
constexpr std::chrono::milliseconds recountDelay(300);
// Until a refused read mark is sent again, when the server does not say how long to wait.
constexpr qint64 refusedReadPause = 5000; // ms

} // namespace

Rooms::~Rooms() = default;

Rooms::Rooms(Connection& connection, Session& session, UserDirectory& people)
    : m_connection(connection), m_session(session), m_people(people),
      m_listing(std::make_unique<RoomListing>(connection)) {
    connect(&session, &Session::online, this, &Rooms::arrived);
    connect(&session, &Session::moved, this, &Rooms::moved);
    connect(m_listing.get(), &RoomListing::page, this, &Rooms::takePage);
    connect(m_listing.get(), &RoomListing::ended, this, &Rooms::listingEnded);
    connect(&session, &Session::ended, this, [this] {
        m_marks.clear();
        m_recounts.clear();
        m_membersAt.clear();
        m_leaving.clear();
        m_listing->cancel();
        m_complete = false;
        replaceAll({});
    });
    connect(&connection, &Connection::notified, this, &Rooms::notified);
    connect(&people, &UserDirectory::blockedChanged, this, [this] {
        if (!m_rooms.isEmpty()) // their last messages are shown or not
            Q_EMIT changed(0, count() - 1);
    });
    m_recountTimer.setSingleShot(true);
    m_recountTimer.setInterval(recountDelay);
    connect(&m_recountTimer, &QTimer::timeout, this, &Rooms::recount);
}

int Rooms::rowOf(RoomId id) const {
    for (int row = 0; row < m_rooms.size(); ++row) {
        if (m_rooms.at(row).id == id)
            return row;
    }
    return -1;
}

const Room* Rooms::find(RoomId id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rooms.at(row);
}

int Rooms::unread() const {
    int sum = 0;
    for (const Room& room : m_rooms)
        sum += room.unread;
    return sum;
}

void Rooms::restore(const QList<Room>& rooms, const QHash<RoomId, Seq>& unsentReads) {
    if (m_session.isOnline() || !m_rooms.isEmpty() || rooms.isEmpty())
        return;
    m_marks.restore(unsentReads);
    replaceAll(rooms);
    m_complete = true;
    Q_EMIT restored();
}

Seq Rooms::unsentRead(RoomId id) const {
    const Room* room = find(id);
    return room && m_marks.isAhead(*room) ? m_marks.seen(*room) : 0;
}

// ---- asking the server -------------------------------------------------------------------------------------------

void Rooms::search(const QString& query, Then<QList<Room>> then) {
    m_connection.call(RoomFind{query, limits::foundRooms},
                      {this, [then = std::move(then)](Result<RoomsAnswer> found) {
                           then(std::move(found).map([](RoomsAnswer answer) { return std::move(answer.rooms); }));
                       }});
}

void Rooms::create(RoomCreate request, Then<RoomId> then) {
    m_connection.call(std::move(request), {this, [this, then = std::move(then)](Result<RoomAnswer> answer) {
                                               adoptRoom(std::move(answer), then);
                                           }});
}

void Rooms::join(RoomId room, const std::optional<Secret>& password, Then<RoomId> then) {
    m_connection.call(RoomJoin{room, password}, {this, [this, then = std::move(then)](Result<RoomAnswer> answer) {
                                                     adoptRoom(std::move(answer), then);
                                                 }});
}

void Rooms::accept(const Secret& code, Then<RoomId> then) {
    m_connection.call(InviteAccept{code}, {this, [this, then = std::move(then)](Result<RoomAnswer> answer) {
                                               adoptRoom(std::move(answer), then);
                                           }});
}

void Rooms::adoptRoom(Result<RoomAnswer> answer, const Then<RoomId>& then) {
    if (answer)
        put(m_marks.appliedTo(answer->room));
    then(answer.map([](const RoomAnswer& added) { return added.room.id; }));
}

void Rooms::openDirect(QList<UserId> people, Then<RoomId> then) {
    m_connection.call(DirectOpen{std::move(people)}, {this, [this, then = std::move(then)](Result<RoomAnswer> answer) {
                                                          adoptRoom(std::move(answer), then);
                                                      }});
}

void Rooms::update(RoomUpdate request, Then<RoomId> then) {
    m_connection.call(std::move(request), {this, [this, then = std::move(then)](Result<RoomAnswer> answer) {
                                               adoptRoom(std::move(answer), then);
                                           }});
}

void Rooms::leave(RoomId room, Then<void> then) {
    m_leaving.insert(room);
    m_connection.call(RoomLeave{room}, {this, [this, room, then = std::move(then)](const Result<Empty>& answer) {
                                            dropRoom(answer, room, then);
                                        }});
}

void Rooms::remove(RoomId room, Then<void> then) {
    m_leaving.insert(room);
    m_connection.call(RoomDelete{room}, {this, [this, room, then = std::move(then)](const Result<Empty>& answer) {
                                             dropRoom(answer, room, then);
                                         }});
}

void Rooms::dropRoom(const Result<Empty>& answer, RoomId id, const Then<void>& then) {
    m_leaving.remove(id);
    if (!answer)
        return then(fail(answer.error()));
    drop(id);
    then({});
}

void Rooms::markRead(RoomId id, Seq seq) {
    const Room* room = find(id);
    if (!room || seq <= m_marks.seen(*room))
        return;
    m_marks.move(id, seq);
    change(id, [seq](Room& read) {
        if (seq >= read.lastSeq)
            read.unread = read.mentions = 0;
    });
    if (m_session.isOnline())
        sendRead(id, seq);
}

void Rooms::markUnread(RoomId id, Seq seq, int unread) {
    const Room* room = find(id);
    if (!room || seq < 1 || seq > room->lastSeq)
        return;
    const Seq mark = seq - 1;
    m_marks.moveBack(id, mark);
    change(id, [mark, unread](Room& known) {
        known.readSeq = mark;
        known.unread = unread;
        known.mentions = known.kind == RoomKind::Direct ? unread : std::min(known.mentions, unread);
    });
    if (m_session.isOnline())
        sendRead(id, mark);
}

void Rooms::setNotify(RoomNotify choice, Then<void> then) {
    const auto answered = [this, choice, then = std::move(then)](const Result<Empty>& answer) {
        if (answer)
            notifyChanged({choice.room, choice.level, choice.until});
        then(answer.map([](const Empty&) {}));
    };
    m_connection.call(choice, {this, answered});
}

Seq Rooms::readSeq(RoomId id) const {
    const Room* room = find(id);
    return room ? m_marks.seen(*room) : 0;
}

void Rooms::sendRead(RoomId id, Seq seq) {
    const Room* room = find(id);
    const auto answered = [this, id, seq, lastSeq = room ? room->lastSeq : 0](const Result<Unread>& answer) {
        if (answer)
            return counted(id, seq, lastSeq, *answer);
        // Without a connection it is sent again at the next Online.
        if (errorRow(answer.error().kind).retryable)
            QTimer::singleShot(std::chrono::milliseconds(answer.error().retryAfterMs.value_or(refusedReadPause)), this,
                               [this, id] { recountSoon(id); });
    };
    m_marked.insert(id);
    m_connection.call(RoomMarkRead{id, seq, m_marks.isBack(id) ? std::optional(true) : std::nullopt}, {this, answered});
}

/// Requests the server's figures, when the room's log ended at `lastSeq` here.
void Rooms::counted(RoomId id, Seq readSeq, Seq lastSeq, const Unread& unread) {
    change(id, [&](Room& room) {
        if (!m_marks.confirm(room, readSeq))
            return;
        // The figures may or may not include what arrived in between.
        if (room.lastSeq != lastSeq)
            return recountSoon(id);
        room.unread = unread.unread;
        room.mentions = unread.mentions;
    });
}

void Rooms::recountSoon(RoomId id) {
    m_recounts.insert(id);
    if (!m_recountTimer.isActive())
        m_recountTimer.start();
}

/// Marking a seq as read again changes nothing on the server, which answers with the present figures.
void Rooms::recount() {
    const QSet<RoomId> rooms = std::exchange(m_recounts, {});
    for (const RoomId id : rooms) {
        if (const Room* room = find(id); room && m_session.isOnline()) // at the next Online all figures arrive anew
            sendRead(id, m_marks.seen(*room));
    }
}

// ---- what the server sends ---------------------------------------------------------------------------------------

void Rooms::notified(const Notification& notification) {
    if (const auto* activity = std::get_if<RoomActivity>(&notification))
        grow(*activity);
    else if (const auto* read = std::get_if<RoomRead>(&notification))
        readElsewhere(*read);
    else if (const auto* chosen = std::get_if<RoomNotifyChanged>(&notification))
        notifyChanged(*chosen);
    else if (const auto* added = std::get_if<RoomAdded>(&notification))
        put(added->room);
    else if (const auto* removal = std::get_if<RoomRemoved>(&notification))
        removedByServer(*removal);
    else if (const auto* presence = std::get_if<RoomPresence>(&notification))
        m_people.learnName(presence->user);
    else if (const auto* updated = std::get_if<UserUpdated>(&notification); updated && !updated->user.blocked)
        personChanged(updated->user);
}

void Rooms::refreshPartners() {
    QList<UserId> partners;
    for (const Room& room : std::as_const(m_rooms)) {
        if (const User* partner = partnerOf(room))
            partners.append(partner->id);
    }
    if (m_session.isOnline())
        m_people.refresh(std::move(partners));
}

/// Somebody has another name, perhaps: of direct rooms it is the rooms', too.
void Rooms::personChanged(const User& user) {
    m_people.learn(user);
    const QList<Room> rooms = m_rooms;
    for (const Room& room : rooms) {
        const bool isLast = room.lastMessage && room.lastMessage->by == user.id && room.lastMessageName != user.name;
        const QList<User> people = room.people.value_or(QList<User>());
        if (isLast || std::ranges::find(people, user.id, &User::id) != people.end())
            change(room.id, [&user](Room& changed) { takePerson(changed, user); });
    }
}

void Rooms::eventArrived(const Event& event) {
    const QString name = m_people.name(event.by);
    const Room* known = find(event.room);
    if (!known || event.seq <= known->lastSeq)
        return;
    if (event.seq > m_membersAt.value(event.room))
        change(event.room, [&event](Room& room) { room.members += memberChange(event.data); });
    RoomActivity activity{event.room, event.seq, messageOf(event), {}, changedPreviewOf(event.data)};
    if (!name.isEmpty())
        activity.name = name;
    if (const auto* updated = std::get_if<RoomUpdated>(&event.data))
        activity.updated = *updated;
    if (const auto* role = std::get_if<MemberRole>(&event.data))
        activity.role = *role;
    if (const auto* muted = std::get_if<MemberMuted>(&event.data))
        activity.muted = *muted;
    grow(activity);
}

void Rooms::membersCounted(RoomId id, int members, Seq at) {
    const Room* known = find(id);
    if (!known)
        return;
    m_membersAt.insert(id, at);
    if (known->members != members)
        change(id, [members](Room& room) { room.members = members; });
}

/// The room's log grew. A known seq changes nothing: the same event may arrive by several ways.
void Rooms::grow(const RoomActivity& activity) {
    const Room* known = find(activity.room);
    if (!known || activity.lastSeq <= known->lastSeq)
        return;
    const UserId me = m_session.user().id;
    const std::optional<Message>& message = activity.message;
    if (message && activity.name)
        m_people.learn(message->by, *activity.name);
    // Something was skipped, perhaps messages; or a text that may mention the user, or may have done so, came or
    // changed.
    if (activity.lastSeq > known->lastSeq + 1 || mayChangeMentions(*known, activity, me, m_marks.seen(*known)))
        recountSoon(activity.room);
    const bool isBlocked = message && m_people.isBlocked(message->by);
    change(activity.room, [&](Room& room) { takeActivity(room, activity, {me, m_marks.seen(room), isBlocked}); });
    if (message && message->by != me)
        Q_EMIT messageArrived(*message, activity.name.value_or(QString()));
}

void Rooms::readElsewhere(const RoomRead& read) {
    const Room* room = find(read.room);
    if (!room || read.by != m_session.user().id || m_marks.isBack(read.room))
        return; // an own mark that is on its way comes after it
    const Seq known = m_marks.seen(*room);
    // Back, when another device marked something unread. While the server does not know an own mark, a lower one only
    // came before it.
    if (read.seq == known || (read.seq < known && m_marks.isAhead(*room)))
        return;
    if (read.seq < known)
        change(read.room, [&read](Room& back) { back.readSeq = read.seq; });
    // Only the server knows how many are left after it; marking the same again returns that.
    m_marks.move(read.room, read.seq);
    sendRead(read.room, read.seq);
}

void Rooms::notifyChanged(const RoomNotifyChanged& choice) {
    change(choice.room, [&choice](Room& room) {
        room.notify = choice.level;
        room.notifyUntil = choice.until;
    });
}

void Rooms::removedByServer(const RoomRemoved& notice) {
    noteGone(notice.room);
    const Room* room = find(notice.room);
    if (!room)
        return;
    const QString name = room->name;
    const bool wished = m_leaving.contains(notice.room);
    drop(notice.room);
    if (!wished)
        Q_EMIT removedElsewhere(notice.room, name, notice.reason, notice.putOut);
}

// ---- the list ----------------------------------------------------------------------------------------------------

void Rooms::arrived(const QList<Room>& rooms, bool more) {
    m_listing->cancel();
    m_marked.clear();
    m_complete = !more;
    if (!more) {
        replaceAll(rooms);
        Q_EMIT completed();
        return;
    }
    // A room that is not in this page may be in the next: do not close an open room because of it.
    for (const Room& room : std::as_const(m_rooms))
        m_unlisted.insert(room.id);
    m_gone.clear();
    takePage(rooms);
    readOn(rooms);
}

/// The list as another node knows it. A complete list was never out of date (the old line delivered until now), so it
/// only grows; an incomplete one is read further, on the new line.
void Rooms::moved(const QList<Room>& rooms, bool more) {
    m_listing->cancel();
    m_complete = false;
    m_gone.clear();
    takePage(rooms);
    if (more)
        readOn(rooms);
    else
        listingEnded(true);
}

void Rooms::readOn(const QList<Room>& rooms) {
    m_listing->begin(rooms.isEmpty() ? std::nullopt : std::optional(rooms.last().id));
}

/// A part of the list. The server may have sent changes since it was read.
void Rooms::takePage(const QList<Room>& rooms) {
    for (const Room& room : rooms) {
        if (m_gone.contains(room.id))
            continue; // read before the room was removed
        // After a new sign-in the server's mark is right, also a lower one: another device moved it.
        const bool isRight = m_unlisted.remove(room.id) && !m_marked.contains(room.id);
        const Room* known = find(room.id);
        const bool isNewer = !known || known->lastSeq < room.lastSeq ||
                             (known->lastSeq == room.lastSeq && (isRight || known->readSeq <= room.readSeq));
        if (isNewer)
            put(m_marks.appliedTo(room));
        repeatRead(room);
    }
}

void Rooms::listingEnded(bool complete) {
    const QSet<RoomId> gone = std::exchange(m_unlisted, {});
    if (!complete)
        return; // the next Online tries again
    for (const RoomId room : gone)
        drop(room);
    m_gone.clear();
    m_complete = true;
    Q_EMIT completed();
}

void Rooms::replaceAll(const QList<Room>& rooms) {
    m_unlisted.clear();
    m_gone.clear();
    m_membersAt.clear();
    Q_EMIT aboutToReset();
    m_rooms.clear();
    for (const Room& room : rooms)
        m_rooms.append(named(m_marks.appliedTo(room)));
    Q_EMIT wasReset();
    for (const Room& room : rooms) {
        learn(room);
        repeatRead(room);
    }
}

void Rooms::repeatRead(const Room& room) {
    if (const std::optional<Seq> mark = m_marks.unsent(room))
        sendRead(room.id, *mark);
}

void Rooms::put(const Room& room) {
    m_unlisted.remove(room.id);
    m_gone.remove(room.id);
    learn(room);
    const int row = rowOf(room.id);
    if (row >= 0) {
        m_rooms[row] = named(room);
        Q_EMIT changed(row, row);
        return;
    }
    Q_EMIT aboutToInsert(count(), count());
    m_rooms.append(named(room));
    Q_EMIT inserted();
}

/// A page that was read before the removal does not bring the room back.
void Rooms::noteGone(RoomId id) {
    if (!m_complete)
        m_gone.insert(id);
}

void Rooms::drop(RoomId id) {
    noteGone(id);
    const int row = rowOf(id);
    if (row < 0)
        return;
    Q_EMIT aboutToRemove(row, row);
    m_rooms.removeAt(row);
    m_marks.forget(id);
    m_membersAt.remove(id);
    Q_EMIT removed();
    Q_EMIT dropped(id);
}

void Rooms::learn(const Room& room) {
    const QList<User> people = room.people.value_or(QList<User>());
    for (User person : people) {
        if (!m_session.isOnline()) // of an earlier run
            person.presence.reset();
        m_people.learn(person);
    }
    if (room.lastMessage && room.lastMessageName)
        m_people.learn(room.lastMessage->by, *room.lastMessageName);
}

template <class Change>
void Rooms::change(RoomId id, Change change) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    change(m_rooms[row]);
    Q_EMIT changed(row, row);
}

} // namespace confab::client
