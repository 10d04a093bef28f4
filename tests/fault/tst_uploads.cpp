// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/fault/deliveryclock.h"
#include "tests/fault/runarguments.h"
#include "tests/support/calmserver.h"
#include "tests/support/processfigures.h"
#include "tests/support/sanitized.h"
#include "tests/support/waiting.h"

#include <QTcpSocket>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

/// The load. The long form: --uploads 100 --mib 50, which takes 5 GiB of the disk for a while.
struct Form {
    int uploads = 30;
    int mebibytesEach = 8;
};

constexpr qint64 mostGrowth = 32 * 1024 * 1024;
constexpr qint64 smallDelayUs = 20'000; // of a machine that many programs share
constexpr int calmTime = 1000;          // ms: some 200 answers

} // namespace

/// Many uploads at once: the server's memory hardly grows, and who chats meanwhile notices little.
class TestUploads : public QObject {
    Q_OBJECT

public:
    explicit TestUploads(Form form) : m_form(form) {}

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start() && m_calm.start()); }
    void hurtNobody();

private:
    std::vector<std::unique_ptr<QTcpSocket>> begin(const QByteArray& content);

    const Form m_form;
    FileServer m_server{{QStringLiteral("--files-per-user"), QStringLiteral("16G")}};
    CalmServer m_calm;
};

std::vector<std::unique_ptr<QTcpSocket>> TestUploads::begin(const QByteArray& content) {
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < m_form.uploads; ++i) {
        auto& socket = *sockets.emplace_back(std::make_unique<QTcpSocket>());
        const QByteArray own = QByteArray::number(i).rightJustified(8, '0'); // so that each is another file
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_server.daemon.port());
        socket.write(m_server.files().head(
                         "POST /files", "Content-Length: " + QByteArray::number(content.size() + own.size()) + "\r\n") +
                     own);
        socket.write(content); // shared, by all of them
    }
    return sockets;
}

void TestUploads::hurtNobody() {
    const QByteArray content = someBytes(qsizetype(m_form.mebibytesEach) * 1024 * 1024 - 8);
    QCOMPARE(m_server.files().post(content.left(1'000'000)).status, 201); // what is made once is made
    const auto probe = [this] { return LatencyProbe(doorOf(m_server.daemon), m_server.ana.auth.accessToken); };
    LatencyProbe before = probe();
    QVERIFY(before.begin());
    QTest::qWait(calmTime); // the time is the thing measured
    const std::vector<qint64> usual = before.end();

    MemoryPeak memory(m_server.daemon.pid());
    LatencyProbe victim = probe();
    QVERIFY(victim.begin() && m_calm.probe().begin());
    const auto sockets = begin(content);
    for (const auto& socket : sockets)
        QVERIFY(waitUntil([&] { return socket->peek(64).contains("\r\n"); }, std::chrono::minutes(5)));
    const std::vector<qint64> calm = m_calm.probe().end();
    const std::vector<qint64> took = victim.end();
    const qint64 growth = memory.growth();
    for (const auto& socket : sockets)
        QVERIFY2(socket->peek(64).startsWith("HTTP/1.1 201 "), socket->readAll().constData());
    qInfo("%d uploads of %d MiB; answers in us: %s, before: %s, of a server without uploads: %s; memory +%.1f MiB",
          m_form.uploads, m_form.mebibytesEach, qPrintable(spread(took)), qPrintable(spread(usual)),
          qPrintable(spread(calm)), mebibytes(growth));
    QVERIFY(!usual.empty() && usual.back() >= 0 && !took.empty() && took.back() >= 0);
    if (!keepsFreedMemory)
        QVERIFY2(growth <= mostGrowth, "memory");
    const qint64 bound = std::max(smallDelayUs, 2 * percentile(usual, 99));
    QVERIFY2(isWithin(percentile(took, 99), bound, percentile(calm, 99)), "the chat");
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.uploads = arguments.number(QStringLiteral("uploads"), form.uploads);
    form.mebibytesEach = arguments.number(QStringLiteral("mib"), form.mebibytesEach);
    TestUploads test(form);
    return arguments.run(test);
}

#include "tst_uploads.moc"
