// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"

#include <QList>

#include <optional>

namespace confab::client {

/// A message that the server has not confirmed yet.
struct OutgoingMessage {
    enum class State {
        Waiting, ///< for its turn, or for the connection
        Sending, ///< its request is on its way
        Failed,  ///< refused for good; `error` says why
    };

    RoomId room;
    QString clientId;
    QString body;
    std::optional<Seq> replyTo = {};
    UtcTime at = {}; ///< when it was written, by this machine's clock
    State state = State::Waiting;
    std::optional<Error> error = {};
    int attempts = 0;
    bool mayHaveArrived = false; ///< a request of it went out to which no answer was a refusal
    bool isHeld = false;         ///< somebody is changing its text: it waits for them
    QString installation = {};   ///< About::id of the server that it was written for; empty: not known

    /// Whether its text can still be another one: under one clientId the server never gets two texts.
    bool isEditable() const { return state != State::Sending && !mayHaveArrived; }
};

/// The file that keeps one account's outgoing messages between two runs.
/// Thread: any one. Owned by: Outbox.
class OutboxFile {
public:
    /// `accountKey` (Account::key()) becomes part of the file's name, as a digest.
    OutboxFile(const QString& folder, const QString& accountKey);

    QString path() const { return m_path; }
    /// Empty when there is no file. Unavailable when it can't be read; then it was put aside as *.unreadable.
    Result<QList<OutgoingMessage>> load() const;
    /// Replaces the file as a whole, or not at all; removes it when there is nothing to keep.
    Done save(const QList<OutgoingMessage>& messages) const;

private:
    QString m_path;
};

} // namespace confab::client
