// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/app/models/stagedrafts.h"
#include "tests/app/models/stageprograms.h"
#include "tests/support/scriptedserver.h"

#include <map>

namespace confab::test {

/// A server in this process with a few users and rooms with a history, for views: answers every request of the desktop
/// app from its own lists, and takes further events from the test.
/// Thread: the test's.
class Stage : public QObject {
    Q_OBJECT
public:
    Stage();

    QUrl url() const { return m_server.url(); }
    ScriptedServer& server() { return m_server; }
    StagePrograms& programs() { return m_programs; }
    /// The user who signs in, for any e-mail; every password but "wrong" is right.
    UserId me() const { return UserId{1}; }

    UserId addUser(const QString& name);
    /// With all users as its members, and `here` of them in it.
    RoomId addRoom(const QString& name, const QString& topic, int here);
    /// Changes the room's facts, before any request for it. With a greater `here` others are in it, too.
    Room& room(RoomId id) { return m_rooms.at(id).facts; }
    /// The number of occupants from now on; beyond the room's capacity: others have all the seats.
    void setHere(RoomId id, int here) { m_rooms.at(id).here = here; }
    /// A public room that the user is not a member of.
    RoomId addForeignRoom(const QString& name, const QString& topic, const QString& password);
    /// A conversation of the user with these people.
    RoomId addDirect(const QList<UserId>& people);
    /// A message at `at`; sent to the client when it is in the room.
    void say(RoomId room, UserId by, const QString& body, UtcTime at);
    void happen(RoomId room, UserId by, EventData data, UtcTime at);
    /// The number of the room's last event.
    Seq lastSeq(RoomId id) { return room(id).lastSeq; }
    /// In its present form, as the user who signs in sees it; nothing when the event is no message.
    std::optional<Message> message(RoomId room, Seq seq) const;
    /// Everything so far was read, except the last `unread` messages.
    void markRead(RoomId room, int unread);
    /// Counted from the log and the read mark.
    Unread unreadOf(RoomId room) const;
    void type(RoomId room, UserId by);
    /// The answer to server.about; empty: the server is older than that.
    void setAbout(std::optional<About> about) { m_about = std::move(about); }
    /// The presence of the rooms' members, except the occupants.
    void setPresence(UserId user, Availability presence) { m_presence[user] = presence; }
    /// What somebody tells of themselves, before any request for it.
    User& user(UserId id) { return m_users[id.value - 1]; }
    /// The answer to message.send from now on; empty: stays silent.
    enum class Sending { Accepted, Refused, Unanswered };
    void setSending(Sending sending) { m_sending = sending; }
    /// The error of room.enter from now on; empty: it succeeds.
    void setEntering(std::optional<Error> error) { m_enterError = std::move(error); }

    /// A draft that another device of the account changes.
    void draft(const Draft& draft) { m_drafts.change(draft, m_server); }

    /// Asked first: its answer, if any, is the server's.
    void setExceptions(ScriptedServer::Script exceptions) { m_exceptions = std::move(exceptions); }
    /// Every request of this kind fails with `error` from now on; empty: it succeeds.
    template <class R>
    void setFailing(const std::optional<Error>& error) {
        setExceptions([error](const Request& request) -> std::optional<Result<Answer>> {
            if (error && std::holds_alternative<R>(request))
                return fail(*error);
            return std::nullopt;
        });
    }

    /// Somebody else reads up to there, of which the client is told.
    friend void reads(Stage& stage, RoomId room, UserId user, Seq seq);

private:
    struct RoomState {
        Room facts;
        QList<Event> log;
        std::vector<std::optional<Message>> messages; ///< in their present form, by their places in the log
        int here = 0;
        bool mine = true;
        QString password;
    };

    static bool isFull(const RoomState& state);
    std::optional<Result<Answer>> answer(const Request& request);
    Auth auth() const;
    QList<Room> myRooms() const;
    QList<User> peopleHere(const RoomState& state) const;
    Result<Answer> enter(const RoomEnter& request);
    Result<Answer> history(const RoomHistory& request);
    Result<Answer> events(const RoomEvents& request);
    Result<Answer> markRead(const RoomMarkRead& request);
    ReadersPage readers(const MessageReaders& request) const;
    std::optional<Result<Answer>> mark(const Request& request);
    Result<Answer> join(const RoomJoin& request);
    Result<Answer> create(const RoomCreate& request);
    Result<Answer> update(const RoomUpdate& request);
    Result<Answer> openDirect(const DirectOpen& request);
    UsersAnswer findPeople(const UserFind& request) const;
    MembersPage members(const RoomState& state) const;
    std::optional<Result<Answer>> arrange(const Request& request);
    std::optional<Result<Answer>> moderate(const Request& request);
    void setBlocked(UserId user, bool on);
    std::optional<Result<Answer>> profile(const Request& request);
    void putOut(RoomId room, UserId user, Departure how, const std::optional<QString>& note);
    std::optional<Result<Answer>> send(const MessageSend& request);
    MessagesAnswer messages(RoomId room, const QList<Seq>& seqs) const;
    Result<Answer> change(RoomId room, EventData data);
    std::optional<Result<Answer>> act(const Request& request);
    VersionsAnswer versions(RoomId room, Seq seq) const;
    SearchAnswer search(const SearchMessages& request) const;

    ScriptedServer m_server;
    StageDrafts m_drafts;
    StagePrograms m_programs;
    QList<User> m_users;
    std::map<RoomId, RoomState> m_rooms;
    std::optional<About> m_about;
    QHash<UserId, Availability> m_presence;
    QHash<std::pair<RoomId, UserId>, Role> m_roles;        // those that were given
    QHash<std::pair<RoomId, UserId>, MemberMuted> m_mutes; // the last of each
    QList<User> m_blocked;                                 // by the user who signs in
    QHash<RoomId, QList<Ban>> m_bans;
    QHash<RoomId, QHash<UserId, std::pair<Seq, UtcTime>>> m_reads; // of the others
    Sending m_sending = Sending::Accepted;
    std::optional<Error> m_enterError;
    ScriptedServer::Script m_exceptions;
};

void reads(Stage& stage, RoomId room, UserId user, Seq seq);

} // namespace confab::test
