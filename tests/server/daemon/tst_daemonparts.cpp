// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/admindoor.h"
#include "server/daemon/daemon.h"
#include "server/daemon/datafolder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace confab;

/// The parts together: start, refusal to start, stop with work in hand.
class TestDaemon : public QObject {
    Q_OBJECT

private:
    static Config configIn(const QTemporaryDir& folder) {
        Config config;
        config.data = folder.filePath(QStringLiteral("data"));
        config.listen = QStringList{QStringLiteral("127.0.0.1:0")};
        return config;
    }

private Q_SLOTS:
    void startsAndStops() {
        const QTemporaryDir folder;
        for (int i = 0; i < 2; ++i) { // the second time with what the first made
            Daemon daemon(configIn(folder));
            const Status started = daemon.start();
            QVERIFY2(started, started ? "" : qPrintable(started.error().message));
            QCOMPARE(daemon.addresses().size(), 1);
            QVERIFY(!daemon.addresses()[0].endsWith(QStringLiteral(":0")));
        }
#ifdef Q_OS_UNIX
        QVERIFY(!(QFile::permissions(configIn(folder).data) & (QFile::ReadGroup | QFile::ReadOther)));
#endif
    }

    void anAddressThatIsTaken() {
        const QTemporaryDir folder;
        Daemon first(configIn(folder));
        QVERIFY(first.start());
        const QTemporaryDir other;
        Config config = configIn(other);
        config.listen = first.addresses();
        Daemon second(config);
        const Status started = second.start();
        QVERIFY(!started);
        QVERIFY2(started.error().message.contains(config.listen[0]), qPrintable(started.error().message));
    }

    void aFolderThatIsInUseOrCannotBe() {
        const QTemporaryDir folder;
        Daemon first(configIn(folder));
        QVERIFY(first.start());
        Daemon second(configIn(folder));
        QVERIFY(!second.start());
        Config nowhere = configIn(folder);
        nowhere.data = QStringLiteral("/proc/no/such/folder");
        Daemon third(nowhere);
        const Status started = third.start();
        QVERIFY(!started);
        QVERIFY(started.error().message.contains(nowhere.data));
    }

    void whatWasAskedBeforeTheStopIsAnswered() {
        const QTemporaryDir folder;
        const Config config = configIn(folder);
        {
            const auto door = openAdminDoor(config);
            QVERIFY(door);
            QVERIFY((*door)->ask({{QStringLiteral("do"), QStringLiteral("user.add")},
                                  {QStringLiteral("name"), QStringLiteral("Ana")},
                                  {QStringLiteral("email"), QStringLiteral("ana@example.org")},
                                  {QStringLiteral("password"), QStringLiteral("a good password")}}));
        }
        IoInboxes inboxes;
        inboxes.push_back(std::make_unique<IoInbox>());
        std::vector<bool> answers; // whether each has a value
        inboxes[0]->attach([&answers](std::vector<Outbound>& batch) {
            for (const Outbound& item : batch) {
                if (const auto* answered = std::get_if<CallReply>(&item))
                    answers.push_back(answered->result.has_value());
            }
        });
        Health health;
        auto parts = ChatParts::make(config, inboxes, health);
        QVERIFY(parts);
        Mailbox<Inbound>& chat = (*parts)->service().inbox();
        for (quint64 i = 1; i <= 5; ++i) {
            const AccountLogin login{QStringLiteral("ana@example.org"), Secret{QStringLiteral("a good password")}, {}};
            chat.post(Opened{{0, i}, {}});
            chat.post(CallRequest{{0, i}, i, login});
        }
        QTRY_COMPARE((*parts)->service().unanswered(), 5);
        (*parts)->finish();
        QTRY_COMPARE(answers, std::vector<bool>(5, true));
    }
};

QTEST_GUILESS_MAIN(TestDaemon)
#include "tst_daemonparts.moc"
