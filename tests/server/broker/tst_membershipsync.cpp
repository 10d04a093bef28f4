// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/membershipsync.h"
#include "tests/server/hub/recordingports.h"
#include "tests/server/storage/sqltesting.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>
#include <qcoro/qcorosignal.h>

using namespace confab;
using namespace confab::test;

namespace {

/// The real rooms, whose answers about one room can be held back, in any order.
class HeldRooms final : public QObject, public RoomStore {
    Q_OBJECT

public:
    explicit HeldRooms(RoomStore& rooms) : m_rooms(rooms) {}
    QCoro::Task<Result<RoomChange>> create(NewRoom room) override { return m_rooms.create(std::move(room)); }
    QCoro::Task<Result<Listing>> listFor(UserId user, RoomId after) override { return m_rooms.listFor(user, after); }
    QCoro::Task<Result<Room>> one(RoomId room, UserId user) override {
        const int number = ++asked;
        Result<Room> answer = co_await m_rooms.one(room, user);
        ++ready;
        while (holding && !m_released.contains(number))
            co_await qCoro(this, &HeldRooms::released);
        ++handedOut;
        co_return answer;
    }
    QCoro::Task<Result<QList<Belonging>>> belongings(QList<UserId> users) override {
        compared.append(users);
        ++comparisons;
        Result<QList<Belonging>> answer = co_await m_rooms.belongings(std::move(users));
        ++answered;
        co_return answer;
    }
    QCoro::Task<Result<QList<Room>>> findPublic(UserId user, QString query, int limit) override {
        return m_rooms.findPublic(user, std::move(query), limit);
    }
    QCoro::Task<Result<JoinFacts>> joinFacts(RoomId room, UserId user) override {
        return m_rooms.joinFacts(room, user);
    }
    QCoro::Task<Result<RoomChange>> join(RoomId room, UserId user, UtcTime at) override {
        return m_rooms.join(room, user, at);
    }
    QCoro::Task<Result<QList<Event>>> leave(RoomId room, UserId user, UtcTime at) override {
        return m_rooms.leave(room, user, at);
    }
    QCoro::Task<Result<QList<UserId>>> remove(RoomId room, UserId by, UtcTime at, RoleRule may) override {
        return m_rooms.remove(room, by, at, may);
    }
    QCoro::Task<Result<RoomChange>> update(RoomId room, UserId by, UtcTime at, RoomSettings settings,
                                           RoleRule may) override {
        return m_rooms.update(room, by, at, std::move(settings), may);
    }
    QCoro::Task<Result<DirectRoom>> openDirect(NewDirect direct) override {
        return m_rooms.openDirect(std::move(direct));
    }
    QCoro::Task<Result<ReadMark>> markRead(RoomId room, UserId user, Seq seq, bool mayGoBack, UtcTime at) override {
        return m_rooms.markRead(room, user, seq, mayGoBack, at);
    }
    QCoro::Task<Result<bool>> setNotify(RoomId room, UserId user, NotifyLevel level,
                                        std::optional<UtcTime> until) override {
        return m_rooms.setNotify(room, user, level, until);
    }
    QCoro::Task<Result<MemberPage>> members(RoomId room, UserId caller, UserId after, int limit) override {
        return m_rooms.members(room, caller, after, limit);
    }

    /// Releases the answer to that query.
    void release(int number) {
        m_released.insert(number);
        Q_EMIT released();
    }

    bool holding = false;
    int asked = 0;
    int ready = 0;
    int handedOut = 0;
    QList<UserId> compared;
    int comparisons = 0;
    int answered = 0; // of them

Q_SIGNALS:
    void released();

private:
    RoomStore& m_rooms;
    QSet<int> m_released;
};

class HeldStorage final : public Storage {
public:
    explicit HeldStorage(Storage& storage) : heldRooms(storage.rooms()), m_storage(storage) {}
    UserStore& users() override { return m_storage.users(); }
    SessionStore& sessions() override { return m_storage.sessions(); }
    SecondFactorStore& secondFactors() override { return m_storage.secondFactors(); }
    OwnRecordStore& ownRecords() override { return m_storage.ownRecords(); }
    RetentionStore& retention() override { return m_storage.retention(); }
    AdminStore& administration() override { return m_storage.administration(); }
    RoomStore& rooms() override { return heldRooms; }
    ModerationStore& moderation() override { return m_storage.moderation(); }
    BlockStore& blocks() override { return m_storage.blocks(); }
    InviteStore& invites() override { return m_storage.invites(); }
    RoomLog& log() override { return m_storage.log(); }
    MessageStore& messages() override { return m_storage.messages(); }
    DraftStore& drafts() override { return m_storage.drafts(); }
    SearchStore& search() override { return m_storage.search(); }
    NodeStore& nodes() override { return m_storage.nodes(); }
    BotStore& bots() override { return m_storage.bots(); }
    const Installation& installation() const override { return m_storage.installation(); }

