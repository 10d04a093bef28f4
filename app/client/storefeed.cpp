// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storefeed.h"

#include "app/client/openroom.h"
#include "app/client/storedactions.h"
#include "app/store/localstore.h"

#include <utility>

namespace confab::client {

StoreFeed::StoreFeed(const QString& folder, Session& session) : m_session(session) {
    if (folder.isEmpty())
        return;
    m_store = std::make_unique<store::LocalStore>(folder);
    connect(m_store.get(), &store::LocalStore::notKept, this, &StoreFeed::notKept);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &StoreFeed::flush);
    connect(&session, &Session::began, this, &StoreFeed::began);
    connect(&session, &Session::leaving, this, [this] { m_isLeaving = true; });
    connect(&session, &Session::ended, this, &StoreFeed::ended);
    connect(&session, &Session::online, this, [this] {
        m_user = m_session.user();
        touch();
    });
}

StoreFeed::~StoreFeed() = default;

bool StoreFeed::isOpen() const {
    return m_store && m_store->isOpen();
}

void StoreFeed::attach(Rooms& rooms, UserDirectory& people, MessageActions& actions) {
    m_rooms = &rooms;
    m_people = &people;
    m_actions = &actions;
    if (!m_store)
        return;
    watch(rooms);
    connect(&people, &UserDirectory::nameChanged, this, [this](UserId id) {
        m_named.insert(id);
        touch();
    });
    connect(&actions, &MessageActions::changed, this, [this] {
        m_acted = true;
        if (m_session.isOnline())
            return touch();
        flush(); // the program may end before the server hears of it
    });
}

void StoreFeed::watch(Rooms& rooms) {
    connect(&rooms, &Rooms::changed, this, &StoreFeed::touchRooms);
    connect(&rooms, &Rooms::aboutToInsert, this, [this](int first, int last) { m_inserting = {first, last}; });
    connect(&rooms, &Rooms::inserted, this, [this] { touchRooms(m_inserting.first, m_inserting.second); });
    connect(&rooms, &Rooms::wasReset, this, [this] {
        m_wholeList = m_session.isOnline(); // what was restored is stored already
        touch();
    });
    connect(&rooms, &Rooms::dropped, this, [this](RoomId room) {
        m_changed.remove(room);
        m_dropped.append(room);
        touch();
    });
}

std::optional<store::Tail> StoreFeed::tail(RoomId room) const {
    return m_store ? m_store->tail(room) : std::nullopt;
}

// ---- the session ---------------------------------------------------------------------------------------------------

void StoreFeed::began() {
    m_isLeaving = false;
    const store::Snapshot stored = m_store->open(m_session.account().key());
    if (stored.user)
        m_session.recall(*stored.user);
    for (const User& person : stored.people)
        m_people->learn(person);
    m_rooms->restore(stored.rooms, stored.unsentReads);
    m_named.clear(); // they are stored already
    m_actions->restore(actionsFrom(stored.actions));
    m_acted = false;
}

void StoreFeed::ended() {
    flush(); // before the others forget
    m_open.clear();
    m_user.reset();
    if (std::exchange(m_isLeaving, false))
        m_store->remove();
    else
        m_store->close();
}

// ---- what has changed
// ------------------------------------------------------------------------------------------------

void StoreFeed::touch() {
    if (isOpen() && !m_timer.isActive())
        m_timer.start();
}

void StoreFeed::touchRooms(int first, int last) {
    for (int row = first; row <= last; ++row)
        m_changed.insert(m_rooms->at(row).id);
    touch();
}

void StoreFeed::follow(OpenRoom& room) {
    if (!m_store)
        return;
    const auto moved = [this, &room] {
        m_open[room.id()] = &room;
        touch();
    };
    connect(&room, &OpenRoom::events, this, moved);
    connect(&room, &OpenRoom::olderChanged, this, moved);
    connect(&room, &OpenRoom::liveChanged, this, moved);
    connect(&room.timeline(), &Rows::changed, this, moved);
    connect(&room.timeline(), &Rows::inserted, this, moved);
}

void StoreFeed::flush() {
    m_timer.stop();
    if (!isOpen())
        return;
    store::Changes changes;
    changes.user = std::exchange(m_user, std::nullopt);
    takeRooms(changes);
    if (std::exchange(m_acted, false))
        changes.actions = toStored(m_actions->all());
    for (const UserId id : std::exchange(m_named, {}))
        changes.people.append(User{id, m_people->name(id), {}});
    for (const auto& [id, room] : std::exchange(m_open, {})) {
        if (room)
            takeTail(*room, changes);
    }
    m_store->put(std::move(changes));
}

void StoreFeed::takeRooms(store::Changes& changes) {
    changes.isWholeList = std::exchange(m_wholeList, false);
    changes.dropped = std::exchange(m_dropped, {});
    const QSet<RoomId> changed = std::exchange(m_changed, {});
    for (int row = 0; row < m_rooms->count(); ++row) {
        const Room& room = m_rooms->at(row);
        if (!changes.isWholeList && !changed.contains(room.id))
            continue;
        changes.rooms.append(room);
        if (const Seq unsent = m_rooms->unsentRead(room.id))
            changes.unsentReads.insert(room.id, unsent);
    }
}

/// Only while the rows are the end of the log: else what is stored stays as it is. They are complete up to lastSeq(),
/// also while offline.
void StoreFeed::takeTail(OpenRoom& room, store::Changes& changes) const {
    if (!room.log().isAtEnd() || room.lastSeq() == 0)
        return;
    store::Tail tail;
    tail.asOf = room.lastSeq();
    const Timeline& rows = room.timeline();
    int row = 0;
    for (; row < rows.count() && tail.rows.size() < rowsKept; ++row) {
        const TimelineEntry& entry = rows.at(row);
        if (entry.seq() == 0 || entry.state != TimelineEntry::State::Sent)
            continue; // of the outbox
        if (const Message* message = entry.message())
            tail.rows.append({*message, std::nullopt});
        else
            tail.rows.append({std::nullopt, std::get<Event>(entry.row)});
    }
    if (tail.rows.isEmpty())
        return;
    tail.low = tail.rows.constLast().seq();
    tail.hasOlder = row < rows.count() || room.hasOlder();
    changes.tails.insert(room.id(), std::move(tail));
}

} // namespace confab::client
