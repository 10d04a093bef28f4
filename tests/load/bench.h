// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/report.h"
#include "tests/load/serverprocess.h"
#include "tests/load/workload.h"

#include <memory>

namespace confab::load {

/// How a run is to be.
struct BenchOptions {
    Sizes sizes;
    QString confabd;              ///< the program
    QString floor;                ///< the program; empty: the floor is not measured
    QStringList confabdArguments; ///< more of them, as given on the command line
    QString database;             ///< postgresql://…; empty: SQLite
    qint64 databasePid = 0;       ///< the process whose children serve it; 0: none
    bool threads = false;         ///< report the server's CPU time by thread
};

/// Runs workloads one after the other, each on a server that was started for it, and notes what it finds. Every run of
/// a workload returns false when the server did what it must not (trouble() says what), however fast it was.
/// Thread: one with a Qt application object. Owned by: main().
class Bench {
public:
    Bench(BenchOptions options, Report& report);

    /// A server that is measured, with all its clients.
    struct Subject {
        std::string name;
        std::unique_ptr<ServerProcess> server;
        std::unique_ptr<Fleet> fleet;
        std::vector<Talker> talkers;
    };
    enum class Kind { Confab, Floor };
    /// What a conversation came to.
    struct Taken {
        Outcome outcome;
        Spent spent;
    };

    bool talk(const TalkWorkload& workload);
    bool idle();
    bool join();
    bool history();
    bool search();
    bool startup();
    const std::string& trouble() const { return m_trouble; }

    // For those who decide for themselves at which pace, and how often.
    /// Puts people and rooms into the database; no server runs meanwhile.
    /// With `indexSeconds`, indexes all messages, and says how long the writer needed.
    Result<Settled> settle(const Circles& circles, double* indexSeconds = nullptr);
    /// Starts a server of this kind, connects these people and lets them talk for a moment at the workload's rate.
    bool open(Subject& subject, const Settled& settled, const TalkWorkload& workload, Kind kind);
    /// One conversation of a subject, whatever comes of it.
    Taken take(Subject& subject, const Pace& pace);

private:
    /// The one place where confabd's arguments are made.
    QStringList confabdArguments() const;
    std::unique_ptr<ServerProcess> newConfabd() const;
    std::unique_ptr<ServerProcess> newFloor(const QString& mode) const;
    bool start(ServerProcess& server);
    bool addPeople(Fleet& fleet, const Door& door, const Settled& settled, int from, int to);
    bool prepare(Subject& subject, const Settled& settled);
    static bool isFloor(const Subject& subject) { return subject.name.starts_with("floor"); }
    bool measure(Subject& subject, const std::string& workload, const std::string& server, const Pace& pace);
    /// CPU time so far. The floor has no database.
    Spent spentBy(const ServerProcess& server, bool ofFloor = false) const;
    bool warmUp(Subject& subject, const Pace& pace);
    bool isRight(const Outcome& outcome, const std::string& where, const Subject& subject);
    bool fail(const std::string& what);
    bool failServer(const std::string& what, const ServerProcess& server);
    void checkTalk(const TalkWorkload& workload);

    bool idleStep(Subject& subject, const Settled& idle, int count);
    void noteMemory(Row& row, qint64 before, const Subject& subject, int count) const;
    void checkIdle();

    const BenchOptions m_options;
    Report& m_report;
    QTemporaryDir m_folder; // confabd's data
    World m_world;
    quint64 m_number = 0; // of the last message
    std::string m_trouble;
};

/// What was spent from `before` to `after`.
Spent operator-(const Spent& after, const Spent& before);
/// Where the people of a circle's only room talk: in turn one of each room, so that neighbours are in different ones.
std::vector<Talker> talkersOf(const Settled& settled, size_t firstClient);

} // namespace confab::load
