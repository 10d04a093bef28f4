// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <array>

namespace confab::load {

/// The frequencies of latencies, in nanoseconds, in buckets that are at most 1/64 wide: a percentile is right to within
/// 1.6 %, whatever its size, and recording costs nothing to speak of.
/// Thread: one. Owned by: the measuring function.
class Histogram {
public:
    void record(qint64 nanoseconds);
    void add(const Histogram& other);

    quint64 count() const { return m_count; }
    qint64 max() const { return m_max; }
    /// The least value that this share (0 to 1) of the values do not exceed, rounded up to its bucket's end; 0 without
    /// values. Never above max().
    qint64 percentile(double share) const;
    double percentileMs(double share) const { return double(percentile(share)) / 1e6; }
    double maxMs() const { return double(m_max) / 1e6; }

private:
    static constexpr int subBits = 6; // 64 buckets for each power of two
    static constexpr int subBuckets = 1 << subBits;
    static size_t bucket(quint64 value);
    static quint64 lastOf(size_t bucket);

    std::array<quint64, size_t(65 - subBits) * subBuckets> m_buckets{};
    quint64 m_count = 0;
    qint64 m_max = 0;
};

} // namespace confab::load
