// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/roomfeed.h"

#include <algorithm>

namespace confab::client {

namespace {

// A waiting member is told when a seat becomes free; this is for the case that the notification is lost.
constexpr std::chrono::milliseconds longestWaitForSeat = std::chrono::seconds(5);

} // namespace

RoomFeed::RoomFeed(Connection& connection, Session& session, UserDirectory& people, RoomId room, Range range,
                   Backoff backoff)
    : m_connection(connection), m_session(session), m_people(people), m_room(room), m_range(range),
      m_backoff(std::move(backoff)) {
    if (range.after) {
        m_begin = range.after;
        m_sequencer = Sequencer<Event>(*range.after, eventsHeld);
    }
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        if (m_entered)
            catchUp();
        else
            enter();
    });
    connect(&session, &Session::phaseChanged, this, [this] {
        if (!m_session.isOnline())
            offline();
    });
    connect(&session, &Session::online, this, &RoomFeed::enter);
    connect(&session, &Session::moved, this, &RoomFeed::moved);
    connect(&connection, &Connection::notified, this, &RoomFeed::notified);
    enter();
}

RoomFeed::~RoomFeed() {
    if (m_session.isOnline())
        m_connection.call(RoomExit{m_room}, {});
}

void RoomFeed::enter() {
    if (!m_session.isOnline() || m_entering || m_entered)
        return;
    m_entering = true;
    const std::optional<Seq> after = m_begin ? std::optional<Seq>(m_sequencer.position()) : std::nullopt;
    const auto answered = [this, after, line = m_lines](const Result<Entered>& answer) {
        if (line != m_lines)
            return;
        if (!answer)
            return failed(answer.error());
        entered(*answer, after);
    };
    m_connection.call(RoomEnter{m_room, after}, {this, answered});
}

/// Events still arrive by the old line until the new one's answer arrives, so the feed stays live.
void RoomFeed::moved() {
    ++m_lines;
    m_entered = m_entering = m_fetching = false;
    m_retryTimer.stop();
    enter();
}

void RoomFeed::entered(const Entered& answer, std::optional<Seq> after) {
    m_entering = false;
    m_entered = true;
    setFull({});
    m_people.learn(answer.users);
    for (const User& occupant : answer.here)
        m_people.learnName(occupant);
    setHere(answer.here, answer.hereCount.value_or(int(answer.here.size())));
    const Seq recent = std::max<Seq>(0, answer.lastSeq - m_range.recent);
    if (!m_begin) {
        m_begin = recent;
        const Seq head = m_sequencer.head();
        m_sequencer = Sequencer<Event>(recent, eventsHeld);
        m_sequencer.raiseHead(head); // live events were faster than this answer
    } else if (m_range.most > 0 && answer.lastSeq - m_sequencer.position() > m_range.most) {
        restart(recent);
    } else if (after && answer.lastSeq < *after && (m_wasLive || m_range.most > 0)) {
        restart(recent); // the server lost events that it had announced: its log is another one now
    } else {
        take(answer.events);
    }
    m_sequencer.raiseHead(answer.lastSeq);
    if (answer.members)
        Q_EMIT membersCounted(*answer.members, answer.lastSeq);
    catchUp();
}

void RoomFeed::restart(Seq after) {
    const Seq head = m_sequencer.position() < after ? m_sequencer.head() : after;
    m_begin = after;
    m_sequencer = Sequencer<Event>(after, eventsHeld);
    m_sequencer.raiseHead(head);
    Q_EMIT skipped(after);
}

void RoomFeed::catchUp() {
    if (!m_entered && !m_fullAt)
        return; // room.enter's answer leads back here
    setLive(m_entered && !m_sequencer.hasGap());
    if (m_sequencer.hasGap())
        fetch();
}

void RoomFeed::fetch() {
    if (m_fetching || !m_begin)
        return;
    m_fetching = true;
    m_connection.call(RoomEvents{m_room, m_sequencer.position(), limits::eventsPerPage},
                      {this, [this, line = m_lines](Result<EventsPage> page) {
                           if (line == m_lines)
                               fetched(std::move(page));
                       }});
}

