// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/configfiles.h"
#include "tests/support/tlsfiles.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace confab;
using namespace confab::test;

/// What --check-config reports of files before a start; the pairs of certificate and key are in tst_tls.
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
    static QString q(const char* text) { return QString::fromLatin1(text); }
    QString pathOf(const QString& name, const char* suffix) const {
        return m_folder.filePath(QString(name % u'.' % q(suffix)));
    }
    static QByteArray content(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A certificate "CN=Name" and its key, signed by that of `issuer`, or by itself.
    bool makeCertificate(const QString& name, const QString& issuer) const {
        const QString subject = QString(u"/CN=" % name.left(1).toUpper() % name.mid(1));
        const QStringList key{q("-newkey"), q("ec"),      q("-pkeyopt"),       q("ec_paramgen_curve:P-256"),
                              q("-nodes"),  q("-keyout"), pathOf(name, "key"), q("-subj"),
                              subject};
        const QStringList own{q("req"), q("-x509"), q("-days"), q("2"), q("-out"), pathOf(name, "pem")};
        const QStringList request{q("req"), q("-new"), q("-out"), pathOf(name, "csr")};
        const bool begun = QProcess::execute(q("openssl"), (issuer.isEmpty() ? own : request) + key) == 0;
        const bool guarded = QFile::setPermissions(pathOf(name, "key"), QFile::ReadOwner | QFile::WriteOwner);
        if (issuer.isEmpty() || !begun || !guarded)
            return begun && guarded;
        return QProcess::execute(q("openssl"), {q("x509"), q("-req"), q("-days"), q("2"), q("-CAcreateserial"),
                                                q("-in"), pathOf(name, "csr"), q("-CA"), pathOf(issuer, "pem"),
                                                q("-CAkey"), pathOf(issuer, "key"), q("-out"), pathOf(name, "pem")}) ==
               0;
    }
    static QString complaint(const Config& config) {
        const Result<QStringList> checked = checkFiles(config, QDateTime::currentDateTimeUtc());
        return checked ? QString() : checked.error().message;
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_tls.make());
        QVERIFY(makeCertificate(q("root"), {}));
        QVERIFY(makeCertificate(q("middle"), q("root")));
        QVERIFY(makeCertificate(q("leaf"), q("middle")));
    }

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

    /// Clients need the chain from the server's certificate to a root that they know.
    void aCertificateWithoutItsIssuer_data() {
        QTest::addColumn<QStringList>("chain");
        QTest::addColumn<QString>("missing"); // empty: nothing
        QTest::newRow("the server's alone") << QStringList{q("leaf")} << q("CN=Middle");
        QTest::newRow("without the root") << QStringList{q("leaf"), q("middle")} << q("CN=Root");
        QTest::newRow("without what is between") << QStringList{q("leaf"), q("root")} << q("CN=Middle");
        QTest::newRow("all") << QStringList{q("leaf"), q("middle"), q("root")} << QString();
        QTest::newRow("in another order") << QStringList{q("leaf"), q("root"), q("middle")} << QString();
    }
    void aCertificateWithoutItsIssuer() {
        QFETCH(const QStringList, chain);
        QFETCH(const QString, missing);
        QByteArray pem;
        for (const QString& name : chain)
            pem += content(pathOf(name, "pem"));
        Config config;
        config.tlsCertificateFile = file(q("chain"), pem, QFile::ReadOwner | QFile::WriteOwner);
        config.tlsKeyFile = pathOf(q("leaf"), "key");
        const Result<QStringList> remarks = checkFiles(config, m_now);
        QVERIFY2(remarks, remarks ? "" : qUtf8Printable(remarks.error().message));
        const QString all = remarks->join(u' ');
        QCOMPARE(all.contains(u" is missing"), !missing.isEmpty());
        QVERIFY2(all.contains(QString(u"issuer " % missing)) || missing.isEmpty(), qUtf8Printable(all));
        QVERIFY2(all.contains(u"expires soon, at "), qUtf8Printable(all)); // of the whole chain
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
