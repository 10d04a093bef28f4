// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/jws.h"
#include "server/auth/passwords.h"
#include "server/auth/signingkey.h"
#include "server/auth/tokens.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace confab;

namespace {

const UtcTime now{1'700'000'000'000};
const QByteArray key(32, 'k');

QByteArray base64(const QByteArray& bytes) {
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// A token that another party could forge.
Secret forged(const QByteArray& header, const QByteArray& payload, QCryptographicHash::Algorithm algorithm,
              const QByteArray& signingKey) {
    const QByteArray signedPart = base64(header) + '.' + base64(payload);
    const QByteArray signature = QMessageAuthenticationCode::hash(signedPart, signingKey, algorithm);
    return Secret{QString::fromLatin1(signedPart + '.' + (signingKey.isEmpty() ? QByteArray() : base64(signature)))};
}

/// The example of RFC 7515, A.1.
const QByteArray rfcHeader = "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}";
const QByteArray rfcPayload = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
const QByteArray rfcKey = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
const QByteArray rfcContent = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                              "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp"
                              "0cnVlfQ";
const QByteArray rfcText = rfcContent + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

QByteArray rfcKeyBytes() {
    return QByteArray::fromBase64(rfcKey, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

const QByteArray goodPayload = R"({"iss":"confab","sub":"3","sid":5,"gen":2,"iat":1699999999,"exp":1700000600})";

} // namespace

/// Only a text that this server signed with its key, in time, is a token.
class TestTokens : public QObject {
    Q_OBJECT

private:
    const AccessTokens m_tokens{key, std::chrono::minutes(10)};

    ErrorKind refusal(const Secret& token, UtcTime at = now) const {
        const Result<AccessClaims> claims = m_tokens.verify(token, at);
        return claims ? ErrorKind::Unavailable : claims.error().kind;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(Passwords::prepare()); }

    void whatIsIssuedIsGoodForItsTime() {
        const QByteArray proof("\x00\xff any bytes \xfe", 14);
        const auto issued = m_tokens.issue({UserId{3}, SessionId{5}, 2, proof}, now);
        QVERIFY(issued);
        QCOMPARE(issued->expiresAt.ms, now.ms + 600'000);
        const auto claims = m_tokens.verify(issued->token, UtcTime{issued->expiresAt.ms - 1});
        QVERIFY(claims);
        QCOMPARE(claims->user, UserId{3});
        QCOMPARE(claims->session, SessionId{5});
        QCOMPARE(claims->generation, 2);
        QCOMPARE(claims->proof, proof);
        QCOMPARE(refusal(issued->token, issued->expiresAt), ErrorKind::AuthExpired);
    }

    /// Signed while a clock was wrong: it would be good for as long as that was ahead.
    void fromTheFuture() {
        const auto issued = m_tokens.issue({UserId{3}, SessionId{5}, 2, {}}, UtcTime{now.ms + 400LL * 24 * 3'600'000});
        QVERIFY(issued);
        QCOMPARE(refusal(issued->token), ErrorKind::AuthExpired);
        const auto ofAnotherNode = m_tokens.issue({UserId{3}, SessionId{5}, 2, {}}, UtcTime{now.ms + 60'000});
        QVERIFY(m_tokens.verify(ofAnotherNode->token, now)); // whose clock is a little ahead
    }

    /// Made by version 0.1.0 with libjwt: who is signed in stays so over the upgrade.
    void tokensOfEarlierVersions() {
        const auto claims = m_tokens.verify(
            Secret{QStringLiteral("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                  "eyJleHAiOjE3MDAwMDA2MDAsImdlbiI6MiwiaWF0IjoxNzAwMDAwMDAwLCJpc3MiOiJjb25mYWIiLCJwcmYi"
                                  "OiJBUDhnWVc1NUlHSjVkR1Z6SVA0Iiwic2lkIjo1LCJzdWIiOiIzIn0."
                                  "QQVJJBCTqeMjs_tLgBanTQSYu8nIIUbnBHhGtx8k6eg")},
            now);
        QVERIFY(claims);
        QCOMPARE(claims->user, UserId{3});
        QCOMPARE(claims->session, SessionId{5});
        QCOMPARE(claims->generation, 2);
        QCOMPARE(claims->proof, QByteArray("\x00\xff any bytes \xfe", 14));
        const auto large =
            m_tokens.verify(Secret{QStringLiteral(
                                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                "eyJleHAiOjQwMDAwMDA2MDAsImdlbiI6NzAwMDAwMDAwMCwiaWF0Ijo0MDAwMDAwMDAwLCJpc3MiOiJjb25m"
                                "YWIiLCJwcmYiOiIiLCJzaWQiOjQ2MTE2ODYwMTg0MjczODc5MDUsInN1YiI6IjkwMDcxOTkyNTQ3NDA5OTMif"
                                "Q.EyGz0jHyDhrCFgstoSLJqHR1CUiJuTGvLd4j2GlIYmg")},
                            UtcTime{4'000'000'000'000});
        QVERIFY(large);
        QCOMPARE(large->user, UserId{9007199254740993});
        QCOMPARE(large->session, SessionId{4611686018427387905});
        QCOMPARE(large->generation, 7000000000);
    }

    /// Numbers that neither 32 bits nor a double hold.
    void largeNumbers() {
        const auto issued =
            m_tokens.issue({UserId{9007199254740993}, SessionId{4611686018427387905}, 7000000000, {}}, now);
        QVERIFY(issued);
        const auto claims = m_tokens.verify(issued->token, now);
        QVERIFY(claims);
        QCOMPARE(claims->user, UserId{9007199254740993});
        QCOMPARE(claims->session, SessionId{4611686018427387905});
        QCOMPARE(claims->generation, 7000000000);
    }

    void aProofThatIsTooLong() {
        QVERIFY(m_tokens.issue({UserId{3}, SessionId{5}, 2, QByteArray(64, 'p')}, now));
        QVERIFY(!m_tokens.issue({UserId{3}, SessionId{5}, 2, QByteArray(65, 'p')}, now));
    }

    void rfc7515() {
        const QByteArray key = rfcKeyBytes();
        QCOMPARE(key.size(), 64);
        QCOMPARE(jws::sign(rfcHeader, rfcPayload, key), rfcText);
        QCOMPARE(jws::verified(rfcText, key).value_or("refused"), rfcPayload);
        QByteArray other = key;
        other[0] = char(other[0] ^ 1);
        QVERIFY(!jws::verified(rfcText, other));
    }

    void whatRfc7515Refuses_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray key = rfcKeyBytes();
        QTest::newRow("no signature, A.5")
            << QByteArray("eyJhbGciOiJub25lIn0." + rfcContent.sliced(rfcContent.indexOf('.') + 1) + '.');
        QTest::newRow("its signature is missing") << QByteArray(rfcContent + '.');
        QTest::newRow("an extension that must be understood, 4.1.11")
            << jws::sign(R"({"alg":"HS256","crit":["exp"],"exp":1})", rfcPayload, key);
        QTest::newRow("alg in another case, 4.1.1") << jws::sign(R"({"alg":"hs256"})", rfcPayload, key);
        QTest::newRow("padding, 2") << QByteArray(rfcText + '=');
        QTest::newRow("four parts") << QByteArray(rfcText + ".e30");
        QTest::newRow("two parts") << rfcContent;
        QTest::newRow("no part") << QByteArray("e30");
    }
    void whatRfc7515Refuses() {
        QFETCH(QByteArray, text);
        QVERIFY(!jws::verified(text, rfcKeyBytes()));
    }

    void timesAfter2038() {
        const UtcTime later{4'000'000'000'000};
        const auto issued = m_tokens.issue({UserId{3}, SessionId{5}, 2, {}}, later);
        QVERIFY(issued);
        QVERIFY(m_tokens.verify(issued->token, later));
        QCOMPARE(refusal(issued->token, issued->expiresAt), ErrorKind::AuthExpired);
    }

    void theForgeryItselfIsWellMade() {
        const Secret token = forged(R"({"alg":"HS256","typ":"JWT"})", goodPayload, QCryptographicHash::Sha256, key);
        const auto claims = m_tokens.verify(token, now);
        QVERIFY(claims);
        QVERIFY(claims->proof.isEmpty()); // a token of an earlier version: good, and of no session any more
    }

    void forgeries_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("algorithm");
        QTest::addColumn<QByteArray>("signingKey");
        const QByteArray hs256 = R"({"alg":"HS256","typ":"JWT"})";
        const int sha256 = QCryptographicHash::Sha256;
        QTest::newRow("none, unsigned") << QByteArray(R"({"alg":"none"})") << goodPayload << sha256 << QByteArray();
        QTest::newRow("none, signed") << QByteArray(R"({"alg":"none"})") << goodPayload << sha256 << key;
        QTest::newRow("HS512, our key") << QByteArray(R"({"alg":"HS512"})") << goodPayload
                                        << int(QCryptographicHash::Sha512) << key;
        QTest::newRow("HS384, our key") << QByteArray(R"({"alg":"HS384"})") << goodPayload
                                        << int(QCryptographicHash::Sha384) << key;
        QTest::newRow("RS256") << QByteArray(R"({"alg":"RS256"})") << goodPayload << sha256 << key;
        QTest::newRow("no algorithm") << QByteArray(R"({"typ":"JWT"})") << goodPayload << sha256 << key;
        QTest::newRow("unknown algorithm") << QByteArray(R"({"alg":"HS1"})") << goodPayload << sha256 << key;
        QTest::newRow("wrong key") << hs256 << goodPayload << sha256 << QByteArray(32, 'x');
        QTest::newRow("empty key") << hs256 << goodPayload << sha256 << QByteArray();
        QTest::newRow("other issuer") << hs256
                                      << QByteArray(R"({"iss":"x","sub":"3","sid":5,"gen":2,"exp":1700000600})")
                                      << sha256 << key;
        QTest::newRow("no issuer") << hs256 << QByteArray(R"({"sub":"3","sid":5,"gen":2,"exp":1700000600})") << sha256
                                   << key;
        QTest::newRow("no subject") << hs256 << QByteArray(R"({"iss":"confab","sid":5,"gen":2,"exp":1700000600})")
                                    << sha256 << key;
        QTest::newRow("subject is no number")
            << hs256 << QByteArray(R"({"iss":"confab","sub":"ana","sid":5,"gen":2,"exp":1700000600})") << sha256 << key;
        QTest::newRow("no session") << hs256 << QByteArray(R"({"iss":"confab","sub":"3","gen":2,"exp":1700000600})")
                                    << sha256 << key;
        QTest::newRow("session is no whole number")
            << hs256 << QByteArray(R"({"iss":"confab","sub":"3","sid":5.5,"gen":2,"exp":1700000600})") << sha256 << key;
        QTest::newRow("generation is no whole number")
            << hs256 << QByteArray(R"({"iss":"confab","sub":"3","sid":5,"gen":1e30,"exp":1700000600})") << sha256
            << key;
        QTest::newRow("generation is a text")
            << hs256 << QByteArray(R"({"iss":"confab","sub":"3","sid":5,"gen":"2","exp":1700000600})") << sha256 << key;
        QTest::newRow("payload is a list") << hs256 << QByteArray("[1]") << sha256 << key;
        QTest::newRow("payload is no JSON") << hs256 << QByteArray("{") << sha256 << key;
        QTest::newRow("header is no JSON") << QByteArray("{") << goodPayload << sha256 << key;
    }
    void forgeries() {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, payload);
        QFETCH(int, algorithm);
        QFETCH(QByteArray, signingKey);
        const Secret token = forged(header, payload, QCryptographicHash::Algorithm(algorithm), signingKey);
        QCOMPARE(refusal(token), ErrorKind::AuthInvalid);
    }

    void aTokenWithoutAnEndIsOver() {
        const Secret token = forged(R"({"alg":"HS256"})", R"({"iss":"confab","sub":"3","sid":5,"gen":2})",
                                    QCryptographicHash::Sha256, key);
        QCOMPARE(refusal(token), ErrorKind::AuthExpired);
    }

    void garbage() {
        for (const char* text : {"", ".", "..", "...", "a", "a.b.c", "e30.e30.", "e30.e30.e30", "\xff\xfe", "eyJ.eyJ"})
            QCOMPARE(refusal(Secret{QString::fromUtf8(text)}), ErrorKind::AuthInvalid);
        QCOMPARE(refusal(Secret{QString(1'000'000, u'a')}), ErrorKind::AuthInvalid);
        const QString good = m_tokens.issue({UserId{3}, SessionId{5}, 2, {}}, now)->token.value;
        QCOMPARE(refusal(Secret{QString(good + QChar(0) + QStringLiteral("x"))}), ErrorKind::AuthInvalid);
        QCOMPARE(refusal(Secret{QString(good + u' ')}), ErrorKind::AuthInvalid);
        QCOMPARE(refusal(Secret{good.chopped(1)}), ErrorKind::AuthInvalid);
        std::mt19937 random(7);
        for (int i = 0; i < 2000; ++i) { // bent at one place, which is not the last character's spare bits
            QString bent = good;
            QChar& c = bent[qsizetype(random() % unsigned(bent.size() - 1))];
            c = c == u'A' ? u'B' : u'A';
            QCOMPARE(refusal(Secret{bent}), ErrorKind::AuthInvalid);
        }
    }

    void refreshTokens() {
        const Secret one = newRefreshToken();
        QCOMPARE(one.value.size(), 43); // 256 bits in base64url
        QVERIFY(one.value != newRefreshToken().value);
        QCOMPARE(refreshTokenHash(Secret{QStringLiteral("abc")}).toHex(),
                 QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void theKeyIsMadeOnceForItsOwnerOnly() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("token.key"));
        const Result<QByteArray> made = loadOrMakeKey(file);
        QVERIFY(made);
        QCOMPARE(made->size(), 32);
        QCOMPARE(*loadOrMakeKey(file), *made);
#ifdef Q_OS_UNIX
        const auto permissions = QFile::permissions(file);
        QVERIFY(!(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        QVERIFY(QFile::setPermissions(file, permissions | QFile::ReadGroup));
        const Result<QByteArray> open = loadOrMakeKey(file);
        QVERIFY(!open);
        QVERIFY(open.error().message.contains(file));
#endif
    }

    void aShortKeyIsRefused() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("token.key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(31, 'x'));
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        const Result<QByteArray> key = loadOrMakeKey(file.fileName());
        QVERIFY(!key);
        QCOMPARE(key.error().kind, ErrorKind::InputInvalid);
    }

    void aKeyThatCannotBeMade() {
        QVERIFY(!loadOrMakeKey(QStringLiteral("/nowhere/at/all/token.key")));
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
