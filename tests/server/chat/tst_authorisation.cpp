// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

#include <array>

using namespace confab;

namespace {

enum Actor { Nobody, Stranger, MemberOfIt, Author, Moderator, Owner, ActorCount };
constexpr const char* actorNames[] = {"not signed in",        "not a member", "member",
                                      "the message's author", "moderator",    "owner"};

struct Places {
    RoomId room;
    Seq message = 1; // the author's
    UserId owner;
    QString refreshToken; // of somebody who is no caller, as the two below
    QString accessToken;
    QString othersName;
    QString freshName; // of no account yet
    qint64 hook = 1;
    UserId bot{1};    // the owner's
    QString clientId; // not used yet
    SessionId othersSession{1};
    UserId author{1}; // of the message
};

/// One line of the table: a request that is right in itself, and what each actor gets for it. A request without a line
/// does not compile: there is no template behind these.
template <class R>
struct Line;

#define CONFAB_LINE(REQUEST, MAKE, NOBODY, STRANGER, MEMBER, AUTHOR, MODERATOR, OWNER)                                 \
    template <>                                                                                                        \
    struct Line<REQUEST> {                                                                                             \
        static REQUEST make([[maybe_unused]] const Places& places) { return MAKE; }                                    \
        static constexpr const char* outcomes[] = {NOBODY, STRANGER, MEMBER, AUTHOR, MODERATOR, OWNER};                \
    };

CONFAB_LINE(AccountRegister, ChatUnderTest::registration(places.freshName), "ok", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(AccountLogin, ChatUnderTest::login(places.othersName), "ok", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(SessionResume, SessionResume{Secret{places.accessToken}}, "ok", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(AccountRefresh, AccountRefresh{Secret{places.refreshToken}}, "ok", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(RpcDiscover, RpcDiscover{}, "ok", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(ServerAbout, ServerAbout{}, "ok", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(AccountLogout, AccountLogout{}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(UserGet, UserGet{{UserId{1}}}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomCreate, (RoomCreate{QStringLiteral("x"), {}, {}, {}, {}, {}}), "auth.required", "ok", "ok", "ok", "ok",
            "ok")
CONFAB_LINE(RoomList, RoomList{}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomFind, (RoomFind{{}, {}}), "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomJoin, (RoomJoin{places.room, {}}), "auth.required", "room.notFound", "ok", "ok", "ok",
            "ok") // it is private
CONFAB_LINE(RoomLeave, RoomLeave{places.room}, "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomDelete, RoomDelete{places.room}, "auth.required", "room.notFound", "room.forbidden", "room.forbidden",
            "room.forbidden", "ok")
CONFAB_LINE(RoomEnter, (RoomEnter{places.room, 0}), "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomExit, RoomExit{places.room}, "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomEvents, (RoomEvents{places.room, 0, {}}), "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomHistory, (RoomHistory{places.room, {}, {}}), "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomMembers, (RoomMembers{places.room, {}, {}}), "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomMarkRead, (RoomMarkRead{places.room, 1}), "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(MessageSend, (MessageSend{places.room, places.clientId, QStringLiteral("text"), {}}), "auth.required",
            "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(MessageEdit, (MessageEdit{places.room, places.message, places.clientId, QStringLiteral("new")}),
            "auth.required", "room.notFound", "room.forbidden", "ok", "room.forbidden", "room.forbidden")
CONFAB_LINE(MessageDelete, (MessageDelete{places.room, places.message, places.clientId}), "auth.required",
            "room.notFound", "room.forbidden", "ok", "ok", "ok")
CONFAB_LINE(MessageReact, (MessageReact{places.room, places.message, QStringLiteral("👍"), true}), "auth.required",
            "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(MessagePin, (MessagePin{places.room, places.message, true}), "auth.required", "room.notFound",
            "room.forbidden", "room.forbidden", "ok", "ok")
CONFAB_LINE(MessageEdits, (MessageEdits{places.room, places.message}), "auth.required", "room.notFound", "ok", "ok",
            "ok", "ok")
CONFAB_LINE(MessageGet, (MessageGet{places.room, {places.message}}), "auth.required", "room.notFound", "ok", "ok", "ok",
            "ok")
CONFAB_LINE(MessageReactors, (MessageReactors{places.room, places.message, QStringLiteral("👍")}), "auth.required",
            "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomPins, RoomPins{places.room}, "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomThread, (RoomThread{places.room, places.message, {}, {}}), "auth.required", "room.notFound", "ok", "ok",
            "ok", "ok")
CONFAB_LINE(RoomUpdate, (RoomUpdate{places.room, QStringLiteral("New name"), {}, {}, {}, {}, {}, {}, {}}),
            "auth.required", "room.notFound", "room.forbidden", "room.forbidden", "ok", "ok")
CONFAB_LINE(RoomSetRole, (RoomSetRole{places.room, places.author, Role::Moderator}), "auth.required", "room.notFound",
            "room.forbidden", "room.forbidden", "room.forbidden", "ok")
CONFAB_LINE(RoomKick, (RoomKick{places.room, places.author, {}}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "ok", "ok") // whom each role may put out: tst_moderation
CONFAB_LINE(RoomBan, (RoomBan{places.room, places.author, {}, {}}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "ok", "ok")
CONFAB_LINE(RoomUnban, (RoomUnban{places.room, places.author}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "ok", "ok")
CONFAB_LINE(RoomBans, (RoomBans{places.room, {}}), "auth.required", "room.notFound", "room.forbidden", "room.forbidden",
            "ok", "ok")
CONFAB_LINE(DirectOpen, (DirectOpen{{places.owner}}), "auth.required", "ok", "ok", "ok", "ok",
            "input.invalid") // with oneself
CONFAB_LINE(UserFind, (UserFind{QStringLiteral("owner"), {}}), "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(SearchMessages, (SearchMessages{QStringLiteral("text"), places.room, {}, {}, {}, {}, {}, {}}),
            "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(DraftSet, (DraftSet{places.room, {}, QStringLiteral("text"), {}, {}, {}}), "auth.required", "room.notFound",
            "ok", "ok", "ok", "ok")
CONFAB_LINE(DraftList, DraftList{}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(HookAdd, (HookAdd{places.room, QStringLiteral("CI"), {}, {}}), "auth.required", "room.notFound",
            "room.forbidden", "room.forbidden", "room.forbidden", "ok")
CONFAB_LINE(HookList, HookList{places.room}, "auth.required", "room.notFound", "room.forbidden", "room.forbidden",
            "room.forbidden", "ok")
CONFAB_LINE(HookRemove, (HookRemove{places.room, places.hook}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "room.forbidden", "ok")
CONFAB_LINE(HookRenew, (HookRenew{places.room, places.hook}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "room.forbidden", "ok")
CONFAB_LINE(BotAdd, (BotAdd{places.freshName, {{places.room, {BotRight::Send}}}}), "auth.required", "room.notFound",
            "room.forbidden", "room.forbidden", "room.forbidden", "ok")
CONFAB_LINE(BotList, BotList{}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(BotRenew, BotRenew{places.bot}, "auth.required", "input.invalid", "input.invalid", "input.invalid",
            "input.invalid", "ok") // who made it
CONFAB_LINE(BotRemove, (BotRemove{places.bot, places.room}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "room.forbidden", "ok") // without a room as the one before
CONFAB_LINE(HookPost, (HookPost{QStringLiteral("id"), QStringLiteral("text")}), "auth.required", "room.forbidden",
            "room.forbidden", "room.forbidden", "room.forbidden", "room.forbidden") // only webhooks themselves do
CONFAB_LINE(TypingSet, (TypingSet{places.room, true}), "auth.required", "room.notFound", "ok", "ok", "ok", "ok")

CONFAB_LINE(AccountChangePassword,
            (AccountChangePassword{Secret{QStringLiteral("wrong")}, Secret{QStringLiteral("a new one")}}),
            "auth.required", "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid")
CONFAB_LINE(SessionList, SessionList{}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(SessionEnd, SessionEnd{places.othersSession}, "auth.required", "input.invalid", "input.invalid",
            "input.invalid", "input.invalid", "input.invalid") // one's own alone
CONFAB_LINE(RoomMute, (RoomMute{places.room, places.author}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "ok", "ok") // whom each role may mute: tst_silences
CONFAB_LINE(RoomNotify, (RoomNotify{places.room, NotifyLevel::None, {}}), "auth.required", "room.notFound", "ok", "ok",
            "ok", "ok")
CONFAB_LINE(RoomInvite, (RoomInvite{places.room, {}, {}}), "auth.required", "room.notFound", "room.forbidden",
            "room.forbidden", "ok", "ok") // it is private
CONFAB_LINE(RoomInvites, RoomInvites{places.room}, "auth.required", "room.notFound", "ok", "ok", "ok", "ok")
CONFAB_LINE(RoomRevokeInvite, (RoomRevokeInvite{places.room, Secret{QStringLiteral("none")}}), "auth.required",
            "room.notFound", "invite.notFound", "invite.notFound", "invite.notFound", "invite.notFound")
CONFAB_LINE(InviteLook, InviteLook{Secret{QStringLiteral("none")}}, "invite.notFound", "invite.notFound",
            "invite.notFound", "invite.notFound", "invite.notFound", "invite.notFound")
CONFAB_LINE(InviteAccept, InviteAccept{Secret{QStringLiteral("none")}}, "auth.required", "invite.notFound",
            "invite.notFound", "invite.notFound", "invite.notFound", "invite.notFound")
CONFAB_LINE(ProfileUpdate, (ProfileUpdate{{}, {}, {}}), "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(PresenceSet, PresenceSet{PresenceChoice::Online}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(UserBlock, (UserBlock{places.author, true}), "auth.required", "ok", "ok", "input.invalid", "ok",
            "ok") // oneself
CONFAB_LINE(UserBlocks, UserBlocks{}, "auth.required", "ok", "ok", "ok", "ok", "ok")
CONFAB_LINE(MessageReaders, (MessageReaders{places.room, places.message, {}, {}}), "auth.required", "room.notFound",
            "ok", "ok", "ok", "ok")
CONFAB_LINE(AccountChangeEmail,
            (AccountChangeEmail{QStringLiteral("new@example.org"), Secret{QStringLiteral("wrong")}}), "auth.required",
            "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid")
CONFAB_LINE(AccountDelete, AccountDelete{Secret{QStringLiteral("wrong")}}, "auth.required", "auth.invalid",
            "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid")
CONFAB_LINE(AccountExport, AccountExport{}, "auth.required", "server.busy", "server.busy", "server.busy", "server.busy",
            "server.busy") // without a place for files
CONFAB_LINE(MfaBegin, MfaBegin{Secret{QStringLiteral("wrong")}}, "auth.required", "auth.invalid", "auth.invalid",
            "auth.invalid", "auth.invalid", "auth.invalid")
CONFAB_LINE(MfaConfirm, MfaConfirm{Secret{QStringLiteral("000000")}}, "auth.required", "input.invalid", "input.invalid",
            "input.invalid", "input.invalid", "input.invalid") // it was not begun
CONFAB_LINE(MfaDisable, (MfaDisable{Secret{QStringLiteral("wrong")}, Secret{QStringLiteral("000000")}}),
            "auth.required", "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid", "auth.invalid")
CONFAB_LINE(AccountCode, (AccountCode{Secret{QStringLiteral("none")}, Secret{QStringLiteral("000000")}}),
            "auth.expired", "auth.expired", "auth.expired", "auth.expired", "auth.expired", "auth.expired")
CONFAB_LINE(AccountReset, (AccountReset{Secret{QStringLiteral("none")}, Secret{QStringLiteral("a new one")}}),
            "auth.expired", "auth.expired", "auth.expired", "auth.expired", "auth.expired",
            "auth.throttled") // the sixth guess of the address
CONFAB_LINE(AdminUsers, (AdminUsers{{}, {}, {}}), "auth.required", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminSetUser, (AdminSetUser{places.author, {}, {}, {}}), "auth.required", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminResetPassword, AdminResetPassword{places.author}, "auth.required", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminInvite, (AdminInvite{{}}), "auth.required", "admin.forbidden", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminRooms, (AdminRooms{{}, {}, {}}), "auth.required", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminDeleteRoom, AdminDeleteRoom{places.room}, "auth.required", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminAudit, (AdminAudit{{}, {}, {}}), "auth.required", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminSettings, AdminSettings{}, "auth.required", "admin.forbidden", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminUpdate, (AdminUpdate{{}, {}, {}}), "auth.required", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden", "admin.forbidden")
CONFAB_LINE(AdminStats, AdminStats{}, "auth.required", "admin.forbidden", "admin.forbidden", "admin.forbidden",
            "admin.forbidden", "admin.forbidden")

#undef CONFAB_LINE

template <class R, class... Among>
constexpr bool isOneOf = (std::is_same_v<R, Among> || ...);

/// Calls that change nothing of what another cell is about: they read, they are about their connection alone, or they
/// make something new beside it. Whoever succeeds with another call leaves nothing behind that a later cell sees.
template <class R>
constexpr bool leavesAllAsItWas =
    isOneOf<R, AccountRegister, AccountLogin, SessionResume, RpcDiscover, ServerAbout, UserGet, RoomCreate, RoomList,
            RoomFind, RoomEnter, RoomExit, RoomEvents, RoomHistory, RoomMembers, MessageEdits, MessageGet,
            MessageReactors, RoomPins, RoomThread, DirectOpen, UserFind, SearchMessages, TypingSet, HookList, HookPost,
            DraftSet, DraftList, BotList, SessionList, RoomBans, UserBlocks, MessageReaders, RoomInvites, InviteLook>;

/// Calls that change the room, and nothing of the people.
template <class R>
constexpr bool changesTheRoom =
    isOneOf<R, RoomJoin, RoomLeave, RoomDelete, RoomMarkRead, MessageSend, MessageEdit, MessageDelete, MessageReact,
            MessagePin, RoomUpdate, HookAdd, HookRemove, HookRenew, BotAdd, BotRenew, BotRemove, RoomSetRole, RoomKick,
            RoomBan, RoomUnban, RoomMute, RoomNotify, RoomInvite, RoomRevokeInvite, InviteAccept>;

} // namespace

/// Every request of the protocol × every kind of caller; the message is an author's who has no role. A new method has
/// to be given its line here.
class TestAuthorisation : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;
    std::array<Auth, ActorCount> m_people; // nobody's is empty
    Places m_places;
    bool m_hasPeople = false;
    bool m_hasRoom = false;
    int m_casts = 0;
    int m_cells = 0;
    int m_aboutRooms = 0;

    /// One cell: a connection of its own, one call. Room and people are those of the cell before unless its call has
    /// changed them; a call that no list above names gets new ones.
    template <class R>
    QString outcomeOf(Actor actor) {
        gather();
        const QString cell = QString::number(++m_cells);
        m_places.freshName = u"fresh" % cell;
        m_places.clientId = u"id" % cell;
        const ConnectionId caller = actor == Nobody ? m_chat->open() : resumed(actor);
        const QString outcome = m_chat->outcome(caller, Line<R>::make(m_places));
        m_chat->close(caller);
        if (outcome == u"ok" && !leavesAllAsItWas<R>) {
            m_hasRoom = false;
            m_hasPeople = m_hasPeople && changesTheRoom<R>;
        }
        return outcome;
    }

    void gather() {
        if (!m_hasPeople)
            gatherPeople();
        if (!m_hasRoom)
            makeRoom();
    }

    void gatherPeople() {
        const QString cast = QString::number(++m_casts);
        const auto newPerson = [&](const QString& name) {
            Auth auth;
            m_chat->close(m_chat->newPerson(name % cast, &auth));
            return auth;
        };
        for (int actor = Stranger; actor < ActorCount; ++actor)
            m_people[size_t(actor)] = newPerson(QStringLiteral("person%1of").arg(actor));
        m_places.othersName = u"other" % cast;
        const Auth other = newPerson(QStringLiteral("other"));
        m_places.refreshToken = other.refreshToken.value;
        m_places.accessToken = other.accessToken.value;
        m_places.othersSession = m_chat->tokens.verify(other.accessToken, m_chat->clock.now())->session;
        m_places.owner = m_people[Owner].user.id;
        m_places.author = m_people[Author].user.id;
        m_hasPeople = true;
        m_hasRoom = false;
    }

    void makeRoom() {
        const ConnectionId owner = resumed(Owner);
        m_places.room = m_chat->newRoom(owner, RoomCreate{QStringLiteral("Room"), {}, {}, {}, {}, Visibility::Private});
        join(MemberOfIt, Role::Member);
        join(Author, Role::Member);
        join(Moderator, Role::Moderator);
        const ConnectionId author = resumed(Author);
        m_places.hook = m_chat->ask(owner, HookAdd{m_places.room, QStringLiteral("Hook"), {}, {}}).value().hook.id;
        std::ignore = m_chat->ask(owner, BotRemove{m_places.bot}); // a person has so many, and the owner many rooms
        const BotAdd bot{QStringLiteral("Bot %1").arg(m_places.room.value), {{m_places.room, {BotRight::Read}}}};
        m_places.bot = m_chat->ask(owner, bot).value().bot.id;
        m_places.message = m_chat->send(author, m_places.room, QStringLiteral("Hello"))->seq;
        m_chat->close(owner);
        m_chat->close(author);
        m_hasRoom = true;
    }

    /// A connection of that person, who sees the rooms that are theirs by now.
    ConnectionId resumed(Actor actor) {
        const ConnectionId connection = m_chat->open();
        if (!m_chat->ask(connection, SessionResume{m_people[size_t(actor)].accessToken}))
            qFatal("no session");
        return connection;
    }

    /// A private room without a password can't be joined yet, so the membership is stored directly, as a rule would;
    /// the live state learns it at the next sign-in, of which each cell has one.
    void join(Actor actor, Role role) {
        const UserId user = m_people[size_t(actor)].user.id;
        const auto joined = QCoro::waitFor(m_chat->storage->rooms().join(m_places.room, user, m_chat->clock.now()));
        const NewEvent promotion{m_places.room, m_places.owner, m_chat->clock.now(), MemberRole{user, role}, {}};
        const auto promoted = QCoro::waitFor(m_chat->storage->log().append(promotion));
        if (!joined || !promoted)
            qFatal("no member");
    }

    template <class R>
    void check() {
        for (int actor = 0; actor < ActorCount; ++actor) {
            const QString got = outcomeOf<R>(Actor(actor));
            const QString expected = QString::fromLatin1(Line<R>::outcomes[actor]);
            const QByteArray cell = QByteArray(R::method.data(), qsizetype(R::method.size())) + ", " +
                                    actorNames[actor] + ": " + got.toLatin1() + " instead of " + expected.toLatin1();
            QVERIFY2(got == expected, cell.constData());
        }
    }

    /// The whole error, so that no sentence tells what the kind does not.
    template <class R>
    QByteArray refusalOf(ConnectionId stranger, RoomId room) {
        const Places places{room, 1, {}, {}, {}, {}, {}, 1, UserId{1}, QStringLiteral("id")};
        const auto answer = m_chat->ask(stranger, Line<R>::make(places));
        return answer ? QByteArray("ok") : jsonrpc::writeError(1, answer.error(), Codec::Json);
    }

    template <class R>
    void checkStranger(ConnectionId stranger, RoomId publicRoom, RoomId privateRoom, RoomId lockedRoom) {
        // Who is no administrator learns nothing of rooms by AdminDeleteRoom.
        if constexpr (requires(R request) { request.room; } && !std::is_same_v<R, AdminDeleteRoom>) {
            ++m_aboutRooms;
            const QByteArray none = refusalOf<R>(stranger, RoomId{limits::maxId});
            QVERIFY2(none.contains("room.notFound"), R::method.data());
            QVERIFY2(refusalOf<R>(stranger, privateRoom) == none, R::method.data());
            if constexpr (std::is_same_v<R, RoomJoin>)
                return; // a public room lets people in, and a private one with its password
            QVERIFY2(refusalOf<R>(stranger, lockedRoom) == none, R::method.data());
            const QByteArray open = refusalOf<R>(stranger, publicRoom);
            QVERIFY2(open.contains("room.notMember"), R::method.data());
        }
    }

    template <size_t... I>
    void checkStrangers(std::index_sequence<I...>, auto... rooms) {
        (checkStranger<std::variant_alternative_t<I, Request>>(rooms...), ...);
    }

    template <size_t I = 0>
    void checkFrom(size_t wanted) {
        if constexpr (I < std::variant_size_v<Request>) {
            if (I == wanted)
                check<std::variant_alternative_t<I, Request>>();
            else
                checkFrom<I + 1>(wanted);
        }
    }

    template <size_t... I>
    static void addRows(std::index_sequence<I...>) {
        ((QTest::newRow(std::variant_alternative_t<I, Request>::method.data()) << I), ...);
    }

private Q_SLOTS:
    void initTestCase() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanupTestCase() { m_chat.reset(); }

    void everyCell_data() {
        QTest::addColumn<size_t>("index");
        addRows(std::make_index_sequence<std::variant_size_v<Request>>());
    }
    void everyCell() {
        QFETCH(size_t, index);
        checkFrom(index);
    }

    void strangersDoNotLearnWhichPrivateRoomsThereAre() {
        const ConnectionId owner = m_chat->newPerson(QStringLiteral("keeper"));
        const ConnectionId stranger = m_chat->newPerson(QStringLiteral("prober"));
        const auto room = [&](Visibility visibility, std::optional<Secret> password = {}) {
            return m_chat->newRoom(owner, {QStringLiteral("Room"), {}, std::move(password), {}, {}, visibility});
        };
        checkStrangers(std::make_index_sequence<std::variant_size_v<Request>>(), stranger, room(Visibility::Public),
                       room(Visibility::Private), room(Visibility::Private, Secret{QStringLiteral("let me in")}));
        QVERIFY(m_aboutRooms >= 11);
    }
};

QTEST_GUILESS_MAIN(TestAuthorisation)
#include "tst_authorisation.moc"
