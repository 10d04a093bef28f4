// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <variant>

/// The table of methods: one struct a request, with its name, its answer, and whether it is for those not signed in.
namespace confab {

// ---- answers -----------------------------------------------------------------------------------------------------

/// For a member that is left out unless it is true.
inline std::optional<bool> onlyTrue(bool value) {
    return value ? std::optional(true) : std::nullopt;
}

struct Nothing {
    static constexpr auto fields() { return std::tuple<>{}; }
};

/// A signed-in device: who, with which tokens, and the rooms to show.
struct Auth {
    User user;
    Secret accessToken;
    Secret refreshToken;
    UtcTime expiresAt;        ///< of the access token
    QList<Room> rooms;        ///< by id
    std::optional<bool> more; ///< true: one is in further rooms, so ask room.list after the last of these
    static constexpr auto fields() {
        return std::tuple{field("user", &Auth::user),
                          field("accessToken", &Auth::accessToken),
                          field("refreshToken", &Auth::refreshToken),
                          field("expiresAt", &Auth::expiresAt),
                          field("rooms", &Auth::rooms),
                          field("more", &Auth::more)};
    }
};

struct Resumed {
    User user;
    QList<Room> rooms;        ///< like those of Auth
    std::optional<bool> more; ///< likewise
    static constexpr auto fields() {
        return std::tuple{field("user", &Resumed::user), field("rooms", &Resumed::rooms),
                          field("more", &Resumed::more)};
    }
};

struct RoomAnswer {
    Room room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomAnswer::room)}; }
};

struct RoomsAnswer {
    QList<Room> rooms;
    static constexpr auto fields() { return std::tuple{field("rooms", &RoomsAnswer::rooms)}; }
};

struct RoomsPage {
    QList<Room> rooms;        ///< by id
    std::optional<bool> more; ///< true: there are further ones
    static constexpr auto fields() {
        return std::tuple{field("rooms", &RoomsPage::rooms), field("more", &RoomsPage::more)};
    }
};

struct Entered {
    Seq lastSeq = 0;
    QList<User> here;             ///< oneself, and as many others as limits::listedPeople and listedNames allow
    std::optional<int> hereCount; ///< how many are here, when those are not all
    QList<Event> events; ///< those after `after`, oldest first, at most limits::eventsPerPage; none without `after`
    bool more = false;   ///< there are further events between `events` and `lastSeq`: ask room.events
    QList<User> users;   ///< the people whom `events` name
    std::optional<int> members = std::nullopt; ///< how many belong to the room at `lastSeq`; absent: not known
    static constexpr auto fields() {
        return std::tuple{field("lastSeq", &Entered::lastSeq),     field("here", &Entered::here),
                          field("hereCount", &Entered::hereCount), field("events", &Entered::events),
                          field("more", &Entered::more),           field("users", &Entered::users),
                          field("members", &Entered::members)};
    }
};

struct EventsPage {
    QList<Event> events;
    bool more = false;
    QList<User> users; ///< the people whom `events` name
    static constexpr auto fields() {
        return std::tuple{field("events", &EventsPage::events), field("more", &EventsPage::more),
                          field("users", &EventsPage::users)};
    }
};

struct HistoryPage {
    QList<Message> messages;
    bool more = false;
    QList<User> users; ///< the authors of `messages`
    static constexpr auto fields() {
        return std::tuple{field("messages", &HistoryPage::messages), field("more", &HistoryPage::more),
                          field("users", &HistoryPage::users)};
    }
};

struct Unread {
    int unread = 0;
    int mentions = 0;
    static constexpr auto fields() {
        return std::tuple{field("unread", &Unread::unread), field("mentions", &Unread::mentions)};
    }
};

struct Sent {
    Seq seq = 0;
    UtcTime at;
    static constexpr auto fields() { return std::tuple{field("seq", &Sent::seq), field("at", &Sent::at)}; }
};

struct MembersPage {
    QList<Member> members; ///< by id
    bool more = false;
    static constexpr auto fields() {
        return std::tuple{field("members", &MembersPage::members), field("more", &MembersPage::more)};
    }
};

struct UsersAnswer {
    QList<User> users;
    static constexpr auto fields() { return std::tuple{field("users", &UsersAnswer::users)}; }
};

