// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"

namespace confab::client {

namespace {

/// The feed begins a screen or two before the end that the room list knows; history covers what is before.
constexpr int recentEvents = 50;

RoomFeed::Range rangeFor(const Rooms& rooms, RoomId room) {
    RoomFeed::Range range;
    range.recent = recentEvents;
    if (const Room* known = rooms.find(room))
        range.after = std::max<Seq>(0, known->lastSeq - recentEvents);
    return range;
}

} // namespace

OpenRoom::OpenRoom(const Parts& parts, RoomId room)
    : m_parts(parts), m_feed(parts.connection, parts.session, parts.people, room, rangeFor(parts.rooms, room)) {
    connect(&m_feed, &RoomFeed::events, this, &OpenRoom::eventsArrived);
    connect(&m_feed, &RoomFeed::skipped, this, &OpenRoom::startOver);
    connect(&m_feed, &RoomFeed::hereChanged, this, &OpenRoom::hereChanged);
    connect(&m_feed, &RoomFeed::refused, this, &OpenRoom::refused);
    connect(&m_feed, &RoomFeed::fullChanged, this, &OpenRoom::fullChanged);
    connect(&m_feed, &RoomFeed::membersCounted, this,
            [this](int members, Seq at) { m_parts.rooms.membersCounted(this->id(), members, at); });
    connect(&m_feed, &RoomFeed::liveChanged, this, [this] {
        if (m_feed.begin() == 0 && !m_before)
            m_hasOlder = false;
        Q_EMIT olderChanged();
        Q_EMIT liveChanged();
    });
    const auto mine = [this](RoomId other) { return other == id(); };
    connect(&parts.outbox, &Outbox::queued, this, [this, mine](const OutgoingMessage& message) {
        if (mine(message.room))
            m_timeline.putPending(message, me());
    });
    connect(&parts.outbox, &Outbox::changed, this, [this, mine](const OutgoingMessage& message) {
        if (mine(message.room))
            m_timeline.putPending(message, me());
    });
    connect(&parts.outbox, &Outbox::sent, this,
            [this, mine](RoomId other, const QString& clientId, const Sent& answer) {
                if (mine(other))
                    m_timeline.confirm(clientId, answer);
            });
    connect(&parts.outbox, &Outbox::discarded, this, [this, mine](RoomId other, const QString& clientId) {
        if (mine(other))
            m_timeline.removePending(clientId);
    });
    showPending();
}

void OpenRoom::showPending() {
    for (const OutgoingMessage& message : m_parts.outbox.waiting(id()))
        m_timeline.putPending(message, me());
}

void OpenRoom::eventsArrived(const QList<Event>& events) {
    m_timeline.addEvents(events, me());
    for (const Event& event : events) {
        if (const auto* posted = std::get_if<MessagePosted>(&event.data); posted && event.by == me())
            m_parts.outbox.confirm(posted->clientId);
        m_parts.rooms.eventArrived(event);
    }
    trimIfLong();
}

void OpenRoom::startOver() {
    m_timeline.clearLog();
    m_before.reset();
    m_hasOlder = true;
    Q_EMIT olderChanged();
}

void OpenRoom::loadOlder() {
    if (m_loadingOlder || !m_hasOlder || !m_feed.begin() || !m_parts.session.isOnline() ||
        m_timeline.count() >= rowsMost)
        return;
    m_loadingOlder = true;
    Q_EMIT olderChanged();
    const Seq before = m_before.value_or(*m_feed.begin() + 1);
    m_parts.connection.call(RoomHistory{id(), before, limits::defaultPage},
                            {this, [this, before](Result<HistoryPage> page) { olderLoaded(before, std::move(page)); }});
}

void OpenRoom::olderLoaded(Seq before, Result<HistoryPage> page) {
    m_loadingOlder = false;
    // Whoever started over in between has another place to go on from.
    if (page && before == m_before.value_or(*m_feed.begin() + 1)) {
        m_parts.people.learn(page->users);
        m_timeline.addHistory(page->messages, me());
        m_hasOlder = page->more && !page->messages.isEmpty();
        if (!page->messages.isEmpty())
            m_before = page->messages.constLast().seq;
    }
    Q_EMIT olderChanged();
}

void OpenRoom::setReaderAtEnd(bool atEnd) {
    m_readerAtEnd = atEnd;
    trimIfLong();
}

void OpenRoom::trimIfLong() {
    // Not at every event beyond the bound: a view pays for each removal.
    if (!m_readerAtEnd || m_timeline.count() <= rowsKept * 3 / 2 || !m_timeline.trim(rowsKept))
        return;
    m_before = m_timeline.oldestSeq();
    m_hasOlder = true;
    Q_EMIT olderChanged();
}

Result<QString> OpenRoom::send(const QString& body, std::optional<Seq> replyTo) {
    return m_parts.outbox.send(id(), body, replyTo);
}

// ---- all of them -------------------------------------------------------------------------------------------------

OpenRooms::OpenRooms(const OpenRoom::Parts& parts) : m_parts(parts) {
    connect(&parts.session, &Session::ended, this, &OpenRooms::closeAll);
    connect(&parts.rooms, &Rooms::dropped, this, &OpenRooms::close);
}

OpenRooms::~OpenRooms() = default;

OpenRoom& OpenRooms::open(RoomId room) {
    std::unique_ptr<OpenRoom>& place = m_open[room];
    if (!place)
        place = std::make_unique<OpenRoom>(m_parts, room);
    return *place;
}

void OpenRooms::close(RoomId room) {
    auto closing = m_open.extract(room);
    if (closing.empty())
        return;
    Q_EMIT aboutToClose(closing.mapped().get());
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
