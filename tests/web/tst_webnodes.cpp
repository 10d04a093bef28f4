// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/clusterfixture.h"
#include "tests/support/requestbalancer.h"
#include "tests/web/scene.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

/// The web page where people are on different nodes: three of them, with PostgreSQL and Redis.
class TestWebNodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.start(), m_cluster.logs().constData()); }
    void twoPeopleTalk() { play(); }
    void countsWhatIsUnread() { play(); }
    void sendsFiles() { play(); }
    void needsNoStickySessions();
    void missesNothingWhenItsNodeDies() { play(); }

private:
    void play();

    ClusterFixture m_cluster;
    Scenes m_scenes;
};

/// The scene that is called as the present function. It may ask for the death and return of the second person's node.
void TestWebNodes::play() {
    QList<QByteArray> addresses;
    for (int index = 0; index < m_cluster.nodes(); ++index)
        addresses.append("http://" + ClusterFixture::nodeAddress(index).toLatin1() + ':' +
                         QByteArray::number(m_cluster.node(index).port()) + '/');
    const QByteArray why = m_scenes.play(QTest::currentTestFunction(), addresses, [this](const QByteArray& what) {
        DaemonProcess& node = m_cluster.node(1);
        node.kill();
        return what == "kill" || node.start();
    });
    QVERIFY2(why.isEmpty(), why.constData());
}

/// Where no WebSocket comes through, and each request to another node than the one before.
void TestWebNodes::needsNoStickySessions() {
    RequestBalancer balancer(m_cluster.urls());
    balancer.refuse("GET /rt ");
    const QByteArray why =
        m_scenes.play("twoPeopleTalk", {"http://127.0.0.1:" + QByteArray::number(balancer.port()) + '/'}, {});
    QVERIFY2(why.isEmpty(), why.constData());
    for (int node = 0; node < m_cluster.nodes(); ++node)
        QVERIFY2(balancer.requests(node) > 5, QByteArray::number(balancer.requests(node)));
}

QTEST_GUILESS_MAIN(TestWebNodes)
#include "tst_webnodes.moc"
