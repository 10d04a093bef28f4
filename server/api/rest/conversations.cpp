// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/conversations.h"

#include "server/api/rest/jsonbody.h"

#include <QUrlQuery>

#include <algorithm>

namespace confab::rest {

namespace {

constexpr qint64 mostOnPage = 100;

/// In a room, or, with null, of the caller and these people.
struct NewConversation {
    std::optional<OrNull<RoomId>> roomId;
    QList<UserId> participants;
    template <class Self = NewConversation>
    static constexpr auto fields() {
        return std::tuple{field("roomId", &Self::roomId),
                          field("participants", &Self::participants, {0, limits::directPeople})};
    }
};

struct Conversation {
    RoomId id;
    std::optional<RoomId> roomId; ///< null: it is of its people alone
    QList<UserId> participants;   ///< the caller among them
    bool isGroup = false;
    template <class Self = Conversation>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), nullable("roomId", &Self::roomId),
                          field("participants", &Self::participants), field("isGroup", &Self::isGroup)};
    }
};

/// One of a list.
struct ListedConversation {
    RoomId id;
    std::optional<RoomId> roomId; ///< like those of Conversation
    QList<UserId> participants;   ///< by id, up to limits::membersPerPage
    bool isGroup = false;
    QString name;
    Seq lastSeq = 0;
    int unread = 0;
    template <class Self = ListedConversation>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          nullable("roomId", &Self::roomId),
                          field("participants", &Self::participants),
                          field("isGroup", &Self::isGroup),
                          field("name", &Self::name),
                          field("lastSeq", &Self::lastSeq),
                          field("unread", &Self::unread)};
    }
};

struct ConversationsPage {
    QList<ListedConversation> items;
    int page = 1;
    int pageSize = 20;
    qint64 total = 0; ///< on all pages
    template <class Self = ConversationsPage>
    static constexpr auto fields() {
        return std::tuple{field("items", &Self::items), field("page", &Self::page), field("pageSize", &Self::pageSize),
                          field("total", &Self::total)};
    }
};

/// A room is one conversation of all its members: its participants are those whom the caller names, who have to be
/// members.
void roomConversation(Calls& calls, const HttpExchange& exchange, RoomId room, const QList<UserId>& participants) {
    calls.call(exchange, RoomMembers{room, {}, {}}, [&calls, exchange, room, participants](const MembersPage& page) {
        for (UserId user : participants) {
            const auto isUser = [user](const Member& member) { return member.id == user; };
            if (!page.more && std::ranges::none_of(page.members, isUser))
                return calls.refuse(exchange.reply,
                                    Error::invalid(QStringLiteral("body.participants"),
                                                   QStringLiteral("body.participants: members of the room "
                                                                  "expected")));
        }
        exchange.reply(jsonAnswer(201, Conversation{room, room, participants, true}));
    });
}

/// The answer about a direct room names the others; its members are all.
void directConversation(Calls& calls, const HttpExchange& exchange, RoomId room) {
    calls.call(exchange, RoomMembers{room, {}, {}}, [reply = exchange.reply, room](const MembersPage& page) {
        Conversation conversation{room, {}, {}, page.members.size() > 2};
        for (const Member& member : page.members)
            conversation.participants.append(member.id);
        reply(jsonAnswer(201, conversation));
    });
}

void postConversation(Calls& calls, const HttpExchange& exchange) {
    if (calls.refusesStranger(exchange))
        return;
    Result<NewConversation> wanted = readJson<NewConversation>(exchange.request);
    if (!wanted)
        return calls.refuse(exchange.reply, wanted.error());
    if (wanted->roomId && wanted->roomId->value)
        return roomConversation(calls, exchange, *wanted->roomId->value, wanted->participants);
    calls.call(exchange, DirectOpen{wanted->participants},
               [&calls, exchange](const RoomAnswer& opened) { directConversation(calls, exchange, opened.room.id); });
}

// ---- GET ----

/// What the query asks for.
struct Wanted {
    std::optional<RoomId> room;
    int page = 1;
    int pageSize = 20;
};

/// A number of the query, as people write it; `otherwise` when it is not there.
Result<qint64> numberIn(const QUrlQuery& query, const QString& name, qint64 most, qint64 otherwise) {
    if (!query.hasQueryItem(name))
        return otherwise;
    const QString text = query.queryItemValue(name);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < 1 || number > most || QString::number(number) != text)
        return fail(Error::invalid(
            QString(u"query." % name),
            QStringLiteral("query.%1: a number from 1 to %2 expected").arg(name, QString::number(most))));
    return number;
}

