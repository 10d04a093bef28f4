// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

Response post(const DaemonProcess& daemon, const QByteArray& path, const QByteArray& body,
              const QByteArray& fields = {}, const QByteArray& type = "application/json") {
    RawSocket socket;
    if (!socket.connectTo(doorOf(daemon)))
        return {};
    return responseOf(socket.http("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
                                  "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" +
                                  body));
}

QByteArray bearer(const Secret& token) {
    return "Authorization: Bearer " + token.value.toLatin1() + "\r\n";
}

QByteArray number(RoomId room) {
    return QByteArray::number(room.value);
}

/// The newest message of the room.
Message newest(const Person& reader, RoomId room) {
    const auto history = reader->call(RoomHistory{room, {}, 1});
    return history && !history->messages.isEmpty() ? history->messages.first() : Message();
}

} // namespace

/// Bots and webhooks, from the operator's command to the room.
class TestBots : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<DaemonProcess> m_daemon;
    Person m_ana;
    RoomId m_room;

    DaemonProcess::Ended run(const QStringList& words, const QStringList& options = {}) const {
        return DaemonProcess::run(words + QStringList{q("--data"), m_daemon->folder()} + options);
    }
    /// What the command writes, on one line.
    Secret made(const QStringList& words, const QStringList& options) const {
        const auto ended = run(words, options);
        if (ended.exitCode != 0 || ended.output.count('\n') != 1)
            QTest::qFail(QByteArray(ended.errors + ended.output), __FILE__, __LINE__);
        return Secret{QString::fromLatin1(ended.output.trimmed())};
    }
    Secret newBot(const QString& name, const QString& rights) const {
        return made({q("bot"), q("add")},
                    {q("--name"), name, q("--room"), QString(QString::number(m_room.value) % u':' % rights)});
    }

private Q_SLOTS:
    void init();
    void cleanup();

    void aBotSendsOverHttp();
    void aBotListensOverAWebSocket();
    void itsTokenIsGoodForNoMore();
    void theOperatorEndsABot();
    void theOperatorGivesAnotherToken();
    void aBotOfAStoppedServer();
    void ownersMakeBots();
    void aBotOfAPersonEndsWithIt();
    void aNewOwnerPutsItOut();
    void badCommands();
    void aWebhookPosts();
    void ownersMakeWebhooks();
    void aWebhookGetsAnotherPath();
    void aRepeatedPostSaysItOnce();
    void wrongSecretsAreNotFound();
    void aWebhookHasARate();
    void secretsAreNotWrittenAnywhere();
};

void TestBots::init() {
    m_daemon = std::make_unique<DaemonProcess>(QStringList{q("--log"), q("debug")});
    QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
    m_ana = newPerson(*m_daemon, q("Ana"), Codec::Json);
    QVERIFY(m_ana);
    m_room = newRoom(m_ana, q("Builds")).id;
}

void TestBots::cleanup() {
    m_ana = {};
    m_daemon.reset();
}

void TestBots::aBotSendsOverHttp() {
    VERIFY_DONE(m_ana->call(RoomEnter{m_room, {}}));
    const Secret token = newBot(q("Deploys"), q("send"));
    const Response sent =
        post(*m_daemon, "/api/messages", "{\"roomId\":" + number(m_room) + ",\"content\":\"Deployed\"}", bearer(token));
    QCOMPARE(sent.status, 201);
    QTRY_VERIFY(m_ana->noticesOf<RoomEventNotice>().size() >= 2); // it came, then it spoke
    QCOMPARE(newest(m_ana, m_room).body, q("Deployed"));
    const auto again = post(*m_daemon, "/api/v1/message.send",
                            "{\"room\":" + number(m_room) + ",\"clientId\":\"1\",\"body\":\"Again\"}", bearer(token));
    QCOMPARE(again.status, 200);
    const auto history = m_ana->call(RoomHistory{m_room, {}, {}});
    VERIFY_DONE(history);
    QCOMPARE(history->users.first().name, q("Deploys"));
    QCOMPARE(history->users.first().bot, std::optional(true));
}

void TestBots::aBotListensOverAWebSocket() {
    const Secret token = newBot(q("Echo"), q("read,send"));
    TestClient bot(m_daemon->url(), Codec::Json);
    QVERIFY(bot.open());
    const auto resumed = bot.call(SessionResume{token});
    VERIFY_DONE(resumed);
    QCOMPARE(resumed->rooms.size(), 1);
    VERIFY_DONE(bot.call(RoomEnter{m_room, {}}));
    VERIFY_DONE(m_ana->call(messageFor(m_room, q("hello"))));
    QTRY_VERIFY(!bot.noticesOf<RoomEventNotice>().isEmpty());
    VERIFY_DONE(bot.call(messageFor(m_room, q("hello to you"))));
    QCOMPARE(newest(m_ana, m_room).body, q("hello to you"));
}