    HeldRooms heldRooms;

private:
    Storage& m_storage;
};

const ConnectionId c1{0, 1};
const ConnectionId c2{1, 1};

} // namespace

/// A node's view of its people, against the database. The test drives the beats.
class TestMembershipSync : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_sql;
    std::unique_ptr<HeldStorage> m_storage;
    RecordingPorts m_ports{2};
    std::unique_ptr<Hub> m_hub;
    Clock m_clock;
    QList<SessionId> m_ended;
    std::unique_ptr<MembershipSync> m_membershipSync;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room;

    void make(bool isAlone) {
        m_membershipSync = std::make_unique<MembershipSync>(*m_storage, *m_hub, m_clock, isAlone,
                                                            [this](SessionId session) { m_ended.append(session); });
    }
    SessionId sessionOf(UserId user, const QByteArray& hash, qint64 lastsMs = 3'600'000) {
        NewSession session;
        session.user = user;
        session.refreshHash = hash;
        session.at = m_clock.now();
        session.idleUntil = session.endsAt = UtcTime{m_clock.now().ms + lastsMs};
        return need(m_sql->sessions().create(session)).session.id;
    }
    HeldRooms& rooms() { return m_storage->heldRooms; }
    void signIn(ConnectionId connection, UserId user, SessionId session = SessionId{1000}) {
        m_hub->connected(connection);
        const quint64 number = m_hub->beginSignIn(connection, user, session);
        QList<Room> list = need(m_sql->rooms().listFor(user, RoomId{})).rooms;
        QVERIFY(m_hub->finishSignIn(connection, number, QStringLiteral("somebody"), list));
    }
    void joinElsewhere(UserId user) { need(m_sql->rooms().join(m_room, user, at(1))); }
    void leaveElsewhere(UserId user) { need(m_sql->rooms().leave(m_room, user, at(2))); }
    bool isMember() const { return m_hub->connections().isMember(c1, m_room); }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_sql = openIn(m_folder->path());
        m_storage = std::make_unique<HeldStorage>(*m_sql);
        m_ports.forget();
        m_hub = std::make_unique<Hub>(m_ports.all());
        m_ended.clear();
        make(false);
        m_ana = makeUser(*m_sql, QStringLiteral("ana"));
        m_ben = makeUser(*m_sql, QStringLiteral("ben"));
        m_room = makeRoom(*m_sql, m_ana);
    }
    void cleanup() {
        m_sql->stop();
        m_membershipSync.reset();
        m_sql.reset();
    }

    /// A node message is enough: no beat is needed.
    void doesWhatTheDatabaseSays() {
        signIn(c1, m_ben);
        joinElsewhere(m_ben);
        m_membershipSync->take({m_ben, m_room, true});
        QVERIFY(waitUntil([&] { return isMember(); }));
        leaveElsewhere(m_ben);
        m_membershipSync->take({m_ben, m_room, true}); // whatever the node message says
        QVERIFY(waitUntil([&] { return !isMember(); }));
    }

    void looksUpNobodyWhoIsNotHere() {
        signIn(c1, m_ben);
        for (int i = 0; i < 10; ++i)
            m_membershipSync->take({m_ana, m_room, true});
        QCOMPARE(rooms().asked, 0);
    }

    /// Two readers answer in any order; the latest query counts.
    void anOlderAnswerDoesNotWin() {
        signIn(c1, m_ben);
        joinElsewhere(m_ben);
        rooms().holding = true;
        m_membershipSync->take({m_ben, m_room, true});
        QVERIFY(waitUntil([&] { return rooms().ready == 1; }));
        leaveElsewhere(m_ben);
        m_membershipSync->take({m_ben, m_room, false});
        QVERIFY(waitUntil([&] { return rooms().ready == 2; }));
        rooms().release(2);
        QVERIFY(waitUntil([&] { return rooms().handedOut == 1; }));
        rooms().release(1);
        QVERIFY(waitUntil([&] { return rooms().handedOut == 2; }));
        QVERIFY(!isMember());
        QVERIFY(m_ports.receivedOf<RoomAdded>(c1).empty());
    }

    /// This node changed it itself meanwhile: it is looked at again instead.
    void whatChangedHereIsNotOverwritten() {
        signIn(c1, m_ben);
        joinElsewhere(m_ben);
        rooms().holding = true;
        m_membershipSync->take({m_ben, m_room, true});
        QVERIFY(waitUntil([&] { return rooms().ready == 1; }));
        leaveElsewhere(m_ben);
        m_membershipSync->changedHere(m_ben);
        m_hub->memberRemoved(m_room, m_ben, RemovalReason::Left, {});
        rooms().release(1);
        QVERIFY(waitUntil([&] { return rooms().handedOut == 1; }));
        QVERIFY(!isMember());
        m_membershipSync->beat();
        QCOMPARE(rooms().compared, QList<UserId>{m_ben});
    }

    void comparesAllInOneRound() {
        QSet<UserId> all;
        for (int i = 0; i < 150; ++i) {
            const UserId user = makeUser(*m_sql, QStringLiteral("user%1").arg(i));
            signIn(ConnectionId{0, quint64(10 + i)}, user);
            all.insert(user);
        }
        for (int beat = 0; beat <= limits::beatsPerReconciliation; ++beat) {
            const qsizetype before = rooms().compared.size();
            m_membershipSync->beat();
            QVERIFY(rooms().compared.size() - before <= 1 + 150 / limits::beatsPerReconciliation);
            QVERIFY(waitUntil([&] { return rooms().answered == rooms().comparisons; }));
        }
        QCOMPARE(QSet<UserId>(rooms().compared.begin(), rooms().compared.end()), all);
    }

    /// A person who disconnects while being compared is not compared for ever.
    void forgetsWhoHasGone() {
        signIn(c1, m_ben);
        m_membershipSync->confirmed(m_ben);
        m_membershipSync->beat();
        QCOMPARE(rooms().compared, QList<UserId>{m_ben});
        m_hub->disconnected(c1);
        m_membershipSync->userWent(m_ben);
        QVERIFY(waitUntil([&] {
            m_membershipSync->beat();
            return QCoro::waitFor(m_sql->rooms().listFor(m_ana, RoomId{})).has_value();
        }));
        for (int beat = 0; beat < 10; ++beat) {
            m_membershipSync->beat();
            QCoro::waitFor(m_sql->rooms().listFor(m_ana, RoomId{}));
        }
        QCOMPARE(rooms().compared.count(m_ben), 1);
    }

    void endsSessionsThatAreOver_data() {
        QTest::addColumn<bool>("isAlone");
        QTest::newRow("one of several nodes") << false;
        QTest::newRow("the only node") << true;
    }
    void endsSessionsThatAreOver() {
        QFETCH(bool, isAlone);
        make(isAlone);
        const SessionId living = sessionOf(m_ben, "living");
        const SessionId revoked = sessionOf(m_ben, "revoked");
        need(m_sql->sessions().revoke(revoked, m_clock.now()));
        const SessionId over = sessionOf(m_ana, "over", -1);
        signIn(c1, m_ben, living);
        signIn(c2, m_ben, revoked);
        signIn(ConnectionId{0, 3}, m_ana, over);
        const int beats = isAlone ? limits::loneBeatsPerReconciliation : limits::beatsPerReconciliation;
        for (int beat = 0; beat <= beats; ++beat) { // one round is enough
            m_membershipSync->beat();
            QVERIFY(waitUntil([&] { return rooms().answered == rooms().comparisons; }));
        }
        // A session that is looked up again before the answer came is ended again.
        const auto ended = [&] { return QSet<SessionId>(m_ended.begin(), m_ended.end()); };
        QVERIFY(waitUntil([&] { return ended().size() >= 2; }));
        QCOMPARE(ended(), (QSet<SessionId>{revoked, over}));
        QCOMPARE(rooms().comparisons == 0, isAlone); // no other node changes memberships
    }
};

QTEST_GUILESS_MAIN(TestMembershipSync)
#include "tst_membershipsync.moc"
