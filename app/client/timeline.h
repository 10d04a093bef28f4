// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/outbox.h"
#include "app/client/rows.h"

#include <deque>
#include <vector>

namespace confab::client {

/// One line of a timeline: a message, or a notice such as "Ben joined".
struct TimelineEntry {
    enum class State {
        Sending, ///< one's own; the server has not confirmed it
        Sent,    ///< the server has it; so is everybody else's
        Failed,  ///< one's own; refused, `error` says why
    };

    Seq seq = 0;      ///< 0 while the server has not given one
    QString clientId; ///< of messages; empty where the server did not say
    UserId by;
    UtcTime at;
    /// MessagePosted (with the text as it is now), or what the notice is about. Never UnknownEvent.
    EventData data;
    State state = State::Sent;
    std::optional<Error> error;
    std::optional<UtcTime> editedAt;
    std::optional<UtcTime> deletedAt; ///< its text is gone
    bool isEditable = false;          ///< waits, and the server can't have it yet (OutgoingMessage)
    bool isOnItsWay = false;          ///< its request was sent and not answered
    bool isDraft = false;             ///< the text is as typed here; the server's own form of it has not come yet

    bool isMessage() const { return std::holds_alternative<MessagePosted>(data); }
    /// The text of a message; empty for notices.
    QString body() const;
};

/// What a room's window shows. Row 0 is the newest: first one's own unconfirmed messages (the last written first), then
/// the log by falling seq. Every message is one row, whether its event, its answer, a page of history or all of them
/// come, in any order. Pure logic: a RoomFeed, a HistoryLoader and the Outbox feed it. Thread: the client's. Owned by:
/// OpenRoom.
class Timeline : public Rows {
    Q_OBJECT
public:
    explicit Timeline(QObject* parent = nullptr) : Rows(parent) {}

    int count() const override { return int(m_entries.size()); }
    const TimelineEntry& at(int row) const { return m_entries.at(size_t(row)); }
    /// -1 when it is not here.
    int rowOfSeq(Seq seq) const;
    int rowOfClientId(const QString& clientId) const;
    /// How many rows are newer than `seq`, unconfirmed ones included: the number of the row that is not.
    int rowsAfter(Seq seq) const { return rowForSeq(seq); }
    /// The lowest seq in the rows; 0 when none has one.
    Seq oldestSeq() const;
    /// The highest seq in the rows; 0 when none has one.
    Seq newestSeq() const;

    /// Events of the log in rising order, each new or known. `me`: whose unconfirmed messages these may be.
    void addEvents(const QList<Event>& events, UserId me);
    /// A page of room.history, newest first. Never touches what is there already.
    void addHistory(const QList<Message>& messages, UserId me);

    /// One's own message was written, or its state is another one.
    void putPending(const OutgoingMessage& message, UserId me);
    /// The server's answer to message.send.
    void confirm(const QString& clientId, const Sent& answer);
    void removePending(const QString& clientId);

    /// Forgets one's own unconfirmed messages: the rows are not the end of the log any more.
    void clearPending();
    /// Forgets everything that has a seq (a hole too large to fill); unconfirmed ones stay.
    void clearLog();
    /// Keeps the newest `keep` rows. True when some went: history has to be asked for again from oldestSeq().
    bool trim(int keep);

private:
    void add(std::vector<TimelineEntry> newestFirst, UserId me);
    void addOne(TimelineEntry entry, UserId me);
    int rowForSeq(Seq seq) const;
    int pendingRow(const QString& clientId) const;
    void insert(int row, std::vector<TimelineEntry> newestFirst);
    void remove(int first, int last);
    void settle(int row, TimelineEntry entry);

    std::deque<TimelineEntry> m_entries; // newest first
    int m_pending = 0;                   // how many at the front have no seq
};

} // namespace confab::client
