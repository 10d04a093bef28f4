// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/eventeffect.h"
#include "tests/common/samples.h"

#include <QTest>

using namespace confab;

namespace {

/// Two kinds of event that no version has.
struct Edited {
    static constexpr EventEffect effect = EventEffect::Change;
    Seq target = 0;
    QString body;
    void applyTo(Message& message, UserId by, UtcTime at) const {
        message.body = body;
        message.by = by;
        message.editedAt = at;
    }
};
struct Opened {
    static constexpr EventEffect effect = EventEffect::Row;
};

constexpr RoomId room{7};
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
            const Edited event{4, QStringLiteral("new")};
            change = changeBy(event, ben, UtcTime{9});
        }
        QVERIFY(change.has_value());
        QCOMPARE(change->target, 4);
        Message message;
        change->applyTo(message);
        QCOMPARE(message.body, QStringLiteral("new"));
        QCOMPARE(message.by, ben);
        QCOMPARE(message.editedAt, UtcTime{9});
        QVERIFY(!changeBy(Opened{}, ben, UtcTime{9}));
    }
};

QTEST_APPLESS_MAIN(TestEventEffect)
#include "tst_eventeffect.moc"
