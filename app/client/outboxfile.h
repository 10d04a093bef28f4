// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/filesource.h"
#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"
#include "common/protocol/content.h"

#include <QList>

#include <optional>

namespace confab::client {

/// A file of a message that is not sent yet.
struct OutgoingFile {
    QString key;            ///< of Uploads; empty when it is none of this run of the program
    File file;              ///< as far as it is known; its id comes last
    FileSource source = {}; ///< where its bytes are, until it has its id; null: unknown

    bool isReady() const { return !file.id.isEmpty(); }
};

/// A message that the server has not confirmed yet.
struct OutgoingMessage {
    enum class State {
        Waiting, ///< for its turn, or for the connection
        Sending, ///< its request is in flight
        Failed,  ///< refused for good; `error` says why
    };

    RoomId room;
    QString clientId;
    QString body;
    std::optional<Seq> replyTo = {};
    UtcTime at = {}; ///< when it was written, by the local clock
    State state = State::Waiting;
    std::optional<Error> error = {};
    int attempts = 0;
    bool mayHaveArrived = false; ///< a request for it was sent and not definitely refused
    bool isHeld = false;         ///< its text is being edited: it waits
    QString installation = {};   ///< About::id of the server that it was written for; empty: unknown
    QList<OutgoingFile> files = {};
    QList<UserId> mentions = {}; ///< as MessageSend has them

    /// Whether its text can still change: the server never gets two texts under one clientId.
    bool isEditable() const { return state != State::Sending && !mayHaveArrived; }
    /// Whether all its files are on the server.
    bool isComplete() const;
    /// What the message says; without files nothing stands for them.
    MessageContent content() const;
};

/// The file that stores one account's outgoing messages between two runs. Files of them that are not on the server yet
/// are named by their paths; what is in memory alone, such as a pasted picture, is copied into a file beside it.
/// Thread: any one. Owned by: Outbox.
class OutboxFile {
public:
    /// `accountKey` (Account::key()) becomes part of the file's name, as a digest.
    OutboxFile(const QString& folder, const QString& accountKey);

    QString path() const { return m_path; }
    /// Empty when there is no file. Unavailable when it can't be read; it was then renamed to *.unreadable.
    Result<QList<OutgoingMessage>> load() const;
    enum class Wait {
        ForDisk,    ///< it survives the end of the system, too
        ForNothing, ///< it survives the end of the program: for a thread that must not wait
    };
    /// Replaces the file atomically; removes it when there are no messages. Copies that no message needs are removed.
    Status save(const QList<OutgoingMessage>& messages, Wait wait = Wait::ForDisk) const;

private:
    QString copyPath(const QString& clientId, qsizetype position) const;
    Status saveCopies(const QList<OutgoingMessage>& messages) const;
    void removeCopies(const QList<OutgoingMessage>& except) const;

    QString m_path;
};

} // namespace confab::client
