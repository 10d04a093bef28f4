// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/text/hostiletexts.h"

namespace confab::test {

namespace {

// %1 is the address.
QStringList payloads() {
    return {
        QStringLiteral("<img src=\"%1\">"),
        QStringLiteral("<img src='%1' width=1 height=1/>"),
        QStringLiteral("<IMG\nSRC=%1>"),
        QStringLiteral("\"><img src=\"%1\"><a href=\""),
        QStringLiteral("'><img src='%1'>"),
        QStringLiteral("</a></p></body><img src=\"%1\">"),
        QStringLiteral("&lt;img src=&quot;%1&quot;&gt;"),
        QStringLiteral("&#60;img src=&#34;%1&#34;&#62;"),
        QStringLiteral("&#x3C;img src=%1&#x3e;"),
        QStringLiteral("<style>*{background:url(%1)}</style>"),
        QStringLiteral("\" style=\"background-image:url(%1)"),
        QStringLiteral("<p style='background-image:url(%1)'>x</p>"),
        QStringLiteral("<svg onload=\"x\"><image href=\"%1\"/></svg>"),
        QStringLiteral("<link rel=stylesheet href=\"%1\">"),
        QStringLiteral("<table background=\"%1\"><tr><td>x"),
        QStringLiteral("<object data=\"%1\"></object><iframe src=\"%1\">"),
        QStringLiteral("<meta http-equiv=refresh content=\"0;url=%1\">"),
        QStringLiteral("<!-- --><img src=%1><!--"),
        QStringLiteral("<![CDATA[<img src=%1>]]>"),
        QStringLiteral("<?xml-stylesheet href=\"%1\"?>"),
        QStringLiteral("![](%1)"),
        QStringLiteral("![picture](%1 \"title\")"),
        QStringLiteral("[![](%1)](%1)"),
        QStringLiteral("[a][b]\n\n[b]: %1 'x'"),
        QStringLiteral("javascript:alert(1)"),
        QStringLiteral("JaVaScRiPt:alert(1)"),
        QStringLiteral("java&#115;cript:alert(1)"),
        QStringLiteral("java\tscript:alert(1)"),
        QStringLiteral("data:text/html;base64,PHNjcmlwdD4="),
        QStringLiteral("file:///etc/passwd"),
        QStringLiteral("\\\\host\\share\\x.png"),
        QStringLiteral("//host/x.png"),
        QStringLiteral("qrc:/confab/icons/close.svg"),
        QStringLiteral("image://provider/x"),
        QStringLiteral("ms-settings:x"),
        QStringLiteral("smb://host/share"),
        QString::fromUtf16(u"\u202Egnp.x\u202C \u2066\u2067x"),
        QString::fromUtf16(u"\uFFFC\uFDD0\uFDD1\uFDD2\u2028\u2029"),
        QString::fromUtf16(u"\uFDD1"
                           "0\uFDD2 \uFDD1"
                           "99999999999999\uFDD2 \uFDD1\uFDD2"),
        QString(QChar(0xD800)) + QLatin1Char('x') + QString(QChar(0xDC00)),
        QStringLiteral("link:0\" onclick=\"x"),
        QStringLiteral("<a href=\"link:0\">x</a>"),
        QStringLiteral("<span style=\"font-size:9999px\">x"),
        QStringLiteral("<br><hr><font size=7 color=red>"),
    };
}

// %1 is the payload.
QStringList places() {
    return {
        QStringLiteral("%1"),
        QStringLiteral("words %1 words"),
        QStringLiteral("**%1** *%1* ~~%1~~ `%1`"),
        QStringLiteral("**%1"),
        QStringLiteral("[%1](https://example.org)"),
        QStringLiteral("[text](%1)"),
        QStringLiteral("[text](<%1>)"),
        QStringLiteral("[text](https://example.org \"%1\")"),
        QStringLiteral("[text](https://example.org/%1)"),
        QStringLiteral("<%1>"),
        QStringLiteral("![%1](%1)"),
        QStringLiteral("https://example.org/%1"),
        QStringLiteral("> %1\n> > %1"),
        QStringLiteral("- %1\n  - %1\n1. %1"),
        QStringLiteral("# %1\n%1\n==="),
        QStringLiteral("```%1\n%1\n```"),
        QStringLiteral("~~~ %1\n%1"),
        QStringLiteral("||%1||"),
        QStringLiteral("@%1"),
    };
}

QStringList unclosed() {
    return {
        QStringLiteral("["),
        QStringLiteral("[]()"),
        QStringLiteral("[](%1)"),
        QStringLiteral("![]()"),
        QStringLiteral("[a](b](c)"),
        QStringLiteral("[a [b](%1) c](%1)"),
        QStringLiteral("***"),
        QStringLiteral("**a*b**c*"),
        QStringLiteral("`a``b```"),
        QStringLiteral("```"),
        QStringLiteral("||||"),
        QStringLiteral("||a||b||c||"),
        QStringLiteral("> ||a\n\nb||"),
        QStringLiteral("-\n-\n-"),
        QStringLiteral(">\n>\n>"),
        QStringLiteral("\\"),
        QStringLiteral("\\<img src=%1>"),
        QStringLiteral("&"),
        QStringLiteral("&#0;&#xD800;&#x110000;&nope;"),
    };
}

} // namespace

QStringList hostileTexts(const QString& address) {
    QStringList texts;
    const QStringList all = payloads();
    for (const QString& place : places()) {
        for (QString payload : all)
            texts.append(QString(place).replace(QLatin1String("%1"), payload.replace(QLatin1String("%1"), address)));
    }
    for (QString text : unclosed())
        texts.append(text.replace(QLatin1String("%1"), address));
    return texts;
}

} // namespace confab::test