void TestBots::itsTokenIsGoodForNoMore() {
    const Secret token = newBot(q("Deploys"), q("send"));
    const QByteArray room = "{\"room\":" + number(m_room) + "}";
    const Response history = post(*m_daemon, "/api/v1/room.history", room, bearer(token));
    QCOMPARE(history.status, 403);
    QCOMPARE(history.kind(), q("room.forbidden"));
    const RoomId other = newRoom(m_ana, q("Other")).id;
    QCOMPARE(post(*m_daemon, "/api/rooms/join", "{\"roomId\":" + number(other) + "}", bearer(token)).status, 403);
    QCOMPARE(
        post(*m_daemon, "/api/messages", "{\"roomId\":" + number(other) + ",\"content\":\"a\"}", bearer(token)).status,
        403);
    QCOMPARE(post(*m_daemon, "/api/v1/account.logout", "{}", bearer(token)).status, 403);
    QCOMPARE(post(*m_daemon, "/api/v1/account.refresh", "{\"refreshToken\":\"" + token.value.toLatin1() + "\"}").status,
             401);
}

void TestBots::theOperatorEndsABot() {
    const Secret token = newBot(q("Echo"), q("read,manage"));
    TestClient bot(m_daemon->url(), Codec::Json);
    QVERIFY(bot.open());
    const auto resumed = bot.call(SessionResume{token});
    VERIFY_DONE(resumed);
    QCOMPARE(resumed->rooms.first().role, std::optional(Role::Moderator));
    const auto listed = run({q("bot"), q("list")});
    const QByteArray scope = number(m_room) + ":read,manage";
    QVERIFY2(listed.output.contains("Echo") && listed.output.contains(scope), listed.output.constData());
    const auto removed = run({q("bot"), q("remove")}, {q("--name"), q("Echo")});
    QVERIFY2(removed.exitCode == 0, removed.errors.constData());
    QVERIFY(waitUntil([&] { return !bot.isOpen(); }, std::chrono::seconds(10)));
    QCOMPARE(bot.closeCode(), 4003);
    QCOMPARE(post(*m_daemon, "/api/v1/room.list", "{}", bearer(token)).status, 401);
    const auto members = m_ana->call(RoomMembers{m_room, {}, {}});
    VERIFY_DONE(members);
    QCOMPARE(members->members.size(), 1);
    QCOMPARE(run({q("bot"), q("remove")}, {q("--name"), q("Echo")}).exitCode, 1);
}

/// The old one ends with its connections, and nothing else changes.
void TestBots::theOperatorGivesAnotherToken() {
    const Secret old = newBot(q("Echo"), q("read,send"));
    TestClient bot(m_daemon->url(), Codec::Json);
    QVERIFY(bot.open());
    const auto before = bot.call(SessionResume{old});
    VERIFY_DONE(before);
    const Secret token = made({q("bot"), q("token")}, {q("--name"), q("Echo")});
    QVERIFY(waitUntil([&] { return !bot.isOpen(); }, std::chrono::seconds(10)));
    QCOMPARE(bot.closeCode(), 4003);
    QCOMPARE(post(*m_daemon, "/api/v1/room.list", "{}", bearer(old)).status, 401);
    TestClient again(m_daemon->url(), Codec::Json);
    QVERIFY(again.open());
    const auto after = again.call(SessionResume{token});
    VERIFY_DONE(after);
    QCOMPARE(after->user.id, before->user.id);
    QCOMPARE(after->rooms.size(), 1);
    VERIFY_DONE(again.call(messageFor(m_room, q("still here"))));
    QCOMPARE(run({q("bot"), q("token")}, {q("--name"), q("Nobody")}).exitCode, 1);
}

void TestBots::aBotOfAStoppedServer() {
    QCOMPARE(m_daemon->stop(), 0);
    const Secret token = newBot(q("Deploys"), q("send"));
    QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
    QCOMPARE(
        post(*m_daemon, "/api/messages", "{\"roomId\":" + number(m_room) + ",\"content\":\"a\"}", bearer(token)).status,
        201);
}

