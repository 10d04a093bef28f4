// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hooksender.h"
#include "server/hooks/limits.h"
#include "tests/support/hookreceiver.h"

#include <QTest>

using namespace confab;
using test::HookReceiver;

namespace {

const QString local = QStringLiteral("127.0.0.1");

} // namespace

class TestHookSender : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<HookReceiver> m_receiver;

    static HookOutcome send(HookSender& sender, const QString& url) {
        std::optional<HookOutcome> outcome;
        sender.send({url, R"({"a":1})", "sha256=00"}, [&outcome](const HookOutcome& came) { outcome = came; });
        if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 30'000))
            qFatal("no outcome");
        return *outcome;
    }

private Q_SLOTS:
    void init() {
        m_receiver = std::make_unique<HookReceiver>();
        QVERIFY(m_receiver->listen());
    }

    void speaksToAnAllowedHost() {
        HookSender sender({local});
        m_receiver->answer = R"({"text":"hello"})";
        const HookOutcome outcome = send(sender, m_receiver->url());
        QVERIFY2(outcome.isTaken, qPrintable(outcome.trouble));
        QCOMPARE(outcome.body, m_receiver->answer);
        QCOMPARE(m_receiver->requests.size(), 1);
        const HookReceiver::Request& request = m_receiver->requests.first();
        QVERIFY(request.head.startsWith("POST /hook HTTP/1.1\r\n"));
        QCOMPARE(request.body, QByteArray(R"({"a":1})"));
        QCOMPARE(request.value("Content-Type"), QByteArray("application/json"));
        QCOMPARE(request.value("X-Confab-Signature"), QByteArray("sha256=00"));
        QVERIFY(request.value("Cookie").isEmpty());
    }

    /// The name decides what is allowed, its address where it goes.
    void aNameIsLookedUp() {
        HookSender sender({QStringLiteral("localhost")});
        const QString url = m_receiver->url().replace(local, QStringLiteral("LOCALHOST"));
        const HookOutcome outcome = send(sender, url);
        if (outcome.trouble.contains(u"no answer")) // its first address is ::1, where nobody listens
            QSKIP("localhost is ::1");
        QVERIFY2(outcome.isTaken, qPrintable(outcome.trouble));
        QVERIFY(m_receiver->requests.first().value("Host").startsWith("localhost:"));
    }

    void othersHaveToBePublic_data() {
        QTest::addColumn<QString>("host");
        for (const char* host :
             {"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }
    void othersHaveToBePublic() {
        QFETCH(QString, host);
        HookSender sender({QStringLiteral("example.org")});
        const HookOutcome outcome = send(sender, m_receiver->url().replace(local, host));
        QVERIFY(!outcome.isTaken);
        QVERIFY2(!outcome.trouble.contains(u"no answer"), qPrintable(outcome.trouble)); // nobody was asked
        QVERIFY(m_receiver->requests.isEmpty());
    }

    void followsNoRedirect() {
        HookReceiver other;
        QVERIFY(other.listen());
        m_receiver->status = "307 Temporary Redirect";
        m_receiver->fields = "Location: " + other.url().toLatin1() + "\r\n";
        HookSender sender({local});
        const HookOutcome outcome = send(sender, m_receiver->url());
        QVERIFY(!outcome.isTaken);
        QCOMPARE(outcome.trouble, QStringLiteral("status 307"));
        QVERIFY(other.requests.isEmpty());
    }

    void saysWhatWentWrong() {
        HookSender sender({local});
        m_receiver->status = "410 Gone";
        QVERIFY(send(sender, m_receiver->url()).isGone);
        m_receiver->status = "500 Oops";
        const HookOutcome oops = send(sender, m_receiver->url());
        QVERIFY(!oops.isTaken && !oops.isGone);
        m_receiver->close();
        const HookOutcome nobody = send(sender, m_receiver->url(QStringLiteral("/secret")));
        QVERIFY(!nobody.isTaken);
        QVERIFY2(nobody.trouble.startsWith(u"no answer") && !nobody.trouble.contains(u"secret"),
                 qPrintable(nobody.trouble));
        QVERIFY(!send(sender, QStringLiteral("file:///etc/passwd")).isTaken);
    }

    void aLargeAnswerIsNotRead() {
        HookSender sender({local});
        m_receiver->answer = QByteArray(limits::hookAnswerBytes * 8, 'x');
        QVERIFY(send(sender, m_receiver->url()).body.isEmpty());
    }

    void itEndsWhileOneWaits() {
        m_receiver->isSilent = true;
        bool came = false;
        {
            HookSender sender({local});
            sender.send({m_receiver->url(), "{}", {}}, [&came](const HookOutcome&) { came = true; });
            QTRY_VERIFY(!m_receiver->requests.isEmpty());
        }
        QCoreApplication::processEvents();
        QVERIFY(!came);
    }
};

QTEST_GUILESS_MAIN(TestHookSender)
#include "tst_hooksender.moc"
