// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "app/models/rowsmodel.h"
#include "common/core/ids.h"
#include "common/core/time.h"

#include <QQmlEngine>
#include <QTimer>

namespace confab::client {
class OpenRoom;
class People;
class Session;
class Timeline;
struct TimelineEntry;
} // namespace confab::client

namespace confab::models {

/// The timeline of one room, newest at row 0: a row is a message or a notice, as in client::Timeline. What separates
/// rows (a new day, the unread line, the beginning of a group) are roles of the row below the separator.
/// Roles: kind, seq, clientId, by, author, initials, body, time, fullTime, day (title of the day that begins here, else
/// empty), groupStart, mine, unreadLine, delivery, failure, folded (this notice is told by the row below:
/// people who joined one after the other are one line).
/// Thread: the window's. Owned by: CurrentRoom.
class TimelineModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    /// Nobody has said anything here, as far as is loaded.
    Q_PROPERTY(bool empty READ isEmpty NOTIFY emptyChanged FINAL)
    Q_PROPERTY(bool loadingOlder READ isLoadingOlder NOTIFY loadingOlderChanged FINAL)

public:
    enum Kind { Message, Notice };
    Q_ENUM(Kind)
    /// client::TimelineEntry::State, for QML.
    enum Delivery { Sending, Sent, Failed };
    Q_ENUM(Delivery)

    TimelineModel(client::Session& session, client::People& people);

    /// Shows this room from now on, or none. Messages after `readSeq` that are not one's own are new: the unread line
    /// stands above the first of them until dismissUnreadLine(). 0: nothing is new.
    void show(client::OpenRoom* room, Seq readSeq);
    void dismissUnreadLine();

    bool isEmpty() const;
    bool isLoadingOlder() const;
    /// The row below the unread line; -1 when there is none.
    Q_INVOKABLE int unreadRow() const;
    /// The text of a message; empty for notices and rows that are not there.
    QString textAt(int row) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    /// Messages of one person within this time form a group.
    static constexpr qint64 groupMs = 5 * 60 * 1000;
    /// How many people a line of joins names.
    static constexpr int namesInNotice = 3;

Q_SIGNALS:
    void emptyChanged();
    void loadingOlderChanged();
    /// New rows at the newest end; `mine` when all are one's own.
    void added(int count, bool mine);

protected:
    void neighboursChanged(int first, int last) override;

private:
    static std::span<const Role<TimelineModel>> table();
    const client::TimelineEntry& at(int row) const;
    bool isMine(int row) const;
    bool startsDay(int row) const;
    bool startsGroup(int row) const;
    bool hasUnreadLine(int row) const;
    bool isJoin(int row) const;
    bool isFolded(int row) const;
    QString joined(int row) const;
    QString author(int row) const;
    QString body(int row) const;
    QString notice(int row) const;
    void tellAdded(int first, int last);
    void nameLearnt(UserId id);
    void changeAll();
    void waitForMidnight();

    client::Session& m_session;
    client::People& m_people;
    QPointer<client::OpenRoom> m_room;
    client::Timeline* m_timeline = nullptr; // m_room's
    Seq m_readSeq = 0;
    QTimer m_midnight; // "Today" becomes "Yesterday"
};

} // namespace confab::models
