// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/outboxfile.h"
#include "app/client/session.h"

#include <QDeadlineTimer>

#include <functional>

namespace confab::client {

/// Sends messages to the server. The messages of a room are sent in the order of writing, one at a time, with the same
/// clientId at every attempt until the server gives a definite answer; so none is lost, duplicated or reordered, and
/// waiting ones are in a file for the next start. A message that was written for another installation with the same
/// address fails instead: its room numbers mean other rooms here.
/// Thread: the client's. Owned by: Client.
class Outbox : public QObject {
    Q_OBJECT
public:
    /// `folder`: of the accounts' files; empty: messages are lost at the end of the program.
    Outbox(Connection& connection, Session& session, Backoff backoff, const Clock& clock, QString folder);
    ~Outbox() override;

    /// Begins an upload, and returns its key; empty: it can't begin.
    using Uploader = std::function<QString(const FileSource& source)>;
    /// By which files go on whose upload an earlier run of the program has begun. Before the session begins.
    void setUploader(Uploader uploader) { m_upload = std::move(uploader); }

    /// Which rooms have slow mode: where the server asks for time there, the others' messages go on.
    void setSlowRooms(std::function<bool(RoomId)> isSlow) { m_isSlow = std::move(isSlow); }
    /// How long the messages of this room wait because of that; 0: they don't, or there are none.
    std::chrono::milliseconds waitIn(RoomId room) const;

    /// Takes a message and returns its clientId. MessageEmpty, MessageTooLong (limits::messageBytes), or Unavailable
    /// when `most` messages wait already. With files the text may be empty; the message waits, and those after it in
    /// its room, until setFile() has given each of them its id.
    /// `mentions`: as MessageSend has them.
    Result<QString> send(RoomId room, const QString& body, std::optional<Seq> replyTo = {},
                         QList<OutgoingFile> files = {}, QList<UserId> mentions = {});
    /// More is known of a file with this key, its id at last.
    void setFile(const QString& key, const File& file);
    /// A file can't be sent: its message fails, until retry().
    void failFile(const QString& key, const Error& error);
    /// Sends a failed message again, in its place, with the same clientId.
    void retry(const QString& clientId);
    /// Holds back this message and the following ones of its room until edit() or release(), so that its text can be
    /// changed. False when the server may have it already.
    bool hold(const QString& clientId);
    /// Ends hold() without a change.
    void release(const QString& clientId);
    /// Changes the text of a message that the server can't have, in its place in the queue; ends hold(). A failed one
    /// is sent again. MessageEmpty, MessageTooLong: nothing was changed; Unavailable: it is too late.
    Status edit(const QString& clientId, const QString& body);
    /// Withdraws a message. One whose request is in flight may arrive nevertheless.
    void discard(const QString& clientId);
    /// The room's log has the message: no more attempts. (The answer reports it too, but the log may be faster.)
    void confirm(const QString& clientId);

    /// The messages of one room, in order.
    QList<OutgoingMessage> waiting(RoomId room) const;
    /// The text of a waiting or failed message; empty: there is no such message.
    QString body(const QString& clientId) const;
    /// The text as the server would store it. MessageEmpty, MessageTooLong.
    static Result<QString> checked(const QString& body);
    /// The number of waiting and failed messages.
    int count() const { return int(m_messages.size()); }

    static constexpr int most = 500;

Q_SIGNALS:
    void queued(const confab::client::OutgoingMessage& message);
    /// Its state or text has changed.
    void changed(const confab::client::OutgoingMessage& message);
    /// The server has it.
    void sent(confab::RoomId room, const QString& clientId, const confab::Sent& answer);
    void discarded(confab::RoomId room, const QString& clientId);
    /// Files of a message whose uploads are not needed any more, by their keys.
    void filesReleased(const QStringList& keys);
    /// Files of a message that is sent again, whose uploads failed.
    void filesWanted(const QStringList& keys);
    /// Waiting messages can't be written to the file (or read from it): they would be lost at the end of the program.
    void notKept(const confab::Error& error);

private:
    void load();
    void forget();
    void online();
    void askInstallation();
    void installationAnswered(const Result<About>& about);
    void installationKnown(const QString& id);
    void pump();
    void post(OutgoingMessage& message);
    void answered(RoomId room, const QString& clientId, bool before, const Result<Sent>& answer);
    void failed(OutgoingMessage& message, bool before, const Error& error);
    Status resumeUploads(OutgoingMessage& message);
    OutgoingFile* findFile(const QString& key, OutgoingMessage*& message);
    std::chrono::milliseconds pauseAfter(const Error& error);
    void pauseFor(const OutgoingMessage& message, const Error& error);
    void awaitSlowRooms();
    OutgoingMessage* find(const QString& clientId);
    bool take(const QString& clientId);
    void save(OutboxFile::Wait wait = OutboxFile::Wait::ForDisk);
    void saveSoon();
    void saveNow();

    Connection& m_connection;
    Session& m_session;
    Backoff m_backoff;
    const Clock& m_clock;
    const QString m_folder;
    Uploader m_upload;
    std::optional<OutboxFile> m_file;
    std::optional<QString> m_installation; // of the server, once known; empty: it has none
    int m_sessions = 0;                    // answers for an earlier session are dropped
    QList<OutgoingMessage> m_messages;     // in the order of writing
    QSet<RoomId> m_busy;                   // rooms with a message.send in flight
    QTimer m_pauseTimer;                   // runs while the server asks not to be contacted
    std::function<bool(RoomId)> m_isSlow;
    QHash<RoomId, QDeadlineTimer> m_slowUntil; // rooms that take no message before
    QTimer m_slowTimer;                        // until the first of these
    QTimer m_saveTimer;
};

} // namespace confab::client
