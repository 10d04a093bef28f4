// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/metricstext.h"

#include <QRegularExpression>
#include <QSet>

#include <limits>

namespace confab::test {

namespace {

QString nameIn(const QString& series) {
    return series.section(u'{', 0, 0);
}

double number(const QString& text, bool& good) {
    good = true;
    if (text == u"+Inf")
        return std::numeric_limits<double>::infinity();
    return text.toDouble(&good);
}

} // namespace

MetricsText::MetricsText(const QByteArray& text) {
    if (!text.endsWith('\n'))
        m_complaint = QStringLiteral("does not end with a line feed");
    const QStringList lines = QString::fromUtf8(text).chopped(text.isEmpty() ? 0 : 1).split(u'\n');
    for (const QString& line : lines) {
        const QString wrong = line.startsWith(u'#') ? takeComment(line) : takeSample(line);
        if (m_complaint.isEmpty() && !wrong.isEmpty())
            m_complaint = wrong % u": " % line;
    }
    if (m_complaint.isEmpty())
        m_complaint = checkHistograms();
}

QString MetricsText::takeComment(const QString& line) {
    static const QRegularExpression form(QStringLiteral("^# (HELP|TYPE) ([a-z_]+) (.+)$"));
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return QStringLiteral("no HELP and no TYPE");
    const QString name = match.captured(2);
    if (match.captured(1) == u"HELP") {
        const bool again = m_helped.contains(name);
        m_helped.append(name);
        return again ? QStringLiteral("HELP twice, or samples apart") : QString();
    }
    if (m_helped.isEmpty() || m_helped.last() != name || m_types.contains(name))
        return QStringLiteral("TYPE does not follow its HELP");
    m_types.insert(name, match.captured(3));
    m_current = name;
    const bool endsRight = name.endsWith(u"_total") == (match.captured(3) == u"counter");
    return endsRight ? QString() : QStringLiteral("only counters end in _total");
}

QString MetricsText::takeSample(const QString& line) {
    static const QRegularExpression form(QStringLiteral(
        "^([a-z_]+)(\\{[a-z]+=\"[A-Za-z0-9._+-]*\"(,[a-z]+=\"[A-Za-z0-9._+-]*\")*\\})? ([0-9.e+-]+|\\+Inf)$"));
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return QStringLiteral("no sample");
    QString metric = match.captured(1);
    if (m_types.value(m_current) == u"histogram")
        metric.remove(QRegularExpression(QStringLiteral("_(bucket|sum|count)$")));
    if (metric != m_current)
        return QStringLiteral("a sample without its TYPE before it");
    const QString series = match.captured(1) % match.captured(2);
    bool good = false;
    const double value = number(match.captured(4), good);
    if (!good || value < 0)
        return QStringLiteral("a value that can't be");
    if (m_series.contains(series))
        return QStringLiteral("a series twice");
    m_series.insert(series, value);
    return {};
}

QString MetricsText::checkHistograms() const {
    static const QRegularExpression last(QStringLiteral("[,{]le=\"\\+Inf\"\\}$"));
    for (auto it = m_series.constBegin(); it != m_series.constEnd(); ++it) {
        if (!nameIn(it.key()).endsWith(u"_bucket"))
            continue;
        QString whole = it.key();
        whole.replace(QStringLiteral("_bucket{"), QStringLiteral("_count{"));
        whole.remove(QRegularExpression(QStringLiteral(",?le=\"[^\"]*\""))).remove(QStringLiteral("{}"));
        const double count = value(whole);
        if (it.value() > count || (last.match(it.key()).hasMatch() && it.value() != count))
            return u"buckets and count differ: " % it.key();
    }
    return {};
}

double MetricsText::sum(const QString& name) const {
    double sum = 0;
    for (auto it = m_series.constBegin(); it != m_series.constEnd(); ++it)
        sum += nameIn(it.key()) == name ? it.value() : 0;
    return sum;
}

QStringList MetricsText::names() const {
    QSet<QString> names;
    for (auto it = m_series.constBegin(); it != m_series.constEnd(); ++it)
        names.insert(nameIn(it.key()));
    return names.values();
}

} // namespace confab::test
