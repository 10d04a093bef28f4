// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/outboxfile.h"
#include "app/client/session.h"

namespace confab::client {

/// Messages on their way to the server. Each room's go in the order in which they were written, one at a time, with the
/// same clientId at every try until the server gives a definite answer; so none is lost, doubled or overtaken, and what
/// waits is in a file for the next start. What was written for another installation, which had the same address, fails
/// instead: the numbers of its rooms stand for other rooms here.
/// Thread: the client's. Owned by: Client.
class Outbox : public QObject {
    Q_OBJECT
public:
    /// `folder`: where the file of each account is; empty: nothing outlives the program.
    Outbox(Connection& connection, Session& session, Backoff backoff, const Clock& clock, QString folder);
    ~Outbox() override;

    /// Takes a message and gives its clientId. MessageEmpty, MessageTooLong (limits::messageBytes), or Unavailable when
    /// `most` messages wait already.
    Result<QString> send(RoomId room, const QString& body, std::optional<Seq> replyTo = {});
    /// A failed one: once more, in its place, with the same clientId.
    void retry(const QString& clientId);
    /// Nothing of its room is sent from this message on until edit() or release(), so that its text can be changed.
    /// False when it is too late for that: the server may have it already.
    bool hold(const QString& clientId);
    /// As hold() left it.
    void release(const QString& clientId);
    /// Another text for a message that the server can't have, in its place in the queue; ends hold(). A failed one is
    /// sent again. MessageEmpty, MessageTooLong: nothing was changed; Unavailable: it is too late.
    Done edit(const QString& clientId, const QString& body);
    /// Takes a message back. One whose request is on its way may arrive nevertheless.
    void discard(const QString& clientId);
    /// The room's log has the message: no more tries. (What the answer says too, but the log may be faster.)
    void confirm(const QString& clientId);

    /// Those of one room, in order.
    QList<OutgoingMessage> waiting(RoomId room) const;
    /// The text of one that waits or failed; empty: there is none such.
    QString body(const QString& clientId) const;
    /// Number of all that wait or failed.
    int count() const { return int(m_messages.size()); }

    static constexpr int most = 500;

Q_SIGNALS:
    void queued(const confab::client::OutgoingMessage& message);
    /// Its state, or its text, is another one.
    void changed(const confab::client::OutgoingMessage& message);
    /// The server has it.
    void sent(confab::RoomId room, const QString& clientId, const confab::Sent& answer);
    void discarded(confab::RoomId room, const QString& clientId);
    /// What waits can't be written to the file (or read from it): it would not outlive the program.
    void notKept(const confab::Error& error);

private:
    static Result<QString> checked(const QString& body);
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
    std::chrono::milliseconds pauseAfter(const Error& error);
    OutgoingMessage* find(const QString& clientId);
    bool take(const QString& clientId);
    void save();
    void saveSoon();

    Connection& m_connection;
    Session& m_session;
    Backoff m_backoff;
    const Clock& m_clock;
    const QString m_folder;
    std::optional<OutboxFile> m_file;
    std::optional<QString> m_installation; // of the server, once it said; empty: it has none
    int m_sessions = 0;                    // answers for an earlier session are for nobody
    QList<OutgoingMessage> m_messages;     // in the order in which they were written
    QSet<RoomId> m_busy;                   // rooms with a message.send on its way
    QTimer m_pauseTimer;                   // runs while the server wants to be left alone
    QTimer m_saveTimer;
};

} // namespace confab::client
