// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/reading.h"
#include "app/models/timelinemodel.h"

#include <QHash>

namespace confab {
struct Room;
namespace client {
class Client;
}
} // namespace confab

namespace confab::models {

/// The reader's position in the open room. A room opens at its first unread message, or at the last position, or at its
/// end. The list reports its visible rows and goes where placeWanted() tells it.
/// Thread: the window's. Owned by: CurrentRoom.
class RoomView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// True while the wanted rows load: there is nothing to read.
    Q_PROPERTY(bool opening READ isOpening NOTIFY openingChanged FINAL)
    /// Whether the newest message is on the screen; set by the list.
    Q_PROPERTY(bool atNewest READ isAtNewest WRITE setAtNewest NOTIFY shownChanged FINAL)
    /// The number of unread messages at the opening, and of those since; 0: there is no "New" line.
    Q_PROPERTY(int unread READ unread NOTIFY unreadChanged FINAL)
    /// The time of the first of them: "08:14", or the day when it is another one.
    Q_PROPERTY(QString unreadSince READ unreadSince NOTIFY unreadChanged FINAL)
    /// Whether the first of them is on the screen.
    Q_PROPERTY(bool unreadShown READ isUnreadShown NOTIFY shownChanged FINAL)
    /// The seq of the message that goToMessage() has shown just now; else 0.
    Q_PROPERTY(double highlighted READ highlighted NOTIFY highlightedChanged FINAL)
    /// Whether the reader is where visit() has led.
    Q_PROPERTY(bool visiting READ isVisiting NOTIFY visitingChanged FINAL)

public:
    RoomView(client::Client& client, TimelineModel& timeline);

    /// Decides where a room opens: the seq to begin from (client::OpenRoom), or empty for the end.
    std::optional<Seq> enter(const Room& facts);
    /// Shows this room from now on; enter() came before.
    void show(client::OpenRoom* room);
    /// Stores the position, and shows no room.
    void leave();
    void setWatched(bool watched);
    bool isWatched() const { return m_reading.isWatched(); }

    bool isOpening() const;
    bool isAtNewest() const { return m_atNewest; }
    void setAtNewest(bool atNewest);
    int unread() const { return m_timeline.unreadLineSeq() > 0 ? m_unread : 0; }
    QString unreadSince() const;
    bool isUnreadShown() const { return m_unreadShown; }
    double highlighted() const { return double(m_highlighted); }
    bool isVisiting() const { return m_visit.has_value(); }
    /// Whether the visit began in this room, and did not lead to it.
    bool isVisitFromHere() const { return m_visit && m_visit->isFromHere; }

    /// The visible rows `newest` to `oldest` (-1: none), the oldest one's upper edge `offset` below the top.
    Q_INVOKABLE void showing(int newest, int oldest, double offset);
    /// Asks again for the place of the last showing().
    Q_INVOKABLE void keepPlace();
    Q_INVOKABLE void goToNewest();
    Q_INVOKABLE void goToOldest();
    /// Goes to a message, which is loaded for that if need be, and highlights it for a moment.
    Q_INVOKABLE void goToMessage(double seq);
    /// goToMessage(), to look at one: nothing counts as read there, until the user writes, marks all as read, goes to
    /// the newest or to where unread begins, or comes back to the room. The place before the first visit is kept.
    Q_INVOKABLE void visit(double seq);
    /// Goes back: to that place; else to where the last jump began, to a message, the oldest or the newest. Whether
    /// there is such a place: none when the reader has scrolled to the newest since, has written, or has been
    /// elsewhere.
    Q_INVOKABLE bool goBack();
    /// Goes to the first unread message; from there back to the last position, else to the newest.
    Q_INVOKABLE void toggleUnread();
    /// Marks everything as read, and removes the "New" line.
    Q_INVOKABLE void markAllRead();
    /// Whether the message can be marked as unread: it is somebody else's.
    Q_INVOKABLE bool canMarkUnread(double seq) const;
    /// Marks what begins with this message as unread, with the "New" line above it. It stays unread while the room is
    /// open, whatever is on the screen: until the user comes back to the room, marks all as read, or writes.
    Q_INVOKABLE void markUnreadFrom(double seq);

    /// Above the first unread message the view keeps this part of its height for messages that are read.
    static constexpr double context = 1.0 / 3;
    /// This many messages at once may be more than a screen holds.
    static constexpr int burst = 5;
    /// Jumps whose beginnings are remembered.
    static constexpr qsizetype jumpsMost = 20;
    /// Long enough to be seen after the eye has found the place.
    static constexpr std::chrono::milliseconds highlightTime{1600};

Q_SIGNALS:
    void openingChanged();
    void shownChanged();
    void unreadChanged();
    void highlightedChanged();
    void visitingChanged();
    /// Show row `row` with its upper edge `part` of the height and `offset` below the top; -1: the end. Never beyond
    /// the ends of the list.
    void placeWanted(int row, double part, double offset);
    /// Rows were added at the newest end; `mine`: all are the user's own. `careful`: more than the reader may notice,
    /// so the first unread row has to stay on the screen.
    void added(int count, bool mine, bool careful);

private:
    struct Place {
        enum Kind { End, Oldest, Unread, Row, Message } kind = End;
        Seq seq = 0;       // Row: of the row; Unread: the last read one; Message: the one before it
        double offset = 0; // Row: of its upper edge
        bool allRead = false;
    };
    struct Visit {
        Place from;
        bool wasHeld = false; // before it
        bool isFromHere = false;
    };
    Place present() const;
    void noteJump(Seq to);
    void go(const Place& place);
    void forgetVisit();
    void stay();
    void keep(Place place);
    void settle();
    void highlight(Seq seq);
    void arrived(int count, bool mine);
    Seq seqAtOrBelow(int row) const;
    void setViewed(Seq oldest, Seq newest);
    Seq readSeq() const;
    int othersFrom(Seq seq) const;

    client::Client& m_client;
    TimelineModel& m_timeline;
    Reading m_reading;
    RoomId m_id;
    QPointer<client::OpenRoom> m_room;
    QHash<RoomId, Place> m_places;
    Place m_goal;
    std::optional<Place> m_back; // the target of toggleUnread() on its way back
    Place m_shown;               // the present place
    Seq m_shownNewest = 0;       // of its newest row; 0: nothing is shown yet
    QList<Place> m_jumps;        // where jumps began that the reader has not come back from
    std::optional<Visit> m_visit;
    int m_unread = 0;
    std::optional<UtcTime> m_unreadSince;
    bool m_atNewest = true;
    bool m_unreadShown = false;
    Seq m_highlighted = 0;
    QTimer m_highlightTimer;
};

} // namespace confab::models
