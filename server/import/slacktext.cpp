// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/slacktext.h"

#include "server/import/emojinames.h"

#include <QRegularExpression>

namespace confab::imported {

namespace {

/// What Slack escapes; "&amp;" last, so that nothing is taken back twice.
QString unescaped(QString text) {
    return text.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

/// "<!here>", "<!subteam^S1|@team>", "<!date^1^{date}|yesterday>".
QString special(const QString& what, const QString& label) {
    if (what == u"here")
        return QStringLiteral("@here");
    if (what == u"channel" || what == u"everyone")
        return QStringLiteral("@room");
    return label.isEmpty() ? QString(u'@' % what.section(u'^', 0, 0)) : label;
}

QString link(const QString& target, const QString& label) {
    const QString address = target.startsWith(u"mailto:") ? target.mid(7) : target;
    if (label.isEmpty() || label == address || label == target)
        return address;
    QString safe = label;
    return QString(u'[' % safe.replace(u'[', u'(').replace(u']', u')') % u"](" % target % u')');
}

/// What is between '<' and '>'.
QString reference(const QString& inside, const std::function<QString(const QString&)>& nameOf) {
    const QString target = inside.section(u'|', 0, 0);
    const QString label = inside.section(u'|', 1);
    if (target.startsWith(u'@')) {
        const QString name = nameOf(target.mid(1));
        return QString(u'@' % (name.isEmpty() ? (label.isEmpty() ? target.mid(1) : label) : name));
    }
    if (target.startsWith(u'#'))
        return QString(u'#' % (label.isEmpty() ? target.mid(1) : label));
    if (target.startsWith(u'!'))
        return special(target.mid(1), label);
    return link(target, label);
}

/// Bold and struck text: one mark in Slack, two in Markdown.
QString emphasised(QString text) {
    static const QRegularExpression bold(QStringLiteral("(?<![\\w*])\\*(?=[^\\s*])([^*\\n]*?[^\\s*])\\*(?![\\w*])"));
    static const QRegularExpression struck(QStringLiteral("(?<![\\w~])~(?=[^\\s~])([^~\\n]*?[^\\s~])~(?![\\w~])"));
    return text.replace(bold, QStringLiteral("**\\1**")).replace(struck, QStringLiteral("~~\\1~~"));
}

QString converted(const QString& text, const std::function<QString(const QString&)>& nameOf) {
    static const QRegularExpression pattern(QStringLiteral("<([^<>\\n]+)>"));
    const QString marked = emphasised(text);
    QString made;
    qsizetype done = 0;
    for (auto each = pattern.globalMatch(marked); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        made += QStringView(marked).mid(done, match.capturedStart() - done);
        made += reference(match.captured(1), nameOf);
        done = match.capturedEnd();
    }
    return withEmoji(unescaped(made + QStringView(marked).mid(done)));
}

} // namespace

QString textOfSlack(const QString& text, const std::function<QString(const QString& id)>& nameOf) {
    static const QRegularExpression code(QStringLiteral("```.*?```|`[^`\\n]*`"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QString made;
    qsizetype done = 0;
    for (auto each = code.globalMatch(text); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        made += converted(text.mid(done, match.capturedStart() - done), nameOf);
        made += unescaped(match.captured());
        done = match.capturedEnd();
    }
    return made + converted(text.mid(done), nameOf);
}

} // namespace confab::imported
