// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/support/waiting.h"

using namespace confab;
using namespace confab::test;

namespace {

/// The load. The long form: --kills 150 --sends 100000.
struct Form {
    quint64 seed = 0;
    int kills = 12;
    int sends = 6'000;
};

} // namespace

/// Three nodes, of which a random one is killed with SIGKILL again and again while clients send, and come back to any
/// of them: no message that was acknowledged is lost, none is there twice, and all clients saw the same order.
class TestNodeKills : public QObject {
    Q_OBJECT

public:
    explicit TestNodeKills(Form form) : m_form(form) {}

private Q_SLOTS:
    void keepsWhatWasAcknowledged();

private:
    const Form m_form;
};

void TestNodeKills::keepsWhatWasAcknowledged() {
    Siege siege({}, {.clients = 18, .sends = m_form.sends, .seed = m_form.seed});
    VERIFY_NOTHING(siege.prepare());
    Nemesis nemesis(siege.target(), {{{Fault::Kind::KillNode}}, m_form.kills, m_form.sends, m_form.seed});
    siege.begin(&nemesis);
    const auto limit = patience + std::chrono::milliseconds(20) * m_form.sends;
    const bool done = waitUntil([&] { return nemesis.isDone() && siege.crowd.allAcked(); }, limit);
    qInfo("%d kills, %d of them while it was starting", nemesis.strikes(), nemesis.strikesWhileStarting());
    if (!done)
        qWarning("%s\n%s", qPrintable(siege.crowd.unfinished()), siege.cluster.logs().constData());
    const QString gathered = siege.crowd.gather(siege.cluster.url(0), patience / 4);
    VERIFY_KEPT(siege.brokenPromises(), m_form.seed);
    VERIFY_NOTHING(gathered);
    QVERIFY(done);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.kills = arguments.number(QStringLiteral("kills"), form.kills);
    form.sends = arguments.number(QStringLiteral("sends"), form.sends);
    TestNodeKills test(form);
    return arguments.run(test);
}

#include "tst_nodekills.moc"
