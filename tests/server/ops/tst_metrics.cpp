// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/metrics.h"
#include "server/ops/processmetrics.h"
#include "tests/support/metricstext.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

constexpr std::array bounds{0.1, 1.0};

QString q(const char* text) {
    return QString::fromLatin1(text);
}

} // namespace

/// Counts are written as text that Prometheus reads; and the tests' parser reports malformed text.
class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsInBuckets() {
        Histogram histogram(bounds);
        for (const double value : {0.05, 0.1, 0.5, 7.0})
            histogram.add(value);
        QCOMPARE(histogram.counts().counts, (std::vector<quint64>{2, 1, 1}));
        QCOMPARE(histogram.counts().sum, 7.65);
    }

    void gathersByName() {
        Histogram histogram(bounds);
        histogram.add(0.5);
        histogram.add(std::chrono::seconds(2));
        Metrics metrics;
        int scrapes = 0;
        metrics.add([&](Samples& s) { s.counter("confab_a_total", "A.", 1, {{"io", "0"}}); });
        metrics.add([&](Samples& s) { s.gauge("confab_b", "B.", ++scrapes); });
        metrics.add([&](Samples& s) { s.counter("confab_a_total", "A.", 2, {{"io", "1"}}); });
        metrics.add([&](Samples& s) { s.histogram("confab_c_seconds", "C.", histogram.counts()); });
        const MetricsText first(metrics.text());
        QCOMPARE(first.complaint(), QString());
        QCOMPARE(first.sum(q("confab_a_total")), 3.0);
        QCOMPARE(first.value(q("confab_a_total{io=\"1\"}")), 2.0);
        QCOMPARE(first.value(q("confab_c_seconds_bucket{le=\"0.1\"}")), 0.0);
        QCOMPARE(first.value(q("confab_c_seconds_bucket{le=\"1\"}")), 1.0);
        QCOMPARE(first.value(q("confab_c_seconds_bucket{le=\"+Inf\"}")), 2.0);
        QCOMPARE(first.value(q("confab_c_seconds_sum")), 2.5);
        QCOMPARE(MetricsText(metrics.text()).value(q("confab_b")), 2.0); // asked anew
    }

    void knowsTheProcess() {
        Metrics metrics;
        const ProcessMetrics process("1.2.3");
        metrics.add([&](Samples& s) { process.collect(s); });
        const MetricsText text(metrics.text());
        QCOMPARE(text.complaint(), QString());
        QCOMPARE(text.sum(q("confab_build_info")), 1.0);
#ifdef Q_OS_LINUX
        QVERIFY(text.value(q("process_resident_memory_bytes")) > 1e6);
        QVERIFY(text.value(q("process_open_fds")) >= 3);
        QVERIFY(text.value(q("process_max_fds")) >= text.value(q("process_open_fds")));
        QVERIFY(text.value(q("process_cpu_seconds_total")) > 0);
#endif
    }

    void seesWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no line feed") << QByteArray("# HELP a A\n# TYPE a gauge\na 1");
        QTest::newRow("no type") << QByteArray("a 1\n");
        QTest::newRow("type without help") << QByteArray("# TYPE a gauge\na 1\n");
        QTest::newRow("twice") << QByteArray("# HELP a A\n# TYPE a gauge\na 1\na 2\n");
        QTest::newRow("apart") << QByteArray(
            "# HELP a A\n# TYPE a gauge\na{x=\"1\"} 1\n# HELP b B\n# TYPE b gauge\nb 1\n"
            "a{x=\"2\"} 1\n");
        QTest::newRow("no number") << QByteArray("# HELP a A\n# TYPE a gauge\na one\n");
        QTest::newRow("negative") << QByteArray("# HELP a A\n# TYPE a gauge\na -1\n");
        QTest::newRow("a counter by no name") << QByteArray("# HELP a A\n# TYPE a counter\na 1\n");
        QTest::newRow("an address") << QByteArray("# HELP a A\n# TYPE a gauge\na{x=\"ana@example.org\"} 1\n");
        QTest::newRow("buckets") << QByteArray("# HELP a A\n# TYPE a histogram\na_count 1\na_sum 1\n"
                                               "a_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n");
    }
    void seesWhatIsWrong() {
        QFETCH(QByteArray, text);
        QVERIFY(!MetricsText(text).complaint().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
