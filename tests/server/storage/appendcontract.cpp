// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/appendcontract.h"

namespace confab {

void AppendContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(m_room, m_ben, at(1)));
}

void AppendContract::appendedEventIsStored() {
    NewEvent message = newMessage(m_room, m_ben, QStringLiteral("c1"), QStringLiteral("hello"));
    message.at = at(42);
    const RoomLog::Appended appended = need(log().append(message));
    QVERIFY(!appended.repeated);
    posted(message).clientId = QStringLiteral("c2");
    posted(message).replyTo = appended.event.seq;
    need(log().append(message));

    const QList<Event> events = need(log().events(m_room, m_ana, 3, 10)).events;
    QCOMPARE(events.size(), 2);
    for (const Event& event : {appended.event, events[0]}) {
        QCOMPARE(event.seq, 4);
        QCOMPARE(event.room.value, m_room.value);
        QCOMPARE(event.by.value, m_ben.value);
        QCOMPARE(event.at.ms, at(42).ms);
        QCOMPARE(posted(event).body, QStringLiteral("hello"));
        QCOMPARE(posted(event).clientId, QStringLiteral("c1"));
        QVERIFY(!posted(event).replyTo);
    }
    QCOMPARE(posted(events[1]).replyTo, std::optional<Seq>(4));

    const QList<Message> messages = need(store().history(m_room, m_ana, {}, 10)).messages;
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages[1].seq, 4);
    QCOMPARE(messages[1].room.value, m_room.value);
    QCOMPARE(messages[1].by.value, m_ben.value);
    QCOMPARE(messages[1].at.ms, at(42).ms);
    QCOMPARE(messages[1].body, QStringLiteral("hello"));
    QCOMPARE(messages[1].clientId, std::optional(QStringLiteral("c1")));
    QVERIFY(!messages[1].replyTo);
    QVERIFY(!messages[1].editedAt);
    QVERIFY(!messages[1].deletedAt);
    QCOMPARE(messages[0].replyTo, std::optional<Seq>(4));
}

void AppendContract::retryGivesTheFirstAnswer() {
    const NewEvent message = newMessage(m_room, m_ben, QStringLiteral("c1"), QStringLiteral("first"));
    const RoomLog::Appended first = need(log().append(message));
    NewEvent later = message;
    later.at = at(99);
    const RoomLog::Appended again = need(log().append(later));
    QVERIFY(again.repeated);
    QCOMPARE(again.event.room.value, m_room.value);
    QCOMPARE(again.event.seq, first.event.seq);
    QCOMPARE(again.event.at.ms, first.event.at.ms);
    QCOMPARE(posted(again.event).body, QStringLiteral("first"));
    QCOMPARE(need(store().history(m_room, m_ana, {}, 10)).messages.size(), 1);

    // Also when both are on their way at once.
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < 20; ++i)
        tasks.push_back(log().append(newMessage(m_room, m_ana, QStringLiteral("twice"))));
    int fresh = 0;
    for (const auto& result : askAll(std::move(tasks))) {
        QCOMPARE(outcome(result), QStringLiteral("ok"));
        QCOMPARE(result->event.seq, first.event.seq + 1);
        fresh += result->repeated ? 0 : 1;
    }
    QCOMPARE(fresh, 1);
}

/// No message is confirmed without being stored.
void AppendContract::anotherMessageUnderTheSameIdIsRefused() {
    const Seq target = send(storage(), m_room, m_ben, QStringLiteral("c0"));
    NewEvent first = newMessage(m_room, m_ben, QStringLiteral("c1"), QStringLiteral("first"));
    posted(first).replyTo = target;
    need(log().append(first));
    const RoomId elsewhere = makeRoom(storage(), m_ben);
    QList<NewEvent> others(5, first);
    posted(others[0]).body = QStringLiteral("second");
    posted(others[1]).body = QStringLiteral("First");
    others[2].room = elsewhere;
    posted(others[3]).replyTo = {};
    posted(others[4]).replyTo = 12345; // no message at all
    for (const NewEvent& other : std::as_const(others)) {
        const auto refused = ask(log().append(other));
        QCOMPARE(outcome(refused), named(ErrorKind::InputInvalid));
        QCOMPARE(refused.error().path, QStringLiteral("params.clientId"));
    }
    QCOMPARE(need(store().history(m_room, m_ana, {}, 10)).messages.size(), 2);
    QCOMPARE(need(store().history(elsewhere, m_ben, {}, 10)).messages.size(), 0);
    verifyWithoutHoles(storage(), m_room, m_ana, target + 1);
    verifyWithoutHoles(storage(), elsewhere, m_ben, 2);
    QVERIFY(need(log().append(first)).repeated);
}

void AppendContract::anyEventOfAMemberIsAppended() {
    const NewEvent promoted{m_room, m_ana, at(2), MemberRole{m_ben, Role::Moderator}};
    const RoomLog::Appended appended = need(log().append(promoted));
    QCOMPARE(appended.event.seq, 4);
    QVERIFY(!appended.repeated);
    const LogPage page = need(log().events(m_room, m_ben, 3, 10));
    QCOMPARE(types(page.events), QStringList(QStringLiteral("member.role")));
    QCOMPARE(std::get<MemberRole>(page.events.first().data).user, m_ben);
    QCOMPARE(listed(storage(), m_ben, m_room).role, std::optional(Role::Moderator)); // it left its trace
    QCOMPARE(listed(storage(), m_ben, m_room).unread, 0);
    QVERIFY(!listed(storage(), m_ben, m_room).lastMessage);

    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    const NewEvent strange{m_room, chi, at(2), MemberRole{m_ben, Role::Owner}};
    QCOMPARE(outcome(log().append(strange)), named(ErrorKind::RoomNotMember));
    QCOMPARE(listed(storage(), m_ben, m_room).role, std::optional(Role::Moderator));
    QCOMPARE(send(storage(), m_room, m_ben, QStringLiteral("1")), 5);
    verifyWithoutHoles(storage(), m_room, m_ana, 5);
}

