// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/backoff.h"
#include "server/redis/pipeline.h"
#include "server/redis/pubsub.h"
#include "server/redis/redissocket.h"
#include "server/redis/respparser.h"
#include "server/redis/respwriter.h"
#include "server/redis/subscriptions.h"

#include <QElapsedTimer>
#include <QTimer>

namespace confab {

/// One connection to one Redis server: signs in, checks liveness, carries calls and subscriptions, and reconnects by
/// itself. Thread: the one that it lives on. Owned by: SinglePubSub or ClusterPubSub.
class RedisConnection : public QObject, private RedisSocket::Owner {
    Q_OBJECT

public:
    /// The calls to its owner, which may call back, but not delete it before the event loop's next turn.
    class Owner {
    public:
        virtual ~Owner() = default;
        virtual void connectionReady(RedisConnection& connection) = 0;
        /// Lost after it was ready, or not ready for another reason than the last time.
        virtual void connectionLost(RedisConnection& connection, const QString& why) = 0;
        virtual void confirmed(const QByteArray& channel) = 0;
        /// The server ended a confirmed subscription by itself.
        virtual void dropped(RedisConnection& connection, const QByteArray& channel) = 0;
        /// The server is not the one for these channels (now). Only of sharded subscriptions: else it is the
        /// connection's end.
        virtual void refused(RedisConnection& connection, const QList<QByteArray>& channels,
                             const QByteArray& error) = 0;
        virtual void received(const QByteArray& channel, const QByteArray& payload) = 0;
    };

    RedisConnection(RedisAddress address, Subscriptions::Kind kind, const RedisLimits& limits, Owner& owner);

    void start();
    /// Waits until every call is answered, as long as `deadline` allows, and disconnects. The owner is not called any
    /// more.
    void stop(QDeadlineTimer deadline);
    /// Sends what waits without waiting for answers, so that several connections can be stopped at once.
    void flush();

    void subscribe(const QByteArray& channel);
    void unsubscribe(const QByteArray& channel);
    bool isConfirmed(const QByteArray& channel) const { return m_subscriptions.isConfirmed(channel); }
    /// False, and nothing sent, when it is not ready or too much waits. Otherwise `answer`, which must
    /// not be empty, is called later.
    bool publish(const QByteArray& channel, const QByteArray& payload, Pipeline::Answer answer);
    bool call(std::initializer_list<QByteArrayView> words, Pipeline::Answer answer);

    bool isReady() const { return m_phase == Phase::Ready; }
    const RedisAddress& address() const { return m_address; }
    const PubSub::Counts& counts() const { return m_counts; }

private:
    enum class Phase { Stopped, Pausing, Opening, SigningIn, Ready };

    void socketOpened() override;
    void socketRead(QByteArrayView bytes) override;
    void socketClosed(const QString& why) override;

    void open();
    void signIn();
    void signedIn(const Result<RespValue>& reply);
    void lose(const QString& why, bool slowly = false);
    void heartbeat();
    void deliver(RespValue value);
    void deliverPush(RespValue push);
    void deliverReply(RespValue reply);
    bool hasRoomFor(qsizetype bytes) const;
    void flushSoon();

    const RedisAddress m_address;
    const Subscriptions::Kind m_kind;
    const RedisLimits m_limits;
    RedisConnection::Owner& m_owner;
    RedisSocket m_socket;
    RespParser m_parser;
    RespWriter m_writer;
    Pipeline m_pipeline;
    Subscriptions m_subscriptions;
    Backoff m_backoff;
    QTimer m_pause;     // until the next attempt
    QTimer m_deadline;  // of the present phase
    QTimer m_heartbeat; // while ready
    QElapsedTimer m_lastRead;
    QElapsedTimer m_lastPing;
    QElapsedTimer m_lastBeat;
    Phase m_phase = Phase::Stopped;
    bool m_flushing = false; // flush() will be called
    bool m_wasReady = false; // ever
    QString m_said;          // the reason that the owner knows
    PubSub::Counts m_counts;
};

} // namespace confab
