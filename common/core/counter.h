// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <concepts>
#include <span>
#include <vector>

/// Figures that one thread counts and others read at any time. Reads are not ordered: a reader may see one figure a
/// moment before another that was changed first.
namespace confab {

/// A figure that one thread changes, at the cost of a plain addition.
/// Thread: add() and set() on one, or under a lock of the owner's; value() on any. Owned by: the object that it
/// describes.
template <std::integral T>
class SingleWriterAtomic {
public:
    void add(T by = 1) { set(value() + by); }
    void set(T value) { m_value.store(value, std::memory_order_relaxed); }
    T value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<T> m_value = 0;
};

/// How often something happened; it only increases.
using Counter = SingleWriterAtomic<quint64>;
/// The present amount of something.
using Gauge = SingleWriterAtomic<qint64>;

/// A snapshot of a histogram. `counts` has one entry more than `bounds`: the values above all of them.
struct HistogramCounts {
    std::span<const double> bounds; ///< the largest value of each bucket, rising
    std::vector<quint64> counts;    ///< of each bucket alone
    double sum = 0;
};

/// A histogram of values, in a few buckets.
/// Thread: add() on one; counts() on any. Owned by: the object that it describes.
class Histogram {
public:
    static constexpr size_t maxBounds = 8;

    /// `bounds` are constants, at most maxBounds of them.
    explicit Histogram(std::span<const double> bounds) : m_bounds(bounds) { Q_ASSERT(bounds.size() <= maxBounds); }

    void add(double value) {
        const auto bucket = std::lower_bound(m_bounds.begin(), m_bounds.end(), value);
        m_counts[size_t(bucket - m_bounds.begin())].add();
        m_sum.store(m_sum.load(std::memory_order_relaxed) + value, std::memory_order_relaxed);
    }
    void add(std::chrono::steady_clock::duration time) { add(std::chrono::duration<double>(time).count()); }

    HistogramCounts counts() const {
        HistogramCounts read{m_bounds, {}, m_sum.load(std::memory_order_relaxed)};
        for (size_t bucket = 0; bucket <= m_bounds.size(); ++bucket)
            read.counts.push_back(m_counts[bucket].value());
        return read;
    }

private:
    const std::span<const double> m_bounds;
    std::array<Counter, maxBounds + 1> m_counts;
    std::atomic<double> m_sum = 0;
};

} // namespace confab
