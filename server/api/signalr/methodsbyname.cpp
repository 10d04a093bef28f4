// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/text.h"
#include "server/api/signalr/hubmethods.h"
#include "server/api/signalr/limits.h"

namespace confab::signalr {

namespace {

/// The room that a name means among these: one of the caller's own before others, then the oldest. Null when none has
/// it.
const Room* named(const QList<Room>& rooms, const QString& name, bool ownFirst = true) {
    const Room* found = nullptr;
    const auto isBetter = [ownFirst](const Room& one, const Room& other) {
        if (ownFirst && one.role.has_value() != other.role.has_value())
            return one.role.has_value();
        return one.id < other.id;
    };
    for (const Room& room : rooms) {
        if (room.kind == RoomKind::Room && room.name == name && (!found || isBetter(room, *found)))
            found = &room;
    }
    return found;
}

/// The hub /chatHub: rooms by name. The user names among the arguments are not looked at.
class MethodsByName final : public HubMethods {
public:
    MethodsByName(HubSession& session, RoomTable& rooms, const QStringList& creates)
        : HubMethods(HubShape::RoomsByName, session, rooms), m_creates(creates) {}

    Status invoke(const Invocation& invocation) override {
        const QString& target = invocation.target;
        if (target == u"JoinRoom")
            return onName(invocation, 1, [this](const QString& name) { joinRoom(name); });
        if (target == u"LeaveRoom")
            return onName(invocation, 1, [this](const QString& name) { leave(joined(name)); });
        if (target == u"SendMessage")
            return sendMessage(invocation);
        return fail(Error(ErrorKind::MethodNotFound, QStringLiteral("Method does not exist.")));
    }

private:
    Status onName(const Invocation& invocation, qsizetype count, const std::function<void(const QString&)>& method) {
        if (Status counted = expectArguments(invocation, count); !counted)
            return counted;
        const Result<QString> name = textArgument(invocation, 0);
        if (!name)
            return fail(name.error());
        method(normalisedLine(*name));
        return {};
    }
    Status sendMessage(const Invocation& invocation) {
        if (Status counted = expectArguments(invocation, 3); !counted)
            return counted;
        const Result<QString> text = textArgument(invocation, 2);
        if (!text)
            return fail(text.error());
        return onName(invocation, 3, [this, &text](const QString& name) { send(joined(name), *text); });
    }

    void joinRoom(const QString& name) {
        if (name.isEmpty() || name.size() > confab::limits::nameChars)
            return refuseUnknown();
        if (joined(name))
            return session().done();
        session().call(RoomFind{name, confab::limits::foundRooms}, [this, name](const RoomsAnswer& found) {
            if (const Room* room = named(found.rooms, name))
                enter(*room);
            else
                lookAmongOwn(name, {}, limits::roomPages);
        });
    }
    /// Private rooms are found by no search.
    void lookAmongOwn(const QString& name, std::optional<RoomId> after, int pages) {
        session().call(RoomList{after}, [this, name, pages](const RoomsPage& page) {
            if (const Room* room = named(page.rooms, name))
                enter(*room);
            else if (page.more.value_or(false) && pages > 1 && !page.rooms.isEmpty())
                lookAmongOwn(name, page.rooms.constLast().id, pages - 1);
            else
                create(name);
        });
    }
    void create(const QString& name) {
        if (!m_creates.contains(name) && !m_creates.contains(QStringLiteral("*")))
            return refuseUnknown();
        RoomCreate request;
        request.name = name;
        session().call(std::move(request), [this, name](const RoomAnswer& made) { settle(name, made.room); });
    }
    /// Another client may have made one at the same moment, also on another node: the older one stays.
    void settle(const QString& name, const Room& made) {
        session().call(RoomFind{name, confab::limits::foundRooms}, [this, name, made](const RoomsAnswer& found) {
            const Room* oldest = named(found.rooms, name, false);
            if (!oldest || oldest->id >= made.id)
                return enter(made);
            const Room other = *oldest;
            session().call(RoomDelete{made.id}, [this, other](const Empty&) { enter(other); });
        });
    }
    void refuseUnknown() { session().refuse(QStringLiteral("There is no room of this name.")); }

    const QStringList& m_creates;
};

} // namespace

std::unique_ptr<HubMethods> makeMethodsByName(HubSession& session, RoomTable& rooms, const QStringList& creates) {
    return std::make_unique<MethodsByName>(session, rooms, creates);
}

} // namespace confab::signalr
