// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/changescontract.h"

#include "common/protocol/eventeffect.h"
#include "common/protocol/fieldwriting.h"

#include <QRandomGenerator>

#include <map>

namespace confab {

namespace {

const QString thumb = QStringLiteral("👍");

bool moderates(Role role, RoomKind) {
    return role != Role::Member;
}

QStringList bodies(const QList<Message>& messages) {
    QStringList list;
    for (const Message& message : messages)
        list.append(message.body);
    return list;
}

} // namespace

void ChangesContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(m_room, m_ben, at(1)));
}

NewEvent ChangesContract::change(UserId by, EventData data, const QString& requestId) {
    return {m_room, by, at(++m_now), std::move(data), {}, requestId, moderates};
}

Seq ChangesContract::say(UserId by, const QString& body, std::optional<Seq> replyTo) {
    NewEvent event = newMessage(m_room, by, QStringLiteral("said-%1").arg(++m_said), body);
    event.at = at(++m_now);
    posted(event).replyTo = replyTo;
    return need(log().append(std::move(event))).event.seq;
}

Message ChangesContract::message(Seq seq, UserId reader) {
    return need(store().bySeqs(m_room, reader, {seq})).messages.value(0);
}

void ChangesContract::anEditChangesTheMessageAndKeepsItsVersions() {
    const Seq seq = say(m_ana, QStringLiteral("one"));
    const Event first = need(log().append(change(m_ana, MessageEdited{seq, QStringLiteral("two"), QStringLiteral("e1")},
                                                 QStringLiteral("e1"))))
                            .event;
    QCOMPARE(first.seq, seq + 1);
    need(log().append(
        change(m_ana, MessageEdited{seq, QStringLiteral("three"), QStringLiteral("e2")}, QStringLiteral("e2"))));
    const Message now = message(seq, m_ben);
    QCOMPARE(now.body, QStringLiteral("three"));
    QCOMPARE(now.editedAt, at(m_now));
    QStringList texts;
    for (const MessageVersion& version : need(store().versions(m_room, m_ben, seq)).versions)
        texts.append(version.body);
    QCOMPARE(texts, (QStringList{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
    const QList<Event> events = need(log().events(m_room, m_ben, seq - 1, 10)).events;
    QCOMPARE(posted(events[0]).body, QStringLiteral("three")); // the present form
    QCOMPARE(posted(events[0]).editedAt, at(m_now));
    QCOMPARE(std::get<MessageEdited>(events[1].data).body, QStringLiteral("two"));
    QCOMPARE(std::get<MessageEdited>(events[2].data).body, QStringLiteral("three"));
}

void ChangesContract::anEditComesOnceHoweverOftenItIsSent() {
    const Seq seq = say(m_ana, QStringLiteral("one"));
    const Seq other = say(m_ana, QStringLiteral("other"));
    const auto edit = [&](Seq target, const char* body) {
        return ask(log().append(
            change(m_ana, MessageEdited{target, QString::fromLatin1(body), QStringLiteral("e")}, QStringLiteral("e"))));
    };
    const RoomLog::Appended first = *edit(seq, "two");
    const RoomLog::Appended again = *edit(seq, "two");
    QVERIFY(again.repeated && !first.repeated);
    QCOMPARE(again.event.seq, first.event.seq);
    QCOMPARE(again.event.at, first.event.at);
    QCOMPARE(outcome(edit(other, "two")), named(ErrorKind::InputInvalid)); // the clientId is the first one's
    const auto same = ask(log().append(
        change(m_ana, MessageEdited{seq, QStringLiteral("two"), QStringLiteral("f")}, QStringLiteral("f"))));
    QVERIFY(same->repeated); // it says that already
    verifyWithoutHoles(storage(), m_room, m_ana, first.event.seq);
}

void ChangesContract::onlyTheAuthorEdits() {
    const Seq seq = say(m_ben, QStringLiteral("one"));
    const auto edited = log().append(
        change(m_ana, MessageEdited{seq, QStringLiteral("two"), QStringLiteral("e")}, QStringLiteral("e")));
    QCOMPARE(outcome(QCoro::waitFor(std::move(edited))), named(ErrorKind::RoomForbidden));
    QCOMPARE(message(seq, m_ana).body, QStringLiteral("one"));
    verifyWithoutHoles(storage(), m_room, m_ana, seq);
}

void ChangesContract::editsMoveMentions() {
    const Seq seq = say(m_ana, QStringLiteral("hello"));
    QCOMPARE(listed(storage(), m_ben, m_room).mentions, 0);
    const auto edit = [&](const char* body, const char* id) {
        const QString request = QString::fromLatin1(id);
        need(log().append(change(m_ana, MessageEdited{seq, QString::fromLatin1(body), request}, request)));
        return listed(storage(), m_ben, m_room).mentions;
    };
    QCOMPARE(edit("hello @Ben", "1"), 1);
    QCOMPARE(message(seq, m_ben).mentions, (QList<UserId>{m_ben}));
    QCOMPARE(edit("hello again, @Ben", "2"), 1);
    QCOMPARE(edit("hello", "3"), 0);
    QVERIFY(!message(seq, m_ben).mentions);
}

/// The text alone means both; the author says whom; a later text means the same one until the author says otherwise.
void ChangesContract::twoOfOneNameAreToldApart() {
    const auto namesake = [&](const char* email) {
        NewUser user = userOf(QStringLiteral("Ben"));
        user.email = user.foldedEmail = QString::fromLatin1(email);
        return need(storage().users().create(user)).id;
    };
    const UserId other = namesake("ben2@example.org");
    need(storage().rooms().join(m_room, other, at(2)));
    const UserId stranger = namesake("ben3@example.org");
    const auto mentions = [&] {
        return QList<int>{listed(storage(), m_ben, m_room).mentions, listed(storage(), other, m_room).mentions};
    };
    NewEvent event = newMessage(m_room, m_ana, QStringLiteral("m"));
    MessagePosted posted{{QStringLiteral("@Ben: soup?")}, QStringLiteral("m")};
    posted.mentions = {stranger, other, UserId{4711}};
    event.data = posted;
    const Event sent = need(log().append(std::move(event))).event;
    QCOMPARE(std::get<MessagePosted>(sent.data).mentions, (QList<UserId>{other}));
    QCOMPARE(mentions(), (QList<int>{0, 1}));
    const auto edit = [&](const char* body, const char* id, std::optional<QList<UserId>> meant = {}) {
        const QString request = QString::fromLatin1(id);
        MessageEdited edited{sent.seq, QString::fromLatin1(body), request};
        edited.mentions = std::move(meant);
        need(log().append(change(m_ana, std::move(edited), request)));
        return mentions();
    };
    QCOMPARE(edit("@Ben: soup or bread?", "1"), (QList<int>{0, 1}));
    QCOMPARE(edit("@Ben: bread?", "2", QList<UserId>{m_ben}), (QList<int>{1, 0}));
    QCOMPARE(edit("@Ben: bread!", "3", QList<UserId>{}), (QList<int>{1, 1}));
    QCOMPARE(edit("nobody", "4", QList<UserId>{m_ben}), (QList<int>{0, 0}));
}

/// Who came or went meanwhile is neither called by it nor forgotten.
void ChangesContract::anEditKeepsWhomHereCalled() {
    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    need(storage().rooms().join(m_room, chi, at(2)));
    const auto mentions = [&] {
        return QList<int>{listed(storage(), m_ben, m_room).mentions, listed(storage(), chi, m_room).mentions};
    };
    const Seq seq = say(m_ana, QStringLiteral("lunch?"));
    const auto edit = [&](const char* body, const char* id, QList<UserId> present) {
        const QString request = QString::fromLatin1(id);
        NewEvent event = change(m_ana, MessageEdited{seq, QString::fromLatin1(body), request}, request);
        event.present = std::move(present);
        return std::get<MessageEdited>(need(log().append(std::move(event))).event.data).mentions;
    };
    QCOMPARE(edit("@here lunch?", "1", {m_ben}), (QList<UserId>{m_ben}));
    QCOMPARE(mentions(), (QList<int>{1, 0}));
    QCOMPARE(edit("@here soup?", "2", {chi}), (QList<UserId>{m_ben}));
    QCOMPARE(mentions(), (QList<int>{1, 0}));
    QCOMPARE(edit("@room soup?", "3", {}), (QList<UserId>{m_ben, chi}));
    QCOMPARE(mentions(), (QList<int>{1, 1}));
    QCOMPARE(edit("soup?", "4", {m_ben, chi}), std::nullopt);
    QCOMPARE(mentions(), (QList<int>{0, 0}));
}

void ChangesContract::aDeletedMessageLeavesNothing() {
    const Seq seq = say(m_ben, QStringLiteral("secret one @Ana"));
    need(log().append(change(m_ben, MessageEdited{seq, QStringLiteral("secret two @Ana"), QStringLiteral("e")},
                             QStringLiteral("e"))));
    need(log().append(change(m_ana, ReactionAdded{seq, thumb})));
    need(log().append(change(m_ana, MessagePinned{seq})));
    QCOMPARE(listed(storage(), m_ana, m_room).mentions, 1);
    const Event deleted = need(log().append(change(m_ben, MessageDeleted{seq}, QStringLiteral("d")))).event;
    const Message now = message(seq, m_ana);
    QVERIFY(now.body.isEmpty() && !now.reactions && !now.pinned && !now.mentions && !now.editedAt);
    QCOMPARE(now.deletedAt, deleted.at);
    QVERIFY(need(store().pins(m_room, m_ana)).messages.isEmpty());
    QVERIFY(need(store().versions(m_room, m_ana, seq)).versions.isEmpty());
    QCOMPARE(listed(storage(), m_ana, m_room).mentions, 0);
    for (const Event& event : need(log().events(m_room, m_ana, 0, 100)).events) {
        if (const auto* message = std::get_if<MessagePosted>(&event.data))
            QVERIFY(message->body.isEmpty() && message->deleted == true);
        if (const auto* edited = std::get_if<MessageEdited>(&event.data))
            QVERIFY(edited->body.isEmpty() && edited->deleted == true && !edited->mentions);
    }
    const auto again = need(log().append(change(m_ben, MessageDeleted{seq}, QStringLiteral("d"))));
    QVERIFY(again.repeated && again.event.seq == deleted.seq);
    QVERIFY(need(log().append(change(m_ana, MessageDeleted{seq}, QStringLiteral("d2")))).repeated); // it is gone
    verifyWithoutHoles(storage(), m_room, m_ana, deleted.seq);
}

void ChangesContract::whoMayDelete() {
    const Seq anas = say(m_ana, QStringLiteral("one"));
    const Seq bens = say(m_ben, QStringLiteral("two"));
    QCOMPARE(outcome(log().append(change(m_ben, MessageDeleted{anas}, QStringLiteral("1")))),
             named(ErrorKind::RoomForbidden));
    QCOMPARE(outcome(log().append(change(m_ana, MessageDeleted{bens}, QStringLiteral("2")))), QStringLiteral("ok"));
    QCOMPARE(message(anas, m_ben).body, QStringLiteral("one"));
}

void ChangesContract::reactionsAreCountedOnce() {
    const Seq seq = say(m_ana, QStringLiteral("one"));
    QVERIFY(!need(log().append(change(m_ben, ReactionAdded{seq, thumb}))).repeated);
    QVERIFY(need(log().append(change(m_ben, ReactionAdded{seq, thumb}))).repeated);
    need(log().append(change(m_ana, ReactionAdded{seq, QStringLiteral("🎉")})));
    need(log().append(change(m_ana, ReactionAdded{seq, thumb})));
    QCOMPARE(message(seq, m_ben).reactions, (QList<Reaction>{{thumb, 2, true}, {QStringLiteral("🎉"), 1, false}}));
    QCOMPARE(need(store().reactors(m_room, m_ana, seq, thumb)).users.size(), 2);
    need(log().append(change(m_ben, ReactionRemoved{seq, thumb})));
    QVERIFY(need(log().append(change(m_ben, ReactionRemoved{seq, thumb}))).repeated);
    QCOMPARE(message(seq, m_ben).reactions->first(), (Reaction{thumb, 1, false}));
    verifyWithoutHoles(storage(), m_room, m_ana, seq + 4);
}

void ChangesContract::aMessageTakesSoManyReactions() {
    const Seq seq = say(m_ana, QStringLiteral("one"));
    for (int i = 0; i < limits::reactionsPerMessage; ++i)
        need(log().append(change(m_ben, ReactionAdded{seq, QStringLiteral("e%1").arg(i)})));
    const QString invalid = named(ErrorKind::InputInvalid);
    QCOMPARE(outcome(log().append(change(m_ana, ReactionAdded{seq, thumb}))), invalid);
    QCOMPARE(outcome(log().append(change(m_ana, ReactionAdded{seq, QStringLiteral("e3")}))), QStringLiteral("ok"));
    QCOMPARE(message(seq, m_ana).reactions->size(), limits::reactionsPerMessage);
}

void ChangesContract::pinsAreOfModerators() {
    const Seq first = say(m_ben, QStringLiteral("one"));
    const Seq second = say(m_ben, QStringLiteral("two"));
    QCOMPARE(outcome(log().append(change(m_ben, MessagePinned{first}))), named(ErrorKind::RoomForbidden));
    need(log().append(change(m_ana, MessagePinned{first})));
    need(log().append(change(m_ana, MessagePinned{second})));
    QVERIFY(need(log().append(change(m_ana, MessagePinned{second}))).repeated);
    QCOMPARE(bodies(need(store().pins(m_room, m_ben)).messages),
             (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
    QCOMPARE(message(first, m_ben).pinned, std::optional(true));
    need(log().append(change(m_ana, MessageUnpinned{first})));
    QVERIFY(!message(first, m_ben).pinned);
}

void ChangesContract::answersFormAThread() {
    const Seq first = say(m_ana, QStringLiteral("one"));
    say(m_ben, QStringLiteral("aside"));
    const Seq second = say(m_ben, QStringLiteral("two"), first);
    const Seq third = say(m_ana, QStringLiteral("three"), second);
    QCOMPARE(message(third, m_ben).thread, std::optional(first));
    QCOMPARE(message(first, m_ben).replies, std::optional(2));
    const QStringList all{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")};
    for (const Seq of : {first, second, third})
        QCOMPARE(bodies(need(store().thread(m_room, m_ben, of, 0, 10)).messages), all);
    const MessagePage page = need(store().thread(m_room, m_ben, first, 0, 2));
    QVERIFY(page.more);
    QCOMPARE(bodies(page.messages), all.first(2));
    QCOMPARE(bodies(need(store().thread(m_room, m_ben, first, second, 2)).messages), all.last(1));
}

void ChangesContract::targetsAreChecked_data() {
    QTest::addColumn<int>("kind");
    const char* names[] = {"edit", "delete", "react", "take back", "pin", "unpin"};
    for (int kind = 0; kind < 6; ++kind)
        QTest::newRow(names[kind]) << kind;
}

void ChangesContract::targetsAreChecked() {
    QFETCH(int, kind);
    const auto make = [kind](Seq target) -> EventData {
        switch (kind) {
        case 0:
            return MessageEdited{target, QStringLiteral("new"), QStringLiteral("x")};
        case 1:
            return MessageDeleted{target};
        case 2:
            return ReactionAdded{target, thumb};
        case 3:
            return ReactionRemoved{target, thumb};
        case 4:
            return MessagePinned{target};
        default:
            return MessageUnpinned{target};
        }
    };
    const QString invalid = named(ErrorKind::InputInvalid);
    const RoomId elsewhere = makeRoom(storage(), m_ana, QStringLiteral("Elsewhere"));
    const Seq foreign = send(storage(), elsewhere, m_ana, QStringLiteral("there"));
    const Seq deleted = say(m_ana, QStringLiteral("gone"));
    const Seq last = need(log().append(change(m_ana, MessageDeleted{deleted}, QStringLiteral("d")))).event.seq;
    QCOMPARE(outcome(log().append(change(m_ana, make(2)))), invalid); // a notice
    QCOMPARE(outcome(log().append(change(m_ana, make(999)))), invalid);
    QCOMPARE(outcome(log().append(change(m_ana, make(0)))), invalid);
    QCOMPARE(foreign, 3);
    QCOMPARE(outcome(log().append(change(m_ana, make(foreign)))), invalid); // here that is a notice
    if (kind == 0 || kind == 2 || kind == 4)
        QCOMPARE(outcome(log().append(change(m_ana, make(deleted)))), invalid);
    const UserId chi = makeUser(storage(), QStringLiteral("Chi"));
    QCOMPARE(outcome(log().append(change(chi, make(deleted)))), named(ErrorKind::RoomNotMember));
    verifyWithoutHoles(storage(), m_room, m_ana, last);
}

void ChangesContract::historyAroundAMessage() {
    for (int i = 0; i < 10; ++i)
        say(m_ana, QString::number(i)); // seq 4 to 13
    using Direction = HistoryPlace::Direction;
    const auto page = [&](Direction direction, Seq seq, int limit) {
        return need(store().history(m_room, m_ben, HistoryPlace{direction, seq}, limit));
    };
    const MessagePage around = page(Direction::Around, 8, 4);
    QCOMPARE(bodies(around.messages),
             (QStringList{QStringLiteral("5"), QStringLiteral("4"), QStringLiteral("3"), QStringLiteral("2")}));
    QVERIFY(around.more);
    QCOMPARE(around.asOf, 13);
    const MessagePage alone = page(Direction::Around, 8, 1);
    QCOMPARE(bodies(alone.messages), (QStringList{QStringLiteral("4")}));
    QVERIFY(alone.more);
    const MessagePage after = page(Direction::After, 10, 2);
    QCOMPARE(bodies(after.messages), (QStringList{QStringLiteral("8"), QStringLiteral("7")}));
    QVERIFY(after.more);
    QVERIFY(!page(Direction::After, 11, 2).more);
    QVERIFY(page(Direction::After, 13, 2).messages.isEmpty());
}

void ChangesContract::anArchivedRoomOnlyReads() {
    const Seq seq = say(m_ana, QStringLiteral("one"));
    RoomSettings settings;
    settings.changes.archived = true;
    const RoomChange archived = need(storage().rooms().update(m_room, m_ana, at(++m_now), settings, moderates));
    QCOMPARE(archived.room.archived, std::optional(true));
    QCOMPARE(archived.events.size(), 1);
    const QString forbidden = named(ErrorKind::RoomForbidden);
    QCOMPARE(outcome(log().append(newMessage(m_room, m_ana, QStringLiteral("x")))), forbidden);
    QCOMPARE(outcome(log().append(change(m_ana, ReactionAdded{seq, thumb}))), forbidden);
    QCOMPARE(need(store().history(m_room, m_ben, {}, 10)).messages.size(), 1);
    QVERIFY(need(storage().rooms().update(m_room, m_ana, at(++m_now), settings, moderates)).events.isEmpty());
    settings.changes.archived = false;
    need(storage().rooms().update(m_room, m_ana, at(++m_now), settings, moderates));
    need(log().append(change(m_ana, ReactionAdded{seq, thumb})));
}

namespace {

/// What one client has of the room: messages out of pages and of events, in whatever order it asked for them.
struct Copy {
    UserId reader;
    Seq cursor = 0;
    std::map<Seq, Message> messages;

    void take(const Event& event) {
        cursor = event.seq;
        if (std::optional<Message> message = messageOf(event))
            messages.emplace(event.seq, std::move(*message));
        const std::optional<MessageChange> change = changeOf(event, reader);
        if (const auto target = change ? messages.find(change->target) : messages.end(); target != messages.end())
            apply(target->second, *change);
    }
    /// Older messages, as a reader who scrolls up gets them; the log may be ahead of `cursor` by then.
    void take(MessagePage page) {
        for (Message& message : page.messages) {
            message.asOf = std::max(message.seq, page.asOf);
            if (message.seq <= cursor)
                messages.emplace(message.seq, std::move(message));
        }
    }
};

/// All that a reader sees of it.
QByteArray shown(const Message& message) {
    return encodeFrame(message, Codec::Json);
}

} // namespace

void ChangesContract::theLogGivesTheSameStateAsAsking() {
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const QByteArray name = "seed " + QByteArray::number(seed);
    Copy away{m_ana, 0, {}};    // catches up by events
    Copy scrolls{m_ben, 0, {}}; // begins at the end, and reads pages
    QList<Seq> said;
    const auto anyone = [&] { return random.bounded(2) ? m_ana : m_ben; };
    const auto target = [&] { return said.value(random.bounded(int(said.size()))); };
    const QStringList emoji{thumb, QStringLiteral("🎉"), QStringLiteral("❤️")};
    for (int step = 0; step < 400; ++step) {
        const QString id = QStringLiteral("step-%1").arg(step);
        const int kind = said.isEmpty() ? 0 : random.bounded(10);
        const UserId by = anyone();
        if (kind < 3) {
            const bool answers = !said.isEmpty() && random.bounded(3) == 0;
            NewEvent event = newMessage(m_room, by, id, QStringLiteral("%1 @Ben").arg(step));
            event.at = at(++m_now);
            posted(event).replyTo = answers ? std::optional(target()) : std::nullopt;
            if (const auto sent = ask(log().append(std::move(event))))
                said.append(sent->event.seq);
        } else if (kind < 5) {
            ask(log().append(change(by, MessageEdited{target(), QString(u"edited @Ana" % id), id}, id)));
        } else if (kind == 5) {
            ask(log().append(change(by, MessageDeleted{target()}, id)));
        } else if (kind < 8) {
            ask(log().append(change(by, ReactionAdded{target(), emoji[random.bounded(3)]})));
        } else if (kind == 8) {
            ask(log().append(change(by, ReactionRemoved{target(), emoji[random.bounded(3)]})));
        } else {
            ask(log().append(change(m_ana, random.bounded(2) ? EventData(MessagePinned{target()})
                                                             : EventData(MessageUnpinned{target()}))));
        }
        for (Copy* copy : {&away, &scrolls}) {
            if (random.bounded(20) != 0)
                continue;
            for (const Event& event : need(log().events(m_room, copy->reader, copy->cursor, 7)).events)
                copy->take(event);
            copy->take(need(store().history(m_room, copy->reader, {}, 1 + random.bounded(20))));
        }
    }
    for (Copy* copy : {&away, &scrolls}) {
        for (LogPage page{{}, true, {}}; page.more;) {
            page = need(log().events(m_room, copy->reader, copy->cursor, 50));
            for (const Event& event : std::as_const(page.events))
                copy->take(event);
        }
        QList<Message> anew;
        for (MessagePage page{{}, true, {}, 0}; page.more; anew += page.messages)
            page = need(store().history(
                m_room, copy->reader,
                {HistoryPlace::Direction::Before, anew.isEmpty() ? limits::maxId : anew.last().seq}, 50));
        QCOMPARE(qsizetype(copy->messages.size()), anew.size());
        for (const Message& message : std::as_const(anew)) {
            const QByteArray has = shown(copy->messages[message.seq]);
            const QByteArray should = shown(message);
            QVERIFY2(has == should, QByteArray(name + "\n" + has + "\n" + should).constData());
        }
    }
}

} // namespace confab
