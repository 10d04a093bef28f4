// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/linkmail.h"
#include "server/api/links/peerrequest.h"

#include <QTest>

using namespace confab;
using namespace confab::links;

namespace {

const QByteArray key(32, 'k');
const QByteArray address = "http://10.0.0.5:7450";

} // namespace

/// Which node and io thread a token names, and what a node says when it asks another one.
class TestLinkMail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesItsThread() {
        LinkMail mail(3, key);
        for (const bool hasAddress : {false, true}) {
            if (hasAddress)
                mail.setAddress(address);
            const QByteArray token = mail.newToken(2);
            QCOMPARE(token.split('.').size(), hasAddress ? 5 : 3);
            QCOMPARE(mail.homeOf(token), std::optional<quint16>(2));
            QCOMPARE(mail.otherNodeOf(token), std::nullopt); // it is its own
            QVERIFY(mail.newToken(2) != token);
        }
    }

    void namesItsNodeForOthers() {
        LinkMail mail(1, key);
        mail.setAddress(address);
        LinkMail other(1, key);
        other.setAddress("http://10.0.0.6:7450");
        const QByteArray token = mail.newToken(0);
        QCOMPARE(other.homeOf(token), std::nullopt);
        QCOMPARE(other.otherNodeOf(token), std::optional(address));
    }

    /// Else it would be asked whatever a stranger wants it to ask.
    void believesItsInstallationOnly() {
        LinkMail mail(1, key);
        mail.setAddress(address);
        const LinkMail stranger(1, QByteArray(32, 's'));
        const LinkMail single(1);
        const QByteArray token = mail.newToken(0);
        QCOMPARE(stranger.otherNodeOf(token), std::nullopt);
        QCOMPARE(single.otherNodeOf(token), std::nullopt);
        const LinkMail other(1, key);
        const QList<QByteArray> parts = token.split('.');
        for (int i = 0; i < parts.size(); ++i) {
            QList<QByteArray> forged = parts;
            forged[i][0] = forged[i].at(0) == '0' ? '1' : '0';
            QCOMPARE(other.otherNodeOf(forged.join('.')), std::nullopt);
        }
        QCOMPARE(other.otherNodeOf(QByteArray(token + ".x")), std::nullopt);
        QCOMPARE(other.otherNodeOf(token.left(token.lastIndexOf('.') + 1)), std::nullopt);
        QCOMPARE(other.otherNodeOf("...."), std::nullopt);
    }

    void withoutAKeyItNamesNoAddress() {
        LinkMail single(1);
        single.setAddress(address);
        QCOMPARE(single.newToken(0).split('.').size(), 3);
    }

    /// Who asks, and what proves that it is no foreign page; nothing that is about this node's own connection.
    void asksForTheClient() {
        HttpRequest request;
        request.method = "POST";
        request.path = "/chat";
        request.query = "id=a.b";
        request.body = "{}";
        request.client = QHostAddress(QStringLiteral("192.0.2.7"));
        request.isSecure = true;
        request.headers = {{"host", "chat.example.org"},     {"connection", "keep-alive"},
                           {"transfer-encoding", "chunked"}, {"x-forwarded-for", "203.0.113.9"},
                           {"accept-encoding", "gzip"},      {"cookie", "a=b"},
                           {"sec-fetch-site", "same-origin"}};
        QCOMPARE(relayedRequest(request),
                 QByteArray("POST /chat?id=a.b HTTP/1.0\r\nConfab-Relay: 1\r\nX-Forwarded-For: 192.0.2.7\r\n"
                            "X-Forwarded-Proto: https\r\nhost: chat.example.org\r\ncookie: a=b\r\n"
                            "sec-fetch-site: same-origin\r\nContent-Length: 2\r\n\r\n{}"));
    }
};

QTEST_GUILESS_MAIN(TestLinkMail)
#include "tst_linkmail.moc"
