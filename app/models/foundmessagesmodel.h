// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/messagesearch.h"
#include "app/models/currentroom.h"
#include "app/models/roletable.h"
#include "app/models/rowsmodel.h"

#include <QColor>

namespace confab::models {

/// The search for messages: what is searched for and where, what was found, newest first, and the way to a result and
/// back. Requests the results a moment after the last key. Looking at results marks nothing as read.
/// Roles: roomId, seq, by, author, room, time, words (styled text with the hits in hitInk), line (the same without
/// marks), files (their names in words; empty: none).
/// Thread: the window's. Owned by: Workspace.
class FoundMessagesModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(bool shown READ isShown NOTIFY shownChanged FINAL)
    /// Words, and filters such as from:ana (common/search/searchquery.h).
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    /// The filters among the words of the query that take no name: "has:file", "has:link", "has:image".
    Q_PROPERTY(QStringList filters READ filters NOTIFY queryChanged FINAL)
    /// The only room that is searched; 0: all of the user's.
    Q_PROPERTY(double roomId READ roomId WRITE setRoomId NOTIFY queryChanged FINAL)
    Q_PROPERTY(QString roomName READ roomName NOTIFY queryChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged FINAL) ///< an answer is awaited
    Q_PROPERTY(bool more READ hasMore NOTIFY stateChanged FINAL)
    /// Why the results are missing or not complete, as a text; empty otherwise.
    Q_PROPERTY(QString problem READ problem NOTIFY stateChanged FINAL)
    /// Whether the results are only what this device has, for want of a connection.
    Q_PROPERTY(bool stored READ isStored NOTIFY stateChanged FINAL)
    /// How much of the messages the server has indexed, in per cent; -1: as good as all.
    Q_PROPERTY(int indexed READ indexed NOTIFY stateChanged FINAL)
    Q_PROPERTY(QColor hitInk MEMBER m_hitInk WRITE setHitInk NOTIFY hitInkChanged FINAL) ///< set by the view

public:
    enum State {
        Idle,      ///< there is nothing to search for
        Searching, ///< the rows, if any, are of an earlier query
        Found,
        Nothing,
        Failed,
    };
    Q_ENUM(State)

    /// All must outlive this.
    FoundMessagesModel(client::Client& client, CurrentRoom& room);
    ~FoundMessagesModel() override;

    bool isShown() const { return m_shown; }
    QString query() const { return m_query; }
    void setQuery(const QString& query);
    QStringList filters() const;
    double roomId() const { return double(m_roomId.value); }
    void setRoomId(double roomId);
    QString roomName() const;
    State state() const;
    bool isBusy() const { return m_search.isBusy(); }
    bool hasMore() const { return m_search.hasMore(); }
    QString problem() const;
    bool isStored() const { return m_search.isStored(); }
    int indexed() const { return m_search.indexed().value_or(-1); }
    void setHitInk(const QColor& ink);

    /// Shows the search, in the open room or in all rooms, with the query of before.
    Q_INVOKABLE void open(bool here);
    /// Hides it, and leaves the reader where they are.
    Q_INVOKABLE void close();
    /// Adds such a filter to the query, or takes it away.
    Q_INVOKABLE void toggleFilter(const QString& filter);
    /// Requests the results now.
    Q_INVOKABLE void search();
    Q_INVOKABLE void loadMore() { m_search.loadMore(); }
    /// After a problem.
    Q_INVOKABLE void retry() { m_search.retry(); }
    /// Goes to the message of a row, in its room.
    Q_INVOKABLE void goTo(int row);
    /// The same with a message that was found elsewhere.
    Q_INVOKABLE void visit(double roomId, double seq);
    /// Goes back from there: to the room and the place where the reader was. Does nothing when they have settled
    /// elsewhere.
    Q_INVOKABLE void goBack();

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// One request for a word, not one for each letter.
    static constexpr std::chrono::milliseconds delay{250};

Q_SIGNALS:
    void shownChanged();
    /// open() was called: the view takes the keyboard there.
    void opened();
    void queryChanged();
    void stateChanged();
    void hitInkChanged();

private:
    static std::span<const Role<FoundMessagesModel>> table();
    void plan();
    bool isAskable() const;
    bool isTooLong() const;
    const SearchHit& hit(int row) const { return m_search.at(row); }
    QString roomNameOf(RoomId room) const;
    void repaint();

    client::Client& m_client;
    CurrentRoom& m_room;
    client::MessageSearch m_search;
    bool m_shown = false;
    QString m_query;
    RoomId m_roomId;
    std::optional<std::pair<QString, RoomId>> m_asked; // the text and the room of the last request
    QTimer m_delay;
    QColor m_hitInk;
    RoomId m_from; // where the reader was before the first result; none: in no room
};

} // namespace confab::models
