// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");

} // namespace

/// What a member is told of a room, on all devices, and what others learn of the member's read mark.
class TestMemberMarks : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;

    /// Another device of that person.
    ConnectionId device(const Auth& auth) {
        const ConnectionId id = m_chat->open();
        if (!m_chat->ask(id, SessionResume{auth.accessToken}))
            qFatal("no session");
        return id;
    }
    std::vector<RoomNotifyChanged> levelsTold(ConnectionId id) {
        return m_chat->ports.receivedOf<RoomNotifyChanged>(id);
    }

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    void levelsAreOnAllDevices() {
        Auth auth;
        const ConnectionId a = m_chat->newPerson(ana, &auth);
        const ConnectionId b = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(a);
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        const ConnectionId phone = device(auth);
        const ConnectionId inIt = device(auth);
        QVERIFY(m_chat->ask(inIt, RoomEnter{room, {}}));
        const UtcTime end{UtcTime::now().ms + 3'600'000};
        QVERIFY(m_chat->ask(a, RoomNotify{room, NotifyLevel::None, end}));
        for (const ConnectionId other : {phone, inIt}) {
            QCOMPARE(levelsTold(other).size(), size_t(1));
            QCOMPARE(levelsTold(other)[0].room, room);
            QCOMPARE(levelsTold(other)[0].level, NotifyLevel::None);
            QCOMPARE(levelsTold(other)[0].until, std::optional(end));
        }
        QVERIFY(levelsTold(a).empty());
        QVERIFY(levelsTold(b).empty());
        const Room listed = m_chat->ask(phone, RoomList{})->rooms.first();
        QCOMPARE(listed.notify, std::optional(NotifyLevel::None));
        QCOMPARE(listed.notifyUntil, std::optional(end));
        QVERIFY(!m_chat->ask(b, RoomList{})->rooms.first().notify);
        const ConnectionId later = m_chat->open();
        QCOMPARE(m_chat->ask(later, SessionResume{auth.accessToken})->rooms.first().notify,
                 std::optional(NotifyLevel::None));
    }

    /// What is so already is told to nobody.
    void theSameLevelAgainIsNoNews() {
        Auth auth;
        const ConnectionId a = m_chat->newPerson(ana, &auth);
        const RoomId room = m_chat->newRoom(a);
        const ConnectionId phone = device(auth);
        for (int i = 0; i < 2; ++i)
            QVERIFY(m_chat->ask(a, RoomNotify{room, NotifyLevel::Mentions, {}}));
        QCOMPARE(levelsTold(phone).size(), size_t(1));
        QVERIFY(m_chat->ask(phone, RoomNotify{room, NotifyLevel::All, {}}));
        QCOMPARE(levelsTold(a).size(), size_t(1));
        QCOMPARE(levelsTold(phone).size(), size_t(1));
    }

    void levelsDoNotEndInThePast() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        const UtcTime now = m_chat->clock.now();
        for (const UtcTime end : {now, UtcTime{now.ms - 1}}) {
            const auto refused = m_chat->ask(a, RoomNotify{room, NotifyLevel::None, end});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::InputInvalid);
            QCOMPARE(refused.error().path, QStringLiteral("params.until"));
        }
        QVERIFY(!m_chat->ask(a, RoomList{})->rooms.first().notify);
        QVERIFY(m_chat->ask(a, RoomNotify{room, NotifyLevel::None, UtcTime{now.ms + 1}}));
    }

    /// By the clock of the rules.
    void readersHaveTheTimeOfTheirMark() {
        Auth bens;
        const ConnectionId a = m_chat->newPerson(ana);
        const ConnectionId b = m_chat->newPerson(ben, &bens);
        const RoomId room = m_chat->newRoom(a);
        const Seq before = m_chat->send(a, room)->seq;
        QVERIFY(m_chat->ask(b, RoomJoin{room, {}}));
        const Seq seq = m_chat->send(a, room)->seq;
        const auto readers = [&](Seq of) { return m_chat->ask(a, MessageReaders{room, of, {}, {}})->readers; };
        QVERIFY(readers(before).isEmpty()); // joining is no reading
        QVERIFY(readers(seq).isEmpty());
        m_chat->clock.pass(std::chrono::minutes(1));
        const UtcTime read = m_chat->clock.now();
        QVERIFY(m_chat->ask(b, RoomMarkRead{room, seq}));
        m_chat->clock.pass(std::chrono::minutes(1));
        QVERIFY(m_chat->ask(b, RoomMarkRead{room, seq})); // again: it does not move
        for (const Seq one : {before, seq}) {
            QCOMPARE(readers(one).size(), 1);
            QCOMPARE(readers(one).first().user.id, bens.user.id);
            QCOMPARE(readers(one).first().user.name, ben);
            QVERIFY(!readers(one).first().user.email);
            QCOMPARE(readers(one).first().at, read);
        }
        QVERIFY(m_chat->ask(b, RoomMarkRead{room, before, true}));
        QVERIFY(readers(seq).isEmpty());
    }

    void writersAreNoReadersOfTheirOwn() {
        const ConnectionId a = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(a);
        const Seq seq = m_chat->send(a, room)->seq;
        QVERIFY(m_chat->ask(a, RoomMarkRead{room, seq}));
        QVERIFY(m_chat->ask(a, MessageReaders{room, seq, {}, {}})->readers.isEmpty());
        QVERIFY(m_chat->ask(a, MessageReaders{room, 1, {}, {}})->readers.isEmpty()); // no message
    }
};

QTEST_GUILESS_MAIN(TestMemberMarks)
#include "tst_membermarks.moc"
