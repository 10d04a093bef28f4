// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/bottokens.h"
#include "tests/common/samples.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// By method: what a token of each kind is good for. What is not here it is not good for.
const QStringList forAnybody{q("account.register"), q("account.login"), q("session.resume"), q("account.refresh"),
                             q("rpc.discover"),     q("server.about"),  q("user.get"),       q("room.list"),
                             q("invite.look"),      q("account.code"),  q("account.reset")};
const QStringList reading{q("room.members"),   q("room.enter"),    q("room.exit"),        q("room.events"),
                          q("room.history"),   q("room.markRead"), q("room.pins"),        q("room.thread"),
                          q("message.get"),    q("message.edits"), q("message.reactors"), q("search.messages"),
                          q("message.readers")};
const QStringList sending{q("message.send"), q("message.edit"), q("message.delete"), q("message.react"),
                          q("typing.set")};
const QStringList managing{q("message.delete"), q("message.pin"), q("room.update"), q("room.kick"),
                           q("room.ban"),       q("room.unban"),  q("room.bans"),   q("room.mute")};

const QString refusal = QStringLiteral("This token is not good for that");

} // namespace

/// Every request of the protocol × every kind of a bot's token.
class TestBotScopes : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;
    ConnectionId m_ana;
    RoomId m_room;
    RoomId m_other; ///< whose member the bot is, too
    int m_bots = 0;

    Secret newBot(const QHash<RoomId, BotRights>& rooms) {
        const Secret token = newBotToken();
        const NewBot bot{QStringLiteral("Bot %1").arg(++m_bots), refreshTokenHash(token), rooms, m_chat->clock.now()};
        const auto made = QCoro::waitFor(m_chat->storage->bots().create(bot, nullptr));
        if (!made)
            qFatal("no bot");
        for (const RoomId room : {m_room, m_other}) {
            if (!QCoro::waitFor(m_chat->storage->rooms().join(room, made->user, m_chat->clock.now())))
                qFatal("no member");
        }
        return token;
    }
    ConnectionId signedIn(const Secret& token) {
        const ConnectionId connection = m_chat->open();
        if (!m_chat->ask(connection, SessionResume{token}))
            qFatal("the token is not good");
        return connection;
    }
    ConnectionId botWith(BotRights rights) { return signedIn(newBot({{m_room, rights}})); }

    template <class R>
    R requestIn(RoomId room) {
        R request = samples::make<R>(samples::Size::Least);
        if constexpr (requires { request.room; })
            request.room = room;
        return request;
    }
    template <class R>
    bool isRefused(ConnectionId bot, RoomId room) {
        const auto answer = m_chat->ask(bot, requestIn<R>(room));
        return !answer && answer.error().kind == ErrorKind::RoomForbidden && answer.error().message == refusal;
    }

    void check(ConnectionId bot, const QStringList& good) {
        samples::forEach<Request>([&]<class R>() {
            const QString method = wire::key(R::method);
            QVERIFY2(isRefused<R>(bot, m_room) != good.contains(method), qPrintable(method));
            if constexpr (requires(R request) { request.room; })
                QVERIFY2(isRefused<R>(bot, m_other), qPrintable(method));
        });
    }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = m_chat->newPerson(q("Ana"));
        m_room = m_chat->newRoom(m_ana);
        m_other = m_chat->newRoom(m_ana);
    }
    void cleanup() { m_chat.reset(); }

    void aReader() { check(botWith(BotRight::Read), forAnybody + reading); }
    void aSender() { check(botWith(BotRight::Send), forAnybody + sending); }
    void aManager() { check(botWith(BotRight::Manage), forAnybody + managing); }
    void all() {
        check(botWith(BotRight::Read | BotRight::Send | BotRight::Manage), forAnybody + reading + sending + managing);
    }

    void aWebhookOnlyPosts() {
        const auto made = m_chat->ask(m_ana, HookAdd{m_room, q("CI"), {}, {}});
        QVERIFY(made && made->path && !made->key);
        const ConnectionId hook = signedIn(Secret{made->path->value.section(u'/', -1)});
        check(hook, {q("hook.post")});
        QCOMPARE(m_chat->outcome(hook, HookPost{q("one"), q("It is built")}), q("ok"));
        const auto history = m_chat->ask(m_ana, RoomHistory{m_room, {}, {}});
        QVERIFY(history);
        QCOMPARE(history->messages.first().body, q("It is built"));
        QCOMPARE(history->users.first().name, q("CI"));
        QCOMPARE(history->users.first().bot, std::optional(true));
        QCOMPARE(m_chat->outcome(m_ana, HookRemove{m_room, made->hook.id}), q("ok"));
        QVERIFY(!m_chat->ask(m_chat->open(), SessionResume{Secret{made->path->value.section(u'/', -1)}}));
    }

    /// What a token is not good for does not come by itself either.
    void aSenderHearsNothing() {
        const ConnectionId sender = m_chat->open();
        const ConnectionId reader = botWith(BotRight::Read);
        const auto resumed = m_chat->ask(sender, SessionResume{newBot({{m_room, BotRight::Send}})});
        QVERIFY(resumed && resumed->rooms.isEmpty());
        QCOMPARE(resumed->user.bot, std::optional(true));
        QVERIFY(!resumed->user.email);
        QVERIFY(m_chat->ask(sender, RoomList{})->rooms.isEmpty());
        const auto rooms = m_chat->ask(reader, RoomList{})->rooms;
        QCOMPARE(rooms.size(), 1);
        QCOMPARE(rooms.first().id, m_room);
        QVERIFY(m_chat->send(m_ana, m_room));
        QVERIFY(m_chat->send(m_ana, m_other));
        // As when another node, or a comparison with the database, says that it is a member.
        const auto seen = QCoro::waitFor(m_chat->storage->rooms().one(m_room, resumed->user.id));
        QVERIFY(seen);
        m_chat->service->backplane().memberAdded(*seen, resumed->user.id, {});
        QCOMPARE(m_chat->send(sender, m_room).has_value(), true);
        QVERIFY(m_chat->ports.received(sender).empty());
        QVERIFY(m_chat->ports.of(sender).subscriptions[sender].isEmpty());
        const auto heard = m_chat->ports.receivedOf<RoomActivity>(reader);
        QCOMPARE(heard.size(), 2);
        QCOMPARE(heard.front().room, m_room);
    }

    void othersMessagesNeedMore() {
        const ConnectionId sender = m_chat->open();
        const auto resumed = m_chat->ask(sender, SessionResume{newBot({{m_room, BotRight::Send}})});
        QVERIFY(resumed);
        const UserId bot = resumed->user.id;
        // Whatever role somebody gave it.
        const NewEvent promotion{m_room, bot, m_chat->clock.now(), MemberRole{bot, Role::Moderator}, {}};
        QVERIFY(QCoro::waitFor(m_chat->storage->log().append(promotion)));
        const Seq anas = m_chat->send(m_ana, m_room)->seq;
        const Seq own = m_chat->send(sender, m_room)->seq;
        QCOMPARE(m_chat->outcome(sender, MessageDelete{m_room, anas, q("a")}), q("room.forbidden"));
        QCOMPARE(m_chat->outcome(sender, MessageDelete{m_room, own, q("b")}), q("ok"));
    }

    void aTokenOfARemovedBotIsVoid() {
        const Secret token = newBot({{m_room, BotRight::Send}});
        const ConnectionId bot = signedIn(token);
        const UserId user = m_chat->ask(bot, SessionResume{token})->user.id;
        QVERIFY(QCoro::waitFor(m_chat->storage->bots().remove(user)));
        QCOMPARE(m_chat->outcome(m_chat->open(), SessionResume{token}), q("auth.expired"));
    }
};

QTEST_GUILESS_MAIN(TestBotScopes)
#include "tst_botscopes.moc"
