// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/rows.h"
#include "common/core/error.h"
#include "common/protocol/eventeffect.h"
#include "common/protocol/message.h"

#include <deque>
#include <vector>

namespace confab::store {
struct LogPage;
}

namespace confab::client {

struct OutgoingMessage;

/// One line of a timeline: a message, or a notice such as "Ben joined".
struct TimelineEntry {
    enum class State {
        Sending, ///< the user's own; not confirmed by the server yet
        Sent,    ///< the server has it; also all messages of others
        Failed,  ///< the user's own; refused, `error` has the reason
    };

    /// A message in its present form, or another event with EventEffect::Row: a notice.
    std::variant<Message, Event> row;
    State state = State::Sent;
    std::optional<Error> error;
    bool isEditable = false; ///< waits, and the server can't have it yet (OutgoingMessage)
    bool isOnItsWay = false; ///< its request is in flight
    bool isDraft = false;    ///< the text as typed; the server's normalised form has not come yet
    QStringList uploads;     ///< keys of its files in Uploads, in their order; empty once the server has it

    /// 0 while the server has not assigned one.
    Seq seq() const;
    UserId by() const;
    UtcTime at() const;
    bool isMessage() const { return message(); }
    /// Null for a notice.
    const Message* message() const { return std::get_if<Message>(&row); }
    Message* message() { return std::get_if<Message>(&row); }
    /// Null for a message.
    const EventData* notice() const;
    /// Of a message; empty for notices, and where the server did not give one.
    QString clientId() const;
    /// The text of a message; empty for notices.
    QString body() const;
};

/// The rows of a room's window. Row 0 is the newest: first the user's own unconfirmed messages (the latest first), then
/// the log by falling seq. Every message is one row, whether its event, its answer, a page of history or all of them
/// arrive, in any order. Pure logic: a RoomFeed, a HistoryLoader and the Outbox feed it.
/// Thread: the client's. Owned by: OpenRoom.
class Timeline : public Rows {
    Q_OBJECT
public:
    explicit Timeline(QObject* parent = nullptr) : Rows(parent) {}

    int count() const override { return int(m_entries.size()); }
    const TimelineEntry& at(int row) const { return m_entries.at(size_t(row)); }
    /// -1 when it is not loaded.
    int rowOfSeq(Seq seq) const;
    int rowOfClientId(const QString& clientId) const;
    /// The number of rows that are newer than `seq`, unconfirmed ones included: the index of the first row that is not.
    int rowsAfter(Seq seq) const { return rowForSeq(seq); }
    /// The lowest seq in the rows; 0 when none has one.
    Seq oldestSeq() const;
    /// The highest seq in the rows; 0 when none has one.
    Seq newestSeq() const;

    /// Events of the log in rising order, each new or known: new rows, and changes of messages. `me`: the author of the
    /// unconfirmed messages.
    void addEvents(const QList<Event>& events, UserId me);
    /// A page of room.history, newest first, with all that the log had up to `asOf`. Changes a loaded row only where
    /// that had less of the log.
    void addHistory(const QList<Message>& messages, UserId me, Seq asOf = 0);
    /// The same of a page that may have notices.
    void addPage(const store::LogPage& page, UserId me);
    /// Changes the message, now if its row is loaded; and again each time that a row of it comes, which may be of a
    /// page that the server read before the change. The newest changesKept are kept for that.
    void apply(MessageChange change);

    /// A message of the user's own was written, or its state has changed.
    void putPending(const OutgoingMessage& message, UserId me);
    /// The server's answer to message.send.
    void confirm(const QString& clientId, const Sent& answer);
    void removePending(const QString& clientId);

    /// Removes the user's own unconfirmed messages: the rows are not the end of the log any more.
    void clearPending();
    /// Removes all rows with a seq (a gap too large to fill); unconfirmed ones stay.
    void clearLog();
    /// Keeps the newest `keep` rows. True when some were removed: history has to be requested again from oldestSeq().
    bool trim(int keep);
    /// Removes the rows that are newer than `newest`.
    void trimNewest(Seq newest);

    /// More than happen in a busy room while a page is on its way.
    static constexpr size_t changesKept = 500;

private:
    void add(std::vector<TimelineEntry> newestFirst, UserId me);
    void addOne(TimelineEntry entry, UserId me);
    int rowForSeq(Seq seq) const;
    int pendingRow(const QString& clientId) const;
    void insert(int row, std::vector<TimelineEntry> newestFirst);
    void remove(int first, int last);
    void settle(int row, TimelineEntry entry);
    void changeAsKept(TimelineEntry& entry) const;

    std::deque<TimelineEntry> m_entries; // newest first
    std::deque<MessageChange> m_changes; // in the order of the log; at most changesKept
    int m_pending = 0;                   // the number of rows at the front without a seq
};

} // namespace confab::client
