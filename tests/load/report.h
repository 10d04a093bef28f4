// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/conversation.h"
#include "tests/load/procfigures.h"

#include <QJsonObject>

namespace confab::load {

/// The measurements of one server in one workload: figures by name, of all rounds.
struct Row {
    std::string workload;
    std::string server; ///< "confab", "floor", "floor, coalescing"; with a step of the workload: "confab, 1000 idle"
    std::map<std::string, std::vector<double>> figures;
    /// Its median; 0 when it was not measured.
    double operator[](const std::string& figure) const;
};

/// A figure that has a bound.
struct Check {
    std::string what;
    double value = 0;
    double bound = 0;
    bool atMost = true; ///< else at least
    std::string unit{};
    bool isMet() const { return atMost ? value <= bound : value >= bound; }
};

/// All that a run found.
/// Thread: the benchmark's. Owned by: main().
class Report {
public:
    /// The row of this server in this workload, made when it is missing.
    Row& row(const std::string& workload, const std::string& server);
    void check(Check check) { m_checks.push_back(std::move(check)); }
    void setting(const std::string& name, const std::string& value) { m_settings.emplace_back(name, value); }

    const std::vector<Row>& rows() const { return m_rows; }
    const std::vector<Check>& checks() const { return m_checks; }
    const Row* find(const std::string& workload, const std::string& server) const;
    bool allMet() const;

    /// As tables for people.
    std::string text() const;
    QJsonObject json() const;
    /// When, and on which machine: one line.
    std::string origin() const;

private:
    std::vector<Row> m_rows;
    std::vector<Check> m_checks;
    std::vector<std::pair<std::string, std::string>> m_settings;
};

/// CPU time that something cost, in seconds.
struct Spent {
    double server = 0;
    double database = 0; ///< of all processes of a database server; 0: the server keeps its data itself
    double own = 0;      ///< the load generator's
};
/// Adds the figures of a conversation: rates, latencies, CPU time per delivery.
void note(Row& row, const Outcome& outcome, const Spent& spent);
/// The server's CPU time per delivery with its database's: what stands beside the floor's.
double cpuEach(const Row& row);
/// Adds the CPU time of each thread per delivery, as "thread NAME us".
void noteThreads(Row& row, const std::map<std::string, double>& seconds, quint64 delivered);

std::string fixed(double value, int digits);

} // namespace confab::load
