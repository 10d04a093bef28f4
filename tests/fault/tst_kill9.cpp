// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/crowd.h"
#include "tests/fault/lonetarget.h"
#include "tests/fault/nemesis.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/verdict.h"
#include "tests/support/waiting.h"

using namespace confab;
using namespace confab::test;

namespace {

/// The load. The long form: --kills 150 --sends 100000.
struct Form {
    quint64 seed = 0;
    int kills = 16;
    int sends = 5'000;
};

} // namespace

/// Twenty clients send while the daemon is killed with SIGKILL again and again. Every message that was acknowledged is
/// there, once, under its acknowledged seq; seq has no holes; all clients saw the same history.
class TestKill9 : public QObject {
    Q_OBJECT

public:
    explicit TestKill9(Form form) : m_form(form) {}

private Q_SLOTS:
    void keepsWhatItAcknowledged();

private:
    const Form m_form;
};

void TestKill9::keepsWhatItAcknowledged() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    Crowd crowd({.sends = m_form.sends, .seed = m_form.seed});
    VERIFY_NOTHING(crowd.meet({daemon.url()}));

    LoneTarget target(daemon);
    Nemesis nemesis(target, {{{Fault::Kind::KillNode}}, m_form.kills, m_form.sends, m_form.seed});
    connect(&crowd, &Crowd::acked, &nemesis, &Nemesis::onAcked);
    crowd.start({daemon.url()});
    const auto limit = patience + std::chrono::milliseconds(10) * m_form.sends;
    const bool done = waitUntil([&] { return nemesis.isDone() && crowd.allAcked(); }, limit);
    qInfo("%d kills, %d of them while it was starting", nemesis.strikes(), nemesis.strikesWhileStarting());
    // A broken promise says more than a missing message, so the logs are read in any case.
    if (!done) {
        qWarning("%s", qPrintable(crowd.unfinished()));
        if (nemesis.isDone())
            qWarning("stderr of the daemon: %s", daemon.errors().constData());
    }
    const QString gathered = crowd.gather(daemon.url(), patience / 4);
    crowd.leave();
    QCOMPARE(daemon.stop(), 0);

    qInfo("%s", qPrintable(crowd.summary()));
    FinalDatabase database(daemon.databaseFile());
    VERIFY_KEPT(crowd.brokenPromises(database), m_form.seed);
    VERIFY_NOTHING(gathered);
    QVERIFY2(done, qPrintable(crowd.unfinished()));
    QCOMPARE(nemesis.strikes(), m_form.kills);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.kills = arguments.number(QStringLiteral("kills"), form.kills);
    form.sends = arguments.number(QStringLiteral("sends"), form.sends);
    TestKill9 test(form);
    return arguments.run(test);
}

#include "tst_kill9.moc"
