// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/bench.h"
#include "tests/load/svgchart.h"
#include "tests/support/postgresprocess.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <cstdio>
#include <fstream>

/// confab-load: confabd's throughput and cost, beside the floor of the machine.
namespace {

using namespace confab;
using namespace confab::load;

/// 15,000 idle connections, the talkers, and a process's other descriptors.
constexpr qint64 neededDescriptors = 16'000;

const std::vector<std::string> allWorkloads{"a", "b", "c", "burst", "ack", "idle", "join", "history", "startup"};

struct Arguments {
    std::vector<std::string> workloads = allWorkloads;
    std::string confabd = CONFABD_PATH;
    std::string floor = FLOOR_PATH;
    std::vector<std::string> confabdArguments;
    std::string database = "sqlite";
    std::string json;
    std::string svg;
    std::vector<int> idleSteps;
    int seconds = 0;
    int rounds = 0;
    bool noFloor = false;
    bool threads = false;
    bool tiny = false;
    bool check = false;
};

void describe(CLI::App& app, Arguments& arguments) {
    app.add_option("--workload", arguments.workloads,
                   "a, b, c, burst, ack, idle, join, history, startup; may be repeated")
        ->check(CLI::IsMember(allWorkloads))
        ->delimiter(',')
        ->default_str("all");
    app.add_option("--seconds", arguments.seconds, "of one measurement")->check(CLI::Range(1, 300));
    app.add_option("--rounds", arguments.rounds, "of each server, in turn; the medians count")
        ->check(CLI::Range(1, 20));
    app.add_option("--idle", arguments.idleSteps, "numbers of idle connections, rising: 0,1000,8000,15000")
        ->check(CLI::Range(0, 15'000))
        ->delimiter(',');
    app.add_option("--database", arguments.database, "sqlite, or postgres: a server of its own")
        ->check(CLI::IsMember({"sqlite", "postgres"}))
        ->capture_default_str();
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

int run(const Arguments& arguments, BenchOptions options) {
    Report report;
    report.setting("database", arguments.database);
    test::PostgresProcess postgres;
    if (arguments.database == "postgres") {
        const QString name = QStringLiteral("load");
        if (!postgres.start() || !postgres.createDatabase(name)) {
            std::fprintf(stderr, "confab-load: PostgreSQL did not start\n%s", postgres.log().constData());
            return 1;
        }
        options.database = postgres.url(name);
        options.databasePid = postgres.pid();
    }
    Bench bench(options, report);
    bool right = true;
    for (size_t i = 0; right && i < arguments.workloads.size(); ++i)
        right = runOne(bench, options, arguments.workloads[i]);
    std::printf("%s", report.text().c_str());
    if (!right)
        std::fprintf(stderr, "confab-load: %s\n", bench.trouble().c_str());
    const std::string json = QJsonDocument(report.json()).toJson().toStdString();
    if (!writeFile(arguments.json, json) || !writeFile(arguments.svg, svgChart(report)) || !right)
        return 1;
    return arguments.check && !report.allMet() ? 2 : 0;
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
    return run(arguments, optionsOf(arguments));
}