/// What a client needs to know before it has an account.
struct About {
    struct Limits {
        qint64 messageBytes = 0;
        qint64 fileBytes = 0; ///< 0: no files can be sent
        static constexpr auto fields() {
            return std::tuple{field("messageBytes", &Limits::messageBytes), field("fileBytes", &Limits::fileBytes)};
        }
    };
    QString id;   ///< of the installation: random, the same on all its nodes, outlives addresses and restores
    QString name; ///< for people
    QString version;
    Registration registration = Registration::Open;
    QList<QString> signIn; ///< ways to sign in: "password"
    Limits limits;
    static constexpr auto fields() {
        return std::tuple{field("id", &About::id),           field("name", &About::name),
                          field("version", &About::version), field("registration", &About::registration),
                          field("signIn", &About::signIn),   field("limits", &About::limits)};
    }
};

/// The OpenRPC document (openrpc.h): the answer is the document itself.
struct OpenRpc {
    QCborMap document;
    static constexpr auto whole() { return &OpenRpc::document; }
};

// ---- requests ----------------------------------------------------------------------------------------------------

/// Who may call: everybody on the connection, or only a signed-in one.
enum class Access { Anyone, SignedIn };

// A request whose answer may be thousands of times as large as it is says so by wantsPage: limits::pagesUnderway of
// them are carried out at once on a connection. All but RoomEnter change nothing, so later calls may overtake them.

struct AccountRegister {
    static constexpr std::string_view method = "account.register";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    QString name;
    QString email;
    Secret password;
    std::optional<QString> device;
    static constexpr auto fields() {
        return std::tuple{
            field("name", &AccountRegister::name, {1, limits::nameChars}),
            field("email", &AccountRegister::email, {3, limits::emailChars}),
            field("password", &AccountRegister::password, {limits::passwordMinChars, limits::passwordBytes}),
            field("device", &AccountRegister::device, {0, limits::deviceChars})};
    }
};

struct AccountLogin {
    static constexpr std::string_view method = "account.login";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    QString email;
    Secret password;
    std::optional<QString> device;
    static constexpr auto fields() {
        return std::tuple{field("email", &AccountLogin::email, {0, limits::emailChars}),
                          field("password", &AccountLogin::password, {0, limits::passwordBytes}),
                          field("device", &AccountLogin::device, {0, limits::deviceChars})};
    }
};

struct SessionResume {
    static constexpr std::string_view method = "session.resume";
    static constexpr Access access = Access::Anyone;
    using Answer = Resumed;
    Secret accessToken;
    static constexpr auto fields() { return std::tuple{field("accessToken", &SessionResume::accessToken, {1, 2000})}; }
};

struct AccountRefresh {
    static constexpr std::string_view method = "account.refresh";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    Secret refreshToken;
    static constexpr auto fields() {
        return std::tuple{field("refreshToken", &AccountRefresh::refreshToken, {1, 200})};
    }
};

struct AccountLogout {
    static constexpr std::string_view method = "account.logout";
    static constexpr Access access = Access::SignedIn;
    using Answer = Nothing;
    static constexpr auto fields() { return std::tuple<>{}; }
};

struct UserGet {
    static constexpr std::string_view method = "user.get";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = UsersAnswer;
    QList<UserId> ids;
    static constexpr auto fields() { return std::tuple{field("ids", &UserGet::ids, {0, limits::usersPerRequest})}; }
};

struct RoomCreate {
    static constexpr std::string_view method = "room.create";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    QString name;
    std::optional<QString> topic;
    std::optional<Secret> password;
    std::optional<int> capacity;
    std::optional<int> maxMembers;
    std::optional<Visibility> visibility;
    static constexpr auto fields() {
        return std::tuple{field("name", &RoomCreate::name, {1, limits::nameChars}),
                          field("topic", &RoomCreate::topic, {0, limits::topicChars}),
                          field("password", &RoomCreate::password, {0, limits::passwordBytes}),
                          field("capacity", &RoomCreate::capacity, {1, limits::maxSeats}),
                          field("maxMembers", &RoomCreate::maxMembers, {1, limits::maxSeats}),
                          field("visibility", &RoomCreate::visibility)};
    }
};

struct RoomList {
    static constexpr std::string_view method = "room.list";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomsPage;
    std::optional<RoomId> after; ///< rooms with greater ids; none: from the first
    static constexpr auto fields() { return std::tuple{field("after", &RoomList::after)}; }
};

struct RoomFind {
    static constexpr std::string_view method = "room.find";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = RoomsAnswer;
    std::optional<QString> query;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("query", &RoomFind::query, {0, limits::nameChars}),
                          field("limit", &RoomFind::limit, {1, limits::foundRooms})};
    }
};