void TestBots::badCommands() {
    const QStringList add{q("bot"), q("add")};
    const auto refused = [&](const char* room, const char* why) {
        const auto ended = run(add, {q("--name"), q("Bot"), q("--room"), q(room)});
        return ended.exitCode == 1 && ended.output.isEmpty() && ended.errors.contains(why);
    };
    QVERIFY(refused("99:send", "no room 99"));
    QVERIFY(refused("1:shout", "\"shout\""));
    QVERIFY(refused("1", "7:read,send"));
    QVERIFY(run({q("bot"), q("list")}).output.contains("no bots"));
    newBot(q("Bot"), q("send"));
    QVERIFY(refused("1:send", "already"));
    QCOMPARE(run(add, {q("--name"), q("Bot")}).exitCode, 2);
    QCOMPARE(run({q("bot"), q("hook"), q("remove")}, {q("--id"), q("9")}).exitCode, 1);
}

void TestBots::ownersMakeBots() {
    const Person ben = newPerson(*m_daemon, q("Ben"), Codec::Cbor);
    QVERIFY(ben);
    VERIFY_DONE(ben->call(RoomJoin{m_room, {}}));
    const BotAdd wanted{q("Deploys"), {{m_room, {BotRight::Read, BotRight::Send}}}};
    VERIFY_REFUSED(ben->call(wanted), RoomForbidden); // Ana's room
    const auto added = m_ana->call(wanted);
    VERIFY_DONE(added);
    QCOMPARE(added->bot.rooms.size(), 1);
    QCOMPARE(added->bot.rooms.first().rights, (QList<BotRight>{BotRight::Read, BotRight::Send}));
    const QByteArray message = "{\"roomId\":" + number(m_room) + ",\"content\":\"Deployed\"}";
    QCOMPARE(post(*m_daemon, "/api/messages", message, bearer(added->token)).status, 201);
    const auto twice = m_ana->call(wanted);
    QVERIFY(!twice && twice.error().path == q("params.name"));
    const auto listed = m_ana->call(BotList{});
    VERIFY_DONE(listed);
    QCOMPARE(listed->bots.size(), 1);
    QCOMPARE(listed->bots.first().name, q("Deploys"));
    const auto nobodys = ben->call(BotList{});
    VERIFY_DONE(nobodys);
    QVERIFY(nobodys->bots.isEmpty());
    VERIFY_REFUSED(ben->call(BotRenew{added->bot.id}), InputInvalid);
    VERIFY_REFUSED(ben->call(BotRemove{added->bot.id}), InputInvalid);
    const auto renewed = m_ana->call(BotRenew{added->bot.id});
    VERIFY_DONE(renewed);
    QCOMPARE(post(*m_daemon, "/api/messages", message, bearer(added->token)).status, 401);
    QCOMPARE(post(*m_daemon, "/api/messages", message, bearer(renewed->token)).status, 201);
    VERIFY_DONE(m_ana->call(BotRemove{added->bot.id}));
    QCOMPARE(post(*m_daemon, "/api/messages", message, bearer(renewed->token)).status, 401);
    const auto members = m_ana->call(RoomMembers{m_room, {}, {}});
    VERIFY_DONE(members);
    QCOMPARE(members->members.size(), 2);
    QVERIFY(run({q("bot"), q("list")}).output.contains("no bots"));
}

/// Nobody answers for it any more.
void TestBots::aBotOfAPersonEndsWithIt() {
    const auto added = m_ana->call(BotAdd{q("Deploys"), {{m_room, {BotRight::Send}}}});
    VERIFY_DONE(added);
    const auto isKnown = [&] { return post(*m_daemon, "/api/v1/room.list", "{}", bearer(added->token)).status == 200; };
    QVERIFY(isKnown());
    QCOMPARE(run({q("user"), q("disable")}, {q("--email"), m_ana.email}).exitCode, 0);
    QVERIFY(!isKnown());
    QCOMPARE(run({q("user"), q("enable")}, {q("--email"), m_ana.email}).exitCode, 0);
    QVERIFY(isKnown());
    QCOMPARE(m_daemon->stop(), 0);
    QCOMPARE(run({q("user"), q("remove")}, {q("--email"), m_ana.email, q("--yes")}).exitCode, 0);
    QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
    QVERIFY(!isKnown());
}

