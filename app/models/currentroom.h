// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/openroom.h"
#include "app/models/drafts.h"
#include "app/models/memberlistmodel.h"
#include "app/models/queuedmessages.h"
#include "app/models/roomview.h"
#include "app/models/timelinemodel.h"

namespace confab::models {

/// The room that the window shows: its facts, timeline, members, composer and read position.
/// Thread: the window's. Owned by: Workspace.
class CurrentRoom : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(double roomId READ roomId NOTIFY roomChanged FINAL) ///< 0: no room is open
    Q_PROPERTY(QString name READ name NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY factsChanged FINAL)
    Q_PROPERTY(QString topic READ topic NOTIFY factsChanged FINAL)
    Q_PROPERTY(int members READ members NOTIFY factsChanged FINAL)
    /// The number of occupants; 0 unless `hereKnown`, which needs a connection and the answer to room.enter.
    Q_PROPERTY(int here READ here NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool hereKnown READ isHereKnown NOTIFY factsChanged FINAL)
    Q_PROPERTY(int capacity READ capacity NOTIFY factsChanged FINAL) ///< 0: unlimited
    Q_PROPERTY(bool hasPassword READ hasPassword NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool hidden READ isHidden NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool direct READ isDirect NOTIFY factsChanged FINAL)
    Q_PROPERTY(bool canDelete READ canDelete NOTIFY factsChanged FINAL)
    /// The room is at its capacity, so the user can only read: no message can be written until a seat is free.
    Q_PROPERTY(bool full READ isFull NOTIFY fullChanged FINAL)
    Q_PROPERTY(QString typingText READ typingText NOTIFY typingTextChanged FINAL)
    /// Why the server refuses entry, as a text; empty otherwise.
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged FINAL)
    Q_PROPERTY(QString draft READ draft WRITE setDraft NOTIFY draftChanged FINAL)
    /// Whether the window has the focus: only then messages count as read.
    Q_PROPERTY(bool watched READ isWatched WRITE setWatched NOTIFY watchedChanged FINAL)
    Q_PROPERTY(confab::models::TimelineModel* timeline READ timeline CONSTANT FINAL)
    /// The reader's position in the timeline.
    Q_PROPERTY(confab::models::RoomView* view READ view CONSTANT FINAL)
    Q_PROPERTY(confab::models::QueuedMessages* queue READ queue CONSTANT FINAL)
    Q_PROPERTY(confab::models::MemberListModel* people READ people CONSTANT FINAL)

public:
    CurrentRoom(client::Client& client, Drafts& drafts);

    Q_INVOKABLE void open(double roomId);
    Q_INVOKABLE void close();
    /// False when the message was refused at once (`trouble` has the reason); the text stays with the caller.
    Q_INVOKABLE bool send(const QString& text);
    Q_INVOKABLE void retry(const QString& clientId);
    Q_INVOKABLE void discard(const QString& clientId);
    Q_INVOKABLE void copyMessage(int row) const;
    Q_INVOKABLE void dismissUnreadLine();

    double roomId() const { return double(m_id.value); }
    QString name() const { return m_facts.name; }
    QString initials() const;
    QString topic() const { return m_facts.topic; }
    int members() const { return m_facts.members; }
    int here() const { return isHereKnown() ? m_room->hereCount() : 0; }
    bool isHereKnown() const { return m_room && (m_room->isLive() || isFull()); }
    int capacity() const { return m_facts.capacity.value_or(0); }
    bool hasPassword() const { return m_facts.hasPassword; }
    bool isHidden() const { return m_facts.visibility == Visibility::Private; }
    bool isDirect() const { return m_facts.kind == RoomKind::Direct; }
    bool canDelete() const { return m_facts.role == confab::Role::Owner; }
    bool isFull() const { return m_room && m_room->fullAt(); }
    QString typingText() const { return m_typingText; }
    QString trouble() const { return m_trouble; }
    QString draft() const { return m_drafts.of(m_id); }
    void setDraft(const QString& draft);
    bool isWatched() const { return m_view.isWatched(); }
    void setWatched(bool watched);
    RoomView* view() { return &m_view; }
    TimelineModel* timeline() { return &m_timeline; }
    QueuedMessages* queue() { return &m_queue; }
    MemberListModel* people() { return &m_people; }

Q_SIGNALS:
    void roomChanged();
    void factsChanged();
    void fullChanged();
    void typingTextChanged();
    void troubleChanged();
    void draftChanged();
    void watchedChanged();

private:
    void detach();
    void updateFacts();
    void updateTyping();
    void setTrouble(const QString& trouble);

    client::Client& m_client;
    Drafts& m_drafts;
    TimelineModel m_timeline;
    RoomView m_view;
    MemberListModel m_people;
    QueuedMessages m_queue;
    RoomId m_id;
    QPointer<client::OpenRoom> m_room;
    Room m_facts;
    QString m_typingText;
    QString m_trouble;
};

} // namespace confab::models
