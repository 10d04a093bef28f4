// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/sender.h"

#include <QTimer>
#include <QUuid>

namespace confab::test {

namespace {

// So often, of a hundred: a return with the refresh token, and a repeat of what was acknowledged (its answer got lost).
constexpr int refreshPercent = 30;
constexpr int repeatPercent = 2;
constexpr int longestBody = 600;
constexpr int mostProblems = 20; // the first say enough

} // namespace

Sender::Sender(Plan plan, Auth auth) : m_plan(std::move(plan)), m_auth(std::move(auth)), m_random(m_plan.seed) {
    m_history.user = m_auth.user.id;
}

bool Sender::hasReached(RoomId room, Seq seq) const {
    const auto transcript = m_history.transcripts.constFind(room);
    return transcript != m_history.transcripts.constEnd() && transcript->last() >= seq && !transcript->hasHole();
}

void Sender::stop() {
    m_stopped = true;
    if (m_client)
        m_client->abort();
}

void Sender::connectNow() {
    if (m_stopped)
        return;
    m_entered.clear();
    m_filling.clear();
    m_client = std::make_unique<TestClient>(m_plan.url, m_plan.codec);
    m_client->keepNotices(false);
    connect(m_client.get(), &TestClient::opened, this, &Sender::onOpened);
    connect(m_client.get(), &TestClient::closed, this, &Sender::onClosed);
    connect(m_client.get(), &TestClient::confused, this, [this] { problem(QStringLiteral("an unreadable frame")); });
    connect(m_client.get(), &TestClient::noticed, this, [this](const Notification& notice) {
        if (const auto* event = std::get_if<RoomEventNotice>(&notice))
            take(event->event.room, {event->event}, false);
    });
    m_client->openSoon();
}

void Sender::onOpened() {
    if (random(1, 100) <= refreshPercent)
        refresh();
    else
        signIn();
}

void Sender::onClosed() {
    ++m_history.reconnects;
    // Not from inside the client's own signal, and not all at once.
    QTimer::singleShot(random(1, 20), this, &Sender::connectNow);
}

void Sender::signIn() {
    m_client->ask<SessionResume>({m_auth.accessToken}, [this](const Result<Resumed>& resumed) {
        if (resumed)
            goOn();
        else if (resumed.error().kind == ErrorKind::AuthExpired)
            refresh();
        else if (resumed.error().kind != ErrorKind::Disconnected)
            problem(QString(u"session.resume: " % resumed.error().message));
    });
}

void Sender::refresh() {
    m_client->ask<AccountRefresh>({m_auth.refreshToken}, [this](const Result<Auth>& auth) {
        if (auth) {
            ++m_history.refreshes;
            m_auth = *auth;
            goOn();
        } else if (auth.error().kind != ErrorKind::Disconnected) {
            problem(QString(u"account.refresh: " % auth.error().message));
        }
    });
}

void Sender::goOn() {
    for (const RoomId room : m_plan.rooms)
        enter(room);
    const QSet<QString> unanswered = m_unanswered;
    for (const QString& clientId : unanswered)
        send(clientId);
    sendNew();
}

void Sender::enter(RoomId room) {
    m_filling.insert(room);
    const Seq after = m_history.transcripts[room].last();
    m_client->ask<RoomEnter>({room, after}, [this, room](const Result<Entered>& entered) {
        m_filling.remove(room);
        if (entered) {
            m_entered.insert(room);
            take(room, entered->events, entered->more);
        } else if (entered.error().kind != ErrorKind::Disconnected) {
            problem(QString(u"room.enter: " % entered.error().message));
        }
    });
}

void Sender::fill(RoomId room) {
    if (m_filling.contains(room))
        return;
    m_filling.insert(room);
    ++m_history.holesFilled;
    const Seq after = m_history.transcripts[room].last();
    m_client->ask<RoomEvents>({room, after, limits::eventsPerPage},
                              [this, room, after](const Result<EventsPage>& page) {
                                  m_filling.remove(room);
                                  if (page && page->events.isEmpty() && m_history.transcripts[room].hasHole())
                                      problem(QStringLiteral("room %1 has a hole after %2").arg(room.value).arg(after));
                                  else if (page)
                                      take(room, page->events, page->more);
                                  else if (page.error().kind != ErrorKind::Disconnected)
                                      problem(QString(u"room.events: " % page.error().message));
                              });
}

void Sender::take(RoomId room, const QList<Event>& events, bool more) {
    Transcript& transcript = m_history.transcripts[room];
    for (const Event& event : events) {
        if (transcript.offer(event) == Transcript::Offered::Differs)
            problem(QStringLiteral("room %1 showed two different events with seq %2").arg(room.value).arg(event.seq));
    }
    if ((more || transcript.hasHole()) && m_entered.contains(room))
        fill(room);
}

void Sender::sendNew() {
    while (int(m_unanswered.size()) < m_plan.inFlight && int(m_history.sent.size()) < m_plan.messages) {
        // Out of the seed, so that a run can be had again.
        const QByteArray bytes = QByteArray::number(m_plan.seed) + '/' + QByteArray::number(m_history.sent.size());
        const QString clientId = QUuid::createUuidV5(QUuid(), bytes).toString(QUuid::WithoutBraces);
        const RoomId room = m_plan.rooms.at(random(0, int(m_plan.rooms.size()) - 1));
        m_history.sent.insert(clientId, {room, randomBody(), 0, 0});
        m_unanswered.insert(clientId);
        send(clientId);
    }
}

void Sender::send(const QString& clientId) {
    SenderHistory::Sent& sent = m_history.sent[clientId];
    ++sent.tries;
    m_client->ask<MessageSend>({sent.room, clientId, sent.body, {}},
                               [this, clientId](const Result<Sent>& result) { answered(clientId, result); });
}

void Sender::answered(const QString& clientId, const Result<Sent>& result) {
    if (!result) {
        const ErrorKind kind = result.error().kind;
        if (kind == ErrorKind::ServerBusy || kind == ErrorKind::ServerDraining)
            QTimer::singleShot(random(10, 50), m_client.get(), [this, clientId] { send(clientId); });
        else if (kind != ErrorKind::Disconnected)
            problem(QString(u"message.send: " % result.error().message));
        return;
    }
    SenderHistory::Sent& sent = m_history.sent[clientId];
    m_unanswered.remove(clientId);
    if (sent.ackedSeq != 0) {
        if (sent.ackedSeq != result->seq)
            problem(QStringLiteral("%1 was acknowledged as %2 and, repeated, as %3")
                        .arg(clientId)
                        .arg(sent.ackedSeq)
                        .arg(result->seq));
        return;
    }
    sent.ackedSeq = result->seq;
    ++m_acked;
    Q_EMIT acked(); // the server may be struck in here
    if (random(1, 100) <= repeatPercent)
        send(clientId);
    sendNew();
}

void Sender::problem(const QString& what) {
    if (m_history.problems.size() >= mostProblems)
        return;
    m_history.problems.append(QStringLiteral("user %1: %2").arg(m_history.user.value).arg(what));
}

QString Sender::randomBody() {
    static const QStringList words{QStringLiteral("alpha"), QStringLiteral("βήτα"),        QStringLiteral("гамма"),
                                   QStringLiteral("δ\n"),   QStringLiteral("👩‍🚀"), QStringLiteral("永")};
    QString body = QStringLiteral("%1:").arg(m_history.sent.size());
    const int length = random(1, longestBody);
    while (body.size() < length)
        body += words.at(random(0, int(words.size()) - 1)) + QString::number(random(0, 999));
    return body;
}

} // namespace confab::test
