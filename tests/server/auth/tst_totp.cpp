// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/passwords.h"
#include "server/auth/secretseal.h"
#include "server/auth/tokens.h"
#include "server/auth/totp.h"

#include <QSet>
#include <QTest>
#include <QUrlQuery>

using namespace confab;

/// One-time codes against the vectors of their RFCs, and what is kept of them.
class TestTotp : public QObject {
    Q_OBJECT

private:
    const QByteArray m_secret = "12345678901234567890"; // of RFC 6238, appendix B
    static UtcTime at(qint64 seconds) { return UtcTime{seconds * 1000}; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(Passwords::prepare()); }

    void theVectorsOfTheRfcHold_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("1970") << qint64(59) << QStringLiteral("94287082");
        QTest::newRow("2005") << qint64(1111111109) << QStringLiteral("07081804");
        QTest::newRow("2005, a step later") << qint64(1111111111) << QStringLiteral("14050471");
        QTest::newRow("2009") << qint64(1234567890) << QStringLiteral("89005924");
        QTest::newRow("2033") << qint64(2000000000) << QStringLiteral("69279037");
        QTest::newRow("2603") << qint64(20000000000) << QStringLiteral("65353130");
    }
    void theVectorsOfTheRfcHold() {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        const qint64 step = totp::stepAt(at(seconds));
        QCOMPARE(totp::codeAt(m_secret, step, 8), code);
        QCOMPARE(totp::codeAt(m_secret, step), code.right(6));
        QCOMPARE(totp::stepOf(Secret{code.right(6)}, m_secret, 0, at(seconds)), std::optional(step));
    }

    void aCodeIsGoodForAStepBeforeAndBehindItsOwn() {
        const qint64 step = totp::stepAt(at(1'700'000'000));
        const Secret code{totp::codeAt(m_secret, step)};
        for (const qint64 off : {-1, 0, 1})
            QCOMPARE(totp::stepOf(code, m_secret, 0, at((step + off) * 30)), std::optional(step));
        for (const qint64 off : {-2, 2})
            QCOMPARE(totp::stepOf(code, m_secret, 0, at((step + off) * 30)), std::optional<qint64>());
    }

    void aUsedStepAndThoseBeforeItAreNoMoreGood() {
        const qint64 step = totp::stepAt(at(1'700'000'000));
        const UtcTime now = at(step * 30);
        QVERIFY(!totp::stepOf(Secret{totp::codeAt(m_secret, step)}, m_secret, step, now));
        QVERIFY(!totp::stepOf(Secret{totp::codeAt(m_secret, step - 1)}, m_secret, step, now));
        QCOMPARE(totp::stepOf(Secret{totp::codeAt(m_secret, step + 1)}, m_secret, step, now), std::optional(step + 1));
    }

    void whatIsNoCodeIsNone() {
        const UtcTime now = at(1'700'000'000);
        const QString code = totp::codeAt(m_secret, totp::stepAt(now));
        QVERIFY(totp::stepOf(Secret{QString(code.left(3) % u' ' % code.mid(3))}, m_secret, 0, now));
        for (const QString& other : {QString(), code.left(5), QString(code % u'0'), QStringLiteral("abcdef")})
            QVERIFY2(!totp::stepOf(Secret{other}, m_secret, 0, now), qPrintable(other));
    }

    void secretsAreWrittenInBase32() {
        QCOMPARE(totp::base32("foobar"), QStringLiteral("MZXW6YTBOI")); // RFC 4648, 10
        QCOMPARE(totp::base32("f"), QStringLiteral("MY"));
        QCOMPARE(totp::base32(totp::newSecret()).size(), 32);
        QVERIFY(totp::newSecret() != totp::newSecret());
    }

    void appsReadTheUri() {
        const Secret uri = totp::uriOf(m_secret, QStringLiteral("Team & Co"), QStringLiteral("ana+1@example.org"));
        const QUrl url(uri.value);
        QVERIFY(url.isValid());
        QCOMPARE(url.scheme(), QStringLiteral("otpauth"));
        QCOMPARE(url.host(), QStringLiteral("totp"));
        QCOMPARE(url.path(QUrl::FullyDecoded), QStringLiteral("/Team & Co:ana+1@example.org"));
        const QUrlQuery query(url);
        QCOMPARE(query.queryItemValue(QStringLiteral("secret")), totp::base32(m_secret));
        QCOMPARE(query.queryItemValue(QStringLiteral("issuer"), QUrl::FullyDecoded), QStringLiteral("Team & Co"));
    }

    void aQrCodeIsASquareWithItsThreeEyes() {
        const QList<Secret> rows =
            qrRows(totp::uriOf(m_secret, QString(500, u'\u00e9'), QString(200, u'a') + u"@example.org"));
        QVERIFY(rows.size() >= 21);
        for (const Secret& row : rows)
            QCOMPARE(row.value.size(), rows.size());
        QVERIFY(rows[0].value.startsWith(u"11111110") && rows[0].value.endsWith(u"01111111"));
        QVERIFY(rows.last().value.startsWith(u"11111110"));
        QVERIFY(qrRows(Secret{QString(5000, u'a')}).isEmpty());
    }

    void recoveryCodesAreReadableAndDiffer() {
        const QList<Secret> codes = newRecoveryCodes(10);
        QSet<QByteArray> hashes;
        for (const Secret& code : codes) {
            QCOMPARE(code.value.size(), 19); // four groups of four
            hashes.insert(recoveryHash(code));
        }
        QCOMPARE(hashes.size(), 10);
        const QString typed = QString(codes[0].value).toLower().replace(u'-', u' ');
        QCOMPARE(recoveryHash(Secret{typed}), recoveryHash(codes[0]));
    }

    void aSealedSecretOpensForItsOwnerAlone() {
        const AccessTokens tokens(QByteArray(32, 'k'), std::chrono::minutes(1));
        const SecretSeal seal(tokens.derivedKey("secrets"));
        const QByteArray sealed = seal.seal(m_secret, "ana");
        QVERIFY(!sealed.contains(m_secret.left(4)));
        QVERIFY(seal.seal(m_secret, "ana") != sealed);
        QCOMPARE(seal.open(sealed, "ana"), std::optional(m_secret));
        QVERIFY(!seal.open(sealed, "ben"));
        QVERIFY(!SecretSeal(tokens.derivedKey("other")).open(sealed, "ana"));
        QByteArray changed = sealed;
        changed[changed.size() - 1] = char(changed.back() ^ 1);
        QVERIFY(!seal.open(changed, "ana"));
        QVERIFY(!seal.open({}, "ana"));
    }
};

QTEST_GUILESS_MAIN(TestTotp)
#include "tst_totp.moc"
