// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace confab::load {

/// Values below 64 have a bucket each; above, the six bits after the first one choose it.
size_t Histogram::bucket(quint64 value) {
    if (value < subBuckets)
        return size_t(value);
    const int shift = std::bit_width(value) - 1 - subBits;
    return size_t(shift + 1) * subBuckets + size_t((value >> shift) - subBuckets);
}

quint64 Histogram::lastOf(size_t bucket) {
    if (bucket < subBuckets)
        return bucket;
    const int shift = int(bucket / subBuckets) - 1;
    return ((quint64(bucket % subBuckets) + subBuckets + 1) << shift) - 1;
}

void Histogram::record(qint64 nanoseconds) {
    const qint64 value = std::max<qint64>(nanoseconds, 0);
    ++m_buckets[bucket(quint64(value))];
    ++m_count;
    m_max = std::max(m_max, value);
}

void Histogram::add(const Histogram& other) {
    for (size_t i = 0; i < m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
}

qint64 Histogram::percentile(double share) const {
    const quint64 wanted = std::max<quint64>(1, quint64(std::ceil(share * double(m_count))));
    quint64 seen = 0;
    for (size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= wanted)
            return std::min(m_max, qint64(lastOf(i)));
    }
    return m_max;
}

} // namespace confab::load
