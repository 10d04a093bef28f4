// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/peers.h"

#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

namespace {

const QString north = QStringLiteral("north");
const QString south = QStringLiteral("south");
const SteadyTime start{100h};

} // namespace

/// Which other nodes live, with time as a parameter.
class TestPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNewOnce() {
        Peers peers;
        const Peers::Heard first = peers.heard({north, 1}, start);
        QVERIFY(first.peer != 0);
        QVERIFY(first.isNew);
        QCOMPARE(first.superseded, PeerId(0));
        const Peers::Heard again = peers.heard({north, 1}, start + 1s);
        QCOMPARE(again.peer, first.peer);
        QVERIFY(!again.isNew);
        const Peers::Heard other = peers.heard({south, 1}, start);
        QVERIFY(other.isNew);
        QVERIFY(other.peer != first.peer);
        QCOMPARE(peers.count(), 2);
    }

    void aLaterRunEndsTheEarlier() {
        Peers peers;
        const PeerId first = peers.heard({north, 4}, start).peer;
        const Peers::Heard later = peers.heard({north, 9}, start + 1ms);
        QVERIFY(later.isNew);
        QVERIFY(later.peer != first && later.peer != 0);
        QCOMPARE(later.superseded, first);
        QCOMPARE(peers.count(), 1);
    }

    /// A node message that was long in transit does not show that its node is alive now.
    void anEarlierRunIsIgnored() {
        Peers peers;
        const PeerId later = peers.heard({north, 9}, start).peer;
        const Peers::Heard earlier = peers.heard({north, 4}, start + limits::nodeLease - 1ms);
        QCOMPARE(earlier.peer, PeerId(0));
        QVERIFY(!earlier.isNew);
        QCOMPARE(earlier.superseded, PeerId(0));
        QCOMPARE(peers.left({north, 4}), PeerId(0));
        QCOMPARE(peers.expired(start + limits::nodeLease), QList<PeerId>{later}); // which it did not renew
    }

    void isOverWhenItIsSilent() {
        Peers peers;
        const PeerId a = peers.heard({north, 1}, start).peer;
        const PeerId b = peers.heard({south, 1}, start).peer;
        QVERIFY(peers.expired(start + limits::nodeLease - 1ms).isEmpty());
        peers.heard({south, 1}, start + 5s);
        QCOMPARE(peers.expired(start + limits::nodeLease), QList<PeerId>{a});
        QVERIFY(peers.expired(start + limits::nodeLease).isEmpty()); // told once
        QCOMPARE(peers.expired(start + 5s + limits::nodeLease), QList<PeerId>{b});
        QCOMPARE(peers.count(), 0);
    }

    /// It gets a new id for those who store its state, all of which was dropped.
    void comesBackAsAnother() {
        Peers peers;
        const PeerId first = peers.heard({north, 1}, start).peer;
        QCOMPARE(peers.left({north, 1}), first);
        QCOMPARE(peers.left({north, 1}), PeerId(0));
        QVERIFY(peers.expired(start + 24h).isEmpty());
        const Peers::Heard again = peers.heard({north, 1}, start + 1s);
        QVERIFY(again.isNew);
        QVERIFY(again.peer != 0 && again.peer != first);
        QCOMPARE(peers.expired(start + 1s + limits::nodeLease), QList<PeerId>{again.peer});
        const Peers::Heard third = peers.heard({north, 1}, start + 24h);
        QVERIFY(third.isNew);
        QVERIFY(third.peer != again.peer);
    }

    void goodbyeOfAStranger() {
        Peers peers;
        QCOMPARE(peers.left({north, 1}), PeerId(0));
    }
};

QTEST_APPLESS_MAIN(TestPeers)
#include "tst_peers.moc"
