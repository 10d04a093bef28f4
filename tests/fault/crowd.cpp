// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/crowd.h"

#include "tests/support/waiting.h"

#include <algorithm>

namespace confab::test {

QString Crowd::meet(const QList<QUrl>& urls) {
    m_reader = newPerson(urls.first(), QStringLiteral("Reader"), Codec::Json);
    if (!m_reader)
        return QStringLiteral("the reader got no account");
    for (int i = 0; i < m_form.rooms; ++i) {
        m_rooms.append(newRoom(m_reader, QStringLiteral("Room %1").arg(i)).id);
        if (!m_rooms.last())
            return QStringLiteral("no room was made");
    }
    for (int i = 0; i < m_form.clients; ++i) {
        const QString name = QStringLiteral("Sender %1").arg(i);
        const Person person = newPerson(urls.at(i % urls.size()), name, Codec::Cbor);
        if (!person)
            return QString(name % u" got no account");
        for (const RoomId room : std::as_const(m_rooms)) {
            if (const auto joined = person->call(RoomJoin{room, {}}); !joined)
                return QString(name % u" could not join: " % joined.error().message);
        }
        m_auths.append(person.auth);
    }
    m_reader.client.reset();
    return {};
}

void Crowd::start(const QList<QUrl>& urls) {
    for (int i = 0; i < m_form.clients; ++i) {
        Sender::Plan plan;
        plan.urls = m_form.stay ? QList<QUrl>{urls.at(i % urls.size())} : urls;
        plan.codec = m_form.json || i % 2 == 0 ? Codec::Json : Codec::Cbor;
        plan.rooms = m_rooms;
        if (m_form.apart)
            plan.writesIn = {m_rooms.at(i % urls.size())};
        plan.messages = m_form.sends / m_form.clients + (i < m_form.sends % m_form.clients ? 1 : 0);
        plan.inFlight = m_form.inFlight;
        plan.roams = m_form.roam;
        plan.every = m_form.every;
        plan.patience = m_form.patience;
        plan.seed = m_form.seed * 1000 + quint64(i);
        m_senders.push_back(std::make_unique<Sender>(plan, m_auths.at(i)));
        connect(m_senders.back().get(), &Sender::acked, this, &Crowd::acked);
        connect(m_senders.back().get(), &Sender::shown, this, &Crowd::shown);
    }
    for (const auto& sender : m_senders)
        sender->start();
}

void Crowd::finish() {
    for (const auto& sender : m_senders)
        sender->finish();
}

void Crowd::leave() {
    for (const auto& sender : m_senders)
        sender->stop();
}

bool Crowd::allAcked() const {
    return std::all_of(m_senders.begin(), m_senders.end(), [](const auto& sender) { return sender->isDone(); });
}

bool Crowd::allReady() const {
    return std::all_of(m_senders.begin(), m_senders.end(), [](const auto& sender) { return sender->isReady(); });
}

int Crowd::ackedCount() const {
    int sum = 0;
    for (const auto& sender : m_senders)
        sum += sender->ackedCount();
    return sum;
}

int Crowd::sent() const {
    int sum = 0;
    for (const auto& sender : m_senders)
        sum += int(sender->history().sent.size());
    return sum;
}

QString Crowd::unfinished() const {
    QString text = QStringLiteral("not finished in time; messages still without an answer:");
    for (const auto& sender : m_senders)
        text += QStringLiteral(" %1").arg(sender->waiting());
    return text;
}

// ---- the end

QString Crowd::gather(const QUrl& url, std::chrono::milliseconds limit) {
    if (const QString failure = readLogs(url); !failure.isEmpty())
        return failure;
    return waitUntil([this] { return everybodyReached(); }, limit)
               ? QString()
               : QStringLiteral("not everybody saw the end of every log");
}

/// What a late client is shown.
QString Crowd::readLogs(const QUrl& url) {
    TestClient reader(url, Codec::Json);
    if (!reader.open())
        return QStringLiteral("the reader can't connect");
    // The last fault may have ended a moment ago: until its database connections stand again, a node says so.
    if (const auto auth = reader.callUntilServed(AccountLogin{m_reader.email, m_reader.password, {}}); !auth)
        return QString(u"the reader can't sign in: " % auth.error().message);
    SenderHistory read;
    read.user = m_reader.id();
    for (const RoomId room : std::as_const(m_rooms)) {
        Transcript& transcript = read.transcripts[room];
        Seq after = 0;
        for (bool more = true; more;) {
            const RoomEvents request{room, after, limits::eventsPerPage};
            const auto page = reader.callUntilServed(request);
            if (!page)
                return QString(u"room.events: " % page.error().message);
            for (const Event& event : page->events) {
                transcript.push(event);
                after = event.seq;
            }
            more = page->more && !page->events.isEmpty();
        }
    }
    m_latecomer = std::move(read);
    return {};
}

bool Crowd::everybodyReached() const {
    return std::all_of(m_senders.begin(), m_senders.end(), [this](const auto& sender) {
        return std::all_of(m_rooms.begin(), m_rooms.end(), [&](RoomId room) {
            return sender->hasReached(room, m_latecomer->transcripts.value(room).last());
        });
    });
}

QStringList Crowd::brokenPromises(FinalDatabase& database) const {
    QList<const SenderHistory*> histories;
    if (m_latecomer) // a client that could not read is no witness; gather() has reported it
        histories.append(&*m_latecomer);
    for (const auto& sender : m_senders)
        histories.append(&sender->history());
    const QList<FinalLog> logs = database.logs(m_rooms);
    return test::brokenPromises(histories, logs) + database.problems();
}

QList<SenderHistory::Return> Crowd::returns() const {
    QList<SenderHistory::Return> all;
    for (const auto& sender : m_senders)
        all += sender->history().returns;
    return all;
}

QString Crowd::summary() const {
    int reconnects = 0;
    int refreshes = 0;
    int pages = 0;
    int holes = 0;
    int moves = 0;
    int retries = 0;
    for (const auto& sender : m_senders) {
        const SenderHistory& history = sender->history();
        reconnects += history.reconnects;
        refreshes += history.refreshes;
        pages += history.pages;
        holes += history.holesShown;
        moves += history.moves;
        for (const SenderHistory::Sent& sent : history.sent)
            retries += sent.tries - 1;
    }
    return QStringLiteral("%1 acknowledged, %2 repeats, %3 broken connections, %4 returns with the refresh token, %5 "
                          "pages read, %6 holes shown, %7 moves from a draining server")
        .arg(ackedCount())
        .arg(retries)
        .arg(reconnects)
        .arg(refreshes)
        .arg(pages)
        .arg(holes)
        .arg(moves);
}

} // namespace confab::test
