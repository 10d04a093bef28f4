// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/metrics.h"

#include <prometheus/text_serializer.h>

#include <limits>

namespace confab {

prometheus::ClientMetric& Samples::add(const char* name, const char* help, prometheus::MetricType type,
                                       const Labels& labels) {
    const auto [place, isNew] = m_places.try_emplace(name, m_families.size());
    if (isNew)
        m_families.push_back({name, help, type, {}});
    prometheus::MetricFamily& family = m_families[place->second];
    Q_ASSERT(family.type == type && family.help == help);
    prometheus::ClientMetric& metric = family.metric.emplace_back();
    for (const Label& label : labels)
        metric.label.push_back({label.name, label.value});
    return metric;
}

void Samples::counter(const char* name, const char* help, quint64 value, const Labels& labels) {
    counterOf(name, help, double(value), labels);
}

void Samples::counterOf(const char* name, const char* help, double value, const Labels& labels) {
    Q_ASSERT(std::string_view(name).ends_with("_total"));
    add(name, help, prometheus::MetricType::Counter, labels).counter.value = value;
}

void Samples::gauge(const char* name, const char* help, double value, const Labels& labels) {
    add(name, help, prometheus::MetricType::Gauge, labels).gauge.value = value;
}

void Samples::histogram(const char* name, const char* help, const HistogramCounts& counts, const Labels& labels) {
    auto& histogram = add(name, help, prometheus::MetricType::Histogram, labels).histogram;
    for (size_t bucket = 0; bucket < counts.counts.size(); ++bucket) {
        histogram.sample_count += counts.counts[bucket];
        const bool isLast = bucket == counts.bounds.size();
        const double bound = isLast ? std::numeric_limits<double>::infinity() : counts.bounds[bucket];
        histogram.bucket.push_back({histogram.sample_count, bound});
    }
    histogram.sample_sum = counts.sum;
}

std::vector<prometheus::MetricFamily> Metrics::Collect() const {
    Samples samples;
    for (const Collector& collector : m_collectors)
        collector(samples);
    return samples.take();
}

QByteArray Metrics::text() const {
    const prometheus::TextSerializer serializer;
    return QByteArray::fromStdString(serializer.Serialize(Collect()));
}

} // namespace confab
