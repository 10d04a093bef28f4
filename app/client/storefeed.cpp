// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storefeed.h"

#include "app/client/messageactions.h"
#include "app/client/rooms.h"
#include "app/client/storedactions.h"
#include "app/store/localstore.h"
#include "common/protocol/search.h"

#include <utility>

namespace confab::client {

StoreFeed::StoreFeed(const QString& folder, Session& session)
    : m_session(session), m_log(std::make_unique<store::Changes>()) {
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
    const auto userKnown = [this] {
        m_user = m_session.user();
        touch();
    };
    connect(&session, &Session::online, this, userKnown);
    connect(&session, &Session::userChanged, this, userKnown);
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
        const int before = std::exchange(m_actionsWaiting, m_actions->waiting());
        if (m_session.isOnline() && m_actionsWaiting <= before)
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

std::optional<store::LogPage> StoreFeed::end(RoomId room) {
    if (!isOpen())
        return std::nullopt;
    if (m_followed.contains(room)) // just now, perhaps
        settle();
    return m_store->end(room, rowsAtOpening);
}

bool StoreFeed::has(RoomId room, Seq seq) const {
    return m_store && m_store->has(room, seq);
}

QHash<RoomId, Seq> StoreFeed::logs() {
    if (!isOpen())
        return {};
    settle();
    return m_store->logs();
}

std::optional<Message> StoreFeed::message(RoomId room, Seq seq) const {
    return m_store ? m_store->message(room, seq) : std::nullopt;
}

void StoreFeed::search(const SearchMessages& wanted, std::function<void(Result<SearchAnswer>)> answer,
                       store::Seeker seeker) {
    flush();
    if (isOpen())
        m_store->search(wanted, std::move(answer), seeker);
    else
        QTimer::singleShot(0, this, [answer = std::move(answer)] { answer(SearchAnswer()); });
}

void StoreFeed::stopSearch(store::Seeker seeker) {
    if (m_store)
        m_store->stopSearch(seeker);
}

void StoreFeed::page(const RoomHistory& wanted, std::function<void(std::optional<store::LogPage>)> answer) {
    flush();
    if (isOpen())
        m_store->page(wanted, std::move(answer));
    else
        QTimer::singleShot(0, this, [answer = std::move(answer)] { answer({}); });
}

void StoreFeed::put(const store::LogChange& change) {
    if (!isOpen())
        return;
    QList<store::LogChange>& log = m_log->log;
    m_log->reader = m_session.user().id;
    if (const auto* events = std::get_if<store::LogEvents>(&change.what)) {
        m_waiting += events->events.size();
        auto* last = log.isEmpty() ? nullptr : std::get_if<store::LogEvents>(&log.last().what);
        if (last && last->room == events->room)
            last->events += events->events;
        else
            log.append(change);
    } else {
        const auto* read = std::get_if<store::LogRead>(&change.what);
        m_waiting += read ? read->page.rows.size() : 0;
        log.append(change);
        if (!read)
            m_followed.insert(change.room());
    }
    if (m_waiting > mostWaiting)
        return flush();
    touch();
}

// ---- the session ---------------------------------------------------------------------------------------------------

void StoreFeed::began() {
    m_isLeaving = false;
    const store::Snapshot stored = m_store->open(m_session.account().key());
    if (stored.user)
        m_session.recall(*stored.user);
    for (const User& person : stored.people)
        m_people->learnName(person);
    m_rooms->restore(stored.rooms, stored.unsentReads);
    m_named.clear(); // they are stored already
    m_actions->restore(actionsFrom(stored.actions));
    m_acted = false;
    m_actionsWaiting = m_actions->waiting();
}

void StoreFeed::ended() {
    flush(); // before the others forget
    *m_log = {};
    m_followed.clear();
    m_user.reset();
    if (std::exchange(m_isLeaving, false))
        m_store->remove();
    else
        m_store->close();
}

// ---- what has changed ----------------------------------------------------------------------------------------------

void StoreFeed::touch() {
    if (isOpen() && !m_timer.isActive())
        m_timer.start();
}

void StoreFeed::touchRooms(int first, int last) {
    for (int row = first; row <= last; ++row)
        m_changed.insert(m_rooms->at(row).id);
    touch();
}

void StoreFeed::flush() {
    m_timer.stop();
    if (!isOpen())
        return;
    store::Changes changes = std::exchange(*m_log, {});
    changes.user = std::exchange(m_user, std::nullopt);
    takeRooms(changes);
    if (std::exchange(m_acted, false))
        changes.actions = toStored(m_actions->all());
    const QSet<UserId> named = std::exchange(m_named, {});
    for (const UserId id : named)
        changes.people.append(User{id, m_people->name(id), {}});
    m_waiting = 0;
    m_store->put(std::move(changes));
}

void StoreFeed::settle() {
    flush();
    if (isOpen())
        m_store->wait();
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

} // namespace confab::client
