// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

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