struct RoomJoin {
    static constexpr std::string_view method = "room.join";
    static constexpr Access access = Access::SignedIn;
    using Answer = RoomAnswer;
    RoomId room;
    std::optional<Secret> password;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomJoin::room),
                          field("password", &RoomJoin::password, {0, limits::passwordBytes})};
    }
};

struct RoomLeave {
    static constexpr std::string_view method = "room.leave";
    static constexpr Access access = Access::SignedIn;
    using Answer = Nothing;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomLeave::room)}; }
};

struct RoomDelete {
    static constexpr std::string_view method = "room.delete";
    static constexpr Access access = Access::SignedIn;
    using Answer = Nothing;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomDelete::room)}; }
};

struct RoomEnter {
    static constexpr std::string_view method = "room.enter";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = Entered;
    RoomId room;
    std::optional<Seq> after;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomEnter::room), field("after", &RoomEnter::after)};
    }
};

struct RoomExit {
    static constexpr std::string_view method = "room.exit";
    static constexpr Access access = Access::SignedIn;
    using Answer = Nothing;
    RoomId room;
    static constexpr auto fields() { return std::tuple{field("room", &RoomExit::room)}; }
};

struct RoomEvents {
    static constexpr std::string_view method = "room.events";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = EventsPage;
    RoomId room;
    Seq after = 0;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomEvents::room), field("after", &RoomEvents::after),
                          field("limit", &RoomEvents::limit, {1, limits::eventsPerPage})};
    }
};

struct RoomHistory {
    static constexpr std::string_view method = "room.history";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = HistoryPage;
    RoomId room;
    std::optional<Seq> before;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomHistory::room), field("before", &RoomHistory::before),
                          field("limit", &RoomHistory::limit, {1, limits::messagesPerPage})};
    }
};

struct RoomMembers {
    static constexpr std::string_view method = "room.members";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = MembersPage;
    RoomId room;
    std::optional<UserId> after;
    std::optional<int> limit;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomMembers::room), field("after", &RoomMembers::after),
                          field("limit", &RoomMembers::limit, {1, limits::membersPerPage})};
    }
};

struct RoomMarkRead {
    static constexpr std::string_view method = "room.markRead";
    static constexpr Access access = Access::SignedIn;
    using Answer = Unread;
    RoomId room;
    Seq seq = 0;
    static constexpr auto fields() {
        return std::tuple{field("room", &RoomMarkRead::room), field("seq", &RoomMarkRead::seq)};
    }
};

struct MessageSend {
    static constexpr std::string_view method = "message.send";
    static constexpr Access access = Access::SignedIn;
    using Answer = Sent;
    RoomId room;
    QString clientId;
    QString body; ///< its length is a rule of its own (message.tooLong), so it has no bound here but the frame's
    std::optional<Seq> replyTo;
    static constexpr auto fields() {
        return std::tuple{
            field("room", &MessageSend::room), field("clientId", &MessageSend::clientId, {1, limits::clientIdChars}),
            field("body", &MessageSend::body, {0, limits::frameBytes}), field("replyTo", &MessageSend::replyTo)};
    }
};

struct TypingSet {
    static constexpr std::string_view method = "typing.set";
    static constexpr Access access = Access::SignedIn;
    using Answer = Nothing;
    RoomId room;
    bool on = false;
    static constexpr auto fields() { return std::tuple{field("room", &TypingSet::room), field("on", &TypingSet::on)}; }
};

/// Signs nobody in, so it may be on its way together with a call that does.
struct ServerAbout {
    static constexpr std::string_view method = "server.about";
    static constexpr Access access = Access::Anyone;
    using Answer = About;
    static constexpr auto fields() { return std::tuple<>{}; }
};

struct RpcDiscover {
    static constexpr std::string_view method = "rpc.discover";
    static constexpr Access access = Access::Anyone;
    using Answer = OpenRpc;
    static constexpr auto fields() { return std::tuple<>{}; }
};

/// Every request there is. A new method is a struct above and its name here.
using Request =
    std::variant<AccountRegister, AccountLogin, SessionResume, AccountRefresh, AccountLogout, UserGet, RoomCreate,
                 RoomList, RoomFind, RoomJoin, RoomLeave, RoomDelete, RoomEnter, RoomExit, RoomEvents, RoomHistory,
                 RoomMembers, RoomMarkRead, MessageSend, TypingSet, RpcDiscover, ServerAbout>;

/// Every answer there is, once each.
using Answer = std::variant<Nothing, Auth, Resumed, RoomAnswer, RoomsAnswer, RoomsPage, Entered, EventsPage,
                            HistoryPage, Unread, Sent, MembersPage, UsersAnswer, OpenRpc, About>;

} // namespace confab
