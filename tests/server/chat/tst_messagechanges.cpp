// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");
const QString heart = QStringLiteral("❤️"); // fully-qualified: with U+FE0F

} // namespace

/// What the rules make of calls that change messages, rooms and conversations, and who is told.
class TestMessageChanges : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;
    ConnectionId m_ana;
    ConnectionId m_ben;
    RoomId m_room; // of ana, with ben in it; ana has entered, ben watches
    Seq m_seq = 0; // ana's message

    /// The data of the events of this kind that came to ana, who is in the room.
    template <class E>
    QList<E> eventsOf() {
        QList<E> list;
        for (const RoomEventNotice& notice : m_chat->ports.receivedOf<RoomEventNotice>(m_ana)) {
            if (const auto* data = std::get_if<E>(&notice.event.data))
                list.append(*data);
        }
        return list;
    }
    RoomActivity lastActivity() { return m_chat->ports.receivedOf<RoomActivity>(m_ben).back(); }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = m_chat->newPerson(ana);
        m_ben = m_chat->newPerson(ben);
        m_room = m_chat->newRoom(m_ana);
        QVERIFY(m_chat->ask(m_ben, RoomJoin{m_room, {}}));
        QVERIFY(m_chat->ask(m_ana, RoomEnter{m_room, {}}));
        m_seq = m_chat->send(m_ana, m_room, QStringLiteral("one"))->seq;
    }
    void cleanup() { m_chat.reset(); }

    void anEditIsToldOnce() {
        const MessageEdit edit{m_room, m_seq, QStringLiteral("e"), QStringLiteral("two @ben")};
        const Result<Sent> first = m_chat->ask(m_ana, edit);
        QVERIFY(first);
        QCOMPARE(m_chat->ask(m_ana, edit)->seq, first->seq);
        QCOMPARE(eventsOf<MessageEdited>().size(), 1);
        QCOMPARE(eventsOf<MessageEdited>().first().body, edit.body);
        const RoomActivity told = lastActivity();
        QCOMPARE(told.lastSeq, first->seq);
        QVERIFY(!told.message && told.changed);
        QCOMPARE(told.changed->target, m_seq);
        QCOMPARE(told.changed->body, std::optional(edit.body));
        QCOMPARE(told.changed->mentions->size(), 1);
    }

    void textsAreCheckedLikeNewOnes() {
        const auto edit = [&](const QString& body) {
            return m_chat->outcome(m_ana, MessageEdit{m_room, m_seq, QStringLiteral("e"), body});
        };
        QCOMPARE(edit(QStringLiteral(" \n")), QStringLiteral("message.empty"));
        QCOMPARE(edit(QString(limits::messageBytes + 1, u'x')), QStringLiteral("message.tooLong"));
        QCOMPARE(m_chat->outcome(m_ana, MessageEdit{m_room, m_seq, QStringLiteral("\x01"), QStringLiteral("x")}),
                 QStringLiteral("input.invalid"));
        QVERIFY(eventsOf<MessageEdited>().isEmpty());
    }

    void aDeletionTakesThePreview() {
        QVERIFY(m_chat->ask(m_ana, MessageDelete{m_room, m_seq, QStringLiteral("d")}));
        QCOMPARE(eventsOf<MessageDeleted>().size(), 1);
        QVERIFY(lastActivity().changed && !lastActivity().changed->body);
        const auto rooms = m_chat->ask(m_ben, RoomList{})->rooms;
        QVERIFY(rooms.first().lastMessage->body.isEmpty() && rooms.first().lastMessage->deletedAt);
    }

    void oneEmojiIsOneReaction() {
        QVERIFY(m_chat->ask(m_ben, MessageReact{m_room, m_seq, QStringLiteral("❤"), true})); // without U+FE0F
        QVERIFY(m_chat->ask(m_ben, MessageReact{m_room, m_seq, heart, true}));
        QCOMPARE(eventsOf<ReactionAdded>().size(), 1);
        QCOMPARE(eventsOf<ReactionAdded>().first().emoji, heart);
        QVERIFY(m_chat->ask(m_ben, MessageReact{m_room, m_seq, heart, false}));
        QVERIFY(m_chat->ask(m_ben, MessageReact{m_room, m_seq, heart, false}));
        QCOMPARE(eventsOf<ReactionRemoved>().size(), 1);
        for (const char* text : {"a", "<3", "1", "❤❤", " ❤", "\u200D"}) {
            const MessageReact react{m_room, m_seq, QString::fromUtf8(text), true};
            QCOMPARE(m_chat->outcome(m_ben, react), QStringLiteral("input.invalid"));
        }
    }

    void aRoomTellsWhatChanged() {
        RoomUpdate update;
        update.room = m_room;
        update.topic = QStringLiteral("  New topic ");
        update.password = OrNull<Secret>{Secret{QStringLiteral("let me in")}};
        const auto changed = m_chat->ask(m_ana, update);
        QVERIFY(changed && changed->room.hasPassword);
        QCOMPARE(changed->room.topic, QStringLiteral("New topic"));
        QCOMPARE(eventsOf<RoomUpdated>().size(), 1);
        QVERIFY(lastActivity().updated && lastActivity().updated->hasPassword == true);
        const ConnectionId chi = m_chat->newPerson(QStringLiteral("chi"));
        QCOMPARE(m_chat->outcome(chi, RoomJoin{m_room, Secret{QStringLiteral("let me in")}}), QStringLiteral("ok"));
        update = {};
        update.room = m_room;
        update.password = OrNull<Secret>{};
        QVERIFY(!m_chat->ask(m_ana, update)->room.hasPassword);
        update.password = OrNull<Secret>{Secret{QStringLiteral("x")}};
        QCOMPARE(m_chat->outcome(m_ana, update), QStringLiteral("input.invalid"));
    }

    void aDirectRoomIsThereForBoth() {
        const auto people = m_chat->ask(m_ana, UserFind{QStringLiteral("BE"), {}})->users;
        QCOMPARE(people.size(), 1);
        const auto opened = m_chat->ask(m_ana, DirectOpen{{people.first().id}});
        QVERIFY(opened);
        const RoomId room = opened->room.id;
        const auto added = m_chat->ports.receivedOf<RoomAdded>(m_ben);
        QCOMPARE(added.back().room.id, room);
        QCOMPARE(added.back().room.people->first().name, ana);
        QVERIFY(m_chat->send(m_ben, room, QStringLiteral("hi")));
        QCOMPARE(m_chat->ports.receivedOf<RoomActivity>(m_ana).back().room, room);
        const auto rooms = m_chat->ask(m_ana, RoomList{})->rooms;
        QCOMPARE(rooms.last().mentions, 1);
        QVERIFY(m_chat->ask(m_ben, MessagePin{room, rooms.last().lastSeq, true})); // both may
        QCOMPARE(m_chat->outcome(m_ana, DirectOpen{{}}), QStringLiteral("input.invalid"));
    }

    void historyHasOnePlace() {
        QCOMPARE(m_chat->outcome(m_ana, RoomHistory{m_room, 5, {}, 4}), QStringLiteral("input.invalid"));
        QCOMPARE(m_chat->ask(m_ana, RoomHistory{m_room, {}, {}, {}, m_seq})->messages.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMessageChanges)
#include "tst_messagechanges.moc"
