// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/fleet.h"
#include "tests/load/loadtools.h"
#include "tests/support/people.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <cstdio>

/// What idle connections cost: the daemon's CPU time per delivered message, with none and with many of them beside a
/// steady conversation. Rounds alternate, so that what else goes on in the machine meets both alike.
namespace {

using namespace confab;
using namespace confab::load;
using namespace confab::test;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Plan {
    int idle = 8'000;
    int rooms = 10;
    int members = 10; ///< of each room, each with a connection that has entered it
    int rate = 200;   ///< messages per second, over all rooms
    int seconds = 20; ///< of each measurement: a keep-alive period of the idle ones twice
    int rounds = 3;   ///< of both kinds
    int most = 0;     ///< growth in percent that is still right; 0: only say it
};

constexpr milliseconds connectLimit{120'000};
constexpr milliseconds drainLimit{30'000};
constexpr int connectAtOnce = 100;

struct Figure {
    quint64 delivered = 0;
    double cpu = 0;
    double microsecondsEach() const { return delivered == 0 ? 0 : cpu * 1e6 / double(delivered); }
};

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : m_plan(plan) {}
    int run();

private:
    bool prepare();
    bool measure(int idle, Figure& figure);
    bool connectIdle(Fleet& fleet, int idle);
    bool converse(Fleet& fleet, quint64& delivered, double& cpu);
    void say(const char* what) const;

    const Plan m_plan;
    DaemonProcess m_daemon;
    struct Talker {
        Auth auth;
        RoomId room;
    };
    std::vector<Talker> m_talkers; // room by room in turn, so that neighbours write into different rooms
    Auth m_idleAuth;
    quint64 m_sent = 0;
};

void Benchmark::say(const char* what) const {
    std::fprintf(stderr, "confab-bench-idle: %s\n%s", what, m_daemon.errors().constData());
}

bool Benchmark::prepare() {
    if (!m_daemon.start())
        return false;
    const Person idle = newPerson(m_daemon, QStringLiteral("Idle"), Codec::Json);
    if (!idle)
        return false;
    m_idleAuth = idle.auth;
    std::vector<RoomId> rooms;
    for (int i = 0; i < m_plan.rooms * m_plan.members; ++i) {
        const Person person = newPerson(m_daemon, QStringLiteral("Talker %1").arg(i), Codec::Json);
        if (!person)
            return false;
        if (i < m_plan.rooms)
            rooms.push_back(newRoom(person).id);
        const RoomId room = rooms[size_t(i % m_plan.rooms)];
        if (!person->call(RoomJoin{room, {}}))
            return false;
        m_talkers.push_back({person.auth, room});
    }
    return true;
}

bool Benchmark::connectIdle(Fleet& fleet, int idle) {
    while (int(fleet.size()) < idle) {
        for (int i = 0; i < connectAtOnce && int(fleet.size()) < idle; ++i) {
            if (!fleet.add({resume(m_idleAuth)}))
                return false;
        }
        if (!fleet.run([&fleet] { return fleet.allReady(); }, connectLimit))
            return false;
    }
    return true;
}

/// Talks for the plan's time at the plan's rate, then waits until everything has arrived.
bool Benchmark::converse(Fleet& fleet, quint64& delivered, double& cpu) {
    const size_t first = fleet.size() - m_talkers.size();
    const quint64 eventsBefore = fleet.events();
    const double cpuBefore = cpuSeconds(m_daemon.pid());
    const auto begin = Clock::now();
    const int total = m_plan.rate * m_plan.seconds;
    int sent = 0;
    const auto sendWhatIsDue = [&] {
        const auto elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
        for (const int due = std::min(total, int(elapsed * m_plan.rate)); sent < due; ++sent) {
            const size_t talker = size_t(sent) % m_talkers.size();
            LoadClient& client = fleet.at(first + talker);
            client.send(message(m_talkers[talker].room, ++m_sent));
            fleet.touched(client);
        }
        return sent == total;
    };
    if (!fleet.run(sendWhatIsDue, std::chrono::seconds(m_plan.seconds) + drainLimit))
        return false;
    const quint64 expected = quint64(total) * quint64(m_plan.members);
    const bool arrived = fleet.run([&] { return fleet.events() - eventsBefore >= expected; }, drainLimit);
    delivered = fleet.events() - eventsBefore;
    cpu = cpuSeconds(m_daemon.pid()) - cpuBefore;
    return arrived && delivered == expected && fleet.refusals() == 0;
}

bool Benchmark::measure(int idle, Figure& figure) {
    Fleet fleet(m_daemon.port());
    if (!connectIdle(fleet, idle))
        return false;
    for (const Talker& talker : m_talkers) {
        if (!fleet.add({resume(talker.auth), enter(talker.room)}))
            return false;
    }
    if (!fleet.run([&fleet] { return fleet.allReady(); }, connectLimit))
        return false;
    return converse(fleet, figure.delivered, figure.cpu);
}

int Benchmark::run() {
    if (!prepare()) {
        say("the daemon could not be prepared");
        return 1;
    }
    std::printf("%d rooms of %d, %d messages/s for %d s; CPU time of confabd per delivered message\n"
                "limits: off (--limits off)\n\n"
                "round   idle   delivered   CPU s   us each\n",
                m_plan.rooms, m_plan.members, m_plan.rate, m_plan.seconds);
    std::vector<double> none;
    std::vector<double> many;
    for (int round = 0; round < 2 * m_plan.rounds; ++round) {
        const int idle = round % 2 == 0 ? 0 : m_plan.idle;
        Figure figure;
        if (!measure(idle, figure)) {
            say("not everything was delivered, or a connection broke");
            return 1;
        }
        std::printf("%5d %6d %11llu %7.2f %9.1f\n", round + 1, idle, static_cast<unsigned long long>(figure.delivered),
                    figure.cpu, figure.microsecondsEach());
        std::fflush(stdout);
        (idle == 0 ? none : many).push_back(figure.microsecondsEach());
    }
    const double growth = (median(many) / median(none) - 1) * 100;
    std::printf("\nmedian: %.1f us with none idle, %.1f us with %d idle: %+.1f %%\n", median(none), median(many),
                m_plan.idle, growth);
    return m_plan.most > 0 && growth >= m_plan.most ? 2 : 0;
}

} // namespace

int main(int argc, char** argv) {
    Plan plan;
    CLI::App app{"confab-bench-idle: what idle connections cost confabd"};
    app.add_option("--idle", plan.idle, "idle connections")->check(CLI::Range(1, 18'000))->capture_default_str();
    app.add_option("--rooms", plan.rooms, "rooms")->check(CLI::Range(1, 100))->capture_default_str();
    app.add_option("--members", plan.members, "of each room")->check(CLI::Range(1, 100))->capture_default_str();
    app.add_option("--rate", plan.rate, "messages per second")->check(CLI::Range(1, 10'000))->capture_default_str();
    app.add_option("--seconds", plan.seconds, "of one measurement")->check(CLI::Range(1, 300))->capture_default_str();
    app.add_option("--rounds", plan.rounds, "with none and with all idle")
        ->check(CLI::Range(1, 20))
        ->capture_default_str();
    app.add_option("--most", plan.most, "fail when it grows by so many percent")->check(CLI::Range(0, 1'000));
    CLI11_PARSE(app, argc, argv);
    QCoreApplication application(argc, argv);
    raiseDescriptorLimit();
    return Benchmark(plan).run();
}
