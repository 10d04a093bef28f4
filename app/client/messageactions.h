// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

namespace confab::client {

/// A change that the user made to a message, until the log of its room has it.
struct MessageAction {
    struct Edit {
        QString body;
        QList<UserId> mentions; ///< as MessageEdit has them; empty: none
    };
    struct Remove {};
    struct React {
        QString emoji;
        bool on = false;
    };
    struct Pin {
        bool on = false;
    };

    RoomId room;
    Seq seq = 0; ///< of the message
    std::variant<Edit, Remove, React, Pin> what;
    QString clientId; ///< the same at every attempt
    UtcTime at = {};  ///< when it was made, by the local clock
    int attempts = 0;
    bool isOnItsWay = false; ///< its request is in flight
    bool isAnswered = false; ///< the server has it; its event is still to come
};

/// Edits, deletes, marks and pins messages. An action shows at once (shown()), and is repeated until the server gives a
/// definite answer, one after the other in the order in which they were made; a refused one is taken back. The store
/// keeps them for the next run.
/// Thread: the client's. Owned by: Client.
class MessageActions : public QObject {
    Q_OBJECT
public:
    MessageActions(Connection& connection, Session& session, Backoff backoff, const Clock& clock);

    /// MessageEmpty, MessageTooLong, as for Outbox::send; Unavailable when `most` actions wait already, as for the
    /// rest.
    Status edit(RoomId room, Seq seq, const QString& body, QList<UserId> mentions = {});
    Status remove(RoomId room, Seq seq);
    Status react(RoomId room, Seq seq, const QString& emoji, bool on);
    Status pin(RoomId room, Seq seq, bool on);

    /// Those of an earlier run, before any other; they are sent at the next Online.
    void restore(QList<MessageAction> actions);
    /// In the order in which they were made.
    const QList<MessageAction>& all() const { return m_actions; }
    /// Whether shown() differs from the message, or may do so.
    bool touches(RoomId room, Seq seq) const;
    /// The message with the user's actions that its room's log does not have yet.
    Message shown(Message message) const;
    /// The number of actions that the server has not answered.
    int waiting() const;

    /// The room is open: its events arrive. Without them an action ends with its answer.
    void follow(RoomId room) { m_followed.insert(room); }
    void unfollow(RoomId room);
    /// Events of a followed room.
    void eventsArrived(const QList<Event>& events);

    static constexpr int most = 200;

Q_SIGNALS:
    /// shown() of this message has changed.
    void changed(confab::RoomId room, confab::Seq seq);
    /// The server refuses an action for good.
    void refused(confab::RoomId room, const confab::Error& error);

private:
    Status add(MessageAction action);
    void pump();
    void post(MessageAction& action);
    void answered(const QString& clientId, const std::optional<Error>& error);
    bool isTransient(const MessageAction& action, const Error& error) const;
    void end(const QString& clientId);
    template <class Ends>
    void endAll(Ends ends);
    void clear();
    template <class Request>
    void call(Request request, const QString& clientId);

    Connection& m_connection;
    Session& m_session;
    Backoff m_backoff;
    const Clock& m_clock;
    QList<MessageAction> m_actions; // in the order in which they were made
    QSet<RoomId> m_followed;
    QTimer m_pauseTimer; // runs while the server asks not to be contacted
};

} // namespace confab::client