Result<Wanted> wantedBy(const HttpRequest& request) {
    const QUrlQuery query(QString::fromLatin1(request.query));
    const Result<qint64> room = numberIn(query, QStringLiteral("roomId"), limits::maxId, 0);
    const Result<qint64> page = numberIn(query, QStringLiteral("page"), limits::roomsPerPerson, 1);
    const Result<qint64> size = numberIn(query, QStringLiteral("pageSize"), mostOnPage, 20);
    for (const Result<qint64>& number : {room, page, size}) {
        if (!number)
            return fail(number.error());
    }
    Wanted wanted{{}, int(*page), int(*size)};
    if (*room > 0)
        wanted.room = RoomId{*room};
    return wanted;
}

ListedConversation listed(const Room& room, QList<UserId> participants) {
    const bool isDirect = room.kind == RoomKind::Direct;
    std::sort(participants.begin(), participants.end());
    return {room.id,
            isDirect ? std::nullopt : std::optional(room.id),
            std::move(participants),
            room.members > 2 || !isDirect,
            room.name,
            room.lastSeq,
            room.unread};
}

QList<UserId> idsOf(const QList<Member>& members) {
    QList<UserId> ids;
    for (const Member& member : members)
        ids.append(member.id);
    return ids;
}

/// A room is one conversation. The members first: that call tells whether the room may be seen.
void listRoom(Calls& calls, const HttpExchange& exchange, RoomId room, ConversationsPage list) {
    const auto read = [&calls, exchange, room, list = std::move(list)](const MembersPage& members) {
        RoomList from;
        if (room.value > 1)
            from.after = RoomId{room.value - 1};
        calls.call(exchange, from, [reply = exchange.reply, room, list, members](const RoomsPage& page) {
            if (page.rooms.isEmpty() || page.rooms.first().id != room)
                return reply(problem(Error(ErrorKind::RoomNotMember))); // since the call before
            ConversationsPage answer = list;
            answer.total = 1;
            if (answer.page == 1)
                answer.items.append(listed(page.rooms.first(), idsOf(members.members)));
            reply(jsonAnswer(200, answer));
        });
    };
    calls.call(exchange, RoomMembers{room, {}, {}}, read);
}

/// Those of the caller with others, collected page by page of room.list, which has all of the caller's rooms.
struct Collection {
    ConversationsPage list;
    QList<Room> rooms; // of the page
};

/// A direct room names the others; who is missing among the members of one is the caller.
void completeList(Calls& calls, const HttpExchange& exchange, const std::shared_ptr<Collection>& collected) {
    if (collected->rooms.isEmpty())
        return exchange.reply(jsonAnswer(200, collected->list));
    const auto complete = [reply = exchange.reply, collected](const MembersPage& page) {
        QList<UserId> caller = idsOf(page.members);
        for (const User& other : collected->rooms.first().people.value_or(QList<User>()))
            caller.removeOne(other.id);
        for (const Room& room : std::as_const(collected->rooms)) {
            QList<UserId> participants = caller;
            for (const User& other : room.people.value_or(QList<User>()))
                participants.append(other.id);
            collected->list.items.append(listed(room, participants));
        }
        reply(jsonAnswer(200, collected->list));
    };
    calls.call(exchange, RoomMembers{collected->rooms.first().id, {}, {}}, complete);
}

void collect(Calls& calls, const HttpExchange& exchange, const std::shared_ptr<Collection>& collected, RoomList from) {
    calls.call(exchange, from, [&calls, exchange, collected](const RoomsPage& page) {
        ConversationsPage& list = collected->list;
        const qint64 first = qint64(list.page - 1) * list.pageSize;
        for (const Room& room : page.rooms) {
            if (room.kind != RoomKind::Direct)
                continue;
            if (list.total >= first && list.total < first + list.pageSize)
                collected->rooms.append(room);
            ++list.total;
        }
        if (page.more.value_or(false) && !page.rooms.isEmpty())
            collect(calls, exchange, collected, RoomList{page.rooms.last().id});
        else
            completeList(calls, exchange, collected);
    });
}

void getConversations(Calls& calls, const HttpExchange& exchange) {
    if (calls.refusesStranger(exchange))
        return;
    const Result<Wanted> wanted = wantedBy(exchange.request);
    if (!wanted)
        return calls.refuse(exchange.reply, wanted.error());
    const ConversationsPage list{{}, wanted->page, wanted->pageSize, 0};
    if (wanted->room)
        return listRoom(calls, exchange, *wanted->room, list);
    collect(calls, exchange, std::make_shared<Collection>(Collection{list, {}}), RoomList{});
}

} // namespace

void addConversationRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    router.add(
        "POST", "/api/conversations", [calls](const HttpExchange& exchange) { postConversation(*calls, exchange); },
        RouteBody::required());
    router.add("GET", "/api/conversations",
               [calls](const HttpExchange& exchange) { getConversations(*calls, exchange); });
}

} // namespace confab::rest
