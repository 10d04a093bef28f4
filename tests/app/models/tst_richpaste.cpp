// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messageinput.h"
#include "app/models/richpaste.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTcpServer>
#include <QTest>

namespace confab::models {

/// What copied pages, letters and code become in the composer.
class RichPasteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void becomesMarkdown_data() {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("markdown");
        const auto row = [](const char* html, const char* markdown) {
            QTest::newRow(html) << QString::fromUtf8(html) << QString::fromUtf8(markdown);
        };
        row("a <b>b</b> <i>c</i> <s>d</s>", "a **b** *c* ~~d~~");
        row("<b>b </b>x<strong> c</strong>", "**b** x **c**");
        row("say <code>ls -l</code> now", "say `ls -l` now");
        row("<p>one</p><p>two <em>x</em></p>", "one\n\ntwo *x*");
        row("<b>a</b><br>b", "**a**\nb");
        row("<ul><li>a</li><li>b</li></ul>", "- a\n- b");
        row("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n  - c");
        row("<blockquote>a</blockquote>b", "> a\n\nb");
        row("<h2>Plan</h2><p>x</p>", "**Plan**\n\nx");
        row("x<pre>a\n  *b*</pre>", "x\n\n```\na\n  *b*\n```");
        row("<a href='https://example.org/a(b)'>docs</a>", "[docs](https://example.org/a(b%29)");
        row("<b>x</b> <a href='https://example.org'>https://example.org</a>", "**x** https://example.org");
        row("<b>x</b> <a href='javascript:alert(1)'>y</a>", "**x** y");
        row("<b>2*3</b> a_b_c _d [e]", "**2\\*3** a_b_c \\_d \\[e]");
    }
    void becomesMarkdown() {
        QFETCH(const QString, html);
        QMimeData data;
        data.setHtml(html);
        data.setText(QStringLiteral("plain"));
        QTEST(pastedText(data), "markdown");
    }

    void staysPlain_data() {
        QTest::addColumn<QString>("html");
        QTest::newRow("nothing to say") << QStringLiteral("<p style='color:red'>a * b</p>");
        QTest::newRow("code of an editor") << QStringLiteral(
            "<div style=\"font-family:'Droid Sans Mono', monospace\"><span style='color:#00f'>int</span> x;</div>");
        QTest::newRow("too long") << QString(u"<b>x</b>" % QString(htmlMost, u'y'));
    }
    void staysPlain() {
        QFETCH(const QString, html);
        QMimeData data;
        data.setHtml(html);
        data.setText(QStringLiteral("as it was"));
        QCOMPARE(pastedText(data), QStringLiteral("as it was"));
    }

    void loadsNothing() {
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost));
        const QString address = QStringLiteral("http://127.0.0.1:%1/x").arg(canary.serverPort());
        for (const char* html : {"<link rel=stylesheet href='%1'><p>b</p>", "<style>@import url(%1);</style><p>b</p>",
                                 "<b>a</b><img src='%1' alt='c'><img src='file:///etc/passwd'>",
                                 "<b>a</b><p style='background-image:url(%1)'>b</p>"}) {
            QMimeData data;
            data.setText(QStringLiteral("plain"));
            data.setHtml(QString::fromLatin1(html).arg(address));
            QVERIFY(!pastedText(data).isEmpty());
            QVERIFY(!pastedText(data).contains(address));
        }
        QCoreApplication::processEvents();
        QVERIFY(!canary.hasPendingConnections());
    }

    void theClipboardIsPastedBothWays() {
        auto* data = new QMimeData;
        data->setHtml(QStringLiteral("<b>bold</b>"));
        data->setText(QStringLiteral("bold"));
        QGuiApplication::clipboard()->setMimeData(data);
        MessageInput input;
        QCOMPARE(input.pasted(0), QStringLiteral("**bold**"));
        QCOMPARE(input.pasted(0, MessageInput::Plain), QStringLiteral("bold"));
        QVERIFY(input.pasted(MessageInput::unitsMost).isEmpty());
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::RichPasteTest)
#include "tst_richpaste.moc"