/// Whoever made it: the owner before, who has no say any more.
void TestBots::aNewOwnerPutsItOut() {
    const RoomId other = newRoom(m_ana, q("Other")).id;
    const auto added =
        m_ana->call(BotAdd{q("Deploys"), {{m_room, {BotRight::Read, BotRight::Send}}, {other, {BotRight::Read}}}});
    VERIFY_DONE(added);
    const Person ben = newPerson(*m_daemon, q("Ben"), Codec::Json);
    QVERIFY(ben);
    VERIFY_DONE(ben->call(RoomJoin{m_room, {}}));
    VERIFY_REFUSED(ben->call(BotRemove{added->bot.id, m_room}), RoomForbidden);
    VERIFY_DONE(m_ana->call(RoomLeave{m_room}));
    const auto listed = ben->call(BotList{});
    VERIFY_DONE(listed);
    QVERIFY(listed->bots.isEmpty() && listed->others);
    QCOMPARE(listed->others->size(), 1);
    const Bot& bot = listed->others->first();
    QCOMPARE(bot.name, q("Deploys"));
    QVERIFY(bot.by && bot.by->name == q("Ana"));
    QCOMPARE(bot.rooms.size(), 1);
    QCOMPARE(bot.rooms.first().room, m_room);
    QCOMPARE(bot.rooms.first().rights, (QList<BotRight>{BotRight::Read, BotRight::Send}));

    TestClient connected(m_daemon->url(), Codec::Json);
    QVERIFY(connected.open());
    VERIFY_DONE(connected.call(SessionResume{added->token}));
    VERIFY_REFUSED(m_ana->call(BotRemove{bot.id, m_room}), RoomNotMember);
    VERIFY_DONE(ben->call(BotRemove{bot.id, m_room}));
    QTRY_COMPARE(connected.closeCode(), quint16(CloseCode::SessionRevoked));
    const Response said =
        post(*m_daemon, "/api/v1/message.send", "{\"room\":" + number(m_room) + ",\"clientId\":\"1\",\"body\":\"Hi\"}",
             bearer(added->token));
    QCOMPARE(said.kind(), q("room.forbidden"));
    TestClient again(m_daemon->url(), Codec::Json);
    QVERIFY(again.open());
    const auto resumed = again.call(SessionResume{added->token});
    VERIFY_DONE(resumed);
    QCOMPARE(resumed->rooms.size(), 1);
    QCOMPARE(resumed->rooms.first().id, other);
    const auto members = ben->call(RoomMembers{m_room, {}, {}});
    VERIFY_DONE(members);
    QCOMPARE(members->members.size(), 1);
    const auto left = ben->call(BotList{});
    VERIFY_DONE(left);
    QVERIFY(left->others && left->others->isEmpty());
}

void TestBots::aWebhookPosts() {
    const Secret path =
        made({q("bot"), q("hook"), q("add")}, {q("--room"), QString::number(m_room.value), q("--name"), q("CI")});
    QVERIFY(path.value.startsWith(u"/hooks/"));
    const QByteArray to = path.value.toLatin1();
    const Response said = post(*m_daemon, to, R"({"text":"It is built"})");
    QCOMPARE(said.status, 200);
    QCOMPARE(said.body, QByteArray("ok"));
    QCOMPARE(newest(m_ana, m_room).body, q("It is built"));
    QCOMPARE(post(*m_daemon, to, "payload=%7B%22text%22%3A%22As+a+form%22%7D", {}, "application/x-www-form-urlencoded")
                 .status,
             200);
    QCOMPARE(newest(m_ana, m_room).body, q("As a form"));
    QCOMPARE(post(*m_daemon, to, R"({"text":""})").kind(), q("message.empty"));
    QCOMPARE(post(*m_daemon, to, R"({"text":")" + QByteArray(17 * 1024, 'x') + R"("})").kind(), q("message.tooLong"));
    QCOMPARE(post(*m_daemon, to, QByteArray(70 * 1024, 'x')).status, 413);
    const auto listed = run({q("bot"), q("hook"), q("list")});
    QVERIFY2(listed.output.contains("CI") && !listed.output.contains("confab_hook_"), listed.output.constData());
    const QString id = QString::fromLatin1(listed.output.split('\n').at(1).trimmed().split(' ').first());
    QCOMPARE(run({q("bot"), q("hook"), q("remove")}, {q("--id"), id}).exitCode, 0);
    QCOMPARE(post(*m_daemon, to, R"({"text":"a"})").status, 404);
}

void TestBots::ownersMakeWebhooks() {
    const auto added = m_ana->call(HookAdd{m_room, q("Alerts"), {}, {}});
    VERIFY_DONE(added);
    QVERIFY(added->path);
    QCOMPARE(post(*m_daemon, added->path->value.toLatin1(), R"({"text":"Fire"})").status, 200);
    const Message said = newest(m_ana, m_room);
    QCOMPARE(said.body, q("Fire"));
    QCOMPARE(said.by, added->hook.user);
    const auto hooks = m_ana->call(HookList{m_room});
    VERIFY_DONE(hooks);
    QCOMPARE(hooks->hooks.size(), 1);
    QCOMPARE(hooks->hooks.first().name, q("Alerts"));
    VERIFY_DONE(m_ana->call(HookRemove{m_room, added->hook.id}));
    QCOMPARE(post(*m_daemon, added->path->value.toLatin1(), R"({"text":"a"})").status, 404);
}