void AppendContract::whatItsAuthorDidNotKnowIsRefused() {
    const NewEvent promoted{m_room, m_ana, at(2), MemberRole{m_ben, Role::Moderator}};
    const Seq role = need(log().append(promoted)).event.seq;
    const Seq said = send(storage(), m_room, m_ana, QStringLiteral("said"));
    const auto knowing = [&](const char* type, Seq seq) {
        NewEvent message = newMessage(m_room, m_ben, QStringLiteral("of %1").arg(QLatin1String(type)));
        message.lastKnown = LastKnown{QString::fromLatin1(type), seq};
        return ask(log().append(message));
    };
    for (const auto& refused : {knowing("member.role", role - 1), knowing("message", said - 1)}) {
        QCOMPARE(outcome(refused), named(ErrorKind::InputInvalid));
        QCOMPARE(refused.error().path, QStringLiteral("lastKnown"));
    }
    QCOMPARE(outcome(knowing("member.role", role)), QStringLiteral("ok"));
    QCOMPARE(outcome(knowing("message", said + 1)), QStringLiteral("ok"));
    QCOMPARE(outcome(knowing("room.created", 1)), QStringLiteral("ok"));
    verifyWithoutHoles(storage(), m_room, m_ana, said + 3);
}

/// Whoever is quicker: the other did not know of it.
void AppendContract::ofTwoWhoKnowTheSameOneIsAppended() {
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < 20; ++i) {
        NewEvent message = newMessage(m_room, i % 2 ? m_ana : m_ben, QString::number(i));
        message.lastKnown = LastKnown{QStringLiteral("message"), 3};
        tasks.push_back(log().append(message));
    }
    int stored = 0;
    for (const auto& result : askAll(std::move(tasks)))
        stored += result ? 1 : 0;
    QCOMPARE(stored, 1);
    verifyWithoutHoles(storage(), m_room, m_ana, 4);
}

void AppendContract::clientIdIsUniquePerSender() {
    const RoomLog::Appended anas = need(log().append(newMessage(m_room, m_ana, QStringLiteral("same"))));
    const RoomLog::Appended bens = need(log().append(newMessage(m_room, m_ben, QStringLiteral("same"))));
    QVERIFY(!bens.repeated);
    QCOMPARE(bens.event.seq, anas.event.seq + 1);
}

void AppendContract::replyMustBeAMessageOfTheRoom() {
    const RoomId other = makeRoom(storage(), m_ana);
    const Seq elsewhere = send(storage(), other, m_ana, QStringLiteral("other"));
    QCOMPARE(elsewhere, 3); // in m_room this is ben's joining
    for (const Seq target : {elsewhere, Seq(0), Seq(4), Seq(-1)}) {
        NewEvent message = newMessage(m_room, m_ana, QStringLiteral("reply"));
        posted(message).replyTo = target;
        const auto refused = ask(log().append(message));
        QCOMPARE(outcome(refused), named(ErrorKind::InputInvalid));
        QCOMPARE(refused.error().path, QStringLiteral("params.replyTo"));
    }
    verifyWithoutHoles(storage(), m_room, m_ana, 3);
}

void AppendContract::numbersHaveNoHoles() {
    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    const RoomId second = makeRoom(storage(), m_ana);
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
    for (int i = 0; i < 300; ++i) {
        const QString id = QString::number(i);
        tasks.push_back(log().append(newMessage(i % 2 ? m_room : second, m_ana, id)));
        tasks.push_back(log().append(newMessage(m_room, chi, id))); // no member
        NewEvent bad = newMessage(m_room, m_ben, id);
        posted(bad).replyTo = 1'000'000;
        tasks.push_back(log().append(bad));
        tasks.push_back(log().append(newMessage(m_room, m_ana, QString::number(i / 2)))); // often a retry
    }
    int stored = 0;
    for (const auto& result : askAll(std::move(tasks)))
        stored += result && !result->repeated ? 1 : 0;
    QCOMPARE(stored, 300);
    const Seq last = need(log().enter(m_room, m_ana, {}, 1)).lastSeq;
    const Seq lastOfSecond = need(log().enter(second, m_ana, {}, 1)).lastSeq;
    QCOMPARE(last + lastOfSecond, Seq(3 + 2 + 300));
    verifyWithoutHoles(storage(), m_room, m_ana, last);
    verifyWithoutHoles(storage(), second, m_ana, lastOfSecond);
}

void AppendContract::answersComeInTheOrderOfTheLog() {
    QList<Seq> order;
    const auto note = [](RoomLog& log, NewEvent message, QList<Seq>& into) -> QCoro::Task<> {
        const auto appended = co_await log.append(message);
        into.append(appended->event.seq);
    };
    std::vector<QCoro::Task<>> tasks;
    for (int i = 0; i < 600; ++i)
        tasks.push_back(note(log(), newMessage(m_room, i % 2 ? m_ana : m_ben, QString::number(i)), order));
    QTRY_COMPARE(order.size(), 600);
    for (qsizetype i = 0; i < order.size(); ++i)
        QCOMPARE(order[i], Seq(4 + i));
}

} // namespace confab
