// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/guest.h"
#include "tests/fault/runarguments.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/packetfilter.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"
#ifdef CONFAB_WITH_CLIENT
#include "app/client/connection.h"
#endif

using namespace confab;
using namespace confab::test;

namespace {

constexpr qint64 mostNoticeMs = 25'000;
constexpr int cutNode = 0;

} // namespace

/// The path between a node and its clients breaks silently for both ends.
class TestDeadClients : public QObject {
    Q_OBJECT

public:
    explicit TestDeadClients(quint64 seed, int guests) : m_seed(seed), m_guests(guests) {}

private Q_SLOTS:
    void initTestCase();
    void bothEndsNotice();

private:
    const quint64 m_seed;
    const int m_guests;
    PacketFilter m_filter;
};

void TestDeadClients::initTestCase() {
    const bool works = m_filter.start();
    if (!works && qEnvironmentVariableIsSet("CONFAB_NO_ROOT"))
        QSKIP("CONFAB_NO_ROOT is set: packets can't be dropped, so NOTHING about dead clients was tested");
    QVERIFY2(works,
             qPrintable(QString(u"packets can't be dropped here, which takes root and nftables (CONFAB_NO_ROOT=1 "
                                u"leaves these tests out): " %
                                m_filter.error())));
}

/// Half of the clients are silent, half were talking: the server shows all of them as gone within 25 s, and the client
/// library says that it is cut off. The long form: --guests 50.
void TestDeadClients::bothEndsNotice() {
    ClusterFixture cluster(ClusterFixture::Options{.nodes = 2, .arguments = {}});
    QVERIFY2(cluster.start(), cluster.logs().constData());
    const Person owner = newPerson(cluster.url(1), QStringLiteral("Owner"), Codec::Json);
    QVERIFY(owner);
    const RoomId room = newRoom(owner).id;
    std::vector<std::unique_ptr<Guest>> guests;
    std::vector<Person> people;
    QSet<UserId> everybody;
    for (int i = 0; i <= m_guests; ++i) {
        people.push_back(newPerson(cluster.url(1), QStringLiteral("Guest %1").arg(i), Codec::Json));
        QVERIFY(people.back());
        VERIFY_DONE(people.back()->call(RoomJoin{room, {}}));
        const QList<QUrl> urls{cluster.url(i == 0 ? 1 : cutNode)}; // the first one watches from the other node
        guests.push_back(std::make_unique<Guest>(urls, people.back().auth, room, m_seed + quint64(i)));
        guests.back()->start();
        everybody.insert(people.back().id());
    }
    Guest& watcher = *guests.front();
    QVERIFY(waitUntil([&] { return watcher.here() == everybody; }));

#ifdef CONFAB_WITH_CLIENT
    client::Connection connection(Codec::Json, {});
    bool open = false;
    std::optional<qint64> lostAt;
    connect(&connection, &client::Connection::opened, &connection, [&] {
        connection.call(SessionResume{owner.auth.accessToken},
                        {&connection, [&](const Result<Resumed>& resumed) { open = resumed.has_value(); }});
    });
    connect(&connection, &client::Connection::lost, &connection, [&] { lostAt = steadyMs(); });
    connection.open(cluster.url(cutNode));
    QVERIFY(waitUntil([&] { return open; }));
#endif
    const quint16 port = cluster.node(cutNode).port();
    QVERIFY2(m_filter.drop(ClusterFixture::nodeAddress(cutNode), port), qPrintable(m_filter.error()));
    const qint64 cut = steadyMs();
    for (size_t i = 1; i <= guests.size() / 2; ++i) // half of them have data in transit
        guests[i]->leaveRoom();
    const bool noticed = waitUntil([&] { return watcher.here() == QSet<UserId>{watcher.user()}; }, 2 * patience);
    const qint64 serverTook = steadyMs() - cut;
    qInfo("the server noticed %lld of %lld clients, the last one after %lld ms",
          qlonglong(everybody.size() - watcher.here().size()), qlonglong(everybody.size() - 1), serverTook);
#ifdef CONFAB_WITH_CLIENT
    QVERIFY(waitUntil([&] { return lostAt.has_value(); }, patience));
    qInfo("the client library noticed after %lld ms", *lostAt - cut);
    QVERIFY(*lostAt - cut <= mostNoticeMs);
#endif
    for (const auto& guest : guests)
        guest->stop();
    QVERIFY(m_filter.passAll());
    QVERIFY(noticed && serverTook <= mostNoticeMs);
    QVERIFY2(cluster.stop(), cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestDeadClients test(arguments.seed(), arguments.number(QStringLiteral("guests"), 10));
    return arguments.run(test);
}

#include "tst_deadclients.moc"
