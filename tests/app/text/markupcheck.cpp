// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/text/markupcheck.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace confab::test {

namespace {

const QString color = QStringLiteral("#[0-9a-f]{6}");

/// The complete tags that may stand in a markup.
bool isKnown(const QString& tag) {
    static const QRegularExpression known(
        QStringLiteral(
            "^<(?:/?[bis]|/p|/a|/span|br/"
            "|p style=\"margin:\\d{1,3}px 0px 0px \\d{1,4}px;text-indent:-?\\d{1,3}px;white-space:pre-wrap;\""
            "|a href=\"(?:link|spoiler):\\d{1,5}\" style=\"(?:background-)?color:%1;text-decoration:none;\""
            "|span style=\"(?:font-family:'[\\w -]*';font-size:\\d{1,2}px;|(?:background-)?color:%1;)+\")>$")
            .arg(color));
    return known.match(tag).hasMatch();
}

QString nameOf(const QString& tag) {
    static const QRegularExpression name(QStringLiteral("^</?([a-z]+)"));
    return name.match(tag).captured(1);
}

bool isEscaped(const QString& text) {
    static const QRegularExpression entity(QStringLiteral("&(?:amp|lt|gt|quot|#39);"));
    QString rest = text;
    rest.remove(entity);
    return std::none_of(rest.begin(), rest.end(), [](QChar c) { return QStringView(u"<>&\"'\n").contains(c); });
}

} // namespace

QString wrongInMarkup(const QString& markup) {
    QStringList open;
    for (qsizetype from = 0; from < markup.size();) {
        const qsizetype begin = markup.indexOf(u'<', from);
        const QString text = markup.sliced(from, (begin < 0 ? markup.size() : begin) - from);
        if (!isEscaped(text))
            return QStringLiteral("not escaped: ") + text;
        if (begin < 0)
            break;
        const qsizetype end = markup.indexOf(u'>', begin);
        const QString tag = markup.sliced(begin, (end < 0 ? markup.size() : end + 1) - begin);
        if (!isKnown(tag))
            return QStringLiteral("unknown tag: ") + tag;
        if (tag.startsWith(u"</")) {
            if (open.isEmpty() || open.takeLast() != nameOf(tag))
                return QStringLiteral("closes another tag: ") + tag;
        } else if (!tag.endsWith(u"/>")) {
            open.append(nameOf(tag));
        }
        from = end + 1;
    }
    return open.isEmpty() ? QString() : QStringLiteral("not closed: ") + open.join(u' ');
}

QString textOfMarkup(const QString& markup) {
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    QString text = markup;
    text.replace(QLatin1String("<br/>"), QLatin1String("\n")).remove(tag);
    text.replace(QLatin1String("&lt;"), QLatin1String("<")).replace(QLatin1String("&gt;"), QLatin1String(">"));
    text.replace(QLatin1String("&quot;"), QLatin1String("\"")).replace(QLatin1String("&#39;"), QLatin1String("'"));
    return text.replace(QLatin1String("&amp;"), QLatin1String("&"));
}

} // namespace confab::test
