// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/bodyformat.h"
#include "app/models/roletable.h"
#include "app/models/rowsmodel.h"
#include "app/models/unreadmark.h"
#include "common/core/ids.h"
#include "common/core/time.h"
#include "common/protocol/types.h"

#include <QHash>
#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class Client;
class OpenRoom;
class ThreadMessages;
class Timeline;
struct TimelineEntry;
} // namespace confab::client

namespace confab::models {

/// The timeline of one room, or a thread of it, newest at row 0: a row is a message or a notice, as in
/// client::Timeline. Separators (a new day, the unread line, the beginning of a group) are roles of the row below the
/// separator; in a thread the first answer has their number as its day. Roles: kind, seq, clientId, by, author,
/// initials, bot (the author is a program), body, excerpt (the shown part), hiddenLines (the rest), large (only emoji),
/// time, fullTime, day (title of the day that begins here, else empty), groupStart, mine, unreadLine, delivery, tick
/// (Tick), failure, waiting (not in flight yet), formatted (the
/// excerpt is Markdown that shows otherwise than it was written), mentioned (names, for that), editable (its text can
/// still change), folded (the row below contains this notice: consecutive joins are one line), spoken (all of it, for
/// assistive technology), deleted, editedTime (empty: it was not), pinned, replies (their number), reactions (a list of
/// {emoji, count, mine}), quote (of an answer: {seq, by, author, text} of the message that it answers; else invalid),
/// thread (of a message with answers: threadSummary(); else invalid), veiled (of somebody whom
/// the user blocks: a sentence stands for all of it until unveil()), files (a list of FileView). The user's own
/// changes that the room's log does not have yet are in a message already (client::MessageActions). Thread: the
/// window's. Owned by: CurrentRoom, ThreadView.
class TimelineModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// The room has no messages; false while that is unknown.
    Q_PROPERTY(bool empty READ isEmpty NOTIFY emptyChanged FINAL)
    Q_PROPERTY(bool loadingOlder READ isLoadingOlder NOTIFY loadingChanged FINAL)
    /// Whether the newest row is not the end of the room's messages.
    Q_PROPERTY(bool hasNewer READ hasNewer NOTIFY loadingChanged FINAL)

public:
    enum Kind { Message, Notice };
    Q_ENUM(Kind)
    /// client::TimelineEntry::State, for QML.
    enum Delivery { Sending, Sent, Failed };
    Q_ENUM(Delivery)
    /// Of own messages that the server has: the last of consecutive ones has a tick, and one has the line of its
    /// readers.
    enum Tick { NoTick, Stored, Read };
    Q_ENUM(Tick)

    explicit TimelineModel(client::Client& client);

    /// Shows this room from now on, or none. Messages of others after `readSeq` are new: the unread line is above the
    /// first of them until dismissUnreadLine(). Empty: nothing is new.
    void show(client::OpenRoom* room, std::optional<Seq> readSeq);
    /// Shows this thread of the room from now on. Nothing in it is new.
    void showThread(client::OpenRoom& room, client::ThreadMessages& thread);
    /// Moves the unread line to the row after `readSeq`. `areNew`: for receivers of added(), whose rows are not shown
    /// yet.
    void markUnread(Seq readSeq, bool areNew);
    void dismissUnreadLine();
    /// This message has the line of its readers; 0: none has.
    void setReadLine(Seq seq);
    std::optional<Seq> readSeq() const { return m_unread.readSeq(); }
    /// The seq of the row below the unread line; 0 when there is none, or it was not found yet.
    Seq unreadLineSeq() const { return m_unread.first(); }
    /// The row below the unread line; -1 when it is not loaded.
    Q_INVOKABLE int unreadRow() const;

    bool isEmpty() const;
    bool isLoadingOlder() const;
    bool hasNewer() const;
    Q_INVOKABLE void loadNewer();
    Q_INVOKABLE void loadOlder();
    /// The user's own messages that come now are no reason to leave the place that is read: added() does not count
    /// them.
    void setQuiet(bool quiet) { m_quiet = quiet; }
    /// Expands a message that is shown in part.
    Q_INVOKABLE void unfold(int row);
    /// Shows what somebody wrote whom the user blocks.
    Q_INVOKABLE void unveil(int row);
    /// The title of a row's day, "Today" or "Monday, 3 February"; empty for missing rows.
    Q_INVOKABLE QString dayOf(int row) const;
    /// The text of a message; empty for notices and missing rows.
    QString textAt(int row) const;
    /// Its files, of FileView.
    QVariantList filesAt(int row) const;
    /// The seq of a message that the server has; 0 for other rows.
    Q_INVOKABLE double seqAt(int row) const;
    /// Null for missing rows. Valid until the next change.
    const client::TimelineEntry* entry(int row) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    /// Messages of one author within this time form a group.
    static constexpr qint64 groupMs = 5 * 60 * 1000;

Q_SIGNALS:
    void emptyChanged();
    void loadingChanged();
    void unreadLineChanged();
    /// New rows at the newest end; `mine` when all are the user's own.
    void added(int count, bool mine);

protected:
    void neighboursChanged(int first, int last) override;

private:
    static std::span<const Role<TimelineModel>> table();
    const client::TimelineEntry& at(int row) const;
    const confab::Message* message(int row) const;
    static std::optional<Seq> quotedBy(const confab::Message& message);
    QVariant quote(int row) const;
    QVariant thread(int row) const;
    QString day(int row) const;
    bool hasOlder() const;
    void setRoom(client::OpenRoom* room, client::ThreadMessages* thread);
    void threadChanged();
    bool isMine(int row) const;
    bool startsDay(int row) const;
    bool startsGroup(int row) const;
    bool hasUnreadLine(int row) const;
    bool hasTick(int row) const;
    Tick tick(int row) const;
    int shownLines(int row) const;
    bool isVeiled(int row) const;
    static QString foldKey(const client::TimelineEntry& entry);
    bool isJoin(int row) const;
    bool isFolded(int row) const;
    QString joined(int row) const;
    QString author(int row) const;
    QString body(int row) const;
    MentionedNames mentioned(int row) const;
    bool isFormatted(int row) const;
    QString notice(int row) const;
    QString statusEmoji(int row) const; // of the author
    QString failure(int row) const;     // why it was not sent; empty: it was, or waits
    QString spoken(int row) const;
    void lookForUnread();
    void tellAdded(int first, int last);
    void nameLearnt(UserId id);
    void faceLearnt(UserId id);
    void quoteChanged(Seq seq);
    void actionChanged(RoomId room, Seq seq);
    void quotedRowsChanged(int first, int last);
    void changeAll();
    void waitForMidnight();

    /// What isFormatted() found last: several roles of a row ask.
    struct Judged {
        QString text;
        MentionedNames names;
        bool isFormatted = false;
    };

    client::Client& m_client;
    QPointer<client::OpenRoom> m_room;
    QPointer<client::ThreadMessages> m_thread;
    client::Timeline* m_timeline = nullptr; // m_thread's, or m_room's
    UnreadMark m_unread;
    bool m_unreadMoved = false; // and the views were not notified
    bool m_hadNewer = false;    // at the last olderChanged()
    bool m_quiet = false;
    Seq m_readLine = 0;             // a message
    QHash<QString, int> m_unfolded; // the number of shown lines of a message
    QSet<QString> m_unveiled;
    QTimer m_midnight; // "Today" becomes "Yesterday"
    mutable Judged m_judged;
    mutable confab::Message m_shown; // what message() points to, when it differs from the log
};

} // namespace confab::models
