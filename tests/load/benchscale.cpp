// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/conversation.h"
#include "tests/load/procfigures.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

/// The gain of a second node: the CPU time that the busiest node spends for each message that the cluster delivers,
/// when the same conversations are on one node and when they are spread over two. Each room has members on both nodes,
/// so every message passes Redis. Rounds alternate, so that what else goes on in the machine meets both alike.
namespace {

using namespace confab;
using namespace confab::load;
using namespace confab::test;

struct Plan {
    int rooms = 100;
    int members = 10; ///< of each room, each with a connection that has entered it
    int rate = 500;   ///< messages per second, over all rooms
    int seconds = 10; ///< of each measurement
    int rounds = 3;   ///< of each kind
    bool sqlite = false;
    double least = 0; ///< ratio that is right; 0: only say it
};

/// A server, or a cluster: its addresses and its talkers.
struct Site {
    struct Talker {
        Auth auth;
        RoomId room;
        int member = 0; ///< its number in the room
    };
    std::vector<DaemonProcess*> nodes;
    std::vector<Talker> talkers; ///< room by room in turn, so that neighbours write into different rooms
};

struct Figure {
    quint64 delivered = 0;
    std::vector<double> cpu; ///< of each node
    double microsecondsEach() const {
        return delivered == 0 ? 0 : *std::max_element(cpu.begin(), cpu.end()) * 1e6 / double(delivered);
    }
};

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : m_plan(plan) {}
    int run();

private:
    bool prepare(Site& site) const;
    std::optional<double> round(const char* what, Site site, size_t nodes);
    bool measure(const Site& site, Figure& figure);

    const Plan m_plan;
    ClusterFixture m_cluster{{.nodes = 2, .arguments = {QStringLiteral("--drain-seconds"), QStringLiteral("1")}}};
    DaemonProcess m_lone; // on SQLite
    quint64 m_sent = 0;
};

bool Benchmark::prepare(Site& site) const {
    std::vector<RoomId> rooms;
    for (int i = 0; i < m_plan.rooms * m_plan.members; ++i) {
        const Person person = newPerson(*site.nodes.front(), QStringLiteral("Talker %1").arg(i), Codec::Json);
        if (!person)
            return false;
        if (i < m_plan.rooms)
            rooms.push_back(newRoom(person).id);
        const RoomId room = rooms[size_t(i % m_plan.rooms)];
        if (!person->call(RoomJoin{room, {}}))
            return false;
        site.talkers.push_back({person.auth, room, i / m_plan.rooms});
    }
    return true;
}

bool Benchmark::measure(const Site& site, Figure& figure) {
    Fleet fleet;
    std::vector<load::Talker> talkers;
    for (const Site::Talker& talker : site.talkers) {
        const DaemonProcess& node = *site.nodes[size_t(talker.member) % site.nodes.size()];
        const size_t client = fleet.add({node.url().host().toStdString(), node.port()},
                                        {talker.auth.accessToken.value.toStdString(), {talker.room.value}});
        talkers.push_back({client, talker.room.value, quint32(m_plan.members)});
    }
    if (!fleet.connect())
        return false;
    std::vector<double> before;
    for (const DaemonProcess* node : site.nodes)
        before.push_back(cpuSeconds(node->pid()));
    const Outcome outcome =
        Conversation(fleet, talkers, m_sent).run({double(m_plan.rate), 0, std::chrono::seconds(m_plan.seconds)});
    figure.delivered = outcome.delivered;
    for (size_t i = 0; i < site.nodes.size(); ++i)
        figure.cpu.push_back(cpuSeconds(site.nodes[i]->pid()) - before[i]);
    return outcome.isRight();
}

/// One measurement on the first so many nodes of the site.
std::optional<double> Benchmark::round(const char* what, Site site, size_t nodes) {
    site.nodes.resize(nodes);
    Figure figure;
    if (!measure(site, figure)) {
        std::fprintf(stderr, "confab-bench-scale: not everything was delivered (%llu came), or a connection broke\n%s",
                     static_cast<unsigned long long>(figure.delivered), m_cluster.logs().constData());
        return {};
    }
    std::printf("%-10s %11llu %8.2f %8.2f %9.1f\n", what, static_cast<unsigned long long>(figure.delivered),
                figure.cpu.front(), nodes > 1 ? figure.cpu.back() : 0.0, figure.microsecondsEach());
    std::fflush(stdout);
    return figure.microsecondsEach();
}

int Benchmark::run() {
    Site cluster{{}, {}};
    Site lone{{&m_lone}, {}};
    const bool ready = m_cluster.start() && (!m_plan.sqlite || m_lone.start());
    if (ready)
        cluster.nodes = {&m_cluster.node(0), &m_cluster.node(1)};
    if (!ready || !prepare(cluster) || (m_plan.sqlite && !prepare(lone))) {
        std::fprintf(stderr, "confab-bench-scale: the nodes could not be prepared\n%s", m_cluster.logs().constData());
        return 1;
    }
    std::printf("%d rooms of %d, %d messages/s for %d s; CPU time of the busiest confabd per delivered message\n"
                "limits: off (--limits off)\n\n"
                "           delivered  CPU s a  CPU s b   us each\n",
                m_plan.rooms, m_plan.members, m_plan.rate, m_plan.seconds);
    std::vector<double> sqlite, one, two;
    for (int i = 0; i < m_plan.rounds; ++i) {
        const auto note = [](std::vector<double>& figures, std::optional<double> figure) {
            figures.push_back(figure.value_or(0));
            return figure.has_value();
        };
        if (m_plan.sqlite && !note(sqlite, round("SQLite", lone, 1)))
            return 1;
        m_cluster.node(1).stop();
        if (!note(one, round("one node", cluster, 1)) || !m_cluster.node(1).start() ||
            !note(two, round("two nodes", cluster, 2)))
            return 1;
    }
    if (m_plan.sqlite)
        std::printf("\nmedian with SQLite, alone: %.1f us", median(sqlite));
    const double ratio = median(one) / median(two);
    std::printf("\nmedian: %.1f us on one node, %.1f us on the busiest of two: %.2f times as much per core spent\n",
                median(one), median(two), ratio);
    return ratio < m_plan.least ? 2 : 0;
}

} // namespace

int main(int argc, char** argv) {
    Plan plan;
    CLI::App app{"confab-bench-scale: what a second node gives"};
    app.add_option("--rooms", plan.rooms, "rooms")->check(CLI::Range(1, 1'000))->capture_default_str();
    app.add_option("--members", plan.members, "of each room")->check(CLI::Range(2, 1'000))->capture_default_str();
    app.add_option("--rate", plan.rate, "messages per second")->check(CLI::Range(1, 10'000))->capture_default_str();
    app.add_option("--seconds", plan.seconds, "of one measurement")->check(CLI::Range(1, 120))->capture_default_str();
    app.add_option("--rounds", plan.rounds, "on one and on two nodes")->check(CLI::Range(1, 20))->capture_default_str();
    app.add_flag("--sqlite", plan.sqlite, "measure a lone server with SQLite too");
    app.add_option("--least", plan.least, "fail when two nodes give less than so many times one")
        ->check(CLI::Range(0.0, 2.0));
    CLI11_PARSE(app, argc, argv);
    QCoreApplication application(argc, argv);
    raiseDescriptorLimit();
    return Benchmark(plan).run();
}
