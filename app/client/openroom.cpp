// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"

#include "app/client/storefeed.h"

#include <utility>

namespace confab::client {

namespace {

/// The feed begins a screen or two before the end that the room list knows; history covers what is before.
constexpr int recentEvents = 50;

/// What is stored of the room's end, if the log goes on from there soon enough: while offline it is all there is.
std::optional<store::Tail> storedTail(const OpenRoom::Parts& parts, RoomId room) {
    std::optional<store::Tail> tail = parts.store ? parts.store->tail(room) : std::nullopt;
    const Room* known = parts.rooms.find(room);
    if (!tail || tail->rows.isEmpty() || !parts.session.isOnline())
        return tail;
    const bool goesOn = known && tail->asOf <= known->lastSeq && known->lastSeq - tail->asOf <= OpenRoom::nearEnd;
    return goesOn ? tail : std::nullopt;
}

RoomFeed::Range rangeFor(const Rooms& rooms, RoomId room, std::optional<Seq> from,
                         const std::optional<store::Tail>& stored) {
    RoomFeed::Range range;
    range.recent = recentEvents;
    if (stored) {
        range.after = stored->asOf;
        return range;
    }
    if (const Room* known = rooms.find(room)) {
        range.after = std::max<Seq>(0, known->lastSeq - recentEvents);
        if (from && known->lastSeq - *from <= OpenRoom::nearEnd)
            range.after = std::min(*range.after, std::max<Seq>(0, *from));
    }
    return range;
}

} // namespace

OpenRoom::OpenRoom(const Parts& parts, RoomId room, std::optional<Seq> from)
    : m_parts(parts), m_stored(storedTail(parts, room)),
      m_feed(parts.connection, parts.session, parts.people, room, rangeFor(parts.rooms, room, from, m_stored),
             parts.backoff),
      m_log(parts.connection, parts.session, parts.people, room, m_timeline),
      m_quotes(parts.connection, parts.session, parts.people, room, m_timeline), m_around(from) {
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
        Q_EMIT liveChanged();
        proceed();
    });
    connect(&m_log, &LogWindow::endShown, this, &OpenRoom::showPending);
    connect(&m_log, &LogWindow::changed, this, [this] {
        Q_EMIT olderChanged();
        proceed();
    });
    connect(&parts.session, &Session::phaseChanged, this, [this] {
        Q_EMIT openingChanged();
        proceed();
    });
    follow(parts.outbox);
    showStored();
    if (m_feed.begin())
        begin();
    if (parts.store)
        parts.store->follow(*this);
    showPending();
    proceed();
}

/// As if history had brought it just now: the feed delivers what follows.
void OpenRoom::showStored() {
    if (!m_stored)
        return;
    const store::Tail tail = *std::exchange(m_stored, std::nullopt);
    QList<Message> messages;
    QList<Event> notices;
    for (const store::TailRow& row : tail.rows) {
        if (row.message)
            messages.append(*row.message);
        else if (row.notice)
            notices.prepend(*row.notice); // events rise
    }
    m_timeline.addHistory(messages, me(), tail.asOf);
    m_timeline.addEvents(notices, me());
    m_log.restore(tail.low, tail.hasOlder);
}

void OpenRoom::begin() {
    m_begun = true;
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
    if (!m_parts.session.isOnline() && (!m_around || m_log.reaches(*m_around))) {
        if (!m_around)
            m_log.showEnd();
        m_asked = m_opened = true;
        Q_EMIT opened();
        return;
    }
    Q_EMIT openingChanged();
    proceed();
}

/// One step further: after any change, requests what is still missing.
void OpenRoom::proceed() {
    if (!m_parts.session.isOnline())
        return;
    if (m_opened)
        return m_log.load(); // what was requested while offline
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
