// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/servercheck.h"
#include "server/transport/admission/network.h"

#include <QTemporaryDir>
#include <QTest>

using namespace confab;

namespace {

using Level = Finding::Level;

constexpr qint64 gigabyte = 1'000'000'000;

QString q(const char* text) {
    return QString::fromLatin1(text);
}

QStringList textsOf(const QList<Finding>& findings, Level level) {
    QStringList texts;
    for (const Finding& finding : findings) {
        if (finding.level == level)
            texts.append(finding.text);
    }
    return texts;
}

} // namespace

/// What `confabd check` concludes from figures.
class TestServerCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void disks();
    void descriptors();
    void addresses();
    void whatTheServerSays();
    void aFolderWithoutADatabase();
    void anUnfinishedRestore();
};

void TestServerCheck::disks() {
    QCOMPARE(diskFinding(q("/d"), 100 * gigabyte, 1000 * gigabyte).level, Level::Good);
    QCOMPARE(diskFinding(q("/d"), 40 * gigabyte, 1000 * gigabyte).level, Level::Remark);
    QCOMPARE(diskFinding(q("/d"), gigabyte / 2, gigabyte).level, Level::Remark);
    const Finding full = diskFinding(q("/d"), gigabyte / 20, 1000 * gigabyte);
    QCOMPARE(full.level, Level::Bad);
    QVERIFY2(full.text.contains(q("0.1 GB of 1000.0 GB")) && full.text.contains(q("/d")), qPrintable(full.text));
}

void TestServerCheck::descriptors() {
    QCOMPARE(descriptorFinding(65'536, 60'000).level, Level::Good);
    const Finding few = descriptorFinding(1024, 60'000);
    QCOMPARE(few.level, Level::Remark);
    QVERIFY2(few.text.contains(q("LimitNOFILE=60256")), qPrintable(few.text));
}

void TestServerCheck::addresses() {
    Config config;
    QVERIFY(listenFinding(config).text.contains(q("Only this machine")));
    config.limits.addresses.proxies = {*parseSubnet(q("127.0.0.1"))};
    QCOMPARE(listenFinding(config).level, Level::Good);
    config.listen = {q(":7450"), q("127.0.0.1:7450")};
    QVERIFY(listenFinding(config).text.contains(q("nothing is encrypted")));
    config.tlsCertificateFile = q("chain.pem");
    QCOMPARE(listenFinding(config).level, Level::Good);
}

void TestServerCheck::whatTheServerSays() {
    const QTemporaryDir folder;
    Config config;
    config.data = folder.path();
    QJsonObject running{{q("isReady"), true}, {q("descriptors"), 100'000}, {q("unknownClients"), 0}};
    QCOMPARE(textsOf(checkServer(config, running), Level::Bad), QStringList());
    running.insert(q("unknownClients"), 3);
    QVERIFY(textsOf(checkServer(config, running), Level::Bad).value(0).contains(q("X-Forwarded-For")));
    running.insert(q("isReady"), false);
    running.insert(q("healthText"), q("{\"database\":\"away\"}"));
    QVERIFY(textsOf(checkServer(config, running), Level::Bad).value(0).contains(q("away")));
    QVERIFY(!textsOf(checkServer(config, std::nullopt), Level::Remark).filter(q("No server runs")).isEmpty());
}

void TestServerCheck::aFolderWithoutADatabase() {
    const QTemporaryDir folder;
    Config config;
    config.data = folder.path();
    QVERIFY(!textsOf(checkServer(config, std::nullopt), Level::Remark).filter(q("There is no database")).isEmpty());
    QFile database(folder.filePath(q("confab.db")));
    QVERIFY(database.open(QIODevice::WriteOnly) && database.write(QByteArray(8192, 'x')) == 8192 && database.flush());
    QVERIFY(textsOf(checkServer(config, std::nullopt), Level::Bad).value(0).contains(q("confab.db")));
}

void TestServerCheck::anUnfinishedRestore() {
    const QTemporaryDir folder;
    Config config;
    config.data = folder.path();
    QFile mark(folder.filePath(q("restore.unfinished")));
    QVERIFY(mark.open(QIODevice::WriteOnly));
    QVERIFY(textsOf(checkServer(config, std::nullopt), Level::Bad).value(0).contains(q("confabd restore")));
}

QTEST_GUILESS_MAIN(TestServerCheck)
#include "tst_servercheck.moc"
