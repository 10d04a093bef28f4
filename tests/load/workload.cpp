// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/workload.h"

namespace confab::load {

namespace {

using namespace std::chrono_literals;

constexpr size_t burstOnTheWay = 20;

} // namespace

Sizes tableSizes() {
    Sizes sizes;
    sizes.talks = {
        {.name = "a",
         .what = "1 room of 1,000, 20 messages/s",
         .circles = {1, 1'000, 1},
         .perSecond = 20,
         .mostTimesFloor = 1.4,
         .leastCapacity = 0.7},
        {.name = "b",
         .what = "100 rooms of 10, 10 messages/s each",
         .circles = {100, 10, 1},
         .perSecond = 1'000,
         .mostMedianMs = 1.5,
         .mostDeliveryMs = 6,
         .leastCapacity = 0.4},
        {.name = "c",
         .what = "1,000 rooms of 2, 2 messages/s each",
         .circles = {1'000, 2, 1},
         .perSecond = 2'000,
         .mostMedianMs = 1.5,
         .leastCapacity = 0.25},
        {.name = "burst",
         .what = "1 room of 1,000, 20 messages on their way",
         .circles = {1, 1'000, 1},
         .onTheWay = burstOnTheWay,
         .leastOfFloor = 0.7},
        {.name = "ack",
         .what = "100 rooms of 10, 500 messages/s in all",
         .circles = {100, 10, 1},
         .perSecond = 500,
         .mostAckMs = 4},
    };
    sizes.idle = {1'500, 10, 20};
    sizes.idleSteps = {0, 1'000, 8'000, 15'000};
    sizes.idleTalkers = {10, 10, 1};
    sizes.idleRate = 100;
    sizes.join = {200, 10, 20};
    sizes.history = {1, 1, 1, 1'000'000};
    sizes.pages = 2'000;
    sizes.search = {1, 20, 10, 100'000, true};
    sizes.searches = 5;
    sizes.startup = {10'000, 2, 1};
    return sizes;
}

Sizes tinySizes() {
    Sizes sizes = tableSizes();
    for (TalkWorkload& talk : sizes.talks) {
        talk.what += " (tiny: a hundredth)";
        talk.circles.circles = std::max(1, talk.circles.circles / 50);
        talk.circles.people = std::min(20, talk.circles.people);
        talk.perSecond = std::min(100.0, talk.perSecond);
    }
    sizes.idle = {4, 10, 3};
    sizes.idleSteps = {0, 20, 40};
    sizes.idleTalkers = {2, 3, 1};
    sizes.join = {4, 10, 3};
    sizes.history = {1, 1, 1, 2'000};
    sizes.pages = 50;
    sizes.search = {1, 8, 3, 1'000, true};
    sizes.searches = 1;
    sizes.startup = {100, 2, 1};
    sizes.time = 300ms;
    sizes.mostTimesFaster = 4;
    sizes.idleTime = 300ms;
    sizes.rounds = 1;
    return sizes;
}

} // namespace confab::load
