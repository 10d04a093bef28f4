// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");

} // namespace

/// What the server reports of itself, of rooms and of people, so that no client has to guess.
class TestTold : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    /// Only presence takes a seat: every member can read the messages, and is told when to retry.
    void aFullRoomIsReadByItsMembers() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a, {QStringLiteral("Seat"), {}, {}, 1, {}, {}});
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(a, RoomEnter{room, {}}));
        QVERIFY(m_chat->send(a, room));
        QCOMPARE(m_chat->outcome(b, RoomEnter{room, 0}), QStringLiteral("room.full"));
        QCOMPARE(m_chat->ask(b, RoomHistory{room, {}, {}})->messages.size(), 1);
        QCOMPARE(m_chat->ask(b, RoomEvents{room, 0, {}})->events.size(), 4);
        const auto members = m_chat->ask(b, RoomMembers{room, {}, {}})->members;
        QCOMPARE(members.at(0).here, std::optional(true));
        QVERIFY(!members.at(1).here);
        QVERIFY(m_chat->ports.receivedOf<RoomPresence>(b).empty());
        QVERIFY(m_chat->ask(a, RoomExit{room}));
        QCOMPARE(m_chat->ports.receivedOf<RoomPresence>(b).size(), size_t(1));
        QVERIFY(m_chat->ask(b, RoomEnter{room, 0}));
    }

    void membersAreHereOnlineOrOffline() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(a, RoomEnter{room, {}}));
        const auto members = [&] { return m_chat->ask(a, RoomMembers{room, {}, {}})->members; };
        QCOMPARE(members().at(0).here, std::optional(true));
        QCOMPARE(members().at(0).presence, Availability::Online);
        QVERIFY(!members().at(1).here);
        QCOMPARE(members().at(1).presence, Availability::Online);
        m_chat->close(b);
        QCOMPARE(members().at(1).presence, Availability::Offline);
    }

    void roomsSayWhenOneJoined() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        m_chat->clock.pass(std::chrono::minutes(1));
        const ConnectionId b = m_chat->newPerson(ben);
        QVERIFY(!m_chat->ask(b, RoomFind{{}, {}})->rooms.first().joinedAt);
        QCOMPARE(m_chat->ask(b, RoomJoin{room, {}})->room.joinedAt, m_chat->clock.now());
        QCOMPARE(m_chat->ask(b, RoomList{})->rooms.first().joinedAt, m_chat->clock.now());
        QVERIFY(m_chat->ask(a, RoomList{})->rooms.first().joinedAt < m_chat->clock.now());
    }

    void enteringTellsHowManyBelong() {
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        QCOMPARE(m_chat->ask(a, RoomEnter{room, {}})->members, 1);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QCOMPARE(m_chat->ask(a, RoomEnter{room, {}})->members, 2);
    }

    /// "@here" calls the members who are connected, also those who look at another room; an edit calls nobody anew.
    void hereCallsWhoIsConnected() {
        const ConnectionId a = m_chat->newPerson(ana);
        Auth auth;
        const ConnectionId b = m_chat->newPerson(ben, &auth);
        const ConnectionId c = m_chat->newPerson(QStringLiteral("chi"));
        const ConnectionId stranger = m_chat->newPerson(QStringLiteral("dora"));
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}) && m_chat->ask(c, RoomJoin{room, {}}));
        const auto mentions = [&](ConnectionId who) { return m_chat->ask(who, RoomList{})->rooms.first().mentions; };
        m_chat->close(b);
        const Seq seq = m_chat->send(a, room, QStringLiteral("lunch, @here?"))->seq;
        QCOMPARE(mentions(c), 1);
        QCOMPARE(mentions(a), 0);
        const ConnectionId again = m_chat->open();
        QVERIFY(m_chat->ask(again, SessionResume{auth.accessToken}));
        QCOMPARE(mentions(again), 0);
        QVERIFY(m_chat->ask(a, MessageEdit{room, seq, QStringLiteral("e"), QStringLiteral("soup, @here?")}));
        QCOMPARE(mentions(again), 0);
        QVERIFY(m_chat->send(a, room, QStringLiteral("@here now")));
        QCOMPARE(mentions(again), 1);
        QCOMPARE(mentions(c), 2);
        QVERIFY(m_chat->ask(stranger, RoomList{})->rooms.isEmpty());
    }

    /// The user's other devices and those in the room are told, as they are of a mark that moves forward.
    void aMarkThatMovesBackIsTold() {
        const ConnectionId a = m_chat->newPerson(ana);
        Auth auth;
        const ConnectionId b = m_chat->newPerson(ben, &auth);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}) && m_chat->ask(a, RoomEnter{room, {}}));
        const ConnectionId phone = m_chat->open();
        QVERIFY(m_chat->ask(phone, SessionResume{auth.accessToken}));
        for (int i = 0; i < 4; ++i)
            QVERIFY(m_chat->send(a, room)); // 4 to 7
        QCOMPARE(m_chat->ask(b, RoomMarkRead{room, 7})->unread, 0);
        QCOMPARE(m_chat->ask(b, RoomMarkRead{room, 4, true})->unread, 3);
        for (const ConnectionId told : {phone, a}) {
            const auto marks = m_chat->ports.receivedOf<RoomRead>(told);
            QCOMPARE(marks.size(), size_t(2));
            QCOMPARE(marks.back().seq, 4);
        }
        QVERIFY(m_chat->ports.receivedOf<RoomRead>(b).empty());
        QCOMPARE(m_chat->ask(phone, RoomList{})->rooms.first().unread, 3);
    }

    /// The mentions that the server finds, which a client can't derive from names.
    void mentionsAreToldLiveAndAfterwards() {
        Auth bens;
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben, &bens);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        QVERIFY(m_chat->ask(a, RoomEnter{room, {}}));
        QVERIFY(m_chat->send(a, room, QStringLiteral("hello @BEN, and @nobody")));
        QVERIFY(m_chat->send(a, room, QStringLiteral("ben")));
        const std::optional<QList<UserId>> named = QList<UserId>{bens.user.id};
        const auto activities = m_chat->ports.receivedOf<RoomActivity>(b);
        QCOMPARE(activities.at(0).message->mentions, named);
        QVERIFY(!activities.at(1).message->mentions);
        const auto live = m_chat->ports.receivedOf<RoomEventNotice>(a);
        QCOMPARE(std::get<MessagePosted>(live.at(0).event.data).mentions, named);
        const auto events = m_chat->ask(b, RoomEvents{room, 3, {}})->events;
        QCOMPARE(std::get<MessagePosted>(events.at(0).data).mentions, named);
        QVERIFY(!std::get<MessagePosted>(events.at(1).data).mentions);
        const auto history = m_chat->ask(b, RoomHistory{room, {}, {}})->messages;
        QVERIFY(!history.at(0).mentions);
        QCOMPARE(history.at(1).mentions, named);
        QCOMPARE(m_chat->ask(b, RoomList{})->rooms.first().mentions, 1);
    }

    void aboutComesBeforeTheSignIn() {
        const ConnectionId c = m_chat->open();
        const auto about = m_chat->ask(c, ServerAbout{});
        QVERIFY(about);
        QCOMPARE(about->id, m_chat->storage->installation().id);
        QVERIFY(!about->id.isEmpty());
        QCOMPARE(about->registration, Registration::Open);
        QCOMPARE(about->signIn, QList<QString>{QStringLiteral("password")});
        QCOMPARE(about->limits.messageBytes, limits::messageBytes);
        QCOMPARE(about->limits.fileBytes, 0);
        QCOMPARE(m_chat->outcome(c, RoomList{}), QStringLiteral("auth.required")); // it signs nobody in
    }

    void aClosedRegistrationSaysSo() {
        m_chat = std::make_unique<ChatUnderTest>(Rates::unlimited(), HashLimits{}, Registration::Closed);
        const ConnectionId c = m_chat->open();
        QCOMPARE(m_chat->ask(c, ServerAbout{})->registration, Registration::Closed);
        QCOMPARE(m_chat->outcome(c, ChatUnderTest::registration(ana)), QStringLiteral("account.registrationClosed"));
    }
};

QTEST_GUILESS_MAIN(TestTold)
#include "tst_told.moc"
