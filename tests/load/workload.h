// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/conversation.h"
#include "tests/load/world.h"

namespace confab::load {

/// A workload of talking people: how many, and how fast.
struct TalkWorkload {
    std::string name;
    std::string what; ///< for people
    Circles circles;  ///< one room each, all of whose people are in it
    double perSecond = 0;
    size_t onTheWay = 0;
    double mostTimesFloor = 0; ///< CPU time per delivery against the floor's that is right; 0: any
    double leastOfFloor = 0;   ///< deliveries/s against the coalescing floor's that are right; 0: any
    double mostMedianMs = 0;   ///< p50 of a delivery that is right; 0: any
    double mostDeliveryMs = 0; ///< p99 that is right; 0: any
    double mostAckMs = 0;      ///< likewise
    double leastCapacity = 0;  ///< capacity against the floor's that is right; 0: any
};

/// The sizes of all workloads: the table's, or tiny ones that only try the tool.
struct Sizes {
    std::vector<TalkWorkload> talks;
    Circles idle; ///< of the idle connections
    std::vector<int> idleSteps;
    Circles idleTalkers;
    double idleRate = 0; ///< messages/s of all talkers
    Circles join;
    Circles history;
    int pages = 0;
    Circles search;
    int searches = 0; ///< of each query
    Circles startup;
    std::chrono::milliseconds time{5'000}; ///< of one measurement
    std::chrono::milliseconds idleTime{8'000};
    int rounds = 3;
    double mostTimesFaster = 1'000; ///< than the workload's rate: a capacity above is not looked for
};

Sizes tableSizes();
Sizes tinySizes();

/// p99 of a delivery that makes a rate one that is held: below it, people who talk notice nothing.
inline constexpr double mostCapacityMs = 50;
// Further bounds.
inline constexpr double mostIdleGrowthPercent = 10;
inline constexpr double mostIdleBytes = 12 * 1024;
inline constexpr double mostPageMs = 5;
inline constexpr double mostSearchMs = 100; // features.md: 95 % of the queries
inline constexpr double mostStartSeconds = 1;

} // namespace confab::load
