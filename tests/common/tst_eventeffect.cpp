// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/eventeffect.h"
#include "tests/common/samples.h"

#include <QTest>

using namespace confab;

namespace {

constexpr RoomId room{7};
constexpr UserId ana{1};
constexpr UserId ben{2};

} // namespace

/// What events do to the rows that are made of a log.
class TestEventEffect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsAllThatItsEventSays() {
        const MessagePosted posted{{QStringLiteral("hi @Ana"), Seq(3), QList<UserId>{UserId{1}}}, QStringLiteral("id")};
        const std::optional<Message> message = messageOf(Event{room, 4, ben, UtcTime{40}, posted});
        QVERIFY(message.has_value());
        QCOMPARE(message->room, room);
        QCOMPARE(message->seq, 4);
        QCOMPARE(message->by, ben);
        QCOMPARE(message->at, UtcTime{40});
        QVERIFY(static_cast<const MessageContent&>(*message) == posted);
        QCOMPARE(message->clientId, std::optional(QStringLiteral("id")));
        QVERIFY(!message->editedAt && !message->deletedAt);
    }

    void onlyMessagesAreMessages() {
        samples::forEach<EventData>([]<class E>() {
            const Event event = samples::event(samples::Size::Most, samples::make<E>(samples::Size::Most));
            QCOMPARE(messageOf(event).has_value(), (std::is_same_v<E, MessagePosted>));
        });
    }

    void unknownEventsShowNothing() {
        QCOMPARE(effectOf(UnknownEvent{QStringLiteral("poll.opened"), {}}), EventEffect::None);
        QCOMPARE(effectOf(MessagePosted{}), EventEffect::Row);
        QCOMPARE(effectOf(MemberRole{}), EventEffect::Row);
    }

    void membersComeAndGo() {
        QCOMPARE(memberChange(MemberJoined{}), 1);
        QCOMPARE(memberChange(MemberLeft{}), -1);
        QCOMPARE(memberChange(MemberRole{}), 0);
        QCOMPARE(memberChange(MessagePosted{}), 0);
    }

    void aChangeOutlivesItsEvent() {
        std::optional<MessageChange> change;
        {
            const Event event{room, 9, ben, UtcTime{90}, MessageEdited{4, QStringLiteral("new"), {}}};
            change = changeOf(event, ana);
        }
        QVERIFY(change.has_value());
        QCOMPARE(change->target, 4);
        Message message = *messageOf(said());
        QVERIFY(apply(message, *change));
        QCOMPARE(message.body, QStringLiteral("new"));
        QCOMPARE(message.editedAt, UtcTime{90});
        QVERIFY(!changeOf(said(), ana));
    }

    /// The same event may come by a page and live; a page may have it already.
    void aChangeCountsOnce() {
        Message message = *messageOf(said());
        const MessageChange liked = change(5, ReactionAdded{4, QStringLiteral("👍")});
        QVERIFY(apply(message, liked));
        QVERIFY(!apply(message, liked));
        QCOMPARE(message.reactions, (QList<Reaction>{{QStringLiteral("👍"), 1, false}}));
        Message fromPage = *messageOf(said());
        fromPage.asOf = 5;
        QVERIFY(!apply(fromPage, liked));
        QVERIFY(!fromPage.reactions);
    }

    void reactionsComeAndGoInTheirOrder() {
        Message message = *messageOf(said());
        QVERIFY(apply(message, change(5, ReactionAdded{4, QStringLiteral("👍")})));
        QVERIFY(apply(message, change(6, ReactionAdded{4, QStringLiteral("🎉")})));
        QVERIFY(apply(message, change(7, ReactionAdded{4, QStringLiteral("👍")}, ana)));
        QCOMPARE(message.reactions, (QList<Reaction>{{QStringLiteral("👍"), 2, true}, {QStringLiteral("🎉"), 1, false}}));
        QVERIFY(apply(message, change(8, ReactionRemoved{4, QStringLiteral("👍")}, ana)));
        QCOMPARE(message.reactions->first(), (Reaction{QStringLiteral("👍"), 1, false}));
        QVERIFY(apply(message, change(9, ReactionRemoved{4, QStringLiteral("👍")})));
        QVERIFY(apply(message, change(10, ReactionRemoved{4, QStringLiteral("🎉")})));
        QVERIFY(!message.reactions);
    }

    /// Nothing is left of it, and what is replayed behind its deletion brings nothing back.
    void aDeletedMessageStaysEmpty() {
        Message message = *messageOf(said());
        QVERIFY(apply(message, change(5, ReactionAdded{4, QStringLiteral("👍")})));
        QVERIFY(apply(message, change(6, MessagePinned{4})));
        QVERIFY(apply(message, change(7, MessageDeleted{4})));
        QVERIFY(message.body.isEmpty() && !message.reactions && !message.pinned && !message.mentions);
        QCOMPARE(message.deletedAt, UtcTime{70});
        MessagePosted replayed{{}, QStringLiteral("id")};
        replayed.deletedAt = UtcTime{70};
        Message again = *messageOf(Event{room, 4, ben, UtcTime{40}, replayed});
        for (Seq seq = 5; seq < 9; ++seq) {
            const EventData data = seq == 5   ? EventData(ReactionAdded{4, QStringLiteral("👍")})
                                   : seq == 6 ? EventData(MessagePinned{4})
                                   : seq == 7 ? EventData(MessageEdited{4, QStringLiteral("x"), {}})
                                              : EventData(MessageDeleted{4});
            apply(again, change(seq, data));
        }
        QVERIFY(again.body.isEmpty() && !again.reactions && !again.pinned && !again.editedAt);
        QCOMPARE(again.deletedAt, UtcTime{70});
    }

    void anAnswerCountsForTheFirstOfItsChain() {
        MessagePosted answer{{QStringLiteral("yes"), Seq(6)}, QStringLiteral("id")};
        answer.thread = 4;
        const std::optional<MessageChange> change = changeOf(Event{room, 8, ana, UtcTime{80}, answer}, ana);
        QVERIFY(change.has_value());
        QCOMPARE(change->target, 4);
        Message first = *messageOf(said());
        QVERIFY(apply(first, *change));
        QCOMPARE(first.replies, std::optional(1));
    }

private:
    static Event said() {
        return {room, 4, ben, UtcTime{40}, MessagePosted{{QStringLiteral("old")}, QStringLiteral("id")}};
    }
    static MessageChange change(Seq seq, EventData data, UserId by = ben) {
        return *changeOf(Event{room, seq, by, UtcTime{10 * seq}, std::move(data)}, ana);
    }
};

QTEST_APPLESS_MAIN(TestEventEffect)
#include "tst_eventeffect.moc"
