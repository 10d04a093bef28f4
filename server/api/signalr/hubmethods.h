// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/room.h"
#include "server/api/signalr/hubsession.h"

namespace confab::signalr {

/// What a client of a hub can do, in the words of that hub: each method calls the rules that JSON-RPC and REST call.
/// Thread: its io thread. Owned by: HubSession.
class HubMethods {
public:
    /// All outlive this.
    HubMethods(HubShape shape, HubSession& session, RoomTable& rooms);
    virtual ~HubMethods();
    HubMethods(const HubMethods&) = delete;
    HubMethods& operator=(const HubMethods&) = delete;

    /// Begins a method; HubSession::done() or refuse() ends it. MethodNotFound and InputInvalid: nothing began.
    virtual Status invoke(const Invocation& invocation) = 0;

protected:
    HubSession& session() { return m_session; }
    bool isIn(RoomId room) const { return m_session.hasEntered(room); }
    /// The room of this name in which the client is; none when it is in no such room.
    RoomId joined(const QString& name) const;

    /// Brings the client into the room, as a member from now on; it is told like the others. Of `room` the id counts,
    /// and the name when the events of this hub say it.
    void enter(const Room& room, bool mayJoin = true);
    /// The client leaves the room, and stays a member.
    void leave(RoomId room);
    void send(RoomId room, const QString& text);
    void typing(RoomId room);

private:
    void entered(const Room& room, const Entered& answer);
    bool refusesOutsider(RoomId room);

    const HubShape m_shape;
    HubSession& m_session;
    RoomTable& m_rooms;
    QHash<RoomId, QString> m_joined; // each of them has a place in m_rooms; the client may have left some since
};

/// The arguments that a method has, checked.
Status expectArguments(const Invocation& invocation, qsizetype count);
Result<QString> textArgument(const Invocation& invocation, qsizetype index);
/// A number, or a text of digits. None of these: InputInvalid.
Result<RoomId> roomIn(const QCborValue& value);

std::unique_ptr<HubMethods> makeMethodsById(HubSession& session, RoomTable& rooms);
/// `creates`: the names of the rooms that JoinRoom makes; "*" is any.
std::unique_ptr<HubMethods> makeMethodsByName(HubSession& session, RoomTable& rooms, const QStringList& creates);

} // namespace confab::signalr