void TestBots::aWebhookGetsAnotherPath() {
    const auto added = m_ana->call(HookAdd{m_room, q("Alerts"), {}, {}});
    VERIFY_DONE(added);
    const auto renewed = m_ana->call(HookRenew{m_room, added->hook.id});
    VERIFY_DONE(renewed);
    QCOMPARE(renewed->hook.id, added->hook.id);
    QVERIFY(renewed->path && !renewed->key);
    QCOMPARE(post(*m_daemon, added->path->value.toLatin1(), R"({"text":"a"})").status, 404);
    QCOMPARE(post(*m_daemon, renewed->path->value.toLatin1(), R"({"text":"a"})").status, 200);
    const Secret third = made({q("bot"), q("hook"), q("renew")}, {q("--id"), QString::number(added->hook.id)});
    QCOMPARE(post(*m_daemon, renewed->path->value.toLatin1(), R"({"text":"a"})").status, 404);
    QCOMPARE(post(*m_daemon, third.value.toLatin1(), R"({"text":"Fire"})").status, 200);
    QCOMPARE(newest(m_ana, m_room).by, added->hook.user);
    QCOMPARE(run({q("bot"), q("hook"), q("renew")}, {q("--id"), q("99")}).exitCode, 1);
}

void TestBots::aRepeatedPostSaysItOnce() {
    const auto added = m_ana->call(HookAdd{m_room, q("CI"), {}, {}});
    VERIFY_DONE(added);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(post(*m_daemon, added->path->value.toLatin1(), R"({"text":"once"})", "Idempotency-Key: k\r\n").status,
                 200);
    const auto history = m_ana->call(RoomHistory{m_room, {}, {}});
    VERIFY_DONE(history);
    QCOMPARE(history->messages.size(), 1);
}

void TestBots::wrongSecretsAreNotFound() {
    const auto added = m_ana->call(HookAdd{m_room, q("CI"), {}, {}});
    VERIFY_DONE(added);
    QByteArray wrong = added->path->value.toLatin1();
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    for (const QByteArray& path : {wrong, QByteArray("/hooks/x"), QByteArray("/hooks/%00")}) {
        const Response refused = post(*m_daemon, path, R"({"text":"a"})");
        QCOMPARE(refused.status, 404);
        QVERIFY(!refused.body.contains(path));
    }
    // Nor is it good where tokens are.
    const Secret secret{added->path->value.section(u'/', -1)};
    QCOMPARE(post(*m_daemon, "/api/v1/room.list", "{}", bearer(secret)).status, 403);
}

void TestBots::aWebhookHasARate() {
    DaemonProcess daemon({q("--rate-messages"), q("1/m:3")});
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ben = newPerson(daemon, q("Ben"), Codec::Json);
    QVERIFY(ben);
    const auto added = ben->call(HookAdd{newRoom(ben).id, q("CI"), {}, {}});
    VERIFY_DONE(added);
    Response last;
    for (int i = 0; i < 50 && last.status != 429; ++i)
        last = post(daemon, added->path->value.toLatin1(), R"({"text":"a"})");
    QCOMPARE(last.status, 429);
    QVERIFY(!last.value("Retry-After").isEmpty());
}

/// With every log line on: neither tokens nor the paths of webhooks are in them, also when a request fails.
void TestBots::secretsAreNotWrittenAnywhere() {
    const Secret token = newBot(q("Deploys"), q("read,send"));
    const auto added = m_ana->call(HookAdd{m_room, q("CI"), {}, {}});
    VERIFY_DONE(added);
    const QByteArray path = added->path->value.toLatin1();
    post(*m_daemon, path, R"({"text":"a"})");
    post(*m_daemon, path, "nonsense");
    post(*m_daemon, path + "/more", R"({"text":"a"})");
    post(*m_daemon, "/api/v1/room.list", "{}", bearer(token));
    post(*m_daemon, "/api/v1/room.delete", "{\"room\":" + number(m_room) + "}", bearer(token));
    QCOMPARE(m_daemon->stop(), 0);
    QVERIFY(!m_daemon->errors().contains("confab_hook_"));
    QVERIFY(!m_daemon->errors().contains("confab_bot_"));
    QVERIFY(!m_daemon->output().contains("confab_hook_"));
    for (const QString& name : filesIn(m_daemon->folder())) {
        QFile file(QString(m_daemon->folder() % u'/' % name));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY2(!file.readAll().contains(path.mid(path.lastIndexOf('/') + 1)), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestBots)
#include "tst_bots.moc"
