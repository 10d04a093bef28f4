// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/logwindow.h"
#include "app/client/replyquotes.h"
#include "app/client/roomfeed.h"
#include "app/client/timeline.h"

namespace confab::client {

class MessageActions;
class Outbox;
class Rooms;
class StoreFeed;
class StoredLog;
struct OutgoingFile;

/// A room that is open in a window: entered on the server, with its timeline, its history, and its occupants.
/// Thread: the client's. Owned by: OpenRooms.
class OpenRoom : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Connection& connection;
        Session& session;
        UserDirectory& people;
        Rooms& rooms;
        Outbox& outbox;
        MessageActions& actions;
        Backoff backoff = Backoff(); ///< between attempts to enter and to catch up
        StoreFeed* store = nullptr;  ///< null: nothing is kept between runs
    };

    /// `from`: show what follows this first (showAround()); empty: the end of the log.
    OpenRoom(const Parts& parts, RoomId room, std::optional<Seq> from = {});
    ~OpenRoom() override;

    RoomId id() const { return m_feed.room(); }
    Timeline& timeline() { return m_timeline; }
    const QList<User>& here() const { return m_feed.here(); }
    int hereCount() const { return m_feed.hereCount(); }
    /// Whether the known events are complete and live; false while offline or catching up.
    bool isLive() const { return m_feed.isLive(); }
    /// The last event that timeline() has, when log() is at its end.
    Seq lastSeq() const { return m_feed.last(); }
    /// RoomFeed::fullAt().
    std::optional<int> fullAt() const { return m_feed.fullAt(); }

    /// The part of the log that timeline() has.
    LogWindow& log() { return m_log; }
    const LogWindow& log() const { return m_log; }
    /// The messages that answers in timeline() quote.
    ReplyQuotes& quotes() { return m_quotes; }
    bool hasOlder() const { return m_log.hasOlder(); }
    bool isLoadingOlder() const { return m_log.isLoadingOlder(); }
    void loadOlder() { m_log.loadOlder(); }
    /// True while online and the requested rows (by the constructor, showAround() or showEnd()) are not all loaded.
    /// opened() follows.
    bool isOpening() const { return !m_opened && m_parts.session.isOnline(); }
    bool isOpened() const { return m_opened; }
    /// Loads the rows before and after `seq` into the timeline; opened() reports it, at once if they are loaded
    /// already.
    void showAround(Seq seq);
    /// Likewise for the end of the log.
    void showEnd();
    /// The reader is at the newest row: rows far up may be dropped to save memory; loadOlder() loads them again.
    void setReaderAtEnd(bool atEnd);

    /// Sends a message: Outbox::send. The timeline then shows the end of the log.
    Result<QString> send(const QString& body, std::optional<Seq> replyTo = {}, QList<OutgoingFile> files = {},
                         QList<UserId> mentions = {});

    static constexpr int rowsKept = 1000; ///< while the reader is at the end
    static constexpr int nearEnd = 300;   ///< events: a place that is closer to the end is shown together with it

Q_SIGNALS:
    /// The next events of the log; timeline() has them already.
    void events(const QList<confab::Event>& events);
    /// Events were skipped: what follows the log beside timeline() has to read anew.
    void missed();
    void liveChanged();
    void hereChanged();
    void fullChanged();
    /// hasOlder(), isLoadingOlder() or the state of log() has changed.
    void olderChanged();
    /// The requested rows are in the timeline, or can't be loaded.
    void opened();
    void openingChanged();
    /// The server refuses entry (RoomNotMember, RoomFull, ...). The loaded rows stay.
    void refused(const confab::Error& error);

private:
    struct Stored;
    OpenRoom(const Parts& parts, RoomId room, std::optional<Seq> from, const Stored& stored);
    static Stored storedOf(const Parts& parts, RoomId room);
    static RoomFeed::Range rangeFor(const Rooms& rooms, RoomId room, std::optional<Seq> from,
                                    const std::optional<store::LogPage>& end);
    void watchParts();
    void follow(Outbox& outbox);
    void begin();
    void eventsArrived(const QList<Event>& events);
    void skipped(Seq seq);
    void showPending();
    void trimIfLong();
    void reopen();
    void proceed();
    UserId me() const { return m_parts.session.user().id; }

    Parts m_parts;
    Timeline m_timeline;
    RoomFeed m_feed;
    std::unique_ptr<StoredLog> m_stored; // null: nothing is kept
    LogWindow m_log;
    ReplyQuotes m_quotes;
    std::optional<Seq> m_around; // what is being opened; nothing: the end
    bool m_begun = false;        // the feed's beginning is known
    bool m_opened = false;
    bool m_asked = false; // m_log was told what to show
    bool m_local = false; // what is opened is stored, and there is no connection
    bool m_refused = false;
    bool m_readerAtEnd = true;
};

/// The open rooms, each one once.
/// Thread: the client's. Owned by: Client.
class OpenRooms : public QObject {
    Q_OBJECT
public:
    explicit OpenRooms(const OpenRoom::Parts& parts);
    ~OpenRooms() override;

    /// Opens the room (OpenRoom's constructor), or returns the one that is open. It stays until close() or the end of
    /// the session or membership.
    OpenRoom& open(RoomId room, std::optional<Seq> from = {});
    void close(RoomId room);
    OpenRoom* find(RoomId room) const;

Q_SIGNALS:
    /// Emitted while the OpenRoom still lives: receivers drop their references.
    void aboutToClose(confab::client::OpenRoom* room);

private:
    void closeAll();

    OpenRoom::Parts m_parts;
    std::map<RoomId, std::unique_ptr<OpenRoom>> m_open;
    std::vector<std::unique_ptr<OpenRoom>> m_closed; // until the end of this turn: the caller may be one of them
};

} // namespace confab::client
