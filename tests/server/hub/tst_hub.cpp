// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/hub/hubtest.h"

using namespace confab;

namespace {

QList<Seq> seqsOf(const QList<Event>& events) {
    QList<Seq> seqs;
    for (const Event& event : events)
        seqs.append(event.seq);
    return seqs;
}

} // namespace

/// Each promise of hub.h, one by one.
class TestHub : public HubTest {
    Q_OBJECT

private Q_SLOTS:
    void nobodyBeforeTheSignInIsFinished() {
        m_hub->connected(c1);
        QVERIFY(!m_hub->connections().identity(c1));
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        QVERIFY(number != 0);
        QVERIFY(!m_hub->connections().identity(c1));
        QCOMPARE(m_hub->beginEntering(c1, red, true), quint64(0));
        QCOMPARE(m_hub->connections().ofSession(sessionA), QList<ConnectionId>{c1});
        QList<Room> rooms{roomAs(red)};
        QVERIFY(m_hub->finishSignIn(c1, number, QStringLiteral("ana"), rooms));
        QCOMPARE(m_hub->connections().identity(c1)->name, QStringLiteral("ana"));
        QVERIFY(m_hub->connections().isMember(c1, red));
    }

    void aConnectionThatWentAwayCannotSignIn() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        m_hub->disconnected(c1);
        QList<Room> rooms{roomAs(red)};
        QVERIFY(!m_hub->finishSignIn(c1, number, {}, rooms));
        QCOMPARE(m_hub->beginSignIn(c1, ana, sessionA), quint64(0));
        QCOMPARE(m_hub->counts().rooms, 0);
        QCOMPARE(m_hub->counts().users, 0);
    }

    void anOvertakenSignInGivesNothing() {
        m_hub->connected(c1);
        const quint64 first = m_hub->beginSignIn(c1, ana, sessionA);
        const quint64 second = m_hub->beginSignIn(c1, ben, sessionB);
        QList<Room> anas{roomAs(red)};
        QList<Room> bens{roomAs(blue)};
        QVERIFY(!m_hub->finishSignIn(c1, first, QStringLiteral("ana"), anas));
        m_hub->abandonSignIn(c1, first);
        QVERIFY(m_hub->finishSignIn(c1, second, QStringLiteral("ben"), bens));
        QVERIFY(!m_hub->connections().isMember(c1, red));
        QVERIFY(m_hub->connections().isMember(c1, blue));
        QCOMPARE(m_hub->connections().identity(c1)->user, ben);
        QVERIFY(m_hub->connections().ofSession(sessionA).isEmpty());
    }

    void aSignOutOvertakesTheSignIn() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        m_hub->signOut(c1);
        QList<Room> rooms{roomAs(red)};
        QVERIFY(!m_hub->finishSignIn(c1, number, QStringLiteral("ana"), rooms));
        QVERIFY(!m_hub->connections().identity(c1));
        QCOMPARE(m_hub->counts().rooms, 0);
    }

    void membershipChangesDuringTheSignInAreInItsAnswer() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        m_hub->memberAdded(roomAs(blue, 5), ana, c2);
        m_hub->memberRemoved(red, ana, RemovalReason::Left, c2);
        QVERIFY2(m_ports->received(c1).empty(), "told before it is signed in");
        QList<Room> rooms{roomAs(red)};
        QVERIFY(m_hub->finishSignIn(c1, number, QStringLiteral("ana"), rooms));
        QCOMPARE(rooms.size(), 1);
        QCOMPARE(rooms[0].id, blue);
        QVERIFY(!m_hub->connections().isMember(c1, red));
        QVERIFY(m_hub->connections().isMember(c1, blue));
    }

    void activityDuringTheSignInIsInItsAnswer() {
        signIn(c2, ben, sessionB, {roomAs(red)});
        m_hub->connected(c1);
        m_hub->publishEvent(message(red, 1, ben), QStringLiteral("ben"));
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        m_hub->publishEvent(message(red, 2, ben), QStringLiteral("ben"));
        m_hub->publishEvent(message(red, 3, ben), QStringLiteral("ben"));
        m_hub->publishEvent(message(red, 4, ana), QStringLiteral("ana"));
        QList<Room> rooms{roomAs(red, 2), roomAs(blue, 9)};
        QVERIFY(m_hub->finishSignIn(c1, number, QStringLiteral("ana"), rooms));
        QCOMPARE(rooms[0].lastSeq, Seq(4));
        QCOMPARE(rooms[0].unread, 1);
        QCOMPARE(rooms[0].lastMessage->seq, Seq(4));
        QCOMPARE(rooms[1].lastSeq, Seq(9));
        QCOMPARE(m_hub->counts().recentActivities, size_t(0));
    }

    /// The database counted when it made the list; what comes after it is counted by the same rule.
    void mentionsDuringTheSignInAreInItsAnswer() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        const auto naming = [](Seq seq, UserId by, const QList<UserId>& mentions) {
            return Event{red, seq, by, {}, MessagePosted{{QStringLiteral("@"), {}, mentions}, QString::number(seq)}};
        };
        m_hub->publishEvent(naming(3, ben, {ana}), QStringLiteral("ben"));
        m_hub->publishEvent(naming(4, ben, {ben}), QStringLiteral("ben"));
        m_hub->publishEvent(naming(5, ana, {ana}), QStringLiteral("ana"));
        QList<Room> rooms{roomAs(red, 2)};
        rooms[0].mentions = 7;
        QVERIFY(m_hub->finishSignIn(c1, number, QStringLiteral("ana"), rooms));
        QCOMPARE(rooms[0].unread, 2);
        QCOMPARE(rooms[0].mentions, 8);
    }

    void activityCarriesTheMentions() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        m_hub->publishEvent({red, 1, ben, {}, MessagePosted{{QStringLiteral("@"), {}, QList<UserId>{ana}}, {}}},
                            QStringLiteral("ben"));
        QCOMPARE(m_ports->receivedOf<RoomActivity>(c1).back().message->mentions, QList<UserId>{ana});
    }

    void recentActivitiesAreBounded() {
        m_hub->connected(c1);
        const quint64 number = m_hub->beginSignIn(c1, ana, sessionA);
        for (Seq seq = 1; seq <= 10'000; ++seq)
            m_hub->publishEvent(message(red, seq, ben), QStringLiteral("ben"));
        QVERIFY(m_hub->counts().recentActivities <= 4096);
        QList<Room> rooms{roomAs(red, 0)};
        QVERIFY(m_hub->finishSignIn(c1, number, QStringLiteral("ana"), rooms));
        QCOMPARE(rooms[0].lastSeq, Seq(10'000));
        QCOMPARE(rooms[0].unread, limits::unreadCounted);
        QCOMPARE(m_hub->counts().recentActivities, size_t(0));
    }

    void anEndedConnectionForgetsItsSignInsActivity() {
        m_hub->connected(c1);
        m_hub->beginSignIn(c1, ana, sessionA);
        m_hub->publishEvent(message(red, 1), QStringLiteral("ana"));
        QCOMPARE(m_hub->counts().recentActivities, size_t(1));
        m_hub->disconnected(c1);
        QCOMPARE(m_hub->counts().recentActivities, size_t(0));
    }

    void membersAreToldOnOtherConnectionsOnly() {
        signIn(c1, ana, sessionA, {});
        signIn(c2, ana, sessionA, {});
        signIn(c3, ben, sessionB, {});
        m_hub->memberAdded(roomAs(red), ana, c1);
        QCOMPARE(m_ports->receivedOf<RoomAdded>(c1).size(), size_t(0));
        QCOMPARE(m_ports->receivedOf<RoomAdded>(c2).size(), size_t(1));
        m_hub->memberAdded(roomAs(red), ana, c1); // again: nothing new
        QCOMPARE(m_ports->receivedOf<RoomAdded>(c2).size(), size_t(1));
        m_hub->memberRemoved(red, ana, RemovalReason::Left, c1);
        QCOMPARE(m_ports->receivedOf<RoomRemoved>(c1).size(), size_t(0));
        QCOMPARE(m_ports->receivedOf<RoomRemoved>(c2).size(), size_t(1));
        QVERIFY(m_ports->received(c3).empty());
        QCOMPARE(m_hub->counts().rooms, 0);
    }

    void eventsGoToThoseWhoEnteredAndActivityToTheOthers() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        signIn(c2, ben, sessionB, {roomAs(red)});
        enter(c1, red);
        m_ports->forget();
        m_hub->publishEvent(message(red, 1), QStringLiteral("ana"));
        QCOMPARE(m_ports->receivedOf<RoomEventNotice>(c1).size(), size_t(1));
        QCOMPARE(m_ports->receivedOf<RoomActivity>(c1).size(), size_t(0));
        QCOMPARE(m_ports->receivedOf<RoomEventNotice>(c2).size(), size_t(0));
        const auto activity = m_ports->receivedOf<RoomActivity>(c2);
        QCOMPARE(activity.size(), size_t(1));
        QCOMPARE(activity[0].lastSeq, Seq(1));
        QCOMPARE(activity[0].message->body, QStringLiteral("text 1"));
        QCOMPARE(activity[0].name, std::optional(QStringLiteral("ana")));
    }

    void ioThreadsWithoutListenersGetNothing() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        m_hub->connected(c2);
        m_ports->forget();
        m_hub->publishEvent(message(red, 1), {});
        QCOMPARE(m_ports->of(c1).publications, 1);
        QCOMPARE(m_ports->of(c2).publications, 0);
    }

    void keptEventsFillTheHole() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 number = m_hub->beginEntering(c1, red, true);
        m_hub->publishEvent(message(red, 9, ben), QStringLiteral("ben"));
        m_hub->publishEvent(message(red, 10, ben), QStringLiteral("ben"));
        m_hub->publishEvent(message(red, 11, ben), QStringLiteral("ben"));
        Entered entered;
        entered.lastSeq = 10; // the snapshot has the first two
        entered.events = {message(red, 9), message(red, 10)};
        QVERIFY(m_hub->finishEntering(c1, number, {}, entered));
        QCOMPARE(seqsOf(entered.events), (QList<Seq>{9, 10, 11}));
        QCOMPARE(entered.lastSeq, Seq(11));
        QVERIFY(!entered.more);
        QCOMPARE(entered.users.size(), 1);
        QCOMPARE(entered.users[0].name, QStringLiteral("ben"));
    }

    void aPageThatHasMoreGetsNoKeptEvents() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 number = m_hub->beginEntering(c1, red, true);
        m_hub->publishEvent(message(red, 11), {});
        Entered entered;
        entered.lastSeq = 10;
        entered.events = {message(red, 1)};
        entered.more = true;
        QVERIFY(m_hub->finishEntering(c1, number, {}, entered));
        QCOMPARE(seqsOf(entered.events), QList<Seq>{1});
        QCOMPARE(entered.lastSeq, Seq(11));
        QVERIFY(entered.more);
    }

    void tooManyKeptEventsAreAskedFor() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 number = m_hub->beginEntering(c1, red, true);
        for (Seq seq = 1; seq <= limits::eventsPerPage + 10; ++seq)
            m_hub->publishEvent(message(red, seq), {});
        Entered entered;
        QVERIFY(m_hub->finishEntering(c1, number, {}, entered));
        QCOMPARE(entered.events.size(), limits::eventsPerPage);
        QCOMPARE(entered.lastSeq, Seq(limits::eventsPerPage + 10));
        QVERIFY(entered.more);
    }

    void keptEventsStayWithinAPage() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 number = m_hub->beginEntering(c1, red, true);
        Entered entered;
        for (Seq seq = 1; seq < limits::eventsPerPage; ++seq)
            entered.events.append(message(red, seq));
        entered.lastSeq = limits::eventsPerPage - 1;
        for (Seq seq = limits::eventsPerPage; seq < limits::eventsPerPage + 3; ++seq)
            m_hub->publishEvent(message(red, seq), {});
        QVERIFY(m_hub->finishEntering(c1, number, {}, entered));
        QCOMPARE(entered.events.size(), limits::eventsPerPage);
        QCOMPARE(entered.events.last().seq, Seq(limits::eventsPerPage));
        QCOMPARE(entered.lastSeq, Seq(limits::eventsPerPage + 2));
        QVERIFY(entered.more);
    }

    void twoEnteringsOfOneRoomAreKeptApart() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 first = m_hub->beginEntering(c1, red, true);
        m_hub->publishEvent(message(red, 1), {});
        const quint64 second = m_hub->beginEntering(c1, red, true);
        m_hub->publishEvent(message(red, 2), {});
        Entered later;
        later.lastSeq = 1; // its snapshot was read after the first event
        QVERIFY(m_hub->finishEntering(c1, second, {}, later));
        QCOMPARE(seqsOf(later.events), QList<Seq>{2});
        Entered earlier;
        QVERIFY(m_hub->finishEntering(c1, first, {}, earlier));
        QCOMPARE(seqsOf(earlier.events), (QList<Seq>{1, 2}));
        QCOMPARE(m_hub->rooms().hereCount(red), 1);
    }

    void abandoningOneEnteringLeavesTheOther() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 first = m_hub->beginEntering(c1, red, true);
        const quint64 second = m_hub->beginEntering(c1, red, true);
        m_hub->abandonEntering(c1, first);
        Entered entered;
        QVERIFY(m_hub->finishEntering(c1, second, {}, entered));
        QCOMPARE(m_hub->finishEntering(c1, first, {}, entered).error().kind, ErrorKind::RoomNotMember);
    }

    void membershipLostWhileEntering() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 number = m_hub->beginEntering(c1, red, true);
        m_hub->memberRemoved(red, ana, RemovalReason::Deleted, c2);
        m_hub->memberAdded(roomAs(red), ana, c2); // joined again: the snapshot is of before
        Entered entered;
        QCOMPARE(m_hub->finishEntering(c1, number, {}, entered).error().kind, ErrorKind::RoomNotMember);
        QVERIFY(!m_hub->connections().hasEntered(c1, red));
    }

    void anotherPersonDoesNotFinishTheEntering() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        const quint64 number = m_hub->beginEntering(c1, red, true);
        const quint64 again = m_hub->beginSignIn(c1, ben, sessionB);
        QList<Room> rooms{roomAs(red)};
        QVERIFY(m_hub->finishSignIn(c1, again, QStringLiteral("ben"), rooms));
        Entered entered;
        QVERIFY(!m_hub->finishEntering(c1, number, {}, entered));
        QCOMPARE(m_hub->rooms().hereCount(red), 0);
    }

    void theRoomIsFullForOthersOnly() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        signIn(c2, ben, sessionB, {roomAs(red)});
        signIn(c3, ana, sessionA, {roomAs(red)});
        enter(c1, red);
        Entered entered;
        const Status full = m_hub->finishEntering(c2, m_hub->beginEntering(c2, red, false), 1, entered);
        QCOMPARE(full.error().kind, ErrorKind::RoomFull);
        QCOMPARE(full.error().capacity, std::optional<qint64>(1));
        QVERIFY(!m_hub->connections().hasEntered(c2, red));
        QVERIFY(m_hub->finishEntering(c3, m_hub->beginEntering(c3, red, false), 1, entered)); // ana again
        QCOMPARE(m_hub->rooms().hereCount(red), 1);
        m_hub->exit(c1, red);
        m_hub->exit(c3, red);
        QVERIFY(m_hub->finishEntering(c2, m_hub->beginEntering(c2, red, false), 1, entered));
    }

    void ofManyPeopleSomeAreListedAndAllCounted() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        QList<User> elsewhere;
        for (int i = 1; i < limits::listedPeople; ++i)
            elsewhere.append(User{UserId{100 + i}, QStringLiteral("somebody"), {}});
        m_hub->rooms().setRemote(1, red, elsewhere);
        const Entered all = enter(c1, red);
        QCOMPARE(all.here.size(), limits::listedPeople);
        QCOMPARE(all.hereCount, std::nullopt);
        m_hub->rooms().remoteMoved(1, red, User{UserId{99}, QStringLiteral("one more"), {}}, PresenceState::Here);
        const Entered some = enter(c1, red);
        QCOMPARE(some.here.size(), limits::listedPeople);
        QCOMPARE(some.here.first().id, ana);
        QCOMPARE(some.hereCount, std::optional(limits::listedPeople + 1));
    }

    void movesSayHowManyAreHere() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        enter(c1, red);
        m_hub->rooms().setRemote(1, red, {User{ben, {}, {}}, User{UserId{3}, {}, {}}});
        m_hub->rooms().remoteMoved(1, red, User{UserId{3}, {}, {}}, PresenceState::Gone);
        m_hub->rooms().remoteGone(1);
        QList<int> counts;
        for (const Notification& notification : m_ports->of(c1).received[c1])
            counts.append(std::get<RoomPresence>(notification).hereCount.value());
        QCOMPARE(counts, (QList<int>{3, 3, 2, 1}));
    }

    void presenceCountsPeopleNotConnections() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        signIn(c2, ben, sessionB, {roomAs(red)});
        signIn(c3, ana, sessionA, {roomAs(red)});
        enter(c2, red);
        m_ports->forget();
        enter(c1, red);
        enter(c3, red);
        auto seen = m_ports->receivedOf<RoomPresence>(c2);
        QCOMPARE(seen.size(), size_t(1));
        QCOMPARE(seen[0].state, PresenceState::Here);
        QCOMPARE(seen[0].user.name, QStringLiteral("ana"));
        QVERIFY(m_ports->receivedOf<RoomPresence>(c1).empty());
        QCOMPARE(m_hub->rooms().hereCount(red), 2);
        m_hub->exit(c1, red);
        QCOMPARE(m_ports->receivedOf<RoomPresence>(c2).size(), size_t(1));
        m_hub->disconnected(c3);
        seen = m_ports->receivedOf<RoomPresence>(c2);
        QCOMPARE(seen.size(), size_t(2));
        QCOMPARE(seen[1].state, PresenceState::Gone);
        QCOMPARE(m_hub->rooms().hereCount(red), 1);
    }

    void signingOutLeavesEverything() {
        signIn(c1, ana, sessionA, {roomAs(red), roomAs(blue)});
        enter(c1, red);
        m_hub->beginEntering(c1, blue, true);
        m_hub->signOut(c1);
        QVERIFY(!m_hub->connections().identity(c1));
        QVERIFY(m_ports->of(c1).subscriptions[c1].isEmpty());
        QVERIFY(std::holds_alternative<SignedOut>(m_ports->of(c1).items.back()));
        QCOMPARE(m_hub->counts().rooms, 0);
        QCOMPARE(m_hub->counts().users, 0);
        m_ports->forget();
        m_hub->signOut(c1); // signed out: nothing to tell
        QVERIFY(m_ports->of(c1).items.empty());
    }

    void notifyingAPersonSparesWhoIsInTheRoom() {
        signIn(c1, ana, sessionA, {roomAs(red)});
        signIn(c2, ana, sessionA, {roomAs(red)});
        signIn(c3, ana, sessionA, {roomAs(red)});
        enter(c2, red);
        m_ports->forget();
        m_hub->notifyUser(ana, RoomRead{red, ana, 5}, c1, red);
        QVERIFY(m_ports->received(c1).empty());
        QVERIFY(m_ports->received(c2).empty());
        QCOMPARE(m_ports->receivedOf<RoomRead>(c3).size(), size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestHub)
#include "tst_hub.moc"
