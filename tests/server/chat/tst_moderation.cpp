// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ok = QStringLiteral("ok");
const QString forbidden = QStringLiteral("room.forbidden");
const QString banned = QStringLiteral("room.banned");

} // namespace

/// Who may give roles and put people out, and what comes of it for those whom it is about.
class TestModeration : public QObject {
    Q_OBJECT

private:
    struct Person {
        ConnectionId at;
        UserId id;
    };

    std::unique_ptr<ChatUnderTest> m_chat;
    Person m_ana, m_ben, m_chi, m_eve; // the owner, a moderator, a member, a stranger
    RoomId m_room;

    Person newPerson(const QString& name) {
        Auth auth;
        const ConnectionId at = m_chat->newPerson(name, &auth);
        return {at, auth.user.id};
    }

    QString setRole(const Person& by, const Person& user, Role role) {
        return m_chat->outcome(by.at, RoomSetRole{m_room, user.id, role});
    }
    QString kick(const Person& by, const Person& user) { return m_chat->outcome(by.at, RoomKick{m_room, user.id, {}}); }
    QString ban(const Person& by, const Person& user, std::optional<UtcTime> until = {}) {
        return m_chat->outcome(by.at, RoomBan{m_room, user.id, until, {}});
    }
    QString unban(const Person& by, const Person& user) { return m_chat->outcome(by.at, RoomUnban{m_room, user.id}); }
    QString join(const Person& person) { return m_chat->outcome(person.at, RoomJoin{m_room, {}}); }

    std::optional<Role> roleOf(const Person& person) {
        const auto members = m_chat->ask(m_ana.at, RoomMembers{m_room, {}, {}});
        for (const Member& member : members->members) {
            if (member.id == person.id)
                return member.role;
        }
        return std::nullopt;
    }
    Event lastEvent() {
        const Seq lastSeq = m_chat->ask(m_ana.at, RoomEnter{m_room, {}})->lastSeq;
        return m_chat->ask(m_ana.at, RoomEvents{m_room, lastSeq - 1, {}})->events.constLast();
    }
    Seq lastSeq() { return m_chat->ask(m_ana.at, RoomEnter{m_room, {}})->lastSeq; }

