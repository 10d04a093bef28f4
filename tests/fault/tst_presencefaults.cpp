// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/guest.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/verdict.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <algorithm>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

constexpr auto nodeLease = 10s; // server/broker/limits.h
constexpr auto goneWithin = 15s;
constexpr int guestsPerNode = 4;

} // namespace

/// A node dies, or stands still for longer than its lease: its people are gone for all clients within 15 s, and no
/// absent person is shown.
class TestPresenceFaults : public QObject {
    Q_OBJECT

public:
    explicit TestPresenceFaults(quint64 seed, int ghostSeconds) : m_seed(seed), m_ghostSeconds(ghostSeconds) {}

private Q_SLOTS:
    void initTestCase();
    void peopleOfAKilledNodeAreGone();
    void aNodeThatStoodStillShowsNobodyWhoLeft();
    void cleanupTestCase();

private:
    Guest& invite(int node);
    QList<Guest*> guestsOf(const QList<int>& nodes) const;
    static QSet<UserId> idsOf(const QList<Guest*>& guests);
    /// Waits until all of them see exactly these. How long it took, in ms; -1: too long.
    static qint64 untilAllSee(const QList<Guest*>& guests, const QSet<UserId>& people, std::chrono::milliseconds limit);
    static QString views(const QList<Guest*>& guests, const QSet<UserId>& people);

    const quint64 m_seed;
    const int m_ghostSeconds;
    ClusterFixture m_cluster;
    Person m_owner;
    RoomId m_room;
    std::vector<std::pair<int, std::unique_ptr<Guest>>> m_guests; // with their nodes
};

#define VERIFY_SEEN(guests, people)                                                                                    \
    do {                                                                                                               \
        const qint64 took = untilAllSee(guests, people, goneWithin);                                                   \
        QVERIFY2(took >= 0, qPrintable(views(guests, people)));                                                        \
        qInfo("seen by all %lld ms later", took);                                                                      \
    } while (false)

void TestPresenceFaults::initTestCase() {
    QVERIFY2(m_cluster.start(), m_cluster.logs().constData());
    m_owner = newPerson(m_cluster.url(0), QStringLiteral("Owner"), Codec::Json);
    QVERIFY(m_owner);
    m_room = newRoom(m_owner).id;
    QVERIFY(m_room);
    for (int i = 0; i < m_cluster.nodes() * guestsPerNode; ++i)
        invite(i % m_cluster.nodes());
    const QList<Guest*> all = guestsOf({0, 1, 2});
    VERIFY_SEEN(all, idsOf(all));
}

Guest& TestPresenceFaults::invite(int node) {
    // By another node than the one that it will be on: one that stands still takes no registrations.
    const QString name = QStringLiteral("Guest %1").arg(m_guests.size());
    const Person person = newPerson(m_cluster.url(2), name, Codec::Json);
    if (!person || !person->call(RoomJoin{m_room, {}}))
        qFatal("no account for a guest");
    const quint64 seed = m_seed * 1000 + m_guests.size();
    m_guests.emplace_back(node, std::make_unique<Guest>(QList<QUrl>{m_cluster.url(node)}, person.auth, m_room, seed));
    m_guests.back().second->start();
    return *m_guests.back().second;
}

QList<Guest*> TestPresenceFaults::guestsOf(const QList<int>& nodes) const {
    QList<Guest*> found;
    for (const auto& [node, guest] : m_guests) {
        if (nodes.contains(node))
            found.append(guest.get());
    }
    return found;
}

QSet<UserId> TestPresenceFaults::idsOf(const QList<Guest*>& guests) {
    QSet<UserId> ids;
    for (const Guest* guest : guests)
        ids.insert(guest->user());
    return ids;
}

qint64 TestPresenceFaults::untilAllSee(const QList<Guest*>& guests, const QSet<UserId>& people,
                                       std::chrono::milliseconds limit) {
    const qint64 begun = steadyMs();
    const bool seen = waitUntil(
        [&] {
            return std::all_of(guests.begin(), guests.end(),
                               [&](const Guest* guest) { return guest->isIn() && guest->here() == people; });
        },
        limit);
    return seen ? steadyMs() - begun : -1;
}

/// The differences in what they see.
QString TestPresenceFaults::views(const QList<Guest*>& guests, const QSet<UserId>& people) {
    QStringList text;
    for (const Guest* guest : guests) {
        const auto ids = [](QSet<UserId> set) {
            QStringList list;
            for (const UserId id : set)
                list.append(QString::number(id.value));
            return list.join(u',');
        };
        text.append(QStringLiteral("%1 at %2 (%3): ghosts %4; does not see %5")
                        .arg(guest->user().value)
                        .arg(guest->url().host(), guest->isIn() ? QStringLiteral("in") : QStringLiteral("out"),
                             ids(guest->here() - people), ids(people - guest->here())));
    }
    return text.join(u'\n');
}

void TestPresenceFaults::peopleOfAKilledNodeAreGone() {
    const QList<Guest*> others = guestsOf({1, 2});
    m_cluster.node(0).kill();
    VERIFY_SEEN(others, idsOf(others));

    QVERIFY2(m_cluster.node(0).start(), m_cluster.node(0).errors().constData());
    const QList<Guest*> all = guestsOf({0, 1, 2});
    VERIFY_SEEN(all, idsOf(all)); // they came back to it
}

void TestPresenceFaults::aNodeThatStoodStillShowsNobodyWhoLeft() {
    QTimer frozen; // for so long it stands still
    frozen.setSingleShot(true);
    m_cluster.node(1).freeze();
    frozen.start(2 * nodeLease);
    QList<Guest*> awake = guestsOf({0, 2});
    VERIFY_SEEN(awake, idsOf(awake));

    // What it will have missed: one person left, one came.
    Guest* leaver = awake.takeLast();
    leaver->leaveRoom();
    awake.append(&invite(2));
    VERIFY_SEEN(awake, idsOf(awake));
    const Person late = newPerson(m_cluster.url(0), QStringLiteral("Late"), Codec::Json);
    QVERIFY(late);
    VERIFY_DONE(late->call(RoomJoin{m_room, {}}));

    QVERIFY(waitUntil([&] { return !frozen.isActive(); }));
    m_cluster.node(1).thaw();
    Guest newcomer({m_cluster.url(1)}, late.auth, m_room, m_seed);
    newcomer.start();
    QVERIFY(waitUntil([&] { return newcomer.isIn(); }, goneWithin));
    QVERIFY2(!newcomer.hereAtEntering().contains(leaver->user()), "somebody who left long ago is shown as there");

    QList<Guest*> all = guestsOf({0, 1, 2});
    all.removeOne(leaver);
    all.append(&newcomer);
    VERIFY_SEEN(all, idsOf(all));
    newcomer.stop();
    all.removeOne(&newcomer);
    VERIFY_SEEN(all, idsOf(all));
    // No person reappears.
    QTimer later;
    later.setSingleShot(true);
    later.start(std::chrono::seconds(m_ghostSeconds));
    waitUntil([&] { return !later.isActive(); });
    VERIFY_SEEN(all, idsOf(all));
}

void TestPresenceFaults::cleanupTestCase() {
    QStringList problems;
    for (const auto& [node, guest] : m_guests) {
        problems += guest->problems();
        guest->stop();
    }
    VERIFY_KEPT(problems, m_seed);
    QVERIFY2(m_cluster.stop(), m_cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestPresenceFaults test(arguments.seed(), arguments.number(QStringLiteral("ghost-seconds"), 3));
    return arguments.run(test);
}

#include "tst_presencefaults.moc"
