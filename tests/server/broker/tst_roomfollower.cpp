// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/roomfollower.h"
#include "tests/server/broker/making.h"
#include "tests/server/storage/sqltesting.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

/// The real log, which can be made to fail or to answer late.
class WatchedLog final : public RoomLog {
public:
    explicit WatchedLog(RoomLog& log) : m_log(log) {}

    QCoro::Task<Result<Appended>> append(NewEvent event) override { return m_log.append(std::move(event)); }
    QCoro::Task<Result<LogPage>> events(RoomId room, UserId caller, Seq after, int limit) override {
        return m_log.events(room, caller, after, limit);
    }
    QCoro::Task<Result<Entry>> enter(RoomId room, UserId caller, std::optional<Seq> after, int limit) override {
        return m_log.enter(room, caller, after, limit);
    }
    QCoro::Task<Result<QList<Head>>> heads(QList<RoomId> rooms) override {
        ++headsAsked;
        lastAsked = rooms;
        const bool fails = failing;
        Result<QList<Head>> answer = co_await m_log.heads(std::move(rooms));
        ++headsAnswered;
        if (fails)
            co_return fail(ErrorKind::Unavailable);
        co_return answer;
    }
    QCoro::Task<Result<LogPage>> replay(RoomId room, Seq after, int limit) override {
        ++replaysAsked;
        const bool fails = failing;
        Result<LogPage> answer = co_await m_log.replay(room, after, limit);
        ++replaysAnswered;
        if (fails)
            co_return fail(ErrorKind::Unavailable);
        co_return answer;
    }

    bool failing = false;
    int headsAsked = 0;
    int headsAnswered = 0;
    int replaysAsked = 0;
    int replaysAnswered = 0;
    QList<RoomId> lastAsked;

private:
    RoomLog& m_log;
};

class RecordingReader final : public RoomFollower::Reader {
public:
    void next(const NamedEvent& event) override {
        seqs[event.event.room].append(event.event.seq);
        names.append(event.byName);
    }
    void roomGone(RoomId room) override {
        gone.append(room);
        if (follower)
            follower->close(room); // as the hub does, without a listener then
    }
    void databaseAnswers(bool answers) override { answered = answers; }
    bool hasRoom() override { return !isFull; }

    bool isFull = false;

    RoomFollower* follower = nullptr;
    QHash<RoomId, QList<Seq>> seqs;
    QStringList names;
    QList<RoomId> gone;
    std::optional<bool> answered;
};

} // namespace

