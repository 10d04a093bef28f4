// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMap>
#include <QString>

namespace confab::test {

/// A scrape in Prometheus' text format, read strictly: HELP and TYPE once and before the samples of their metric, all
/// samples of a metric together, no series twice, histograms that add up.
/// Thread: any. Owned by: a value.
class MetricsText {
public:
    explicit MetricsText(const QByteArray& text);

    /// The error in it; empty when there is none.
    const QString& complaint() const { return m_complaint; }
    /// The value of a series, as written: `confab_x_total{a="b",c="d"}`; -1 when there is none.
    double value(const QString& series) const { return m_series.value(series, -1); }
    /// The sum of all series of this name.
    double sum(const QString& name) const;
    const QMap<QString, double>& series() const { return m_series; }
    /// "counter", "gauge" or "histogram", by metric.
    const QMap<QString, QString>& types() const { return m_types; }
    /// Names as queries use them: with _bucket, _sum and _count of histograms.
    QStringList names() const;

private:
    QString takeComment(const QString& line);
    QString takeSample(const QString& line);
    QString checkHistograms() const;

    QMap<QString, double> m_series;
    QMap<QString, QString> m_types; // by metric
    QStringList m_helped;
    QString m_current; // the metric of the present samples
    QString m_complaint;
};

} // namespace confab::test
