// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/bench.h"

#include <unistd.h>

namespace confab::load {

namespace {

using namespace std::chrono_literals;

/// Before it counts: caches and connections have seen some messages.
constexpr std::chrono::milliseconds warmUpTime = 500ms;

/// All other limits are as they come. All load is from one machine, so there are none by address; and one person reads
/// as many pages, or writes as many messages over one connection, as a thousand do.
const QStringList raisedLimits{QStringLiteral("--connections-per-address"),
                               QStringLiteral("off"),
                               QStringLiteral("--newcomers-per-address"),
                               QStringLiteral("off"),
                               QStringLiteral("--accepts-per-address"),
                               QStringLiteral("off"),
                               QStringLiteral("--hashes-per-address"),
                               QStringLiteral("off"),
                               QStringLiteral("--rate-sign-ins"),
                               QStringLiteral("off"),
                               QStringLiteral("--rate-registrations"),
                               QStringLiteral("off"),
                               QStringLiteral("--rate-resumes"),
                               QStringLiteral("off"),
                               QStringLiteral("--rate-finds"),
                               QStringLiteral("off"),
                               QStringLiteral("--rate-pages"),
                               QStringLiteral("off"),
                               QStringLiteral("--rate-messages"),
                               QStringLiteral("off"),
                               QStringLiteral("--frames-per-connection"),
                               QStringLiteral("off"),
                               QStringLiteral("--bytes-per-connection"),
                               QStringLiteral("off")};

Config configFor(const QString& folder, const QString& database) {
    Config config;
    config.data = folder;
    if (!database.isEmpty())
        config.postgres = *DatabaseAddress::parse(database);
    return config;
}

} // namespace

std::vector<Talker> talkersOf(const Settled& settled, size_t firstClient) {
    std::vector<Talker> talkers;
    const Circles& circles = settled.circles;
    for (int person = 0; person < circles.people; ++person) {
        for (int circle = 0; circle < circles.circles; ++circle)
            talkers.push_back({firstClient + size_t(circle * circles.people + person), settled.room(circle, 0),
                               quint32(circles.people)});
    }
    return talkers;
}

Bench::Bench(BenchOptions options, Report& report)
    : m_options(std::move(options)), m_report(report),
      m_world(configFor(m_folder.filePath(QStringLiteral("data")), m_options.database)) {
    m_report.setting("limits that are raised", raisedLimits.join(u' ').toStdString());
    m_report.setting("more arguments of confabd", m_options.confabdArguments.join(u' ').toStdString());
}

QStringList Bench::confabdArguments() const {
    QStringList arguments{QStringLiteral("--data"), m_folder.filePath(QStringLiteral("data")),
                          QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")};
    if (!m_options.database.isEmpty())
        arguments += {QStringLiteral("--database"), m_options.database};
    return arguments + raisedLimits + m_options.confabdArguments;
}

std::unique_ptr<ServerProcess> Bench::newConfabd() const {
    return std::make_unique<ServerProcess>(m_options.confabd, confabdArguments());
}

std::unique_ptr<ServerProcess> Bench::newFloor(const QString& mode) const {
    return std::make_unique<ServerProcess>(m_options.floor, QStringList{mode});
}

bool Bench::fail(const std::string& what) {
    m_trouble = what;
    return false;
}

bool Bench::failServer(const std::string& what, const ServerProcess& server) {
    return fail(what + "\n" + server.errors());
}

Result<Settled> Bench::settle(const Circles& circles, double* indexSeconds) {
    Status opened = m_world.open();
    if (!opened)
        return confab::fail(std::move(opened.error()));
    Result<Settled> settled = m_world.settle(circles);
    if (settled && indexSeconds) {
        const Result<double> seconds = m_world.index();
        if (!seconds)
            settled = confab::fail(seconds.error());
        *indexSeconds = seconds.value_or(0);
    }
    m_world.close();
    return settled;
}

bool Bench::start(ServerProcess& server) {
    if (!server.start())
        return failServer("a server did not start", server);
    std::printf("  pid %lld: %s\n", static_cast<long long>(server.pid()), server.name().c_str());
    return true;
}

/// Connections of these people, each of which will enter all rooms of its circle.
bool Bench::addPeople(Fleet& fleet, const Door& door, const Settled& settled, int from, int to) {
    for (int person = from; person < to; ++person) {
        const Result<std::string> token = m_world.token(settled, person);
        if (!token)
            return fail(token.error().message.toStdString());
        fleet.add(door, {*token, settled.roomsOf(person)});
    }
    return true;
}

/// Starts its server, and connects all clients.
bool Bench::prepare(Subject& subject, const Settled& settled) {
    if (!start(*subject.server))
        return false;
    subject.fleet = std::make_unique<Fleet>();
    subject.talkers = talkersOf(settled, 0);
    if (!addPeople(*subject.fleet, subject.server->door(), settled, 0, settled.circles.allPeople()))
        return false;
    if (!subject.fleet->connect())
        return failServer("not everybody could connect: " + subject.fleet->trouble(), *subject.server);
    return true;
}

Spent operator-(const Spent& after, const Spent& before) {
    return {after.server - before.server, after.database - before.database, after.own - before.own};
}

Spent Bench::spentBy(const ServerProcess& server, bool ofFloor) const {
    const bool counts = !ofFloor && m_options.databasePid > 0;
    return {cpuSeconds(server.pid()), counts ? familySeconds(m_options.databasePid) : 0, cpuSeconds(::getpid())};
}

bool Bench::open(Subject& subject, const Settled& settled, const TalkWorkload& workload, Kind kind) {
    subject.name = kind == Kind::Floor ? "floor" : "confab";
    subject.server = kind == Kind::Floor ? newFloor(QStringLiteral("coalesce")) : newConfabd();
    return prepare(subject, settled) && warmUp(subject, {workload.perSecond, 0, warmUpTime});
}

Bench::Taken Bench::take(Subject& subject, const Pace& pace) {
    const Spent before = spentBy(*subject.server, isFloor(subject));
    Outcome outcome = Conversation(*subject.fleet, subject.talkers, m_number).run(pace);
    return {std::move(outcome), spentBy(*subject.server, isFloor(subject)) - before};
}

/// One round.
bool Bench::measure(Subject& subject, const std::string& workload, const std::string& server, const Pace& pace) {
    const qint64 pid = subject.server->pid();
    const std::map<std::string, double> threads = threadSeconds(pid);
    const Taken taken = take(subject, pace);
    const Outcome& outcome = taken.outcome;
    Row& row = m_report.row(workload, server);
    note(row, outcome, taken.spent);
    if (m_options.threads)
        noteThreads(row, difference(threads, threadSeconds(pid)), outcome.delivered);
    std::printf("  %-8s %-24s %9llu delivered, %8.0f/s, %6.2f us CPU each", workload.c_str(), server.c_str(),
                static_cast<unsigned long long>(outcome.delivered), outcome.perSecond(),
                row.figures["cpu us/delivery"].back());
    if (const double database = row.figures["database us/delivery"].back(); database > 0)
        std::printf(", %6.2f us in PostgreSQL", database);
    std::printf("\n");
    std::fflush(stdout);
    return isRight(outcome, workload + ", " + server, subject);
}

bool Bench::warmUp(Subject& subject, const Pace& pace) {
    const Outcome outcome = Conversation(*subject.fleet, subject.talkers, m_number).run(pace);
    return isRight(outcome, "warming up, " + subject.name, subject);
}

bool Bench::isRight(const Outcome& outcome, const std::string& where, const Subject& subject) {
    if (outcome.isRight())
        return true;
    return failServer(where + ": " + std::to_string(outcome.sent) + " sent, " + std::to_string(outcome.lost) +
                          " deliveries lost, " + std::to_string(outcome.doubled) + " doubled, " +
                          std::to_string(outcome.disordered) + " out of order, " + std::to_string(outcome.refused) +
                          " refused. " + outcome.trouble,
                      *subject.server);
}

bool Bench::talk(const TalkWorkload& workload) {
    const Result<Settled> settled = settle(workload.circles);
    if (!settled)
        return fail(settled.error().message.toStdString());
    std::vector<Subject> subjects(1);
    subjects[0] = {"confab", newConfabd(), {}, {}};
    if (!m_options.floor.isEmpty()) {
        subjects.push_back({"floor", newFloor(QStringLiteral("at-once")), {}, {}});
        if (workload.leastOfFloor > 0)
            subjects.push_back({"floor, coalescing", newFloor(QStringLiteral("coalesce")), {}, {}});
    }
    for (Subject& subject : subjects) {
        if (!prepare(subject, *settled))
            return false;
        if (!warmUp(subject, {workload.perSecond, workload.onTheWay, std::min(warmUpTime, m_options.sizes.time)}))
            return false;
    }
    const Pace pace{workload.perSecond, workload.onTheWay, m_options.sizes.time};
    for (int round = 0; round < m_options.sizes.rounds; ++round) {
        for (Subject& subject : subjects) {
            if (!measure(subject, workload.name, subject.name, pace))
                return false;
        }
    }
    checkTalk(workload);
    return true;
}

void Bench::checkTalk(const TalkWorkload& workload) {
    const Row& confab = m_report.row(workload.name, "confab");
    const std::string name = workload.name + ": ";
    if (workload.mostMedianMs > 0)
        m_report.check({name + "delivery p50", confab["delivery p50 ms"], workload.mostMedianMs, true, "ms"});
    if (workload.mostDeliveryMs > 0)
        m_report.check({name + "delivery p99", confab["delivery p99 ms"], workload.mostDeliveryMs, true, "ms"});
    if (workload.mostAckMs > 0)
        m_report.check({name + "ack p99", confab["ack p99 ms"], workload.mostAckMs, true, "ms"});
    const Row* floor = m_report.find(workload.name, "floor");
    if (floor && workload.mostTimesFloor > 0)
        m_report.check({name + "CPU time per delivery against the floor's", cpuEach(confab) / cpuEach(*floor),
                        workload.mostTimesFloor, true, "x"});
    const Row* coalescing = m_report.find(workload.name, "floor, coalescing");
    if (coalescing && workload.leastOfFloor > 0)
        m_report.check({name + "deliveries/s against the coalescing floor's",
                        confab["deliveries/s"] / (*coalescing)["deliveries/s"], workload.leastOfFloor, false, "x"});
}

} // namespace confab::load