/// Rooms are followed whole and in order, with the real log in a SQLite database. The test drives the beats.
class TestRoomFollower : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<WatchedLog> m_log;
    std::unique_ptr<RecordingReader> m_reader;
    std::unique_ptr<RoomFollower> m_follower;
    UserId m_ana;
    RoomId m_room;
    Seq m_start = 0; // the log's end before the first message
    int m_lastMessage = 0;

    Event append() {
        const QString id = QString::number(++m_lastMessage);
        return need(m_storage->log().append(newMessage(m_room, m_ana, id))).event;
    }
    QList<Event> append(int count) {
        QList<Event> events;
        for (int i = 0; i < count; ++i)
            events.append(append());
        return events;
    }
    void push(const Event& event) { m_follower->push({event, QStringLiteral("ana"), false}); }
    QList<Seq> got() const { return m_reader->seqs.value(m_room); }
    QList<Seq> expected(Seq count) const {
        QList<Seq> seqs;
        for (Seq seq = m_start + 1; seq <= m_start + count; ++seq)
            seqs.append(seq);
        return seqs;
    }
    bool isIdle() const {
        return m_log->headsAsked == m_log->headsAnswered && m_log->replaysAsked == m_log->replaysAnswered;
    }
    /// One beat, and what the database answers to it.
    void beat(int times = 1) {
        for (int i = 0; i < times; ++i) {
            m_follower->beat();
            QVERIFY(waitUntil([&] { return isIdle(); }));
        }
    }
    void makeFollower(bool isAlone = false) {
        m_reader = std::make_unique<RecordingReader>();
        m_follower = std::make_unique<RoomFollower>(*m_log, *m_reader, isAlone);
        m_reader->follower = m_follower.get();
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = openIn(m_folder->path());
        m_log = std::make_unique<WatchedLog>(m_storage->log());
        m_ana = makeUser(*m_storage, QStringLiteral("ana"));
        m_room = makeRoom(*m_storage, m_ana);
        m_start = listed(*m_storage, m_ana, m_room).lastSeq;
        makeFollower();
    }
    void cleanup() {
        m_storage->stop();
        m_follower.reset();
        m_storage.reset();
    }

    /// The receiving node needs no database read.
    void readsNothingWhenNothingIsMissing() {
        m_follower->open(m_room, m_start);
        const QList<Event> events = append(100);
        for (const Event& event : events)
            push(event);
        QCOMPARE(got(), expected(100));
        m_follower->confirmed(m_room);
        beat(2 * limits::beatsPerSweep);
        QCOMPARE(m_log->replaysAsked, 0);
        QCOMPARE(m_follower->counts().fills, quint64(0));
        QCOMPARE(got(), expected(100));
    }

    /// Late ones that come before the next beat cost no read either.
    void readsNothingForWhatIsOnlyLate() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        beat();
        const QList<Event> events = append(3);
        push(events[2]);
        push(events[1]);
        QVERIFY(got().isEmpty());
        push(events[0]);
        beat();
        QCOMPARE(got(), expected(3));
        QCOMPARE(m_log->replaysAsked, 0);
    }

    void fillsAHole() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        const QList<Event> events = append(5);
        push(events[0]);
        push(events[4]);
        beat();
        QCOMPARE(got(), expected(5));
        QCOMPARE(m_reader->names, QStringList(5, QStringLiteral("ana")));
        QCOMPARE(m_follower->counts().fills, quint64(1));
        QVERIFY(m_follower->counts().eventsFilled >= 3);
        push(events[2]); // it comes after all
        beat(limits::beatsPerSweep);
        QCOMPARE(got(), expected(5));
    }

    void fillsAHoleOfManyPages() {
        constexpr int count = 2 * limits::eventsPerPage + 1;
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        const QList<Event> events = append(count);
        push(events.last());
        beat();
        QVERIFY(waitUntil([&] { return got().size() == count; }));
        QCOMPARE(got(), expected(count));
        QVERIFY(m_follower->counts().fills >= 2);
    }

    /// Something may have come before the confirmation.
    /// Others' events wait in the database; what this node stored itself was admitted before.
    void whileThereIsNoRoom() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        const QList<Event> events = append(3);
        m_reader->isFull = true;
        m_follower->push({events[0], QStringLiteral("ana"), true});
        push(events[1]);
        beat(2 * limits::beatsPerSweep);
        QCOMPARE(got(), expected(1));
        QCOMPARE(m_log->replaysAsked, 0);
        m_reader->isFull = false;
        beat(2);
        QCOMPARE(got(), expected(3));
    }

    void comparesAfterTheConfirmation() {
        m_follower->open(m_room, m_start);
        append(3);
        m_follower->confirmed(m_room);
        beat(2); // one compares, the next fills
        QCOMPARE(got(), expected(3));
        QCOMPARE(m_log->headsAsked, 1);
        append(1);
        m_follower->confirmed(m_room); // again, after a break
        beat(2);
        QCOMPARE(got(), expected(4));
    }

    /// The last event of all has none after it that would show the hole.
    void sweepFindsALostLastEvent() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        beat(limits::beatsPerSweep);
        append(1);
        beat(limits::beatsPerSweep + 1);
        QCOMPARE(got(), expected(1));
        const int before = m_log->headsAsked;
        beat(limits::beatsPerSweep);
        QCOMPARE(m_log->headsAsked, before + 1); // and no more than that
    }

    void pollsWhatIsNotConfirmed() {
        m_follower->open(m_room, m_start);
        append(1);
        beat(limits::beatsPerPoll + 1);
        QCOMPARE(got(), expected(1));
        m_follower->confirmed(m_room);
        QCOMPARE(m_follower->counts().unconfirmed, 0);
        beat(limits::beatsPerSweep);
        m_follower->unconfirmAll();
        QCOMPARE(m_follower->counts().unconfirmed, 1);
        append(1);
        beat(limits::beatsPerPoll + 1);
        QCOMPARE(got(), expected(2));
    }

    void aDeletedRoomIsGone() {
        m_follower->open(m_room, m_start);
        const RoomId other = makeRoom(*m_storage, m_ana, QStringLiteral("Other"));
        m_follower->open(other, listed(*m_storage, m_ana, other).lastSeq);
        need(m_storage->rooms().remove(m_room, m_ana, at(2), ownersOnly));
        m_follower->confirmed(m_room);
        beat(2);
        QCOMPARE(m_reader->gone, QList<RoomId>{m_room});
        QCOMPARE(m_follower->counts().rooms, 1);
        beat(limits::beatsPerSweep);
        QCOMPARE(m_reader->gone.size(), 1);
    }

    void asksAgainAfterAnError() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        append(2);
        m_log->failing = true;
        beat();
        QCOMPARE(m_reader->answered, false);
        QVERIFY(m_reader->gone.isEmpty()); // not known is not gone
        QVERIFY(got().isEmpty());
        m_log->failing = false;
        beat(2);
        QCOMPARE(m_reader->answered, true);
        QCOMPARE(got(), expected(2));
    }

    void fillsAgainAfterAnError() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        beat();
        const QList<Event> events = append(2);
        push(events[1]);
        m_log->failing = true;
        beat(3);
        QVERIFY(got().isEmpty());
        m_log->failing = false;
        beat();
        QCOMPARE(got(), expected(2));
    }

    /// The room closes, or closes and opens again, while its hole is being read.
    void closesWhileItIsFilled_data() {
        QTest::addColumn<bool>("again");
        QTest::addColumn<int>("known");
        QTest::newRow("closed") << false << 0;
        QTest::newRow("opened again where it was") << true << 0;
        QTest::newRow("opened again further on") << true << 3;
        QTest::newRow("opened again at the end") << true << 5;
    }
    void closesWhileItIsFilled() {
        QFETCH(bool, again);
        QFETCH(int, known);
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        beat();
        const QList<Event> events = append(5);
        push(events[4]);
        m_follower->beat(); // the page is on its way
        QCOMPARE(m_log->replaysAsked, 1);
        QCOMPARE(m_log->replaysAnswered, 0);
        m_follower->close(m_room);
        if (again) {
            m_follower->open(m_room, m_start + known);
            m_follower->confirmed(m_room);
        }
        QVERIFY(waitUntil([&] { return isIdle(); }));
        beat(3);
        const QList<Seq> whole = expected(5);
        QCOMPARE(got(), again ? whole.mid(known) : QList<Seq>());
        const QList<Event> more = append(2); // and it goes on from there
        push(more[1]);
        beat(2);
        QCOMPARE(got().size(), again ? 7 - known : 1); // not followed: for connections that are signing in
    }

    /// As many at once as the limit says, and all in the end.
    void fillsManyRooms() {
        constexpr int count = 3 * limits::fillsAtOnce;
        QList<RoomId> rooms;
        for (int i = 0; i < count; ++i) {
            rooms.append(makeRoom(*m_storage, m_ana, QStringLiteral("Room %1").arg(i)));
            m_follower->open(rooms.last(), 0);
            m_follower->confirmed(rooms.last());
        }
        m_follower->beat();
        QVERIFY(waitUntil([&] { return isIdle(); }));
        m_follower->beat();
        QCOMPARE(m_log->replaysAsked, limits::fillsAtOnce);
        QVERIFY(waitUntil([&] { return isIdle(); }));
        beat(3);
        for (const RoomId room : std::as_const(rooms))
            QCOMPARE(m_reader->seqs.value(room), (QList<Seq>{1, 2}));
    }

    /// A seq that the log never reached leads to one read per beat, not to an endless loop.
    void aWrongNumberDoesNotSpin() {
        m_follower->open(m_room, m_start);
        m_follower->confirmed(m_room);
        beat();
        push(messageAt(m_room, m_start + 1000, m_ana));
        beat(3);
        QVERIFY(m_log->replaysAsked <= 3);
        const QList<Event> events = append(2);
        push(events[0]);
        push(events[1]);
        QCOMPARE(got(), expected(2));
    }

    void aloneItReadsNothing() {
        makeFollower(true);
        m_follower->open(m_room, m_start);
        append(2);
        m_follower->unconfirmAll();
        beat(2 * limits::beatsPerSweep);
        QCOMPARE(m_log->headsAsked, 0);
        QCOMPARE(m_follower->counts().unconfirmed, 0);
        const QList<Event> events = append(1);
        push(events[0]);
        QCOMPARE(got(), QList<Seq>{m_start + 3});
    }

    /// A connection that is signing in needs what is published meanwhile, although it does not listen yet.
    void unfollowedRoomsPassThrough() {
        const QList<Event> events = append(2);
        push(events[1]);
        push(events[1]);
        QCOMPARE(got(), (QList<Seq>{m_start + 2, m_start + 2}));
        beat(limits::beatsPerSweep);
        QCOMPARE(m_log->headsAsked, 0);
    }
};

QTEST_GUILESS_MAIN(TestRoomFollower)
#include "tst_roomfollower.moc"
