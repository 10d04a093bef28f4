// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/redisconnection.h"

namespace confab {

namespace {

/// An error of the server's as it may stand in a log.
QString shown(const QByteArray& error) {
    constexpr qsizetype longest = 200;
    QString text = QString::fromUtf8(error.first(std::min(error.size(), longest)));
    for (QChar& c : text) {
        if (!c.isPrint())
            c = u'?';
    }
    return text;
}

/// Errors that need an administrator: retrying soon is useless.
bool isForPeople(const QByteArray& code) {
    return code == "WRONGPASS" || code == "NOAUTH" || code == "NOPERM" || code == "NOPROTO";
}

} // namespace

RedisConnection::RedisConnection(RedisAddress address, Subscriptions::Kind kind, const RedisLimits& limits,
                                 Owner& owner)
    : m_address(std::move(address)), m_kind(kind), m_limits(limits), m_owner(owner),
      m_socket(m_address, m_limits, *this), m_parser(limits.resp), m_subscriptions(kind, limits),
      m_backoff(limits.firstPause, limits.longestPause) {
    for (QObject* part : std::initializer_list<QObject*>{&m_socket, &m_pause, &m_deadline, &m_heartbeat})
        part->setParent(this); // they go along to another thread
    m_pause.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &RedisConnection::open);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        lose(m_phase == Phase::Opening ? QStringLiteral("no connection in time")
                                       : QStringLiteral("no answer to the sign-in in time"));
    });
    connect(&m_heartbeat, &QTimer::timeout, this, &RedisConnection::heartbeat);
}

void RedisConnection::start() {
    if (m_phase == Phase::Stopped)
        open();
}

void RedisConnection::stop(QDeadlineTimer deadline) {
    const bool wasReady = isReady();
    flush();
    m_phase = Phase::Stopped; // nothing is told, and nothing new is taken
    while (wasReady && !m_pipeline.isEmpty() && m_socket.waitForMore(deadline)) {
    }
    m_pause.stop();
    m_deadline.stop();
    m_heartbeat.stop();
    m_socket.close();
    m_parser.clear();
    m_writer.sent();
    m_subscriptions.lost();
    m_pipeline.failAll();
}

void RedisConnection::open() {
    m_phase = Phase::Opening;
    m_deadline.start(m_limits.connectTime);
    m_socket.open();
}

void RedisConnection::socketOpened() {
    m_phase = Phase::SigningIn;
    m_deadline.start(m_limits.signInTime);
    signIn();
}

void RedisConnection::signIn() {
    QList<QByteArray> words{"3"};
    if (!m_address.user.isEmpty() || !m_address.password.isEmpty())
        words += {"AUTH", m_address.user.isEmpty() ? QByteArray("default") : m_address.user.toUtf8(),
                  m_address.password.value.toUtf8()};
    words += {"SETNAME", "confab-" + m_address.clientName.toUtf8()};
    m_writer.command("HELLO", words);
    m_pipeline.expect([this](const Result<RespValue>& reply) { signedIn(reply); });
    flush();
}

void RedisConnection::signedIn(const Result<RespValue>& reply) {
    if (m_phase != Phase::SigningIn || !reply)
        return;
    if (reply->isError()) {
        if (!isForPeople(reply->errorCode())) // else deliverReply() does more
            lose(shown(reply->text));
        return;
    }
    m_phase = Phase::Ready;
    m_counts.reconnects += m_wasReady ? 1 : 0;
    m_wasReady = true;
    m_said.clear();
    m_deadline.stop();
    m_lastRead.start();
    m_lastPing.start();
    m_lastBeat.start();
    m_heartbeat.start(std::min(m_limits.pingEvery, m_limits.silence / 2) / 4);
    flushSoon(); // what was subscribed to before
    m_owner.connectionReady(*this);
}

void RedisConnection::lose(const QString& why, bool slowly) {
    if (m_phase == Phase::Stopped)
        return;
    const bool news = isReady() || why != m_said;
    m_phase = Phase::Pausing;
    m_deadline.stop();
    m_heartbeat.stop();
    m_socket.close();
    m_parser.clear();
    m_writer.sent();
    m_subscriptions.lost();
    m_pause.start(slowly ? m_backoff.slow() : m_backoff.next());
    m_pipeline.failAll();
    if (news) {
        m_said = why;
        m_owner.connectionLost(*this, QStringLiteral("Redis at %1: %2").arg(m_address.name(), why));
    }
}

void RedisConnection::socketClosed(const QString& why) {
    lose(why);
}

void RedisConnection::heartbeat() {
    const auto since = [](const QElapsedTimer& timer) { return std::chrono::milliseconds(timer.elapsed()); };
    if (since(m_lastBeat) >= m_limits.silence / 2)
        m_lastRead.start(); // this process itself stood still: data may be unread
    m_lastBeat.start();
    if (since(m_lastRead) >= m_limits.silence)
        return lose(QStringLiteral("no answer for %1 s").arg(double(m_limits.silence.count()) / 1000));
    if (since(m_lastPing) < m_limits.pingEvery)
        return;
    m_lastPing.start();
    m_writer.command({"PING"});
    m_pipeline.expect([this](const Result<RespValue>& reply) {
        if (reply && !reply->isError())
            m_backoff.reset(); // the server did not only accept the connection, it kept it
    });
    flushSoon();
}

