// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ok = QStringLiteral("ok");
const QString forbidden = QStringLiteral("room.forbidden");
const QString muted = QStringLiteral("room.muted");
const QString blocked = QStringLiteral("user.blocked");

} // namespace

/// Mutes, slow mode and blocks: who may what, and who is told.
class TestSilences : public QObject {
    Q_OBJECT

private:
    struct Person {
        ConnectionId at;
        UserId id;
    };

    std::unique_ptr<ChatUnderTest> m_chat;
    Person m_ana, m_ben, m_chi; // the owner, a moderator, a member
    RoomId m_room;

    Person newPerson(const QString& name) {
        Auth auth;
        const ConnectionId at = m_chat->newPerson(name, &auth);
        return {at, auth.user.id};
    }
    ConnectionId anotherDevice(const QString& name) {
        const ConnectionId at = m_chat->open();
        m_chat->ask(at, ChatUnderTest::login(name)).value();
        return at;
    }
    QString mute(const Person& by, const Person& whom, std::optional<OrNull<UtcTime>> until = {}) {
        return m_chat->outcome(by.at, RoomMute{m_room, whom.id, until});
    }
    QString say(const Person& person, std::optional<RoomId> room = {}) {
        const auto sent = m_chat->send(person.at, room.value_or(m_room));
        return sent ? ok : wire::key(errorRow(sent.error().kind).name);
    }
    UtcTime in(std::chrono::milliseconds time) const { return UtcTime{m_chat->clock.now().ms + time.count()}; }
    Room roomOf(const Person& person) {
        const auto listed = m_chat->ask(person.at, RoomList{{}});
        for (const Room& room : listed->rooms) {
            if (room.id == m_room)
                return room;
        }
        return {};
    }
    int typedHeardBy(const Person& person) { return int(m_chat->ports.receivedOf<RoomTyping>(person.at).size()); }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = newPerson(QStringLiteral("Ana"));
        m_ben = newPerson(QStringLiteral("Ben"));
        m_chi = newPerson(QStringLiteral("Chi"));
        m_room = m_chat->newRoom(m_ana.at);
        for (const Person& person : {m_ben, m_chi})
            QCOMPARE(m_chat->outcome(person.at, RoomJoin{m_room, {}}), ok);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomSetRole{m_room, m_ben.id, Role::Moderator}), ok);
    }
    void cleanup() { m_chat.reset(); }

    void asTheTableOfRemovalsSays() {
        QCOMPARE(mute(m_chi, m_ben), forbidden);
        QCOMPARE(mute(m_ben, m_ana), forbidden);
        QCOMPARE(mute(m_ben, m_ben), forbidden); // nor lifts one's own
        QCOMPARE(mute(m_ben, m_chi), ok);
        QCOMPARE(mute(m_ana, m_ben), ok);
        QCOMPARE(mute(m_ben, m_ben, OrNull<UtcTime>{}), forbidden);
        QCOMPARE(mute(m_ana, m_chi, OrNull<UtcTime>{in(std::chrono::milliseconds(0))}),
                 QStringLiteral("input.invalid"));
        const RoomId direct = m_chat->ask(m_ana.at, DirectOpen{{m_ben.id}})->room.id;
        QCOMPARE(m_chat->outcome(m_ana.at, RoomMute{direct, m_ben.id, {}}), forbidden);
    }

    void whoIsMutedReadsAlone() {
        m_chat->ask(m_chi.at, RoomEnter{m_room, {}}).value();
        m_chat->ask(m_ana.at, RoomEnter{m_room, {}}).value();
        const Seq own = m_chat->send(m_chi.at, m_room)->seq;
        QCOMPARE(mute(m_ben, m_chi, OrNull<UtcTime>{in(std::chrono::hours(1))}), ok);
        QCOMPARE(say(m_chi), muted);
        QCOMPARE(m_chat->outcome(m_chi.at, MessageEdit{m_room, own, QStringLiteral("x"), QStringLiteral("e")}), muted);
        QCOMPARE(m_chat->outcome(m_chi.at, MessageReact{m_room, own, QStringLiteral("👍"), true}), muted);
        QCOMPARE(m_chat->outcome(m_chi.at, TypingSet{m_room, true}), muted);
        QCOMPARE(typedHeardBy(m_ana), 0);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomMarkRead{m_room, own}), ok);
        QCOMPARE(m_chat->outcome(m_chi.at, MessageDelete{m_room, own, QStringLiteral("d")}), ok);
        QCOMPARE(roomOf(m_chi).mutedUntil, std::optional(in(std::chrono::hours(1))));
        m_chat->clock.pass(std::chrono::hours(1));
        QVERIFY(!roomOf(m_chi).muted && !roomOf(m_chi).mutedUntil);
        const auto members = m_chat->ask(m_ana.at, RoomMembers{m_room, {}, {}});
        for (const Member& member : members->members)
            QVERIFY(!member.muted && !member.mutedUntil);
        QCOMPARE(say(m_chi), ok);
        QCOMPARE(m_chat->outcome(m_chi.at, TypingSet{m_room, true}), ok);
        QCOMPARE(typedHeardBy(m_ana), 1);
    }

    /// Also who has the room in their list alone.
    void allAreTold() {
        m_chat->ask(m_ana.at, RoomEnter{m_room, {}}).value();
        QCOMPARE(mute(m_ben, m_chi), ok);
        const auto events = m_chat->ports.receivedOf<RoomEventNotice>(m_ana.at);
        QVERIFY(!events.empty());
        QCOMPARE(std::get<MemberMuted>(events.back().event.data).user, m_chi.id);
        const auto activities = m_chat->ports.receivedOf<RoomActivity>(m_chi.at);
        QVERIFY(!activities.empty() && activities.back().muted);
        QVERIFY(activities.back().muted->on);
    }

    void slowModeIsARoomsSetting() {
        RoomUpdate slow;
        slow.room = m_room;
        slow.slowModeMs = OrNull<qint64>{30'000};
        QCOMPARE(m_chat->outcome(m_chi.at, slow), forbidden);
        QCOMPARE(m_chat->ask(m_ben.at, slow)->room.slowModeMs, std::optional(qint64(30'000)));
        QCOMPARE(say(m_chi), ok);
        const auto early = m_chat->send(m_chi.at, m_room);
        QCOMPARE(early.error().kind, ErrorKind::RateLimited);
        QCOMPARE(early.error().retryAfterMs, std::optional(qint64(30'000)));
        for (const Person& exempt : {m_ana, m_ben, m_ana, m_ben})
            QCOMPARE(say(exempt), ok);
        m_chat->clock.pass(std::chrono::seconds(30));
        QCOMPARE(say(m_chi), ok);
        slow.slowModeMs = OrNull<qint64>{};
        QVERIFY(!m_chat->ask(m_ana.at, slow)->room.slowModeMs);
        QCOMPARE(say(m_chi), ok);
    }

    void whoIsBlockedLearnsItWhenTheyWrite() {
        const RoomId direct = m_chat->ask(m_chi.at, DirectOpen{{m_ana.id}})->room.id;
        m_chat->ask(m_ana.at, RoomEnter{direct, {}}).value();
        const size_t before = m_chat->ports.received(m_chi.at).size();
        QCOMPARE(m_chat->outcome(m_ana.at, UserBlock{m_chi.id, true}), ok);
        QCOMPARE(m_chat->ports.received(m_chi.at).size(), before);
        QCOMPARE(m_chat->outcome(m_chi.at, TypingSet{direct, true}), ok); // and nobody hears of it
        QCOMPARE(typedHeardBy(m_ana), 0);
        QCOMPARE(say(m_chi, direct), blocked);
        QCOMPARE(say(m_ana, direct), ok);
        QCOMPARE(say(m_chi), ok); // in a room of more people
        QCOMPARE(m_chat->outcome(m_ana.at, UserBlock{m_chi.id, false}), ok);
        QCOMPARE(say(m_chi, direct), ok);
    }

    void theBlockersDevicesAreTold() {
        const ConnectionId phone = anotherDevice(QStringLiteral("Ana"));
        QCOMPARE(m_chat->outcome(m_ana.at, UserBlock{m_ben.id, true}), ok);
        auto told = m_chat->ports.receivedOf<UserUpdated>(phone);
        QVERIFY(told.size() == 1 && told[0].user.id == m_ben.id && told[0].user.blocked == true);
        QVERIFY(m_chat->ports.receivedOf<UserUpdated>(m_ana.at).empty());
        QVERIFY(m_chat->ports.receivedOf<UserUpdated>(m_ben.at).empty());
        QCOMPARE(m_chat->outcome(m_ana.at, UserBlock{m_ben.id, true}), ok);
        QCOMPARE(m_chat->ports.receivedOf<UserUpdated>(phone).size(), size_t(1));
        const auto listed = m_chat->ask(phone, UserBlocks{});
        QVERIFY(listed->users.size() == 1 && listed->users[0].id == m_ben.id);
        QCOMPARE(m_chat->outcome(phone, UserBlock{m_ben.id, false}), ok);
        told = m_chat->ports.receivedOf<UserUpdated>(m_ana.at);
        QVERIFY(told.size() == 1 && told[0].user.blocked == false);
        QCOMPARE(m_chat->outcome(m_ana.at, UserBlock{m_ana.id, true}), QStringLiteral("input.invalid"));
    }
};

QTEST_GUILESS_MAIN(TestSilences)
#include "tst_silences.moc"
