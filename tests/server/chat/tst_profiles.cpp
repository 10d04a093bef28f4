// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/files.h"
#include "tests/server/chat/chatundertest.h"

#include <QTest>

using namespace confab;

namespace {

const QString ok = QStringLiteral("ok");
const QString invalid = QStringLiteral("input.invalid");
const QString palm = QString::fromUtf8("🌴");

ProfileUpdate named(const QString& name) {
    ProfileUpdate request;
    request.name = name;
    return request;
}
ProfileUpdate pictured(const std::optional<QString>& picture) {
    ProfileUpdate request;
    request.picture = OrNull<QString>{picture};
    return request;
}
ProfileUpdate saying(const QString& text, const QString& emoji = {}, std::optional<UtcTime> until = {}) {
    ProfileUpdate request;
    request.status = OrNull<UserStatus>{UserStatus{text, emoji, until}};
    return request;
}

} // namespace

/// What people tell others of themselves, and who is told.
class TestProfiles : public QObject {
    Q_OBJECT

private:
    struct Person {
        ConnectionId at;
        UserId id;
        Secret token;
    };

    std::unique_ptr<ChatUnderTest> m_chat;
    Person m_ana, m_ben, m_eve; // two in a room, and a stranger
    RoomId m_room;

    Person newPerson(const QString& name) {
        Auth auth;
        const ConnectionId at = m_chat->newPerson(name, &auth);
        return {at, auth.user.id, auth.accessToken};
    }
    /// Another device.
    ConnectionId again(const Person& person) {
        const ConnectionId at = m_chat->open();
        if (!m_chat->ask(at, SessionResume{person.token}))
            qFatal("no second device");
        return at;
    }
    QString makeFile(const Person& owner, const QString& id, const QString& type) {
        const Upload upload{
            id, owner.id, id, type, 10, true, m_chat->clock.now(), UtcTime{m_chat->clock.now().ms + 1000}};
        FileStore& files = m_chat->storage->files();
        const Status begun = QCoro::waitFor(files.begin(upload, {}));
        const auto done =
            QCoro::waitFor(files.finish(id, owner.id, {QString(64, u'a'), 10, type}, m_chat->clock.now()));
        return begun && done ? id : QString();
    }
    auto updates(ConnectionId at) { return m_chat->ports.receivedOf<UserUpdated>(at); }
    User seenBy(const Person& reader, const Person& whom) {
        return m_chat->ask(reader.at, UserGet{{whom.id}}).value().users.value(0);
    }
    Member memberSeenBy(const Person& reader, const Person& whom) {
        const QList<Member> members = m_chat->ask(reader.at, RoomMembers{m_room, {}, {}}).value().members;
        for (const Member& member : members) {
            if (member.id == whom.id)
                return member;
        }
        return {};
    }
    QString present(const Person& person, PresenceChoice choice) {
        return m_chat->outcome(person.at, PresenceSet{choice});
    }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = newPerson(QStringLiteral("Ana"));
        m_ben = newPerson(QStringLiteral("Ben"));
        m_eve = newPerson(QStringLiteral("Eve"));
        m_room = m_chat->newRoom(m_ana.at);
        QCOMPARE(m_chat->outcome(m_ben.at, RoomJoin{m_room, {}}), ok);
    }
    void cleanup() { m_chat.reset(); }

    void aNameIsSeenEverywhere() {
        QVERIFY(m_chat->ask(m_ana.at, RoomEnter{m_room, {}}));
        const auto answer = m_chat->ask(m_ana.at, named(QStringLiteral("  Ana Lima ")));
        QCOMPARE(answer->user.name, QStringLiteral("Ana Lima"));
        QCOMPARE(answer->user.email, std::optional(QStringLiteral("Ana@example.org")));
        QCOMPARE(seenBy(m_ben, m_ana).name, QStringLiteral("Ana Lima"));
        QCOMPARE(memberSeenBy(m_ben, m_ana).name, QStringLiteral("Ana Lima"));
        QCOMPARE(m_chat->ask(m_ben.at, RoomEnter{m_room, {}})->here.value(1).name, QStringLiteral("Ana Lima"));
        QVERIFY(m_chat->send(m_ana.at, m_room)); // told with the name of now
        QCOMPARE(m_chat->ask(m_ben.at, RoomList{})->rooms.at(0).lastMessageName,
                 std::optional(QStringLiteral("Ana Lima")));
        QCOMPARE(m_chat->outcome(m_ana.at, named(QStringLiteral(" \t "))), invalid);
    }

    /// Each connection once, however many rooms are shared; a stranger never.
    void thoseWhoShareARoomAreToldOnce() {
        const RoomId second = m_chat->newRoom(m_ana.at);
        QCOMPARE(m_chat->outcome(m_ben.at, RoomJoin{second, {}}), ok);
        QVERIFY(m_chat->ask(m_ben.at, RoomEnter{m_room, {}}));
        const ConnectionId anasPhone = again(m_ana);
        const ConnectionId bensPhone = again(m_ben);
        QCOMPARE(m_chat->outcome(m_ana.at, saying(QStringLiteral("Away"), palm)), ok);
        QCOMPARE(updates(m_ben.at).size(), size_t(1));
        QCOMPARE(updates(bensPhone).size(), size_t(1));
        QCOMPARE(updates(anasPhone).size(), size_t(1));
        QVERIFY(updates(m_ana.at).empty());
        QVERIFY(updates(m_eve.at).empty());
        const User told = updates(m_ben.at)[0].user;
        QCOMPARE(told.status, std::optional(UserStatus{QStringLiteral("Away"), palm}));
        QVERIFY(!told.email);
        QCOMPARE(told.presence, std::optional(Availability::Online));
        QCOMPARE(m_chat->outcome(m_ana.at, saying(QStringLiteral("Away"), palm)), ok); // it is so already
        QCOMPARE(updates(m_ben.at).size(), size_t(1));
    }

    void aStatusIsOneLineAndOneEmoji() {
        const auto answer = m_chat->ask(m_ana.at, saying(QStringLiteral(" On\nholiday "), QString::fromUtf8("❤")));
        QCOMPARE(answer->user.status->text, QStringLiteral("On holiday"));
        QCOMPARE(answer->user.status->emoji, QString::fromUtf8("❤️")); // in its one spelling
        QCOMPARE(m_chat->outcome(m_ana.at, saying({}, QStringLiteral("x"))), invalid);
        QCOMPARE(m_chat->outcome(m_ana.at, saying({}, QString(palm % palm))), invalid);
        QVERIFY(m_chat->ask(m_ana.at, saying({}))->user.status == std::nullopt); // nothing of it is nothing
    }

    void aStatusEndsByItself() {
        QCOMPARE(m_chat->outcome(m_ana.at, saying(QStringLiteral("x"), {}, m_chat->clock.now())), invalid);
        const UtcTime later{UtcTime::now().ms + 3'600'000};
        QCOMPARE(m_chat->outcome(m_ana.at, saying(QStringLiteral("x"), {}, later)), ok);
        QCOMPARE(seenBy(m_ben, m_ana).status->until, std::optional(later));
        // The clock of the rules is behind: by that of the computer it has passed.
        const UtcTime passed{m_chat->clock.now().ms + 1};
        QCOMPARE(m_chat->outcome(m_ana.at, saying(QStringLiteral("y"), {}, passed)), ok);
        QVERIFY(!seenBy(m_ben, m_ana).status);
        QVERIFY(!memberSeenBy(m_ben, m_ana).status);
    }

    /// Whoever sees a person reads their picture.
    void aPictureIsOnesOwn() {
        const QString mine = makeFile(m_ana, QStringLiteral("mine"), QStringLiteral("image/png"));
        const QString text = makeFile(m_ana, QStringLiteral("text"), QStringLiteral("text/plain"));
        const QString bens = makeFile(m_ben, QStringLiteral("bens"), QStringLiteral("image/png"));
        FileStore& files = m_chat->storage->files();
        QVERIFY(!QCoro::waitFor(files.readable(mine, m_eve.id)));
        QCOMPARE(m_chat->outcome(m_ana.at, pictured(bens)), QStringLiteral("file.notFound"));
        QCOMPARE(m_chat->outcome(m_ana.at, pictured(text)), invalid);
        QCOMPARE(m_chat->outcome(m_ana.at, pictured(mine)), ok);
        QCOMPARE(seenBy(m_ben, m_ana).picture, std::optional(mine));
        QCOMPARE(memberSeenBy(m_ben, m_ana).picture, std::optional(mine));
        QVERIFY(QCoro::waitFor(files.readable(mine, m_eve.id)));
        QCOMPARE(QCoro::waitFor(files.forgetLoose(UtcTime{m_chat->clock.now().ms + 1})),
                 2); // not the one that is shown
        QCOMPARE(m_chat->outcome(m_ana.at, pictured(std::nullopt)), ok);
        QVERIFY(!seenBy(m_ben, m_ana).picture);
        QVERIFY(!QCoro::waitFor(files.readable(mine, m_eve.id)));
    }

    void aChosenPresenceIsTold() {
        QCOMPARE(present(m_ana, PresenceChoice::Away), ok);
        QCOMPARE(updates(m_ben.at).at(0).user.presence, std::optional(Availability::Away));
        QCOMPARE(memberSeenBy(m_ben, m_ana).presence, std::optional(Availability::Away));
        QCOMPARE(seenBy(m_ben, m_ana).presence, std::optional(Availability::Away));
        QVERIFY(!seenBy(m_eve, m_ana).presence); // nothing is shared
        QVERIFY(updates(m_eve.at).empty());
        QCOMPARE(present(m_ana, PresenceChoice::DoNotDisturb), ok);
        QVERIFY(m_chat->ask(m_ben.at, RoomEnter{m_room, {}}));
        QVERIFY(m_chat->ask(m_ana.at, RoomEnter{m_room, {}}));
        QCOMPARE(m_chat->ports.receivedOf<RoomPresence>(m_ben.at).at(0).user.presence,
                 std::optional(Availability::DoNotDisturb));
        m_chat->close(m_ana.at);
        QCOMPARE(memberSeenBy(m_ben, m_ana).presence, std::optional(Availability::Offline));
        const ConnectionId later = m_chat->open(); // as it was chosen, on every device
        QCOMPARE(m_chat->ask(later, SessionResume{m_ana.token})->user.presence,
                 std::optional(Availability::DoNotDisturb));
        QCOMPARE(memberSeenBy(m_ben, m_ana).presence, std::optional(Availability::DoNotDisturb));
    }

    /// Nothing that others are told differs from somebody who is not there.
    void whoIsInvisibleIsNotThere() {
        QCOMPARE(present(m_ana, PresenceChoice::Invisible), ok);
        const ConnectionId anasPhone = again(m_ana);
        QVERIFY(m_chat->ask(m_ben.at, RoomEnter{m_room, {}}));
        const auto before = m_chat->ports.received(m_ben.at).size();
        const auto entered = m_chat->ask(m_ana.at, RoomEnter{m_room, {}});
        QCOMPARE(entered->here.size(), 1);
        QVERIFY(m_chat->ask(m_ana.at, TypingSet{m_room, true}));
        QVERIFY(m_chat->send(m_ben.at, m_room));
        QVERIFY(m_chat->ask(m_ana.at, RoomMarkRead{m_room, 4, {}}));
        QCOMPARE(m_chat->ports.receivedOf<RoomRead>(anasPhone).size(), size_t(1)); // the own devices hear of it
        QCOMPARE(m_chat->ask(m_ben.at, RoomEnter{m_room, {}})->here.size(), 1);
        QCOMPARE(m_chat->ask(m_ben.at, RoomList{})->rooms.at(0).here, 1);
        QVERIFY(!memberSeenBy(m_ben, m_ana).here);
        QCOMPARE(memberSeenBy(m_ben, m_ana).presence, std::optional(Availability::Offline));
        QCOMPARE(seenBy(m_ben, m_ana).presence, std::optional(Availability::Offline));
        QCOMPARE(seenBy(m_ana, m_ana).presence, std::optional(Availability::Offline)); // the choice
        QVERIFY(m_chat->ask(m_ana.at, RoomExit{m_room}));
        QCOMPARE(m_chat->ports.received(m_ben.at).size(), before + 1); // the own message alone
    }

    void becomingInvisibleLeavesTheRooms() {
        QVERIFY(m_chat->ask(m_ben.at, RoomEnter{m_room, {}}));
        QVERIFY(m_chat->ask(m_ana.at, RoomEnter{m_room, {}}));
        QCOMPARE(present(m_ana, PresenceChoice::Invisible), ok);
        const auto moves = [&] { return m_chat->ports.receivedOf<RoomPresence>(m_ben.at); };
        QCOMPARE(moves().size(), size_t(2));
        QCOMPARE(moves().at(1).state, PresenceState::Gone);
        QCOMPARE(moves().at(1).hereCount, 1);
        QCOMPARE(moves().at(1).user.presence, std::optional(Availability::Offline));
        QCOMPARE(updates(m_ben.at).at(0).user.presence, std::optional(Availability::Offline));
        QCOMPARE(present(m_ana, PresenceChoice::Online), ok);
        QCOMPARE(moves().size(), size_t(3));
        QCOMPARE(moves().at(2).state, PresenceState::Here);
        QCOMPARE(moves().at(2).hereCount, 2);
        m_chat->close(m_ana.at);
        QVERIFY(memberSeenBy(m_ben, m_ana).presence == Availability::Offline);
        QCOMPARE(moves().size(), size_t(4));
    }

    /// A seat is a seat, seen or not.
    void whoIsInvisibleHasASeat() {
        const RoomId narrow = m_chat->newRoom(m_ana.at, {QStringLiteral("One seat"), {}, {}, 1, {}, {}});
        QCOMPARE(m_chat->outcome(m_ben.at, RoomJoin{narrow, {}}), ok);
        QCOMPARE(present(m_ana, PresenceChoice::Invisible), ok);
        QVERIFY(m_chat->ask(m_ana.at, RoomEnter{narrow, {}}));
        QCOMPARE(m_chat->outcome(m_ben.at, RoomEnter{narrow, {}}), QStringLiteral("room.full"));
        QVERIFY(m_chat->ask(m_ana.at, RoomExit{narrow}));
        QVERIFY(m_chat->ask(m_ben.at, RoomEnter{narrow, {}}));
    }

    void hereDoesNotCallWhoIsInvisible() {
        QCOMPARE(present(m_ana, PresenceChoice::Invisible), ok);
        QVERIFY(m_chat->send(m_ben.at, m_room, QStringLiteral("@here hello")));
        QCOMPARE(m_chat->ask(m_ana.at, RoomList{})->rooms.at(0).mentions, 0);
    }

    /// When somebody became invisible is the last that is told of them.
    void whenSomebodyWasLastSeen() {
        QVERIFY(!seenBy(m_ben, m_ana).lastSeenAt); // online
        QCOMPARE(present(m_ana, PresenceChoice::Invisible), ok);
        const UtcTime gone = m_chat->clock.now();
        QCOMPARE(seenBy(m_ben, m_ana).lastSeenAt, std::optional(gone));
        QVERIFY(!seenBy(m_eve, m_ana).lastSeenAt);
        m_chat->clock.pass(std::chrono::minutes(5));
        m_chat->close(m_ana.at);
        m_chat->close(m_ben.at);
        QCoro::waitFor(m_chat->service->backplane().leave()); // writes what waits
        const ConnectionId later = m_chat->open();
        QVERIFY(m_chat->ask(later, SessionResume{m_eve.token}));
        QCOMPARE(QCoro::waitFor(m_chat->storage->users().profiles({m_ana.id}))->at(0).lastSeenAt, std::optional(gone));
        QCOMPARE(QCoro::waitFor(m_chat->storage->users().profiles({m_ben.id}))->at(0).lastSeenAt,
                 std::optional(m_chat->clock.now()));
    }

    void aConversationSaysHowItsPeopleAre() {
        QCOMPARE(m_chat->outcome(m_ana.at, saying(QStringLiteral("Hi"))), ok);
        QCOMPARE(present(m_ana, PresenceChoice::Away), ok);
        const Room made = m_chat->ask(m_ben.at, DirectOpen{{m_ana.id}})->room;
        QCOMPARE(made.people->at(0).status->text, QStringLiteral("Hi"));
        QCOMPARE(made.people->at(0).presence, std::optional(Availability::Away));
        const Room told = m_chat->ports.receivedOf<RoomAdded>(m_ana.at).at(0).room;
        QCOMPARE(told.people->at(0).presence, std::optional(Availability::Online));
        m_chat->close(m_ana.at);
        const QList<Room> rooms = m_chat->ask(m_ben.at, RoomList{}).value().rooms;
        for (const Room& room : rooms) {
            if (room.kind == RoomKind::Direct)
                QCOMPARE(room.people->at(0).presence, std::optional(Availability::Offline));
        }
    }
};

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
