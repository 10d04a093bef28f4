// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/invitelink.h"
#include "app/text/links.h"
#include "app/text/markdown.h"
#include "app/text/roomlink.h"

#include <QTest>

namespace confab::text {

/// What opens, and what a reader is told before.
class LinksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opens_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("opens");
        const auto row = [](const char16_t* target, bool opens) {
            const QString text = QString::fromUtf16(target);
            QTest::addRow("%s", qPrintable(text)) << text << opens;
        };
        for (const char16_t* target :
             {u"https://example.org", u"HTTP://example.org/a?b=c#d", u"http://localhost:7450", u"http://127.0.0.1/",
              u"http://[::1]:80/", u"confab://host/room/1", u"confab://127.0.0.1:7450/room/7/413",
              u"mailto:ana@example.org", u"https://köln.example/straße", u"https://a@b.example/"})
            row(target, true);
        for (const char16_t* target : {u"",
                                       u"example.org",
                                       u"//example.org",
                                       u"/etc/passwd",
                                       u"file:///etc/passwd",
                                       u"javascript:alert(1)",
                                       u"data:text/html,x",
                                       u"qrc:/x",
                                       u"ftp://example.org/x",
                                       u"http:",
                                       u"http://",
                                       u"http:///x",
                                       u"https:x",
                                       u"mailto:",
                                       u"mailto:ana",
                                       u"https://exa mple.org",
                                       u"https://example.org/\u202Egnp",
                                       u"http://exa\u200Bmple.org",
                                       u"smb://host/x",
                                       u"ms-word:x",
                                       u"https://example.org/\n",
                                       u"confab://host",
                                       u"confab://host/room/",
                                       u"confab://host/room/x",
                                       u"confab://host/room/0",
                                       u"confab://host/room/07",
                                       u"confab://host/room/7/",
                                       u"confab://host/room/7/413/1",
                                       u"confab://host/room/7/-1",
                                       u"confab://host/room/7/\u0661",
                                       u"confab://host/room/9999999999999999999",
                                       u"confab://host/join/7",
                                       u"confab://host/room/../room/7",
                                       u"confab://host/room/7?x=1",
                                       u"confab://host/room/7#x",
                                       u"confab://ana@host/room/7",
                                       u"confab:///room/7",
                                       u"confab:room/7",
                                       u"java\tscript:x"})
            row(target, false);
        QTest::newRow("long") << QString(u"https://example.org/" % QString(4000, u'x')) << false;
    }
    void opens() {
        QFETCH(const QString, target);
        QTEST(isOpenable(target), "opens");
    }

    void ends_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        const auto row = [](const char16_t* text, const char16_t* address) {
            QTest::addRow("%s", qPrintable(QString::fromUtf16(text)))
                << QString::fromUtf16(text) << QString::fromUtf16(address);
        };
        row(u"https://example.org", u"https://example.org");
        row(u"https://example.org.", u"https://example.org");
        row(u"https://example.org/a_b*c, and", u"https://example.org/a_b*c");
        row(u"https://example.org/a_(b)", u"https://example.org/a_(b)");
        row(u"https://example.org/a)", u"https://example.org/a");
        row(u"https://example.org/?a=[1]]", u"https://example.org/?a=[1]");
        row(u"https://example.org**", u"https://example.org");
        row(u"https://example.org||x", u"https://example.org");
        row(u"https://example.org/a~b~~", u"https://example.org/a~b");
        row(u"https://example.org。", u"https://example.org");
        row(u"https://example.org/köln…", u"https://example.org/köln");
        row(u"www.example.org/x!", u"www.example.org/x");
        row(u"mailto:ana@example.org?", u"mailto:ana@example.org");
        row(u"confab://host/room/7/413, there", u"confab://host/room/7/413");
        row(u"confab://host/else", u"");
        row(u"https://", u"");
        row(u"www.", u"");
        row(u"wwwexample", u"");
        row(u"https:example.org", u"");
    }
    void ends() {
        QFETCH(const QString, text);
        QTEST(text.first(addressAt(text, 0)), "address");
        QCOMPARE(addressAt(QString(u'x' % text), 1), 0); // not inside a word
    }

    void toARoom() {
        const auto link = [](const char16_t* text) { return roomLinkOf(QString::fromUtf16(text)); };
        QCOMPARE(link(u"confab://Chat.Example.org/room/7/413"),
                 std::optional(RoomLink{QStringLiteral("chat.example.org"), -1, 7, 413}));
        QCOMPARE(link(u"confab://[::1]:7450/room/7"), std::optional(RoomLink{QStringLiteral("::1"), 7450, 7, 0}));
        QVERIFY(!link(u"https://host/room/7"));
        QVERIFY(!link(u" confab://host/room/7"));
    }

    void toAnInvitation() {
        const auto link = [](const char16_t* text) { return inviteLinkOf(QString::fromUtf16(text)); };
        const auto web = link(u" https://Chat.example.org/invite/q3vGnT8m0cYbL5sWd1ZkHA\n");
        QVERIFY(web);
        QCOMPARE(web->code.value, QStringLiteral("q3vGnT8m0cYbL5sWd1ZkHA"));
        QCOMPARE(web->serverAddress(), QStringLiteral("https://chat.example.org"));
        QCOMPARE(web->port(), 443);
        const auto own = link(u"confab://chat.example.org:8443/invite/abc_-9");
        QVERIFY(own);
        QCOMPARE(own->serverAddress(), QStringLiteral("chat.example.org:8443"));
        QCOMPARE(own->port(), 8443);
        const auto below = link(u"http://host/chat/invite/abc");
        QVERIFY(below);
        QCOMPARE(below->serverAddress(), QStringLiteral("http://host/chat/rt"));
        for (const char16_t* wrong :
             {u"https://host/invite/", u"https://host/invite/a/b", u"https://host/invite/a%20b", u"ftp://host/invite/a",
              u"https://ana@host/invite/abc", u"https://host/invite/abc?x", u"https://host/invite/abc#x",
              u"https:///invite/abc", u"invite/abc", u""})
            QVERIFY2(!link(wrong), qPrintable(QString::fromUtf16(wrong)));
        QVERIFY(!inviteCodeOf(QStringLiteral("hello")));
        QCOMPARE(inviteCodeOf(QStringLiteral("q3vGnT8m0cYbL5sWd1ZkHA"))->value.size(), 22);
    }

    void isFoundInAText() {
        for (const char16_t* target :
             {u"https://example.org/", u"mailto:ana@example.org", u"confab://host/room/7/413"}) {
            const Document document = parse(QStringLiteral("look at %1, please").arg(QString::fromUtf16(target)), {});
            QCOMPARE(document.links.size(), 1);
            QCOMPARE(document.links[0].target, QString::fromUtf16(target));
            QVERIFY(!document.links[0].named);
        }
    }

    void saysWhereItLeads() {
        const QString site = QStringLiteral("https://example.org/");
        QVERIFY(!isNamedLink(QStringLiteral("https://example.org"), site));
        QVERIFY(!isNamedLink(QStringLiteral("example.org"), site));
        QVERIFY(isNamedLink(QStringLiteral("here"), site));
        QVERIFY(isNamedLink(QStringLiteral("https://bank.example"), site));
        const QString user = QStringLiteral("https://bank.example@evil.example/");
        QVERIFY(isNamedLink(user, user));
        QCOMPARE(destination(user), QStringLiteral("evil.example"));
        const QString lookalike = QString::fromUtf16(u"https://b\u0430nk.example/"); // a Cyrillic a
        QVERIFY(isNamedLink(lookalike, lookalike));
        QCOMPARE(destination(lookalike), QStringLiteral("xn--bnk-6cd.example"));
        QCOMPARE(destination(QStringLiteral("mailto:ana@example.org?subject=x")), QStringLiteral("ana@example.org"));
        QCOMPARE(withoutDisguise(QString::fromUtf16(u"a\u202Eb\u200Bc\u2066")), QStringLiteral("abc"));
    }
};

} // namespace confab::text

QTEST_APPLESS_MAIN(confab::text::LinksTest)
#include "tst_links.moc"
