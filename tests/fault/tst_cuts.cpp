// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/siege.h"
#include "tests/fault/verdict.h"
#include "tests/support/waiting.h"

#include <algorithm>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

/// The load. The long form: --sends 50000 --offline 60.
struct Form {
    quint64 seed = 0;
    int sends = 4'000;
    int offline = 4; ///< seconds, at most
};

constexpr int cutPercent = 30;
constexpr qint64 mostCatchUpMs = 2'000;
constexpr int muchMissed = 1'000;
constexpr size_t muchAway = 2; // clients that miss so much at once

/// Whether this piece of a server's JSON stream contains a message's acknowledgement.
bool acknowledges(const QByteArray& piece) {
    return piece.contains(R"("result":{"at":)") || piece.contains(R"("result":{"seq":)");
}

} // namespace

/// Connections break, and clients come back to another node.
class TestCuts : public QObject {
    Q_OBJECT

public:
    explicit TestCuts(Form form) : m_form(form), m_random(form.seed) {}

private Q_SLOTS:
    void storedOnceWhenTheAnswerIsLost();
    void caughtUpAtAnotherNode();

private:
    int random(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
    void cutNowAndThen(Sender& sender, const bool& over);

    const Form m_form;
    std::mt19937_64 m_random;
};

/// In three of ten answers the connection is reset between the commit and the acknowledgement: the message is sent
/// again to another node, and is there once.
void TestCuts::storedOnceWhenTheAnswerIsLost() {
    Siege siege({},
                {.clients = 18, .sends = m_form.sends, .inFlight = 2, .roam = true, .json = true, .seed = m_form.seed});
    VERIFY_NOTHING(siege.prepare());
    std::vector<std::unique_ptr<TcpProxy>> proxies;
    QList<QUrl> urls;
    for (int i = 0; i < siege.cluster.nodes(); ++i) {
        QUrl url = siege.cluster.url(i);
        proxies.push_back(std::make_unique<TcpProxy>(url.host(), quint16(url.port())));
        QVERIFY(proxies.back()->listen());
        proxies.back()->judgeBy([this](TcpProxy::Way way, const QByteArray& piece) {
            const bool cut = way == TcpProxy::Way::ToClient && acknowledges(piece) && random(1, 100) <= cutPercent;
            return cut ? TcpProxy::Verdict::Cut : TcpProxy::Verdict::Pass;
        });
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(proxies.back()->port());
        urls.append(url);
    }
    siege.crowd.start(urls);
    const auto limit = patience + 30ms * m_form.sends;
    const bool done = waitUntil([&] { return siege.crowd.allAcked(); }, limit);
    const QString finished = done ? siege.finish(patience / 4) : siege.crowd.unfinished();
    int cuts = 0;
    for (const auto& proxy : proxies)
        cuts += proxy->cuts();
    qInfo("%d answers lost", cuts);
    VERIFY_KEPT(siege.brokenPromises(), m_form.seed);
    VERIFY_NOTHING(finished);
    FinalDatabase database(siege.cluster.database());
    QCOMPARE(database.rows(QStringLiteral("SELECT count(*) FROM messages")).value(0).value(0).toInt(), m_form.sends);
    QVERIFY(cuts * 10 > m_form.sends); // several acknowledgements may be lost in one cut
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

/// Each client is cut every 2 to 10 s and stays away for a while; two of them until more than a thousand messages have
/// passed.
void TestCuts::caughtUpAtAnotherNode() {
    const int sends = m_form.sends * 3 / 2;
    Siege siege({}, {.clients = 24, .rooms = 2, .sends = sends, .every = 60ms, .roam = true, .seed = m_form.seed});
    VERIFY_NOTHING(siege.prepare());
    siege.begin();
    bool over = false;
    const auto& senders = siege.crowd.senders();
    for (size_t i = muchAway; i < senders.size(); ++i)
        cutNowAndThen(*senders[i], over);
    int acked = 0;
    QObject::connect(&siege.crowd, &Crowd::acked, &siege.cluster, [&] {
        ++acked;
        for (size_t i = 0; i < muchAway; ++i) {
            if (acked == sends / 4)
                senders[i]->cut(24h);
            else if (acked == sends / 4 + muchMissed + muchMissed / 5)
                senders[i]->cut(0ms); // back
        }
    });
    const auto limit = patience + 60ms * sends;
    const bool done = waitUntil([&] { return siege.crowd.allAcked(); }, limit);
    over = true;
    const std::chrono::seconds away(m_form.offline); // the last of them come back after that
    const QString finished = done ? siege.finish(patience / 4 + away) : siege.crowd.unfinished();

    std::vector<qint64> caughtUp;
    int elsewhere = 0;
    Seq mostMissed = 0;
    const auto returns = siege.crowd.returns();
    for (const SenderHistory::Return& one : returns) {
        elsewhere += one.elsewhere ? 1 : 0;
        mostMissed = std::max(mostMissed, one.missed);
        if (one.missed <= 2 * muchMissed)
            caughtUp.push_back(one.caughtUp);
    }
    qInfo("%lld returns, %d of them to another node; at most %lld events missed; ms until they were shown: %s",
          qlonglong(returns.size()), elsewhere, qlonglong(mostMissed), qPrintable(spread(caughtUp)));
    VERIFY_KEPT(siege.brokenPromises(), m_form.seed);
    VERIFY_NOTHING(finished);
    QVERIFY(elsewhere > 0 && elsewhere == returns.size());
    QVERIFY(mostMissed >= muchMissed);
    QVERIFY(percentile(caughtUp, 99) <= mostCatchUpMs);
    QVERIFY2(siege.cluster.stop(), siege.cluster.logs().constData());
}

void TestCuts::cutNowAndThen(Sender& sender, const bool& over) {
    QTimer::singleShot(random(2'000, 10'000), &sender, [this, &sender, &over] {
        if (over)
            return;
        sender.cut(std::chrono::milliseconds(random(0, m_form.offline * 1000)));
        cutNowAndThen(sender, over);
    });
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.sends = arguments.number(QStringLiteral("sends"), form.sends);
    form.offline = arguments.number(QStringLiteral("offline"), form.offline);
    TestCuts test(form);
    return arguments.run(test);
}

#include "tst_cuts.moc"
