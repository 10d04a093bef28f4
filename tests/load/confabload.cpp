// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/bench.h"
#include "tests/load/capacitybench.h"
#include "tests/load/capacitychart.h"
#include "tests/load/svgchart.h"
#include "tests/support/postgresprocess.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <fstream>

/// confab-load: confabd's throughput and cost, beside the floor of the machine.
namespace {

using namespace confab;
using namespace confab::load;

/// 15,000 idle connections, the talkers, and a process's other descriptors.
constexpr qint64 neededDescriptors = 16'000;

const std::vector<std::string> capacityWorkloads{"a", "b", "c"};
const std::vector<std::string> allWorkloads{"a",    "b",    "c",       "burst",  "ack",
                                            "idle", "join", "history", "search", "startup"};

struct Arguments {
    std::string what = "table";
    std::vector<std::string> workloads; ///< empty: all of them
    std::string confabd = CONFABD_PATH;
    std::string floor = FLOOR_PATH;
    std::vector<std::string> confabdArguments;
    std::vector<std::string> databases; ///< empty: sqlite; for the capacity sqlite and postgres
    std::string json;
    std::string svg;
    std::vector<int> idleSteps;
    int rate = 0; ///< 0: each workload's own
    int seconds = 0;
    int rounds = 0;
    bool noFloor = false;
    bool threads = false;
    bool tiny = false;
    bool check = false;
};

void describe(CLI::App& app, Arguments& arguments) {
    app.add_option("what", arguments.what,
                   "table: the workloads at fixed rates; capacity: the highest rate of a, b and c at which nothing is "
                   "lost and p99 of a delivery stays within 50 ms, and how servers do at shares of it")
        ->check(CLI::IsMember({"table", "capacity"}))
        ->capture_default_str();
    app.add_option("--workload", arguments.workloads,
                   "a, b, c, burst, ack, idle, join, history, search, startup; may be repeated")
        ->check(CLI::IsMember(allWorkloads))
        ->delimiter(',')
        ->default_str("all");
    app.add_option("--rate", arguments.rate, "messages/s in all, instead of the rate of each of a, b, c and ack")
        ->check(CLI::Range(1, 1'000'000));
    app.add_option("--seconds", arguments.seconds, "of one measurement")->check(CLI::Range(1, 300));
    app.add_option("--rounds", arguments.rounds, "of each server, in turn; the medians count")
        ->check(CLI::Range(1, 20));
    app.add_option("--idle", arguments.idleSteps, "numbers of idle connections, rising: 0,1000,8000,15000")
        ->check(CLI::Range(0, 15'000))
        ->delimiter(',');
    app.add_option("--database", arguments.databases,
                   "sqlite, or postgres: a server of its own; of the capacity both, as sqlite,postgres")
        ->check(CLI::IsMember({"sqlite", "postgres"}))
        ->delimiter(',');
    app.add_option("--confabd", arguments.confabd, "the program to measure")->check(CLI::ExistingFile);
    app.add_option("--confabd-arg", arguments.confabdArguments, "one more argument for it; may be repeated");
    app.add_flag("--no-floor", arguments.noFloor, "measure confabd alone");
    app.add_flag("--threads", arguments.threads, "say how much CPU time each of confabd's threads took");
    app.add_flag("--tiny", arguments.tiny, "a hundredth of everything, to try this program");
    app.add_flag("--check", arguments.check, "exit with 2 when a figure is not what is asked of it");
    app.add_option("--json", arguments.json, "write the report there");
    app.add_option("--svg", arguments.svg, "draw the report there");
}

BenchOptions optionsOf(const Arguments& arguments) {
    BenchOptions options;
    options.sizes = arguments.tiny ? tinySizes() : tableSizes();
    if (arguments.seconds > 0) {
        options.sizes.time = std::chrono::seconds(arguments.seconds);
        options.sizes.idleTime = std::chrono::seconds(arguments.seconds);
    }
    if (arguments.rounds > 0)
        options.sizes.rounds = arguments.rounds;
    for (TalkWorkload& talk : options.sizes.talks)
        talk.perSecond = arguments.rate > 0 && talk.perSecond > 0 ? arguments.rate : talk.perSecond;
    if (!arguments.idleSteps.empty())
        options.sizes.idleSteps = arguments.idleSteps;
    options.confabd = QString::fromStdString(arguments.confabd);
    if (!arguments.noFloor)
        options.floor = QString::fromStdString(arguments.floor);
    for (const std::string& argument : arguments.confabdArguments)
        options.confabdArguments.append(QString::fromStdString(argument));
    options.threads = arguments.threads;
    return options;
}

bool runOne(Bench& bench, const BenchOptions& options, const std::string& workload) {
    for (const TalkWorkload& talk : options.sizes.talks) {
        if (talk.name == workload) {
            std::printf("%s: %s\n", talk.name.c_str(), talk.what.c_str());
            return bench.talk(talk);
        }
    }
    std::printf("%s\n", workload.c_str());
    if (workload == "idle")
        return bench.idle();
    if (workload == "join")
        return bench.join();
    if (workload == "search")
        return bench.search();
    return workload == "history" ? bench.history() : bench.startup();
}

bool writeFile(const std::string& path, const std::string& text) {
    if (path.empty())
        return true;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file)
        std::fprintf(stderr, "confab-load: %s can't be written\n", path.c_str());
    return bool(file);
}

/// A PostgreSQL server of the benchmark's own, when the options are to have it.
bool useDatabase(const std::string& database, test::PostgresProcess& postgres, BenchOptions& options) {
    if (database != "postgres")
        return true;
    const QString name = QStringLiteral("load");
    if (!postgres.start() || !postgres.createDatabase(name)) {
        std::fprintf(stderr, "confab-load: PostgreSQL did not start\n%s", postgres.log().constData());
        return false;
    }
    options.database = postgres.url(name);
    options.databasePid = postgres.pid();
    return true;
}

/// What went wrong; nothing when all went as it must.
std::optional<std::string> runTable(const Arguments& arguments, const BenchOptions& options, Report& report) {
    Bench bench(options, report);
    for (const std::string& workload : arguments.workloads) {
        if (!runOne(bench, options, workload))
            return bench.trouble();
    }
    return std::nullopt;
}

std::optional<std::string> runCapacity(const Arguments& arguments, const std::vector<BenchOptions>& all,
                                       Report& report) {
    std::vector<std::unique_ptr<Bench>> benches;
    std::vector<Contender> contenders;
    for (size_t i = 0; i < all.size(); ++i) {
        benches.push_back(std::make_unique<Bench>(all[i], report));
        contenders.push_back({arguments.databases[i], benches.back().get(), Bench::Kind::Confab});
    }
    if (!arguments.noFloor)
        contenders.push_back({"floor", benches.front().get(), Bench::Kind::Floor});
    CapacityBench capacity(contenders, all.front().sizes, report);
    for (const TalkWorkload& talk : all.front().sizes.talks) {
        if (std::ranges::find(arguments.workloads, talk.name) == arguments.workloads.end())
            continue;
        std::printf("%s: %s, and faster\n", talk.name.c_str(), talk.what.c_str());
        if (!capacity.run(talk))
            return capacity.trouble();
    }
    return std::nullopt;
}

int run(const Arguments& arguments) {
    const bool isCapacity = arguments.what == "capacity";
    Report report;
    std::vector<std::unique_ptr<test::PostgresProcess>> servers;
    std::vector<BenchOptions> options;
    std::string names;
    for (const std::string& database : arguments.databases) {
        servers.push_back(std::make_unique<test::PostgresProcess>());
        if (!useDatabase(database, *servers.back(), options.emplace_back(optionsOf(arguments))))
            return 1;
        names += (names.empty() ? "" : ", ") + database;
    }
    report.setting("database", names);
    const std::optional<std::string> trouble =
        isCapacity ? runCapacity(arguments, options, report) : runTable(arguments, options.front(), report);
    std::printf("%s", report.text().c_str());
    if (trouble)
        std::fprintf(stderr, "confab-load: %s\n", trouble->c_str());
    const std::string json = QJsonDocument(report.json()).toJson().toStdString();
    const std::string picture = isCapacity ? capacityChart(report) : svgChart(report);
    if (!writeFile(arguments.json, json) || !writeFile(arguments.svg, picture) || trouble)
        return 1;
    return arguments.check && !report.allMet() ? 2 : 0;
}

/// What was not given on the command line.
void complete(Arguments& arguments) {
    const bool isCapacity = arguments.what == "capacity";
    if (arguments.workloads.empty())
        arguments.workloads = isCapacity ? capacityWorkloads : allWorkloads;
    if (arguments.databases.empty())
        arguments.databases =
            isCapacity ? std::vector<std::string>{"sqlite", "postgres"} : std::vector<std::string>{"sqlite"};
    if (isCapacity && arguments.rounds == 0 && !arguments.tiny)
        arguments.rounds = 1;
    if (isCapacity && arguments.seconds == 0 && !arguments.tiny)
        arguments.seconds = 3;
}

} // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    CLI::App app{"confab-load: how much confabd takes and what that costs, beside a bare broadcast server.\n"
                 "Exit codes: 0; 1 when something was lost, doubled or did not run; 2 with --check, see there."};
    describe(app, arguments);
    CLI11_PARSE(app, argc, argv);
    QCoreApplication application(argc, argv);
    if (const qint64 descriptors = raiseDescriptorLimit(); descriptors < neededDescriptors && !arguments.tiny)
        std::fprintf(stderr, "confab-load: only %lld open files are allowed (ulimit -n); 15,000 idle ones need more\n",
                     static_cast<long long>(descriptors));
    complete(arguments);
    return run(arguments);
}
