// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/attachments.h"
#include "app/models/drafts.h"
#include "app/models/slowmode.h"
#include "common/protocol/message.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace confab::client {
class OpenRoom;
class ThreadMessages;
class Timeline;
} // namespace confab::client

namespace confab::models {

/// What the current user writes in the current room, and who else is writing: a new message, one that answers another,
/// or another text for an own message. That text is not the room's draft, which comes back behind it. One that shows a
/// thread writes answers to its first message. What is answered and edited belongs to the drafts: it comes back with
/// the room. Thread: the window's. Owned by: CurrentRoom, ThreadView.
class RoomComposer : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(QString draft READ draft WRITE setDraft NOTIFY draftChanged FINAL)
    Q_PROPERTY(confab::models::Attachments* attachments READ attachments CONSTANT FINAL)
    Q_PROPERTY(confab::models::SlowMode* slowMode READ slowMode CONSTANT FINAL)
    Q_PROPERTY(QString typingText READ typingText NOTIFY typingTextChanged FINAL)
    /// The message whose text is being changed; 0: a new one is written.
    Q_PROPERTY(double editing READ editing NOTIFY modeChanged FINAL)
    /// The message that the new one answers; 0: none.
    Q_PROPERTY(double replyTo READ replyTo NOTIFY modeChanged FINAL)
    Q_PROPERTY(QString replyAuthor READ replyAuthor NOTIFY quoteChanged FINAL)
    Q_PROPERTY(double replyBy READ replyBy NOTIFY quoteChanged FINAL)            ///< the author's id
    Q_PROPERTY(QString replyText READ replyText NOTIFY quoteChanged FINAL)       ///< one line
    Q_PROPERTY(QString replyPicture READ replyPicture NOTIFY quoteChanged FINAL) ///< for PictureStore; empty: none

public:
    /// `attachments`: the files that go with a message; this says of which room or thread. All must outlive this.
    RoomComposer(client::Client& client, Drafts& drafts, Attachments& attachments);

    /// Shows this room from here on, or the thread of it that begins with the message `first`; null: no room is open.
    void show(client::OpenRoom* room, client::ThreadMessages* thread = nullptr, Seq first = 0);

    /// Sends the text with the files that are attached; one of both may be missing.
    /// False when the message was refused at once (`refused` has the reason); the text stays with the caller.
    /// While editing: changes the message, and ends that.
    Q_INVOKABLE bool send(const QString& text);

    /// Answers this message from here on. Does nothing for one that is not loaded, or deleted.
    Q_INVOKABLE void reply(double seq);
    /// Changes the text of this message; false when it is not an own one.
    Q_INVOKABLE bool edit(double seq);
    /// Of the user's last message that is loaded.
    Q_INVOKABLE bool editLast();
    /// Ends editing, else replying; false when there is nothing to end.
    Q_INVOKABLE bool cancel();

    Attachments* attachments() const { return &m_attachments; }
    SlowMode* slowMode() { return &m_slowMode; }
    QString draft() const;
    void setDraft(const QString& draft);
    QString typingText() const { return m_typingText; }
    /// Says it anew.
    void updateTyping();
    double editing() const { return double(edited()); }
    double replyTo() const { return edited() > 0 ? 0 : double(replied()); }
    QString replyAuthor() const;
    double replyBy() const;
    QString replyText() const;
    QString replyPicture() const;

Q_SIGNALS:
    /// While an answer in a thread is handed over: rows that come within are no reason to leave the place that is read.
    void answering(bool now);
    void sent();
    void refused(const confab::Error& error);
    void draftChanged();
    void typingTextChanged();
    void modeChanged();
    void quoteChanged();

private:
    RoomId room() const;
    Seq edited() const { return m_drafts.editing(room(), m_first); }
    Seq replied() const { return m_drafts.replyTo(room(), m_first); }
    client::Timeline& rows() const;
    bool sendEdit(const QString& text);
    QList<UserId> meantBy(const QString& text, const std::optional<Message>& before);
    void setEditing(Seq seq, const QString& text);
    void setReply(Seq seq);
    std::optional<Message> message(Seq seq) const;
    bool isDeleted(Seq seq) const;
    void rowsChanged();

    client::Client& m_client;
    Drafts& m_drafts;
    Attachments& m_attachments;
    QPointer<client::OpenRoom> m_room;
    QPointer<client::ThreadMessages> m_thread;
    Seq m_first = 0; // of m_thread
    QString m_typingText;
    SlowMode m_slowMode;
};

} // namespace confab::models
