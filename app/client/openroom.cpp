// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"

#include "app/client/messageactions.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/client/storedlog.h"
#include "app/client/storefeed.h"

#include <utility>

namespace confab::client {

namespace {

/// The feed begins a screen or two before the end that the room list knows; history covers what is before.
constexpr int recentEvents = 50;

std::unique_ptr<StoredLog> storedLog(const OpenRoom::Parts& parts, const RoomFeed& feed, std::optional<Seq> asOf) {
    if (!parts.store || !parts.store->isOpen())
        return nullptr;
    return std::make_unique<StoredLog>(parts.connection, parts.session, *parts.store, feed, asOf);
}

} // namespace

struct OpenRoom::Stored {
    std::optional<store::LogPage> end; ///< what is stored of the log's end, if the room opens with it
    std::optional<Seq> asOf;           ///< up to where what is stored is of this log
};

/// The log goes on from the stored end soon enough, or there is no connection: then it is all there is.
OpenRoom::Stored OpenRoom::storedOf(const Parts& parts, RoomId room) {
    Stored stored;
    stored.end = parts.store ? parts.store->end(room) : std::nullopt;
    if (!stored.end)
        return stored;
    stored.asOf = stored.end->asOf;
    const Room* known = parts.rooms.find(room);
    if (!parts.session.isOnline() || !known)
        return stored;
    const Seq ahead = known->lastSeq - *stored.asOf;
    if (ahead < 0)
        stored = {}; // of another log
    else if (ahead > nearEnd)
        stored.end.reset();
    return stored;
}

RoomFeed::Range OpenRoom::rangeFor(const Rooms& rooms, RoomId room, std::optional<Seq> from,
                                   const std::optional<store::LogPage>& end) {
    RoomFeed::Range range;
    range.recent = recentEvents;
    if (end) {
        range.after = end->asOf;
        return range;
    }
    if (const Room* known = rooms.find(room)) {
        range.after = std::max<Seq>(0, known->lastSeq - recentEvents);
        if (from && known->lastSeq - *from <= nearEnd)
            range.after = std::min(*range.after, std::max<Seq>(0, *from));
    }
    return range;
}

OpenRoom::OpenRoom(const Parts& parts, RoomId room, std::optional<Seq> from)
    : OpenRoom(parts, room, from, storedOf(parts, room)) {}

OpenRoom::~OpenRoom() = default;

OpenRoom::OpenRoom(const Parts& parts, RoomId room, std::optional<Seq> from, const Stored& stored)
    : m_parts(parts), m_feed(parts.connection, parts.session, parts.people, room,
                             rangeFor(parts.rooms, room, from, stored.end), parts.backoff),
      m_stored(storedLog(parts, m_feed, stored.asOf)),
      m_log(parts.connection, parts.session, parts.people, room, m_timeline, m_stored.get()),
      m_quotes(parts.connection, parts.session, parts.people, room, m_timeline, m_stored.get()), m_around(from) {
    watchParts();
    follow(parts.outbox);
    if (stored.end) // as if history had brought it just now: the feed delivers what follows
        m_log.restore(*stored.end);
    if (m_feed.begin())
        begin();
    showPending();
    if (m_feed.begin() && !parts.session.isOnline())
        reopen(); // with what is stored
    else
        proceed();
}

void OpenRoom::watchParts() {
    connect(&m_feed, &RoomFeed::events, this, &OpenRoom::eventsArrived);
    connect(&m_feed, &RoomFeed::skipped, this, &OpenRoom::skipped);
    connect(&m_feed, &RoomFeed::hereChanged, this, &OpenRoom::hereChanged);
    connect(&m_feed, &RoomFeed::fullChanged, this, &OpenRoom::fullChanged);
    connect(&m_feed, &RoomFeed::membersCounted, this,
            [this](int members, Seq at) { m_parts.rooms.membersCounted(this->id(), members, at); });
    connect(&m_feed, &RoomFeed::refused, this, [this](const Error& error) {
        m_refused = error.kind != ErrorKind::RoomFull; // reported by fullAt() instead
        Q_EMIT refused(error);
        proceed();
    });
    connect(&m_feed, &RoomFeed::liveChanged, this, [this] {
        if (m_feed.begin() && !m_begun)
            begin();
        if (m_stored)
            m_stored->catchUp();
        Q_EMIT liveChanged();
        proceed();
    });
    connect(&m_log, &LogWindow::endShown, this, &OpenRoom::showPending);
    connect(&m_log, &LogWindow::changed, this, [this] {
        Q_EMIT olderChanged();
        proceed();
    });
    connect(&m_parts.session, &Session::phaseChanged, this, [this] {
        Q_EMIT openingChanged();
        proceed();
    });
}

void OpenRoom::begin() {
    m_begun = true;
    if (m_stored)
        m_stored->begin(*m_feed.begin());
    m_log.feedBegins(*m_feed.begin());
}

void OpenRoom::follow(Outbox& outbox) {
    const auto mine = [this](RoomId other) { return other == id(); };
    const auto put = [this, mine](const OutgoingMessage& message) {
        if (mine(message.room) && m_log.isAtEnd())
            m_timeline.putPending(message, me());
    };
    connect(&outbox, &Outbox::queued, this, put);
    connect(&outbox, &Outbox::changed, this, put);
    connect(&outbox, &Outbox::sent, this, [this, mine](RoomId other, const QString& clientId, const Sent& answer) {
        if (mine(other))
            m_timeline.confirm(clientId, answer);
    });
    connect(&outbox, &Outbox::discarded, this, [this, mine](RoomId other, const QString& clientId) {
        if (mine(other))
            m_timeline.removePending(clientId);
    });
}

void OpenRoom::showPending() {
    if (!m_log.isAtEnd())
        return;
    for (const OutgoingMessage& message : m_parts.outbox.waiting(id()))
        m_timeline.putPending(message, me());
}

void OpenRoom::eventsArrived(const QList<Event>& events) {
    if (m_stored)
        m_stored->take(events);
    m_log.take(events);
    for (const Event& event : events) {
        if (const auto* posted = std::get_if<MessagePosted>(&event.data); posted && event.by == me())
            m_parts.outbox.confirm(posted->clientId);
        m_parts.rooms.eventArrived(event);
        if (const std::optional<MessageChange> change = changeOf(event, me()))
            m_quotes.apply(*change);
    }
    m_parts.actions.eventsArrived(events);
    Q_EMIT this->events(events);
    trimIfLong();
    if (m_feed.fullAt()) {
        m_refused = true;
        proceed();
    }
}

void OpenRoom::skipped(Seq seq) {
    if (m_stored)
        m_stored->begin(seq);
    m_log.skipTo(seq, m_opened && !m_readerAtEnd);
    m_quotes.forget();
    Q_EMIT missed();
}

// ---- opening -----------------------------------------------------------------------------------------------------

void OpenRoom::showAround(Seq seq) {
    m_around = seq;
    reopen();
}

void OpenRoom::showEnd() {
    m_around.reset();
    reopen();
}

void OpenRoom::reopen() {
    m_opened = m_asked = false;
    const bool isLoaded = !m_around || m_log.reaches(*m_around);
    const bool isOnline = m_parts.session.isOnline();
    m_local = !isOnline && !isLoaded && m_stored && m_stored->has(*m_around + 1);
    if (!isOnline && isLoaded) {
        if (!m_around)
            m_log.showEnd();
        m_asked = m_opened = true;
        m_log.load();
        Q_EMIT opened();
        return;
    }
    Q_EMIT openingChanged();
    proceed();
}

/// One step further: after any change, requests what is still missing.
void OpenRoom::proceed() {
    if (m_opened)
        return m_log.load(); // what was requested while offline, or is stored
    if (!m_parts.session.isOnline() && !m_local)
        return;
    const bool passage = m_around && m_log.isAtEnd() && !m_log.reaches(*m_around);
    const bool needsFeed = !m_asked && !passage && m_log.isAtEnd();
    if (needsFeed && !m_feed.isLive() && !m_refused)
        return;
    if (!std::exchange(m_asked, true)) {
        if (m_around)
            m_log.show(*m_around);
        else
            m_log.showEnd();
    }
    m_log.load();
    if (m_opened || m_log.isWanting())
        return;
    m_opened = true;
    Q_EMIT openingChanged();
    Q_EMIT opened();
}

void OpenRoom::setReaderAtEnd(bool atEnd) {
    m_readerAtEnd = atEnd;
    trimIfLong();
}

void OpenRoom::trimIfLong() {
    // Not at every event beyond the bound: a view pays for each removal.
    if (m_readerAtEnd && m_opened && m_log.isAtEnd() && m_timeline.count() > rowsKept * 3 / 2)
        m_log.trim(rowsKept);
}

Result<QString> OpenRoom::send(const QString& body, std::optional<Seq> replyTo, QList<OutgoingFile> files,
                               QList<UserId> mentions) {
    m_around.reset(); // ends requests that are still pending there
    m_log.showEnd();
    return m_parts.outbox.send(id(), body, replyTo, std::move(files), std::move(mentions));
}

// ---- all of them -------------------------------------------------------------------------------------------------

OpenRooms::OpenRooms(const OpenRoom::Parts& parts) : m_parts(parts) {
    connect(&parts.session, &Session::ended, this, &OpenRooms::closeAll);
    connect(&parts.rooms, &Rooms::dropped, this, &OpenRooms::close);
}

OpenRooms::~OpenRooms() = default;

OpenRoom& OpenRooms::open(RoomId room, std::optional<Seq> from) {
    std::unique_ptr<OpenRoom>& place = m_open[room];
    if (!place) {
        m_parts.actions.follow(room);
        place = std::make_unique<OpenRoom>(m_parts, room, from);
    }
    return *place;
}

void OpenRooms::close(RoomId room) {
    auto closing = m_open.extract(room);
    if (closing.empty())
        return;
    if (m_parts.store)
        m_parts.store->flush(); // while the rows are there
    Q_EMIT aboutToClose(closing.mapped().get());
    m_parts.actions.unfollow(room);
    m_closed.push_back(std::move(closing.mapped()));
    QTimer::singleShot(0, this, [this] { m_closed.clear(); });
}

OpenRoom* OpenRooms::find(RoomId room) const {
    const auto found = m_open.find(room);
    return found == m_open.end() ? nullptr : found->second.get();
}

void OpenRooms::closeAll() {
    while (!m_open.empty())
        close(m_open.begin()->first);
}

} // namespace confab::client
