// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/siege.h"

#include "tests/support/waiting.h"

namespace confab::test {

Siege::Siege(ClusterFixture::Options clusterOptions, Crowd::Form form)
    : cluster(std::move(clusterOptions)), crowd(std::move(form)) {}

QString Siege::prepare() {
    if (!cluster.start())
        return QString(u"the cluster does not start:\n" % QString::fromUtf8(cluster.logs()));
    m_target = std::make_unique<ClusterTarget>(cluster);
    const QString failure = crowd.meet(cluster.urls());
    return failure.isEmpty() ? failure : QString(failure % u'\n' % QString::fromUtf8(cluster.logs()));
}

void Siege::begin(Nemesis* nemesis) {
    if (nemesis != nullptr)
        QObject::connect(&crowd, &Crowd::acked, nemesis, &Nemesis::onAcked);
    crowd.start(cluster.urls());
}

QString Siege::finish(std::chrono::milliseconds limit) {
    crowd.finish();
    if (!waitUntil([this] { return crowd.allAcked(); }))
        return QString(crowd.unfinished() % u'\n' % QString::fromUtf8(cluster.logs()));
    return crowd.gather(cluster.url(0), limit);
}

QStringList Siege::brokenPromises() {
    crowd.leave();
    qInfo("%s", qPrintable(crowd.summary()));
    FinalDatabase database(cluster.database());
    return crowd.brokenPromises(database);
}

} // namespace confab::test
