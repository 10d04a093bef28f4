// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/completion.h"
#include "app/models/currentroomfacts.h"
#include "app/models/emojiuses.h"
#include "app/models/forwarder.h"
#include "app/models/memberlistmodel.h"
#include "app/models/messagetools.h"
#include "app/models/pinsmodel.h"
#include "app/models/queuedmessages.h"
#include "app/models/roomcomposer.h"
#include "app/models/roomfiles.h"
#include "app/models/roomview.h"
#include "app/models/threadview.h"
#include "app/models/timelinemodel.h"

namespace confab::models {

/// The room that the window shows: its facts, timeline, members, composer and read position.
/// Thread: the window's. Owned by: Workspace.
class CurrentRoom : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(double roomId READ roomId NOTIFY roomChanged FINAL) ///< 0: no room is open
    /// Why the server refuses entry, or a message, as a text; empty otherwise.
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged FINAL)
    /// Whether the window has the focus: only then messages count as read.
    Q_PROPERTY(bool watched READ isWatched WRITE setWatched NOTIFY watchedChanged FINAL)
    Q_PROPERTY(confab::models::CurrentRoomFacts* facts READ facts CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomComposer* composer READ composer CONSTANT FINAL)
    Q_PROPERTY(confab::models::TimelineModel* timeline READ timeline CONSTANT FINAL)
    /// The reader's position in the timeline.
    Q_PROPERTY(confab::models::RoomView* view READ view CONSTANT FINAL)
    Q_PROPERTY(confab::models::QueuedMessages* queue READ queue CONSTANT FINAL)
    Q_PROPERTY(confab::models::MemberListModel* people READ people CONSTANT FINAL)
    Q_PROPERTY(confab::models::EmojiUses* emoji READ emoji CONSTANT FINAL)
    Q_PROPERTY(confab::models::Completion* completion READ completion CONSTANT FINAL) ///< for the composer
    Q_PROPERTY(confab::models::MessageTools* messages READ messages CONSTANT FINAL)
    Q_PROPERTY(confab::models::PinsModel* pins READ pins CONSTANT FINAL)
    Q_PROPERTY(confab::models::ThreadView* thread READ thread CONSTANT FINAL)
    Q_PROPERTY(confab::models::Forwarder* forwarder READ forwarder CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomFiles* files READ files CONSTANT FINAL)

public:
    /// All must outlive this.
    CurrentRoom(client::Client& client, Drafts& drafts, EmojiUses& emoji, PictureStore& pictures);

    Q_INVOKABLE void open(double roomId);
    Q_INVOKABLE void close();
    Q_INVOKABLE void retry(const QString& clientId);
    Q_INVOKABLE void discard(const QString& clientId);
    Q_INVOKABLE void copyMessage(int row) const;
    Q_INVOKABLE void dismissUnreadLine();
    /// How many people "@room" or "@here" of this text call, when they are so many that the window asks before; else 0.
    Q_INVOKABLE int callToConfirm(const QString& text) const;

    double roomId() const { return double(m_id.value); }
    QString trouble() const { return m_trouble; }
    bool isWatched() const { return m_view.isWatched(); }
    void setWatched(bool watched);
    CurrentRoomFacts* facts() { return &m_facts; }
    RoomComposer* composer() { return &m_composer; }
    RoomView* view() { return &m_view; }
    TimelineModel* timeline() { return &m_timeline; }
    QueuedMessages* queue() { return &m_queue; }
    MemberListModel* people() { return &m_people; }
    EmojiUses* emoji() { return &m_emoji; }
    Completion* completion() { return &m_completion; }
    MessageTools* messages() { return &m_messages; }
    PinsModel* pins() { return &m_pins; }
    ThreadView* thread() { return &m_thread; }
    Forwarder* forwarder() { return &m_forwarder; }
    RoomFiles* files() { return &m_files; }

    /// A text that calls no more people is sent without a question.
    static constexpr int calledUnasked = 20;

Q_SIGNALS:
    void roomChanged();
    void troubleChanged();
    void watchedChanged();

private:
    void detach();
    void updateFacts();
    void setTrouble(const QString& trouble);

    client::Client& m_client;
    CurrentRoomFacts m_facts;
    TimelineModel m_timeline;
    RoomFiles m_files;
    RoomComposer m_composer;
    RoomView m_view;
    MemberListModel m_people;
    QueuedMessages m_queue;
    EmojiUses& m_emoji;
    Completion m_completion;
    MessageTools m_messages;
    PinsModel m_pins;
    ThreadView m_thread;
    Forwarder m_forwarder;
    RoomId m_id;
    QPointer<client::OpenRoom> m_room;
    QString m_trouble;
};

} // namespace confab::models