void RedisConnection::socketRead(QByteArrayView bytes) {
    m_counts.bytesRead += quint64(bytes.size());
    m_lastRead.start();
    m_parser.append(bytes);
    while (std::optional<RespValue> value = m_parser.next())
        deliver(std::move(*value)); // may lose the connection: then the parser has nothing more
    if (m_parser.hasFailed() && m_socket.isOpen())
        lose(QStringLiteral("it does not speak RESP3: %1").arg(m_parser.why()));
}

void RedisConnection::deliver(RespValue value) {
    if (value.type == RespValue::Type::Push)
        deliverPush(std::move(value));
    else
        deliverReply(std::move(value));
}

void RedisConnection::deliverPush(RespValue push) {
    constexpr size_t parts = 3; // what happened, the channel, and the payload or a number
    if (push.items.size() != parts || !push.items[0].isText())
        return; // what a later version says of other things
    const QByteArray& what = push.items[0].text;
    const QByteArray& channel = push.items[1].text;
    if (what == (m_kind == Subscriptions::Kind::Plain ? "message" : "smessage")) {
        ++m_counts.messagesReceived;
        if (m_phase == Phase::Ready && m_subscriptions.wants(channel))
            m_owner.received(channel, push.items[2].text);
        return;
    }
    const bool begins = what == "subscribe" || what == "ssubscribe";
    if (!begins && what != "unsubscribe" && what != "sunsubscribe")
        return;
    if (m_pipeline.takeConfirmation(begins, channel)) {
        if (m_subscriptions.confirmed(channel) && isReady())
            m_owner.confirmed(channel);
        flushSoon(); // later subscriptions may have waited for this one
    } else if (!begins && m_subscriptions.dropped(channel) && isReady()) {
        m_owner.dropped(*this, channel);
    }
}

void RedisConnection::deliverReply(RespValue reply) {
    SubscriptionCall refused;
    const QByteArray error = reply.isError() ? reply.text : QByteArray();
    const bool forPeople = reply.isError() && isForPeople(reply.errorCode());
    const Pipeline::Taken taken = m_pipeline.takeReply(std::move(reply), refused);
    if (!m_socket.isOpen())
        return; // the answer led to that
    if (forPeople)
        return lose(QStringLiteral("it refuses this user or what it does: %1").arg(shown(error)), true);
    if (taken == Pipeline::Taken::Unexpected)
        return lose(error.isEmpty() ? QStringLiteral("an answer to no question") : shown(error));
    if (taken != Pipeline::Taken::Refused)
        return;
    if (m_kind == Subscriptions::Kind::Plain)
        return lose(shown(error));
    m_subscriptions.refused(refused);
    if (isReady())
        m_owner.refused(*this, refused.channels, error);
}

void RedisConnection::subscribe(const QByteArray& channel) {
    m_subscriptions.add(channel);
    flushSoon();
}

void RedisConnection::unsubscribe(const QByteArray& channel) {
    m_subscriptions.remove(channel);
    flushSoon();
}

bool RedisConnection::hasRoomFor(qsizetype bytes) const {
    return isReady() && m_pipeline.size() < m_limits.calls &&
           m_writer.size() + m_socket.waiting() + bytes <= m_limits.outputBytes;
}

bool RedisConnection::publish(const QByteArray& channel, const QByteArray& payload, Pipeline::Answer answer) {
    if (payload.size() > m_limits.payloadBytes || !hasRoomFor(channel.size() + payload.size())) {
        ++m_counts.publishesDropped;
        return false;
    }
    ++m_counts.published;
    return call({m_kind == Subscriptions::Kind::Plain ? "PUBLISH" : "SPUBLISH", channel, payload}, std::move(answer));
}

bool RedisConnection::call(std::initializer_list<QByteArrayView> words, Pipeline::Answer answer) {
    if (!hasRoomFor(0))
        return false;
    m_writer.command(words);
    m_pipeline.expect(std::move(answer));
    flushSoon();
    return true;
}

void RedisConnection::flushSoon() {
    if (m_flushing || !isReady())
        return;
    m_flushing = true;
    QMetaObject::invokeMethod(this, &RedisConnection::flush, Qt::QueuedConnection);
}

void RedisConnection::flush() {
    m_flushing = false;
    while (isReady()) {
        std::optional<SubscriptionCall> next = m_subscriptions.nextCall();
        if (!next)
            break;
        const bool sharded = m_kind == Subscriptions::Kind::Sharded;
        const QByteArrayView name =
            next->subscribe ? (sharded ? "SSUBSCRIBE" : "SUBSCRIBE") : (sharded ? "SUNSUBSCRIBE" : "UNSUBSCRIBE");
        m_writer.command(name, next->channels);
        m_pipeline.expect(std::move(*next));
    }
    if (m_writer.isEmpty())
        return;
    m_counts.bytesWritten += quint64(m_writer.size());
    m_socket.write(m_writer.bytes());
    m_writer.sent();
}

} // namespace confab