void RoomFeed::fetched(Result<EventsPage> page) {
    m_fetching = false;
    if (!page)
        return failed(page.error());
    m_people.learn(page->users);
    const Seq before = m_sequencer.position();
    take(page->events);
    if (page->more && !page->events.isEmpty())
        m_sequencer.raiseHead(m_sequencer.position() + 1);
    if (m_sequencer.position() == before && m_sequencer.hasGap())
        return failed(Error(ErrorKind::ServerBusy)); // not there yet: do not ask again at once
    m_backoff.reset();
    m_readWhileFull = m_fullAt.has_value();
    catchUp();
}

void RoomFeed::take(const QList<Event>& events) {
    const QList<Event> due = m_sequencer.push(events);
    if (!due.isEmpty())
        Q_EMIT this->events(due);
}

void RoomFeed::failed(const Error& error) {
    m_entering = false;
    if (error.kind == ErrorKind::Disconnected)
        return; // entered again at the next Online
    setLive(m_entered && m_live);
    if (error.kind == ErrorKind::RoomFull)
        return full(error);
    if (errorRow(error.kind).retryable)
        m_retryTimer.start(m_backoff.next() + std::chrono::milliseconds(error.retryAfterMs.value_or(0)));
    else
        Q_EMIT refused(error);
}

/// A member reads a full room without a seat in it. Events after `begin` have to be requested: the server sends no
/// events, only notifications that there are some.
void RoomFeed::full(const Error& error) {
    m_retryTimer.start(std::min(m_backoff.next(), longestWaitForSeat));
    if (m_fullAt)
        return m_readWhileFull ? catchUp() : fetch();
    const int capacity = int(error.capacity.value_or(0));
    m_hereCount = std::max(m_hereCount, capacity);
    setFull(capacity);
    fetch();
    Q_EMIT refused(error);
}

void RoomFeed::setFull(std::optional<int> capacity) {
    if (m_fullAt == capacity)
        return;
    m_fullAt = capacity;
    m_readWhileFull = false;
    if (!capacity)
        m_backoff.reset();
    Q_EMIT fullChanged();
}

/// A member entered or left a room that is full for this member.
void RoomFeed::seatMoved(const RoomPresence& presence) {
    m_hereCount = presence.hereCount.value_or(m_hereCount);
    Q_EMIT hereChanged();
    if (presence.state != PresenceState::Gone)
        return;
    m_backoff.reset();
    enter();
}

void RoomFeed::offline() {
    m_entered = m_entering = m_fetching = false;
    m_retryTimer.stop();
    setLive(false);
    setFull({});
}

void RoomFeed::setLive(bool live) {
    if (m_live == live)
        return;
    m_live = live;
    m_wasLive = m_wasLive || live;
    Q_EMIT liveChanged();
}

void RoomFeed::setHere(QList<User> here, int count) {
    std::sort(here.begin(), here.end(), [](const User& a, const User& b) {
        const int order = QString::localeAwareCompare(a.name, b.name);
        return order < 0 || (order == 0 && a.id < b.id);
    });
    count = std::max(count, int(here.size()));
    if (m_here == here && m_hereCount == count)
        return;
    m_here = std::move(here);
    m_hereCount = count;
    Q_EMIT hereChanged();
}

void RoomFeed::presence(const RoomPresence& presence) {
    QList<User> here = m_here;
    const int unlisted = m_hereCount - int(here.size());
    here.removeIf([&](const User& user) { return user.id == presence.user.id; });
    if (presence.state == PresenceState::Here)
        here.append(presence.user);
    const int count = presence.hereCount.value_or(int(here.size()) + unlisted);
    setHere(std::move(here), count);
}

void RoomFeed::notified(const Notification& notification) {
    if (const auto* change = std::get_if<RoomPresence>(&notification); change && change->room == m_room)
        return m_fullAt ? seatMoved(*change) : presence(*change);
    if (const auto* activity = std::get_if<RoomActivity>(&notification);
        activity && activity->room == m_room && m_fullAt && m_begin) {
        m_sequencer.raiseHead(activity->lastSeq);
        return catchUp();
    }
    const auto* notice = std::get_if<RoomEventNotice>(&notification);
    if (!notice || notice->event.room != m_room)
        return;
    if (!m_begin) {
        m_sequencer.raiseHead(notice->event.seq); // it comes again with the page that room.enter's answer leads to
        return;
    }
    if (const auto* joined = std::get_if<MemberJoined>(&notice->event.data))
        m_people.learn(joined->user, joined->name);
    take({notice->event});
    catchUp();
}

} // namespace confab::client
