// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/sender.h"

#include "common/protocol/closecodes.h"

#include <QUuid>

namespace confab::test {

namespace {

// So often, of a hundred: a return with the refresh token, and a repeat of what was acknowledged (its answer got lost).
constexpr int refreshPercent = 30;
constexpr int repeatPercent = 2;
constexpr int longestBody = 600;
constexpr int mostProblems = 20; // the first say enough
constexpr std::chrono::milliseconds watchEvery{250};

} // namespace

Sender::Sender(Plan plan, Auth auth)
    : m_plan(std::move(plan)), m_auth(std::move(auth)), m_random(m_plan.seed), m_messages(m_plan.messages) {
    m_history.user = m_auth.user.id;
    m_pace.callOnTimeout(this, &Sender::sendOne);
    m_watch.callOnTimeout(this, &Sender::watch);
    m_watch.start(watchEvery);
    m_comeBack.setSingleShot(true);
    m_comeBack.callOnTimeout(this, &Sender::connectNow);
    if (m_plan.every.count() > 0)
        m_pace.start(m_plan.every);
}

bool Sender::hasReached(RoomId room, Seq seq) const {
    const auto transcript = m_history.transcripts.constFind(room);
    return transcript != m_history.transcripts.constEnd() && transcript->last() >= seq && !transcript->hasGap();
}

void Sender::stop() {
    m_stopped = true;
    m_comeBack.stop();
    m_pace.stop();
    m_watch.stop();
    if (m_client)
        m_client->abort();
}

// ---- connecting

void Sender::connectNow() {
    if (m_stopped)
        return;
    m_entered.clear();
    m_filling.clear();
    m_toCatchUp.clear();
    m_leaving = false;
    QList<QUrl> urls = m_plan.urls;
    if (std::exchange(m_elsewhere, false) && urls.size() > 1)
        urls.removeAll(m_lastUrl.isEmpty() ? m_url : m_lastUrl);
    m_url = urls.at(random(0, int(urls.size()) - 1));
    m_return = {};
    m_heard.start();
    m_client = std::make_unique<TestClient>(m_url, m_plan.codec);
    m_client->keepNotices(false);
    connect(m_client.get(), &TestClient::opened, this, &Sender::onOpened);
    connect(m_client.get(), &TestClient::closed, this, &Sender::onClosed);
    connect(m_client.get(), &TestClient::confused, this, [this] { problem(QStringLiteral("an unreadable frame")); });
    connect(m_client.get(), &TestClient::noticed, this, &Sender::onNotice);
    m_client->openSoon();
}

void Sender::onOpened() {
    m_heard.start();
    m_opened.start();
    if (m_lost.isValid())
        m_return.away = m_lost.elapsed();
    if (random(1, 100) <= refreshPercent)
        refresh();
    else
        signIn();
}

void Sender::onClosed() {
    m_elsewhere = m_plan.roams || m_client->closeCode() == quint16(CloseCode::Draining);
    lost();
    // Not from inside the client's own signal, and not all at once.
    m_comeBack.start(random(1, 20));
}

void Sender::onNotice(const Notification& notice) {
    m_heard.start();
    if (const auto* event = std::get_if<RoomEventNotice>(&notice)) {
        take(event->event.room, {event->event}, false);
    } else if (const auto* draining = std::get_if<ServerDrainingNotice>(&notice); draining && !m_leaving) {
        m_leaving = true;
        ++m_history.moves;
        QTimer::singleShot(std::chrono::milliseconds(draining->retryAfterMs), m_client.get(), [this] { cut({}); });
    }
}

void Sender::cut(std::chrono::milliseconds away) {
    if (!m_client || m_stopped)
        return;
    m_client->disconnect(this);
    m_client->abort();
    m_elsewhere = true;
    lost();
    m_comeBack.start(away + std::chrono::milliseconds(random(0, 5))); // cut once more while it is away: that counts
}

void Sender::lost() {
    ++m_history.reconnects;
    if (std::exchange(m_ready, false) && !m_lost.isValid())
        m_lost.start();
}

/// A client is not told that the other end is frozen or cut off.
void Sender::watch() {
    const bool waits = m_client && (!m_client->isOpen() || m_client->unanswered() > 0);
    if (waits && m_heard.isValid() && m_heard.elapsed() > m_plan.patience.count())
        cut({});
}

// ---- the session

void Sender::signIn() {
    m_client->ask<SessionResume>({m_auth.accessToken}, [this](const Result<Resumed>& resumed) {
        m_heard.start();
        if (resumed)
            goOn();
        else if (resumed.error().kind == ErrorKind::AuthExpired)
            refresh();
        else
            refused(QStringLiteral("session.resume"), resumed.error(), [this] { signIn(); });
    });
}

void Sender::refresh() {
    m_client->ask<AccountRefresh>({m_auth.refreshToken}, [this](const Result<Auth>& auth) {
        m_heard.start();
        if (!auth)
            return refused(QStringLiteral("account.refresh"), auth.error(), [this] { refresh(); });
        ++m_history.refreshes;
        m_auth = *auth;
        goOn();
    });
}

void Sender::goOn() {
    m_ready = true;
    m_return.elsewhere = std::exchange(m_lastUrl, m_url) != m_url;
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
    m_client->ask<RoomEnter>({room, after}, [this, room](const Result<Entered>& answer) {
        m_heard.start();
        m_filling.remove(room);
        if (answer)
            entered(room, *answer);
        else
            refused(QStringLiteral("room.enter"), answer.error(), [this, room] { enter(room); });
    });
}

void Sender::entered(RoomId room, const Entered& answer) {
    m_entered.insert(room);
    m_return.missed += std::max<Seq>(0, answer.lastSeq - m_history.transcripts[room].last());
    m_toCatchUp[room] = answer.lastSeq;
    if (m_lost.isValid() && isReady())
        m_return.pause = m_lost.elapsed();
    take(room, answer.events, answer.more);
}

/// Once everything that was missed is there.
void Sender::noteReturn() {
    for (auto it = m_toCatchUp.begin(); it != m_toCatchUp.end();)
        it = hasReached(it.key(), it.value()) ? m_toCatchUp.erase(it) : std::next(it);
    if (!m_toCatchUp.isEmpty() || !isReady() || !m_lost.isValid())
        return;
    m_return.caughtUp = m_opened.elapsed();
    m_history.returns.append(m_return);
    m_lost.invalidate();
}

void Sender::fill(RoomId room) {
    if (m_filling.contains(room))
        return;
    m_filling.insert(room);
    ++m_history.pages;
    const Seq after = m_history.transcripts[room].last();
    m_client->ask<RoomEvents>(
        {room, after, limits::eventsPerPage}, [this, room, after](const Result<EventsPage>& page) {
            m_heard.start();
            m_filling.remove(room);
            if (!page)
                refused(QStringLiteral("room.events"), page.error(), [this, room] { fill(room); });
            else if (page->events.isEmpty() && m_history.transcripts[room].hasGap())
                problem(QStringLiteral("room %1 has a hole after %2").arg(room.value).arg(after));
            else
                take(room, page->events, page->more);
        });
}

void Sender::take(RoomId room, const QList<Event>& events, bool more) {
    Transcript& transcript = m_history.transcripts[room];
    const Seq before = transcript.last();
    const bool live = m_entered.contains(room) && !m_toCatchUp.contains(room);
    for (const Event& event : events) {
        if (transcript.push(event) == Transcript::Pushed::Differs)
            problem(QStringLiteral("room %1 showed two different events with seq %2").arg(room.value).arg(event.seq));
    }
    if (live && transcript.hasGap() && !m_filling.contains(room)) {
        ++m_history.holesShown;
        problem(QStringLiteral("room %1 was shown live with a hole after %2").arg(room.value).arg(transcript.last()));
    }
    if (live && transcript.last() > before)
        Q_EMIT shown(room, before + 1, transcript.last());
    if ((more || transcript.hasGap()) && m_entered.contains(room))
        fill(room);
    if (!m_toCatchUp.isEmpty())
        noteReturn();
}

// ---- sending

void Sender::sendNew() {
    while (m_plan.every.count() == 0 && int(m_unanswered.size()) < m_plan.inFlight &&
           int(m_history.sent.size()) < m_messages)
        sendOne();
}

void Sender::sendOne() {
    if (!m_ready || int(m_unanswered.size()) >= m_plan.inFlight || int(m_history.sent.size()) >= m_messages)
        return;
    // From the seed, so that a run can be repeated.
    const QByteArray bytes = QByteArray::number(m_plan.seed) + '/' + QByteArray::number(m_history.sent.size());
    const QString clientId = QUuid::createUuidV5(QUuid(), bytes).toString(QUuid::WithoutBraces);
    const QList<RoomId>& rooms = m_plan.writesIn.isEmpty() ? m_plan.rooms : m_plan.writesIn;
    const RoomId room = rooms.at(random(0, int(rooms.size()) - 1));
    m_history.sent.insert(clientId, {room, randomBody(), 0, 0});
    m_unanswered.insert(clientId);
    send(clientId);
}

void Sender::send(const QString& clientId) {
    SenderHistory::Sent& sent = m_history.sent[clientId];
    ++sent.tries;
    m_client->ask<MessageSend>({sent.room, clientId, sent.body, {}}, [this, clientId](const Result<Sent>& result) {
        m_heard.start();
        answered(clientId, result);
    });
}

void Sender::answered(const QString& clientId, const Result<Sent>& result) {
    if (!result)
        return refused(QStringLiteral("message.send"), result.error(), [this, clientId] { send(clientId); });
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
    Q_EMIT acked(sent.room, result->seq); // the server may be struck in here
    if (!m_ready)
        return;
    if (random(1, 100) <= repeatPercent)
        send(clientId);
    sendNew();
}

/// Asks once more later, where that may help and the connection still stands.
void Sender::refused(const QString& what, const Error& error, std::function<void()> again) {
    if (error.kind == ErrorKind::Disconnected)
        return;
    if (!errorRow(error.kind).retryable)
        return problem(QString(what % u": " % error.message));
    const auto after = std::chrono::milliseconds(error.retryAfterMs.value_or(0) + random(10, 50));
    QTimer::singleShot(after, m_client.get(), std::move(again));
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
