// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"

#include <QByteArray>
#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace confab {

/// The figures of one scrape, gathered by name: what belongs to one metric stands together however it was added. Label
/// values come from tables of this program, never from user input, so no metric names a person.
/// Thread: the one that scrapes. Owned by: Metrics, for one scrape.
class Samples {
public:
    struct Label {
        std::string name;
        std::string value;
    };
    using Labels = std::vector<Label>;

    /// Only grows; `name` ends in "_total".
    void counter(const char* name, const char* help, quint64 value, const Labels& labels = {});
    /// The same for a real number.
    void counterOf(const char* name, const char* help, double value, const Labels& labels = {});
    void gauge(const char* name, const char* help, double value, const Labels& labels = {});
    void histogram(const char* name, const char* help, const HistogramCounts& counts, const Labels& labels = {});

    std::vector<prometheus::MetricFamily> take() { return std::move(m_families); }

private:
    prometheus::ClientMetric& add(const char* name, const char* help, prometheus::MetricType type,
                                  const Labels& labels);

    std::vector<prometheus::MetricFamily> m_families;
    std::unordered_map<std::string, size_t> m_places; // in m_families, by name
};

/// The registry of this server's metrics. It stores no values: each scrape collects them from their owners.
/// Thread: add() before the first scrape; Collect() and text() on any. Owned by: Daemon.
class Metrics final : public prometheus::Collectable {
public:
    /// Called at each scrape, on its thread: it reads other threads' figures through atomics and bounded locks only.
    using Collector = std::function<void(Samples&)>;
    void add(Collector collector) { m_collectors.push_back(std::move(collector)); }

    std::vector<prometheus::MetricFamily> Collect() const override;
    /// All of it in Prometheus' text format, version 0.0.4.
    QByteArray text() const;
    static QByteArray contentType() { return "text/plain; version=0.0.4; charset=utf-8"; }

private:
    std::vector<Collector> m_collectors;
};

} // namespace confab
