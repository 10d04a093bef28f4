// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/timeline.h"
#include "app/client/userdirectory.h"

#include <QHash>

namespace confab::client {

class Session;
class StoredLog;

/// The messages of a room that answers quote: from the timeline where it has them, else requested, all that were asked
/// for in one turn of the event loop together. They change as the room's log says.
/// Thread: the client's. Owned by: OpenRoom.
class ReplyQuotes : public QObject {
    Q_OBJECT
public:
    /// `stored`: what is known without a connection; null: nothing is kept.
    ReplyQuotes(Connection& connection, Session& session, UserDirectory& people, RoomId room, const Timeline& timeline,
                const StoredLog* stored = nullptr);

    /// Null while it is unknown: it is then requested, and changed() follows. Valid until the next change.
    const Message* find(Seq seq);
    /// The server has no such message.
    bool isMissing(Seq seq) const { return m_missing.contains(seq); }

    /// A change of the log, of any message.
    void apply(const MessageChange& change);
    /// Changes were missed: all is asked for again.
    void forget();

    static constexpr qsizetype most = 300;        ///< messages that are not in the timeline
    static constexpr qsizetype changesKept = 500; ///< while an answer is on its way

Q_SIGNALS:
    void changed(confab::Seq seq);

private:
    void ask();
    void answered(const QList<Seq>& asked, Result<MessagesAnswer> answer);
    void take(Message message, Seq asOf);
    const Message* stored(Seq seq);

    Connection& m_connection;
    Session& m_session;
    UserDirectory& m_people;
    const RoomId m_room;
    const Timeline& m_timeline;
    const StoredLog* m_stored;
    QHash<Seq, Message> m_messages;
    QSet<Seq> m_missing;
    QSet<Seq> m_wanted;             // to request at the end of this turn
    QSet<Seq> m_asked;              // requested
    QList<MessageChange> m_changes; // since the oldest pending request
    int m_round = 0;                // answers of an earlier one are dropped
};

} // namespace confab::client
