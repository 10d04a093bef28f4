// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/remotenodes.h"

#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

namespace {

const QString north = QStringLiteral("north");
const QString south = QStringLiteral("south");
const SteadyTime start{100h};

} // namespace

/// Which other nodes live, with time as a parameter.
class TestRemoteNodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNewOnce() {
        RemoteNodes remoteNodes;
        const RemoteNodes::Heard first = remoteNodes.heard({north, 1}, start);
        QVERIFY(first.peer != 0);
        QVERIFY(first.isNew);
        QCOMPARE(first.superseded, NodeRunId(0));
        const RemoteNodes::Heard again = remoteNodes.heard({north, 1}, start + 1s);
        QCOMPARE(again.peer, first.peer);
        QVERIFY(!again.isNew);
        const RemoteNodes::Heard other = remoteNodes.heard({south, 1}, start);
        QVERIFY(other.isNew);
        QVERIFY(other.peer != first.peer);
        QCOMPARE(remoteNodes.count(), 2);
    }

    void aLaterRunEndsTheEarlier() {
        RemoteNodes remoteNodes;
        const NodeRunId first = remoteNodes.heard({north, 4}, start).peer;
        const RemoteNodes::Heard later = remoteNodes.heard({north, 9}, start + 1ms);
        QVERIFY(later.isNew);
        QVERIFY(later.peer != first && later.peer != 0);
        QCOMPARE(later.superseded, first);
        QCOMPARE(remoteNodes.count(), 1);
    }

    /// A node message that was long in transit does not show that its node is alive now.
    void anEarlierRunIsIgnored() {
        RemoteNodes remoteNodes;
        const NodeRunId later = remoteNodes.heard({north, 9}, start).peer;
        const RemoteNodes::Heard earlier = remoteNodes.heard({north, 4}, start + limits::nodeLease - 1ms);
        QCOMPARE(earlier.peer, NodeRunId(0));
        QVERIFY(!earlier.isNew);
        QCOMPARE(earlier.superseded, NodeRunId(0));
        QCOMPARE(remoteNodes.left({north, 4}), NodeRunId(0));
        QCOMPARE(remoteNodes.expired(start + limits::nodeLease), QList<NodeRunId>{later}); // which it did not renew
    }

    void isOverWhenItIsSilent() {
        RemoteNodes remoteNodes;
        const NodeRunId a = remoteNodes.heard({north, 1}, start).peer;
        const NodeRunId b = remoteNodes.heard({south, 1}, start).peer;
        QVERIFY(remoteNodes.expired(start + limits::nodeLease - 1ms).isEmpty());
        remoteNodes.heard({south, 1}, start + 5s);
        QCOMPARE(remoteNodes.expired(start + limits::nodeLease), QList<NodeRunId>{a});
        QVERIFY(remoteNodes.expired(start + limits::nodeLease).isEmpty()); // told once
        QCOMPARE(remoteNodes.expired(start + 5s + limits::nodeLease), QList<NodeRunId>{b});
        QCOMPARE(remoteNodes.count(), 0);
    }

    /// It gets a new id for those who store its state, all of which was dropped.
    void comesBackAsAnother() {
        RemoteNodes remoteNodes;
        const NodeRunId first = remoteNodes.heard({north, 1}, start).peer;
        QCOMPARE(remoteNodes.left({north, 1}), first);
        QCOMPARE(remoteNodes.left({north, 1}), NodeRunId(0));
        QVERIFY(remoteNodes.expired(start + 24h).isEmpty());
        const RemoteNodes::Heard again = remoteNodes.heard({north, 1}, start + 1s);
        QVERIFY(again.isNew);
        QVERIFY(again.peer != 0 && again.peer != first);
        QCOMPARE(remoteNodes.expired(start + 1s + limits::nodeLease), QList<NodeRunId>{again.peer});
        const RemoteNodes::Heard third = remoteNodes.heard({north, 1}, start + 24h);
        QVERIFY(third.isNew);
        QVERIFY(third.peer != again.peer);
    }

    void goodbyeOfAStranger() {
        RemoteNodes remoteNodes;
        QCOMPARE(remoteNodes.left({north, 1}), NodeRunId(0));
    }
};

QTEST_APPLESS_MAIN(TestRemoteNodes)
#include "tst_remotenodes.moc"
