// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/appledger.h"
#include "tests/fault/apprun.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/verdict.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QRandomGenerator>

using namespace confab;
using namespace confab::test;

namespace {

/// The long form: --kills 100.
struct Form {
    quint64 seed = 0;
    int kills = 8;
};

} // namespace

/// The app is killed with SIGKILL at any moment, also while it starts, while it writes, sends, edits and reads on a
/// line that breaks and stalls. Its store opens, nothing that was acknowledged is missing, nothing that was typed more
/// than 500 ms before is lost, and nothing is sent twice.
class TestAppKills : public QObject {
    Q_OBJECT

public:
    explicit TestAppKills(Form form) : m_form(form), m_random(quint32(form.seed)) {}

private Q_SLOTS:
    void init();
    void keepsWhatItPromised();

private:
    void killOneRun(int number);
    void weather();
    AppRun::Options options(int run);
    QList<Message> logOf(RoomId room);
    void runToTheEnd(const QString& mode);

    const Form m_form;
    QRandomGenerator m_random;
    DaemonProcess m_daemon;
    std::unique_ptr<TcpProxy> m_proxy;
    Person m_ana;
    QList<RoomId> m_rooms;
    QTemporaryDir m_folder;
    QString m_key; // of the account
    AppLedger m_ledger;
    int m_starting = 0;
};

void TestAppKills::init() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    m_proxy = std::make_unique<TcpProxy>(QStringLiteral("127.0.0.1"), m_daemon.port());
    QVERIFY(m_proxy->listen());
    m_ana = newPerson(m_daemon, QStringLiteral("Ana"), Codec::Cbor);
    QVERIFY(m_ana);
    for (const QString& name : {QStringLiteral("One"), QStringLiteral("Two")})
        m_rooms.append(newRoom(m_ana, name).id);
    QVERIFY(m_rooms[0] && m_rooms[1]);
}

AppRun::Options TestAppKills::options(int run) {
    QUrl url = m_daemon.url();
    url.setPort(m_proxy->port());
    return {m_folder.path(), url.toString(), m_ana.email, m_random.generate(), run};
}

/// The line for the next while: as it should be, slow, or so slow that answers come after the end.
void TestAppKills::weather() {
    const int chance = m_random.bounded(10);
    m_proxy->delayBy(std::chrono::milliseconds(chance < 6 ? 0 : chance < 8 ? 60 : 3000));
    if (m_random.bounded(4) == 0)
        m_proxy->cutAll();
}

void TestAppKills::killOneRun(int number) {
    AppRun run(options(number), QStringLiteral("work"));
    const bool earlier = m_random.bounded(5) == 0; // while it starts
    if (!earlier)
        QVERIFY2(waitUntil([&] { return run.has(AppReport::Ready) || !run.isRunning(); }), run.errors().constData());
    // The moment of the kill is what is tested: time that passes, no wait for a condition.
    const int moments = m_random.bounded(1, 4);
    for (int moment = 0; moment < moments; ++moment) {
        weather();
        waitUntil([] { return false; }, std::chrono::milliseconds(m_random.bounded(5, earlier ? 60 : 500)));
    }
    if (!run.isRunning())
        QVERIFY2(false, run.errors().constData());
    run.kill();
    m_starting += run.has(AppReport::Ready) ? 0 : 1;
    for (const AppReport& report : run.reports()) {
        if (report.kind == AppReport::Account)
            m_key = report.text;
    }
    m_ledger.killed(run.reports(), m_folder.path(), m_key);
}

/// Nothing waits any more; the rooms show what the server has.
void TestAppKills::runToTheEnd(const QString& mode) {
    AppRun run(options(0), mode);
    QVERIFY2(waitUntil([&] { return run.has(AppReport::Settled) || !run.isRunning(); }), run.errors().constData());
    QVERIFY2(run.has(AppReport::Settled), run.errors().constData());
    QVERIFY(run.quit());
    for (const RoomId room : std::as_const(m_rooms))
        m_ledger.compareRows(mode, run.reports(), room, logOf(room));
}

QList<Message> TestAppKills::logOf(RoomId room) {
    QList<Message> log;
    std::optional<Seq> before;
    for (bool more = true; more;) {
        const auto page = m_ana->callUntilServed(RoomHistory{room, before, 100});
        if (!page)
            return {};
        for (const Message& message : page->messages) // newest first
            log.prepend(message);
        more = page->more && !page->messages.isEmpty();
        before = log.isEmpty() ? before : std::optional(log.first().seq);
    }
    return log;
}

void TestAppKills::keepsWhatItPromised() {
    {
        AppRun first(options(0), QStringLiteral("begin"), m_ana.password);
        QVERIFY2(waitUntil([&] { return first.has(AppReport::Ready); }), first.errors().constData());
        QVERIFY(first.quit());
        m_key = first.reports().first().text;
    }
    for (int kill = 1; kill <= m_form.kills; ++kill) {
        killOneRun(kill);
        if (QTest::currentTestFailed())
            return;
    }
    m_proxy->delayBy(std::chrono::milliseconds(0));
    m_proxy->cutAll();
    runToTheEnd(QStringLiteral("settle"));
    if (QTest::currentTestFailed())
        return;
    for (const RoomId room : std::as_const(m_rooms))
        m_ledger.compare(room, logOf(room));
    m_proxy->pointAt(QStringLiteral("127.0.0.1"), 1); // no server any more
    m_proxy->cutAll();
    runToTheEnd(QStringLiteral("look"));
    qInfo("%s; %d were killed while they started", qPrintable(m_ledger.summary()), m_starting);
    const QStringList aside = QDir(m_folder.path()).entryList({QStringLiteral("*.unreadable*")}, QDir::Files);
    QVERIFY2(aside.isEmpty(), qPrintable(aside.join(u' ')));
    VERIFY_KEPT(m_ledger.broken(), m_form.seed);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.kills = arguments.number(QStringLiteral("kills"), form.kills);
    TestAppKills test(form);
    return arguments.run(test);
}

#include "tst_appkills.moc"
