// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/bench.h"
#include "tests/load/capacitysearch.h"

namespace confab::load {

/// A server that takes part.
struct Contender {
    std::string name; ///< "sqlite", "postgres", "floor"
    Bench* bench = nullptr;
    Bench::Kind kind = Bench::Kind::Confab;
};

/// Looks for the capacity of servers: the highest rate of a workload at which p99 of a delivery stays within
/// mostCapacityMs and nothing is lost; then measures each at shares of it. Servers take turns, so that what else goes
/// on in the machine meets all alike, and ratios between them mean more than the figures. Thread: one with a Qt
/// application object. Owned by: main().
class CapacityBench {
public:
    /// The first contender is the one whose ratio to the floor is checked.
    CapacityBench(std::vector<Contender> contenders, const Sizes& sizes, Report& report);

    /// False when a server did not start; trouble() says why.
    bool run(const TalkWorkload& workload);
    const std::string& trouble() const { return m_trouble; }

private:
    struct Entry {
        Contender contender;
        Settled settled;
        Bench::Subject subject;
        CapacitySearch search;
        bool ownLimit = false; ///< the load generator was at its limit when a probe did not hold
    };
    bool settle(std::vector<Entry>& entries, const TalkWorkload& workload);
    bool open(Entry& entry, const TalkWorkload& workload);
    std::optional<Bench::Taken> take(Entry& entry, const TalkWorkload& workload, double rate);
    bool search(std::vector<Entry>& entries, const TalkWorkload& workload);
    bool probe(Entry& entry, const TalkWorkload& workload, double rate);
    bool curve(std::vector<Entry>& entries, const TalkWorkload& workload);
    void noteCapacity(const Entry& entry, const TalkWorkload& workload);
    void check(const std::vector<Entry>& entries, const TalkWorkload& workload);

    const std::vector<Contender> m_contenders;
    const Sizes m_sizes;
    Report& m_report;
    std::string m_trouble;
};

/// The shares of the capacity at which each server is measured.
inline constexpr std::array<double, 6> capacityShares{0.1, 0.25, 0.5, 0.75, 0.9, 1};
/// The row's name of a server at such a share.
std::string atShare(const std::string& server, double share);

} // namespace confab::load
