// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/roomfeed.h"
#include "app/client/rooms.h"
#include "app/client/timeline.h"

namespace confab::client {

/// A room that is open in a window: entered on the server, with its timeline, its history while scrolling up, and who
/// is in it. Thread: the client's. Owned by: OpenRooms.
class OpenRoom : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Connection& connection;
        Session& session;
        People& people;
        Rooms& rooms;
        Outbox& outbox;
    };

    OpenRoom(const Parts& parts, RoomId room);

    RoomId id() const { return m_feed.room(); }
    Timeline& timeline() { return m_timeline; }
    const QList<User>& here() const { return m_feed.here(); }
    int hereCount() const { return m_feed.hereCount(); }
    /// Whether what is shown is complete and live; false while offline or catching up.
    bool isLive() const { return m_feed.isLive(); }
    /// RoomFeed::fullAt().
    std::optional<int> fullAt() const { return m_feed.fullAt(); }

    /// Whether there may be messages before the oldest row.
    bool hasOlder() const { return m_hasOlder; }
    bool isLoadingOlder() const { return m_loadingOlder; }
    /// Loads a page of messages before the oldest row; does nothing while loading, offline, or at the beginning.
    void loadOlder();
    /// The reader is at the newest row (rows far up may be forgotten to save memory, and come back by loadOlder()).
    void setReaderAtEnd(bool atEnd);

    /// Sends a message: Outbox::send.
    Result<QString> send(const QString& body, std::optional<Seq> replyTo = {});

    static constexpr int rowsKept = 1000;  ///< while the reader is at the end
    static constexpr int rowsMost = 20000; ///< loadOlder() stops here

Q_SIGNALS:
    void liveChanged();
    void hereChanged();
    void fullChanged();
    /// hasOlder() or isLoadingOlder() is another one.
    void olderChanged();
    /// The server does not let one in (RoomNotMember, RoomFull, ...). What is shown stays.
    void refused(const confab::Error& error);

private:
    void eventsArrived(const QList<Event>& events);
    void olderLoaded(Seq before, Result<HistoryPage> page);
    void startOver();
    void showPending();
    void trimIfLong();
    UserId me() const { return m_parts.session.user().id; }

    Parts m_parts;
    Timeline m_timeline;
    RoomFeed m_feed;
    std::optional<Seq> m_before; // history goes on before this; nothing: before the feed's beginning
    bool m_hasOlder = true;
    bool m_loadingOlder = false;
    bool m_readerAtEnd = true;
};

/// The rooms that are open: each once, however often asked for.
/// Thread: the client's. Owned by: Client.
class OpenRooms : public QObject {
    Q_OBJECT
public:
    explicit OpenRooms(const OpenRoom::Parts& parts);
    ~OpenRooms() override;

    /// Opens the room, or gives the one that is open. It stays until close() or the end of the session or membership.
    OpenRoom& open(RoomId room);
    void close(RoomId room);
    OpenRoom* find(RoomId room) const;

Q_SIGNALS:
    /// Sent while the OpenRoom still lives: let go of it.
    void aboutToClose(confab::client::OpenRoom* room);

private:
    void closeAll();

    OpenRoom::Parts m_parts;
    std::map<RoomId, std::unique_ptr<OpenRoom>> m_open;
    std::vector<std::unique_ptr<OpenRoom>> m_closed; // until the end of this turn: one of them may be what led here
};

} // namespace confab::client
