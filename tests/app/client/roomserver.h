// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/turns.h"

#include <QTest>

namespace confab::test {

inline constexpr UserId ana{1};
inline constexpr UserId ben{2};
inline constexpr RoomId general{7};

/// A scripted server with one room whose log is real, and switches for failures.
class RoomServer : public ScriptedServer {
public:
    RoomServer();

    /// Appends to the log; `live`: connections get the event.
    Event append(UserId by, EventData data, bool live = true);
    Event say(UserId by, const QString& body, bool live = true);
    Seq lastSeq() const { return Seq(log.size()); }
    Room room() const;
    QStringList bodies() const;
    /// The message in its present form, as Ana sees it.
    std::optional<Message> message(Seq seq) const;
    /// All of them, by their places in the log. Valid until the next event.
    const std::vector<std::optional<Message>>& present() const;

    std::vector<Event> log;
    QList<User> here{{ana, QStringLiteral("Ana"), {}}};
    std::optional<int> members;                ///< Entered::members
    std::optional<int> hereCount;              ///< when `here` is incomplete
    QHash<QString, Seq> stored;                ///< clientId to seq, as the server's unique index
    std::optional<Error> refuseSend;           ///< message.send is answered with this
    std::optional<Error> refuseEnter;          ///< room.enter, too
    std::optional<Error> refuseThread;         ///< room.thread, too
    std::optional<Error> refuseAction;         ///< edits, deletions, reactions and pins, too
    bool silentSend = false;                   ///< message.send is executed and not answered
    bool tellLive = true;                      ///< connections that sent a message get its event
    std::function<bool(const Request&)> spoil; ///< true: no answer, nothing done
    bool strict = false; ///< only connections that entered the room get its events, as from a real server
    std::function<void(const Request&)> after; ///< called after the answer is made, before it is sent
    std::optional<Seq> readUpTo;               ///< Room::readSeq; nothing: all is read
    QSet<int> entered;                         ///< connections

    /// About::id; empty: there is no server.about.
    QString installation = QStringLiteral("installation 1");

protected:
    bool mayHear(int connection, const Notification& notification) const override;

private:
    std::optional<Result<Answer>> reply(const Request& request);
    Result<Answer> store(const MessageSend& send);
    Result<Answer> change(const QString& clientId, EventData data);
    std::optional<Result<Answer>> replyToAction(const Request& request);
    HistoryPage history(const RoomHistory& request) const;
    EventsPage eventsAfter(Seq after, int limit) const;

    mutable std::vector<std::optional<Message>> m_present; ///< of the log's first events; follows when asked for
};

/// A client of a RoomServer, with time-outs short enough for tests.
struct RoomSide {
    explicit RoomSide(const QString& folder = {});
    /// Signs in as Ana.
    bool signIn();

    RoomServer server;
    client::MemorySecretStore store;
    client::Client client;
};

client::Client::Config quickConfig(const QString& folder = {});

} // namespace confab::test
