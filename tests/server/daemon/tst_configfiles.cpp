// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/configfiles.h"
#include "tests/support/tlsfiles.h"

#include <QFile>
#include <QTest>

using namespace confab;
using namespace confab::test;

/// What --check-config says of files before a start would; the pairs of certificate and key are in tst_tls.
class TestConfigFiles : public QObject {
    Q_OBJECT

private:
    TlsFiles m_tls; // good for two days
    QTemporaryDir m_folder;
    const QDateTime m_now = QDateTime::currentDateTimeUtc();

    Config withTls() const {
        Config config;
        config.tlsCertificateFile = m_tls.certificateFile();
        config.tlsKeyFile = m_tls.keyFile();
        return config;
    }
    QString file(const QString& name, const QByteArray& content, QFile::Permissions permissions) const {
        QFile file(m_folder.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        return written && file.setPermissions(permissions) ? file.fileName() : QString();
    }
    static QString complaint(const Config& config) {
        const Result<QStringList> checked = checkFiles(config, QDateTime::currentDateTimeUtc());
        return checked ? QString() : checked.error().message;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_tls.make()); }

    void withoutFilesThereIsNothingToSay() {
        const Result<QStringList> checked = checkFiles({}, m_now);
        QVERIFY(checked && checked->isEmpty());
    }

    void aCertificatesTime() {
        const auto remark = [this](int days) { return checkFiles(withTls(), m_now.addDays(days))->join(u' '); };
        QVERIFY2(remark(3).contains(u"expired at "), qUtf8Printable(remark(3)));
        QVERIFY2(remark(-3).contains(u"not valid before "), qUtf8Printable(remark(-3)));
        QVERIFY2(remark(0).contains(u"expires soon"), qUtf8Printable(remark(0)));
        for (const int days : {-3, 0, 3})
            QVERIFY(remark(days).contains(m_tls.certificateFile()));
    }

    void aBrokenPair() {
        Config config = withTls();
        config.tlsKeyFile = m_tls.certificateFile();
        QVERIFY2(complaint(config).contains(config.tlsKeyFile), qUtf8Printable(complaint(config)));
    }

    void passwords() {
        const QFile::Permissions owners = QFile::ReadOwner | QFile::WriteOwner;
        for (QString Config::*setting : {&Config::databasePasswordFile, &Config::redisPasswordFile}) {
            Config config;
            config.*setting = file(QStringLiteral("guarded"), "secret\n", owners);
            QCOMPARE(complaint(config), QString());
            config.*setting = file(QStringLiteral("open"), "canary\n", owners | QFile::ReadOther);
            QVERIFY(complaint(config).contains(config.*setting) && !complaint(config).contains(u"canary"));
            config.*setting = m_folder.filePath(QStringLiteral("none"));
            QVERIFY(complaint(config).contains(config.*setting));
        }
    }

    void certificatesToTrust() {
        Config config;
        config.redisCaFile = m_tls.certificateFile();
        QCOMPARE(complaint(config), QString());
        config.redisCaFile = m_tls.keyFile();
        QVERIFY(complaint(config).contains(config.redisCaFile));
    }
};

QTEST_GUILESS_MAIN(TestConfigFiles)
#include "tst_configfiles.moc"
