// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/capacitybench.h"

#include <map>

namespace confab::load {

namespace {

using namespace std::chrono_literals;

/// For deliveries on their way when the last message was sent. Who needs longer does not hold the rate.
constexpr std::chrono::milliseconds drain = 3s;
/// A probe whose last delivery is later than this behind the last message was not kept up with.
constexpr double mostBehindSeconds = 0.5;
/// The load generator has one thread; beyond this share of a core it is what is measured.
constexpr double ownLimitCores = 0.9;

CapacitySearch::Plan planFor(const TalkWorkload& workload, const Sizes& sizes) {
    CapacitySearch::Plan plan;
    plan.first = workload.perSecond;
    plan.least = workload.perSecond / 64;
    plan.most = workload.perSecond * sizes.mostTimesFaster;
    return plan;
}

double cores(double seconds, const Outcome& outcome) {
    return outcome.seconds > 0 ? seconds / outcome.seconds : 0;
}

bool isHeld(const Outcome& outcome, const Sizes& sizes) {
    const double time = std::chrono::duration<double>(sizes.time).count();
    return outcome.isRight() && outcome.delivery.percentileMs(0.99) <= mostCapacityMs &&
           outcome.seconds <= time + mostBehindSeconds;
}

} // namespace

std::string atShare(const std::string& server, double share) {
    return server + ", " + fixed(share * 100, 0) + " %";
}

CapacityBench::CapacityBench(std::vector<Contender> contenders, const Sizes& sizes, Report& report)
    : m_contenders(std::move(contenders)), m_sizes(sizes), m_report(report) {}

bool CapacityBench::open(Entry& entry, const TalkWorkload& workload) {
    entry.subject.fleet.reset(); // hangs up before its server ends
    entry.subject.server.reset();
    if (entry.contender.bench->open(entry.subject, entry.settled, workload, entry.contender.kind))
        return true;
    m_trouble = entry.contender.bench->trouble();
    return false;
}

/// std::nullopt: the server could not be started anew after one that could not take it all.
std::optional<Bench::Taken> CapacityBench::take(Entry& entry, const TalkWorkload& workload, double rate) {
    Bench::Taken taken = entry.contender.bench->take(entry.subject, {rate, 0, m_sizes.time, drain});
    if (!taken.outcome.isRight() && !open(entry, workload)) // connections may be gone, and deliveries may still come
        return std::nullopt;
    return taken;
}

bool CapacityBench::probe(Entry& entry, const TalkWorkload& workload, double rate) {
    const auto taken = take(entry, workload, rate);
    if (!taken)
        return false;
    const bool held = isHeld(taken->outcome, m_sizes);
    const bool ownLimit = cores(taken->spent.own, taken->outcome) >= ownLimitCores;
    entry.ownLimit = held ? entry.ownLimit : ownLimit;
    entry.search.note(held);
    std::printf(
        "  %-6s %-9s %8.0f messages/s: %-4s p99 %8.2f ms, server %.2f, PostgreSQL %.2f, generator %.2f cores%s\n",
        workload.name.c_str(), entry.contender.name.c_str(), rate, held ? "yes" : "no",
        taken->outcome.delivery.percentileMs(0.99), cores(taken->spent.server, taken->outcome),
        cores(taken->spent.database, taken->outcome), cores(taken->spent.own, taken->outcome),
        ownLimit ? " (the generator is at its limit)" : "");
    std::fflush(stdout);
    return true;
}

bool CapacityBench::search(std::vector<Entry>& entries, const TalkWorkload& workload) {
    for (bool over = false; !over;) {
        over = true;
        for (Entry& entry : entries) {
            const std::optional<double> rate = entry.search.next();
            if (rate && !probe(entry, workload, *rate))
                return false;
            over = over && !rate;
        }
    }
    return true;
}

bool CapacityBench::curve(std::vector<Entry>& entries, const TalkWorkload& workload) {
    for (const double share : capacityShares) {
        for (int round = 0; round < m_sizes.rounds; ++round) {
            for (Entry& entry : entries) {
                if (entry.search.capacity() <= 0)
                    continue;
                const auto taken = take(entry, workload, share * entry.search.capacity());
                if (!taken)
                    return false;
                Row& row = m_report.row(workload.name, atShare(entry.contender.name, share));
                note(row, taken->outcome, taken->spent);
                row.figures["load"].push_back(share);
                row.figures["server cores"].push_back(cores(taken->spent.server, taken->outcome));
                row.figures["database cores"].push_back(cores(taken->spent.database, taken->outcome));
                row.figures["generator cores"].push_back(cores(taken->spent.own, taken->outcome));
            }
        }
    }
    return true;
}

void CapacityBench::noteCapacity(const Entry& entry, const TalkWorkload& workload) {
    const double rate = entry.search.capacity();
    Row& row = m_report.row(workload.name, entry.contender.name);
    row.figures["capacity messages/s"].push_back(rate);
    row.figures["capacity deliveries/s"].push_back(rate * workload.circles.people);
    row.figures["probes"].push_back(entry.search.probes());
    row.figures["generator at its limit"].push_back(entry.ownLimit ? 1 : 0);
    std::printf("  %-6s %-9s capacity %.0f messages/s, %.0f deliveries/s after %d probes%s\n", workload.name.c_str(),
                entry.contender.name.c_str(), rate, rate * workload.circles.people, entry.search.probes(),
                entry.ownLimit ? "; the generator was at its limit: the server can do more" : "");
}

void CapacityBench::check(const std::vector<Entry>& entries, const TalkWorkload& workload) {
    for (const Entry& entry : entries) {
        const double floor = entry.search.capacity();
        if (entry.contender.kind != Bench::Kind::Floor || floor <= 0 || workload.leastCapacity <= 0)
            continue;
        m_report.check({workload.name + ": capacity of " + entries.front().contender.name + " against the floor's",
                        entries.front().search.capacity() / floor, workload.leastCapacity, false, "x"});
    }
}

/// Before any of their servers runs; the floor has the people of the daemon whose bench it shares.
bool CapacityBench::settle(std::vector<Entry>& entries, const TalkWorkload& workload) {
    std::map<Bench*, Settled> done;
    for (const Contender& contender : m_contenders) {
        if (!done.contains(contender.bench)) {
            const Result<Settled> settled = contender.bench->settle(workload.circles);
            if (!settled) {
                m_trouble = settled.error().message.toStdString();
                return false;
            }
            done[contender.bench] = *settled;
        }
        entries.push_back({contender, done[contender.bench], {}, CapacitySearch(planFor(workload, m_sizes)), false});
    }
    return true;
}

bool CapacityBench::run(const TalkWorkload& workload) {
    std::vector<Entry> entries;
    if (!settle(entries, workload))
        return false;
    for (Entry& entry : entries) {
        if (!open(entry, workload))
            return false;
    }
    if (!search(entries, workload))
        return false;
    for (const Entry& entry : entries)
        noteCapacity(entry, workload);
    check(entries, workload);
    return curve(entries, workload);
}

} // namespace confab::load
