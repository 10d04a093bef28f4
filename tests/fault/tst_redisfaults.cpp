// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/guest.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <algorithm>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

/// The load. The long form: --faults 60 --sends 50000.
struct Form {
    quint64 seed = 0;
    int faults = 6;
    int sends = 3'000;
};

constexpr qint64 mostDelayMs = 2'500;

} // namespace

/// Redis fails in every way: that costs some time, and no message.
class TestRedisFaults : public QObject {
    Q_OBJECT

public:
    explicit TestRedisFaults(Form form) : m_form(form) {}

private Q_SLOTS:
    void polledWhileItIsAway();
    void filledWhatItLost();

private:
    const Form m_form;
};

/// Killed, frozen for 5 s, emptied: messages always reach the other nodes within 2.5 s, and presence is right within 15
/// s.
void TestRedisFaults::polledWhileItIsAway() {
    Siege siege({}, {.clients = 18,
                     .sends = 1'000'000,
                     .inFlight = 8,
                     .every = 60ms,
                     .stay = true,
                     .apart = true,
                     .seed = m_form.seed});
    VERIFY_NOTHING(siege.prepare());
    const Nemesis::Plan plan{{{Fault::Kind::KillRedis, 0ms, 3000ms},
                              {Fault::Kind::FreezeRedis, 5000ms, 5000ms},
                              {Fault::Kind::FlushRedis, 0ms, 0ms}},
                             m_form.faults,
                             m_form.faults * 400,
                             m_form.seed};
    Nemesis nemesis(siege.target(), plan);
    DeliveryClock clock;
    QObject::connect(&siege.crowd, &Crowd::acked, &clock, &DeliveryClock::onAcked);
    QObject::connect(&siege.crowd, &Crowd::shown, &clock, &DeliveryClock::onShown);
    siege.begin(&nemesis);
    QVERIFY2(waitUntil([&] { return nemesis.isDone(); }, patience + 10s * m_form.faults),
             siege.cluster.logs().constData());
    qInfo("%s", qPrintable(nemesis.summary()));

    // A client that enters now, on any node, is told of all the others, and of no one else.
    QSet<UserId> everybody;
    for (const auto& sender : siege.crowd.senders())
        everybody.insert(sender->history().user);
    const qint64 healed = steadyMs();
    const Person asker = newPerson(siege.cluster.url(0), QStringLiteral("Asker"), Codec::Json);
    QVERIFY(asker);
    const RoomId room = siege.crowd.rooms().first();
    VERIFY_DONE(asker->call(RoomJoin{room, {}}));
    Guest guest({siege.cluster.url(2)}, asker.auth, room, 1);
    everybody.insert(asker.id());
    guest.start();
    const bool right = waitUntil([&] { return guest.isIn() && guest.here() == everybody; }, 15s);
    qInfo("%lld of %lld are seen %lld ms after the last fault", qlonglong(guest.here().size()),
          qlonglong(everybody.size()), steadyMs() - healed);
    guest.stop();

    const QString finished = siege.finish(patience / 4);
    qInfo("ms from the acknowledgement to the others: %s", qPrintable(spread(clock.delays())));
    VERIFY_KEPT(siege.brokenPromises(), m_form.seed);
    VERIFY_NOTHING(finished);
    QVERIFY(right);
    QVERIFY(clock.count() > 0);
    QVERIFY2(percentile(clock.delays(), 100) <= mostDelayMs, "messages come too late while Redis is away");
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

/// Three of ten published messages are lost, one of ten comes twice, and all come late and in any order: all clients
/// have the same log within 3 s after the last acknowledgement.
void TestRedisFaults::filledWhatItLost() {
    Siege siege({.troubled = true, .seed = m_form.seed},
                {.clients = 18, .sends = m_form.sends, .inFlight = 4, .stay = true, .seed = m_form.seed});
    VERIFY_NOTHING(siege.prepare());
    for (int i = 0; i < siege.cluster.nodes(); ++i)
        siege.cluster.proxy(i).set({.lostPercent = 30, .repeatedPercent = 10, .latest = 800ms});
    siege.begin();
    const QString finished = [&] {
        const auto limit = patience + 20ms * m_form.sends;
        return waitUntil([&] { return siege.crowd.allAcked(); }, limit) ? siege.finish(3s) : siege.crowd.unfinished();
    }();
    RespProxy::Counts counts;
    for (int i = 0; i < siege.cluster.nodes(); ++i) {
        const RespProxy::Counts one = siege.cluster.proxy(i).counts();
        counts = {counts.messages + one.messages, counts.lost + one.lost, counts.repeated + one.repeated};
    }
    qInfo("%d published messages on their way to nodes: %d lost, %d repeated", counts.messages, counts.lost,
          counts.repeated);
    VERIFY_KEPT(siege.brokenPromises(), m_form.seed);
    VERIFY_NOTHING(finished);
    QVERIFY(counts.messages >= m_form.sends); // each goes to two other nodes
    QVERIFY(counts.lost * 5 > counts.messages && counts.repeated > 0);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.faults = arguments.number(QStringLiteral("faults"), form.faults);
    form.sends = arguments.number(QStringLiteral("sends"), form.sends);
    TestRedisFaults test(form);
    return arguments.run(test);
}

#include "tst_redisfaults.moc"
