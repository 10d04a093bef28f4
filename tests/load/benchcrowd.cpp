// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/bench.h"

#include <algorithm>

/// The cost of idle connections, and of a crowd that connects at once.
namespace confab::load {

namespace {

std::string stepName(int idle) {
    return "confab, " + std::to_string(idle) + " idle";
}

} // namespace

/// The steps are measured on the way up and again on the way down, so that what drifts in the machine meets all alike.
bool Bench::idle() {
    const Result<Settled> talkers = settle(m_options.sizes.idleTalkers);
    const Result<Settled> idle = settle(m_options.sizes.idle);
    if (!talkers || !idle)
        return fail("the database could not be filled");
    Subject subject{"confab", newConfabd(), {}, {}};
    if (!prepare(subject, *talkers))
        return false;
    if (!warmUp(subject, {m_options.sizes.idleRate, 0, m_options.sizes.idleTime})) // so that memory has its usual size
        return false;
    const qint64 before = residentBytes(subject.server->pid());
    const std::vector<int>& up = m_options.sizes.idleSteps;
    for (const int count : up) {
        if (!idleStep(subject, *idle, count))
            return false;
        noteMemory(m_report.row("idle", stepName(count)), before, subject, count);
    }
    for (auto step = up.rbegin(); step != up.rend(); ++step) {
        if (!idleStep(subject, *idle, *step))
            return false;
    }
    checkIdle();
    return true;
}

/// The same conversation beside so many idle connections.
bool Bench::idleStep(Subject& subject, const Settled& idle, int count) {
    Fleet& fleet = *subject.fleet;
    const size_t talkers = subject.talkers.size();
    const int there = int(fleet.size() - talkers);
    if (there > count)
        fleet.shrinkTo(talkers + size_t(count));
    if (!addPeople(fleet, subject.server->door(), idle, there, count))
        return false;
    if (!fleet.connect())
        return failServer("not all idle ones could connect: " + fleet.trouble(), *subject.server);
    // The effects of connects and disconnects are over when a conversation has been quiet.
    if (!warmUp(subject, {m_options.sizes.idleRate, 0, m_options.sizes.idleTime / 4}))
        return false;
    return measure(subject, "idle", stepName(count), {m_options.sizes.idleRate, 0, m_options.sizes.idleTime});
}

void Bench::noteMemory(Row& row, qint64 before, const Subject& subject, int count) const {
    const qint64 resident = residentBytes(subject.server->pid());
    row.figures["resident MiB"].push_back(double(resident) / 1024 / 1024);
    if (count > 0)
        row.figures["bytes/connection"].push_back(double(resident - before) / count);
}

void Bench::checkIdle() {
    const std::vector<int>& steps = m_options.sizes.idleSteps;
    const double alone = cpuEach(m_report.row("idle", stepName(steps.front())));
    const Row& last = m_report.row("idle", stepName(steps.back()));
    double most = 0;
    for (const int step : steps)
        most = std::max(most, cpuEach(m_report.row("idle", stepName(step))));
    m_report.check({"idle: CPU time per delivery, the most against none idle", (most / alone - 1) * 100,
                    mostIdleGrowthPercent, true, "%"});
    m_report.check({"idle: resident memory for each connection", last["bytes/connection"] / 1024, mostIdleBytes / 1024,
                    true, "KiB"});
}

/// All clients are connected; then all sign in and enter their rooms at once.
bool Bench::join() {
    const Result<Settled> settled = settle(m_options.sizes.join);
    if (!settled)
        return fail(settled.error().message.toStdString());
    const int people = settled->circles.allPeople();
    for (int round = 0; round < m_options.sizes.rounds; ++round) {
        const std::unique_ptr<ServerProcess> server = newConfabd();
        Fleet fleet;
        if (!start(*server) || !addPeople(fleet, server->door(), *settled, 0, people))
            return false;
        if (!fleet.connect(Fleet::Until::Upgraded))
            return failServer("not everybody could connect: " + fleet.trouble(), *server);
        const Spent before = spentBy(*server);
        const qint64 begin = steadyNow();
        if (!fleet.signIn())
            return failServer("not everybody could join: " + fleet.trouble(), *server);
        const double seconds = double(steadyNow() - begin) / 1e9;
        Row& row = m_report.row("join", "confab");
        row.figures["seconds"].push_back(seconds);
        row.figures["rooms entered/s"].push_back(people * settled->circles.rooms / seconds);
        const Spent spent = spentBy(*server) - before;
        row.figures["cpu ms/connection"].push_back(spent.server * 1e3 / people);
        row.figures["database ms/connection"].push_back(spent.database * 1e3 / people);
        row.figures["put off"].push_back(double(fleet.counts().busy));
        std::printf("  join     %d connections in %d rooms each after %.2f s\n", people, settled->circles.rooms,
                    seconds);
    }
    return true;
}

} // namespace confab::load