    /// What a person got of the room since they were told that they are no longer in it.
    int heardAfterRemoval(const Person& person) {
        int heard = -1;
        for (const Notification& notification : m_chat->ports.received(person.at)) {
            if (heard >= 0)
                ++heard;
            else if (std::holds_alternative<RoomRemoved>(notification))
                heard = 0;
        }
        return heard;
    }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = newPerson(QStringLiteral("Ana"));
        m_ben = newPerson(QStringLiteral("Ben"));
        m_chi = newPerson(QStringLiteral("Chi"));
        m_eve = newPerson(QStringLiteral("Eve"));
        m_room = m_chat->newRoom(m_ana.at);
        QCOMPARE(join(m_ben), ok);
        QCOMPARE(join(m_chi), ok);
        QCOMPARE(setRole(m_ana, m_ben, Role::Moderator), ok);
    }
    void cleanup() { m_chat.reset(); }

    void rolesAreGivenByOwners() {
        QCOMPARE(roleOf(m_ben), std::optional(Role::Moderator));
        const Event event = lastEvent();
        QCOMPARE(event.by, m_ana.id);
        QCOMPARE(std::get<MemberRole>(event.data).user, m_ben.id);
        QCOMPARE(std::get<MemberRole>(event.data).by, std::optional(m_ana.id));
        QCOMPARE(setRole(m_ana, m_ben, Role::Moderator), ok); // it is so
        QCOMPARE(lastSeq(), event.seq);
        QCOMPARE(setRole(m_ben, m_chi, Role::Moderator), forbidden);
        QCOMPARE(setRole(m_chi, m_chi, Role::Owner), forbidden);
        QCOMPARE(setRole(m_eve, m_chi, Role::Member), QStringLiteral("room.notMember"));
        QCOMPARE(setRole(m_ana, m_eve, Role::Moderator), QStringLiteral("input.invalid"));
        QCOMPARE(lastSeq(), event.seq);
    }

    void theLastOwnerStays() {
        QCOMPARE(setRole(m_ana, m_ana, Role::Member), forbidden);
        QCOMPARE(setRole(m_ana, m_ben, Role::Owner), ok);
        QCOMPARE(setRole(m_ana, m_ana, Role::Member), ok);
        QCOMPARE(setRole(m_ana, m_chi, Role::Moderator), forbidden);
        QCOMPARE(setRole(m_ben, m_ben, Role::Moderator), forbidden);
    }

    /// Who leaves passes the room on only when nobody else owns it.
    void anOwnerWhoIsNotTheLastLeaves() {
        QCOMPARE(setRole(m_ana, m_chi, Role::Owner), ok);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomLeave{m_room}), ok);
        QVERIFY(std::holds_alternative<MemberLeft>(lastEvent().data));
        QCOMPARE(roleOf(m_ben), std::optional(Role::Moderator));
    }

    void whoMayPutWhomOut() {
        QCOMPARE(kick(m_chi, m_ben), forbidden);
        QCOMPARE(kick(m_chi, m_chi), forbidden);
        QCOMPARE(kick(m_ben, m_ana), forbidden); // a moderator an owner
        QCOMPARE(ban(m_ben, m_ana), forbidden);
        QCOMPARE(kick(m_ben, m_ben), forbidden);
        QCOMPARE(kick(m_ana, m_ana), forbidden);
        QCOMPARE(kick(m_eve, m_chi), QStringLiteral("room.notMember"));
        const Seq before = lastSeq();
        QCOMPARE(kick(m_ben, m_eve), ok); // who is no member already
        QCOMPARE(lastSeq(), before);
        QCOMPARE(kick(m_ben, m_chi), ok);
        QCOMPARE(kick(m_ana, m_ben), ok);
        QVERIFY(!roleOf(m_chi) && !roleOf(m_ben));
        QCOMPARE(lastSeq(), before + 2);
        QCOMPARE(join(m_chi), ok); // the room is public
    }

    void ownersArePutOutByNobody() {
        QCOMPARE(setRole(m_ana, m_ben, Role::Owner), ok);
        QCOMPARE(kick(m_ana, m_ben), forbidden);
        QCOMPARE(ban(m_ben, m_ana), forbidden);
    }

    void whatTheLogAndThePersonAreTold() {
        m_chat->ports.forget();
        QVERIFY(m_chat->ask(m_ben.at, RoomKick{m_room, m_chi.id, QStringLiteral("  too loud\n")}));
        const Event event = lastEvent();
        const auto& left = std::get<MemberLeft>(event.data);
        QCOMPARE(event.by, m_ben.id);
        QCOMPARE(left.user, m_chi.id);
        QCOMPARE(left.name, QStringLiteral("Chi"));
        QCOMPARE(left.by, std::optional(m_ben.id));
        QCOMPARE(left.reason, std::optional(Departure::Kicked));
        QCOMPARE(left.note, std::optional(QStringLiteral("too loud")));
        const auto removed = m_chat->ports.receivedOf<RoomRemoved>(m_chi.at);
        QCOMPARE(removed.size(), size_t(1));
        QCOMPARE(removed[0].reason, RemovalReason::Left); // which earlier versions of clients know
        QCOMPARE(removed[0].putOut->by.name, QStringLiteral("Ben"));
        QCOMPARE(removed[0].putOut->reason, Departure::Kicked);
        QCOMPARE(removed[0].putOut->note, left.note);
        QVERIFY(m_chat->ask(m_chi.at, RoomJoin{m_room, {}}));
        QVERIFY(m_chat->ask(m_chi.at, RoomLeave{m_room}));
        QVERIFY(!std::get<MemberLeft>(lastEvent().data).by);
    }

    void whoIsPutOutHearsNothingMore() {
        QVERIFY(m_chat->ask(m_chi.at, RoomEnter{m_room, {}}));
        m_chat->ports.forget();
        // In one turn of the chat thread: what follows the kick in the log is on its way when the person goes.
        m_chat->post(m_ben.at, MessageSend{m_room, QStringLiteral("a"), QStringLiteral("before"), {}});
        const qint64 kick = m_chat->post(m_ben.at, RoomKick{m_room, m_chi.id, {}});
        const qint64 after =
            m_chat->post(m_ben.at, MessageSend{m_room, QStringLiteral("b"), QStringLiteral("after"), {}});
        QVERIFY(m_chat->answerTo(m_ben.at, kick) && m_chat->answerTo(m_ben.at, after));
        QVERIFY(m_chat->ask(m_ben.at, TypingSet{m_room, true}));
        QCOMPARE(heardAfterRemoval(m_chi), 0);
        QVERIFY(m_chat->ports.of(m_chi.at).subscriptions[m_chi.at].isEmpty());
        QCOMPARE(m_chat->outcome(m_chi.at, RoomHistory{m_room, {}, {}}), QStringLiteral("room.notMember"));
        QCOMPARE(m_chat->outcome(m_chi.at, TypingSet{m_room, true}), QStringLiteral("room.notMember"));
        QCOMPARE(m_chat->send(m_chi.at, m_room).error().kind, ErrorKind::RoomNotMember);
    }

    void whoIsBannedDoesNotComeBack() {
        QCOMPARE(ban(m_ben, m_chi), ok);
        QCOMPARE(std::get<MemberLeft>(lastEvent().data).reason, std::optional(Departure::Banned));
        const auto removed = m_chat->ports.receivedOf<RoomRemoved>(m_chi.at);
        QCOMPARE(removed.size(), size_t(1));
        QCOMPARE(removed[0].putOut->reason, Departure::Banned);
        QCOMPARE(join(m_chi), banned);
        QCOMPARE(ban(m_ben, m_chi), ok); // it is so
        QCOMPARE(unban(m_chi, m_chi), QStringLiteral("room.notMember"));
        QCOMPARE(unban(m_ben, m_chi), ok);
        QCOMPARE(unban(m_ben, m_chi), ok); // likewise
        QCOMPARE(join(m_chi), ok);
        QCOMPARE(unban(m_chi, m_chi), forbidden);
    }

    void aBanMayEnd() {
        const UtcTime end{m_chat->clock.now().ms + 60'000};
        QCOMPARE(ban(m_ana, m_chi, end), ok);
        const auto refused = m_chat->ask(m_chi.at, RoomJoin{m_room, {}});
        QCOMPARE(refused.error().kind, ErrorKind::RoomBanned);
        QCOMPARE(refused.error().untilMs, std::optional(end.ms));
        m_chat->clock.pass(std::chrono::milliseconds(59'999));
        QCOMPARE(join(m_chi), banned);
        m_chat->clock.pass(std::chrono::milliseconds(1));
        QCOMPARE(m_chat->ask(m_ana.at, RoomBans{m_room, {}})->bans.size(), 0);
        QCOMPARE(join(m_chi), ok);
        QCOMPARE(ban(m_ana, m_chi, m_chat->clock.now()), QStringLiteral("input.invalid"));
    }

    void strangersAreBannedToo() {
        const Seq before = lastSeq();
        QVERIFY(m_chat->ask(m_ben.at, RoomBan{m_room, m_eve.id, {}, QStringLiteral("spam")}));
        QCOMPARE(lastSeq(), before); // nobody went
        QCOMPARE(join(m_eve), banned);
        QCOMPARE(m_chat->outcome(m_ben.at, RoomBan{m_room, UserId{4711}, {}, {}}), QStringLiteral("input.invalid"));
        const auto bans = m_chat->ask(m_ben.at, RoomBans{m_room, {}});
        QCOMPARE(bans->bans.size(), 1);
        QCOMPARE(bans->bans[0].user.id, m_eve.id);
        QCOMPARE(bans->bans[0].user.name, QStringLiteral("Eve"));
        QCOMPARE(bans->bans[0].by, m_ben.id);
        QCOMPARE(bans->bans[0].reason, std::optional(QStringLiteral("spam")));
        QVERIFY(!bans->bans[0].until && !bans->more);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomBans{m_room, {}}), forbidden);
    }

    /// A ban says no more of a private room than is known without it, and it comes before the password.
    void bansOfRoomsThatAreNotPublic() {
        const Secret password{QStringLiteral("let me in")};
        const auto made = [&](std::optional<Secret> secret) {
            return m_chat->newRoom(m_ana.at, {QStringLiteral("Room"), {}, secret, {}, {}, Visibility::Private});
        };
        const RoomId hidden = made({});
        const RoomId locked = made(password);
        for (const RoomId room : {hidden, locked})
            QVERIFY(m_chat->ask(m_ana.at, RoomBan{room, m_eve.id, {}, {}}));
        QCOMPARE(m_chat->outcome(m_eve.at, RoomJoin{hidden, {}}), QStringLiteral("room.notFound"));
        QCOMPARE(m_chat->outcome(m_eve.at, RoomJoin{locked, password}), banned);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomJoin{locked, password}), ok);
    }

    void notInDirectRooms() {
        const RoomId room = m_chat->ask(m_ana.at, DirectOpen{{m_ben.id}})->room.id;
        QCOMPARE(m_chat->outcome(m_ana.at, RoomKick{room, m_ben.id, {}}), forbidden);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomBan{room, m_ben.id, {}, {}}), forbidden);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomSetRole{room, m_ben.id, Role::Owner}), forbidden);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomBans{room, {}}), forbidden);
    }

    void botsAreNotAmongThem() {
        const auto bot = m_chat->ask(m_ana.at, BotAdd{QStringLiteral("Bot"), {{m_room, {BotRight::Send}}}});
        const UserId id = bot->bot.id;
        QCOMPARE(m_chat->outcome(m_ben.at, RoomKick{m_room, id, {}}), forbidden);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomBan{m_room, id, {}, {}}), forbidden);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomSetRole{m_room, id, Role::Owner}), forbidden);
    }
};

QTEST_GUILESS_MAIN(TestModeration)
#include "tst_moderation.moc"
