// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/report.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cstdio>

namespace confab::load {

namespace {

std::string padded(const std::string& text, size_t width) {
    return text.size() >= width ? text + ' ' : text + std::string(width - text.size(), ' ');
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QJsonObject jsonOf(const Row& row) {
    QJsonObject figures;
    for (const auto& [name, values] : row.figures) {
        QJsonArray rounds;
        for (const double value : values)
            rounds.append(value);
        figures[qt(name)] = QJsonObject{{QStringLiteral("median"), row[name]}, {QStringLiteral("rounds"), rounds}};
    }
    return {{QStringLiteral("workload"), qt(row.workload)},
            {QStringLiteral("server"), qt(row.server)},
            {QStringLiteral("figures"), figures}};
}

QJsonObject jsonOf(const Check& check) {
    return {{QStringLiteral("what"), qt(check.what)},
            {QStringLiteral("value"), check.value},
            {check.atMost ? QStringLiteral("atMost") : QStringLiteral("atLeast"), check.bound},
            {QStringLiteral("unit"), qt(check.unit)},
            {QStringLiteral("met"), check.isMet()}};
}

/// What the table of conversations shows, with its headings; the rest is in the JSON.
struct Column {
    const char* figure;
    const char* heading;
    int digits;
};
constexpr std::array<Column, 11> columns{{{"cpu us/delivery", "CPU us", 2},
                                          {"database us/delivery", "DB us", 2},
                                          {"deliveries/s", "del./s", 0},
                                          {"delivery p50 ms", "del.p50", 2},
                                          {"delivery p99 ms", "p99 ms", 2},
                                          {"delivery max ms", "max ms", 1},
                                          {"ack p50 ms", "ack p50", 2},
                                          {"ack p99 ms", "p99 ms", 2},
                                          {"ack max ms", "max ms", 1},
                                          {"lost", "lost", 0},
                                          {"doubled", "doubled", 0}}};
constexpr size_t columnWidth = 9;

std::string right(const std::string& text) {
    return std::string(text.size() < columnWidth ? columnWidth - text.size() : 1, ' ') + text;
}

bool isConversation(const Row& row) {
    return row.figures.contains(columns.front().figure);
}

std::string conversations(const std::vector<Row>& rows) {
    std::string text = padded("", 27);
    for (const Column& column : columns)
        text += right(column.heading);
    for (const Row& row : rows) {
        if (!isConversation(row))
            continue;
        text += '\n' + padded(row.workload, 8) + padded(row.server, 19);
        for (const Column& column : columns)
            text += right(fixed(row[column.figure], column.digits));
    }
    return text + '\n';
}

/// Figures that only some rows have.
std::string others(const Row& row) {
    std::string text;
    for (const auto& [name, values] : row.figures) {
        const bool isRare = name.starts_with("thread ") || name.ends_with("/connection") || name == "resident MiB";
        if (isRare || !isConversation(row))
            text += "  " + name + ' ' + fixed(row[name], 2);
    }
    return text.empty() ? text : padded(row.workload, 8) + padded(row.server, 19) + text + '\n';
}

} // namespace

std::string fixed(double value, int digits) {
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

double Row::operator[](const std::string& figure) const {
    const auto found = figures.find(figure);
    return found == figures.end() ? 0 : median(found->second);
}

Row& Report::row(const std::string& workload, const std::string& server) {
    for (Row& row : m_rows) {
        if (row.workload == workload && row.server == server)
            return row;
    }
    return m_rows.emplace_back(Row{workload, server, {}});
}

const Row* Report::find(const std::string& workload, const std::string& server) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row& row) { return row.workload == workload && row.server == server; });
    return found == m_rows.end() ? nullptr : &*found;
}

bool Report::allMet() const {
    return std::all_of(m_checks.begin(), m_checks.end(), [](const Check& check) { return check.isMet(); });
}

std::string Report::origin() const {
    const Machine machine = thisMachine();
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd")).toStdString() + ", " +
           std::to_string(machine.cores) + " cores of " + machine.processor + ", " + machine.kernel + ", " +
           machine.system;
}

std::string Report::text() const {
    std::string text = "\n" + origin() + "\n";
    for (const auto& [name, value] : m_settings)
        text += name + ": " + value + "\n";
    text += "\nMedians of the rounds; CPU: of all the server's threads, DB: of all processes of PostgreSQL, for each "
            "delivery\n";
    text += std::any_of(m_rows.begin(), m_rows.end(), isConversation) ? conversations(m_rows) : "";
    for (const Row& row : m_rows)
        text += others(row);
    text += m_checks.empty() ? "" : "\nWhat is asked of them:\n";
    for (const Check& check : m_checks)
        text += padded(check.isMet() ? "  yes" : "  NO", 6) + padded(check.what, 64) + fixed(check.value, 2) +
                (check.atMost ? " <= " : " >= ") + fixed(check.bound, 2) + ' ' + check.unit + '\n';
    return text;
}

QJsonObject Report::json() const {
    const Machine machine = thisMachine();
    QJsonObject settings;
    for (const auto& [name, value] : m_settings)
        settings[qt(name)] = qt(value);
    QJsonArray rows;
    for (const Row& row : m_rows)
        rows.append(jsonOf(row));
    QJsonArray checks;
    for (const Check& check : m_checks)
        checks.append(jsonOf(check));
    return {{QStringLiteral("at"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
            {QStringLiteral("machine"), QJsonObject{{QStringLiteral("cores"), machine.cores},
                                                    {QStringLiteral("processor"), qt(machine.processor)},
                                                    {QStringLiteral("kernel"), qt(machine.kernel)},
                                                    {QStringLiteral("system"), qt(machine.system)},
                                                    {QStringLiteral("memoryBytes"), machine.memoryBytes}}},
            {QStringLiteral("settings"), settings},
            {QStringLiteral("rows"), rows},
            {QStringLiteral("checks"), checks}};
}

void note(Row& row, const Outcome& outcome, const Spent& spent) {
    const auto add = [&row](const char* name, double value) { row.figures[name].push_back(value); };
    const double delivered = double(std::max<quint64>(1, outcome.delivered));
    add("cpu us/delivery", spent.server * 1e6 / delivered);
    add("database us/delivery", spent.database * 1e6 / delivered);
    add("own us/delivery", spent.own * 1e6 / delivered);
    add("deliveries", double(outcome.delivered));
    add("bytes/delivery", outcome.bytesEach);
    add("deliveries/s", outcome.perSecond());
    add("delivery p50 ms", outcome.delivery.percentileMs(0.5));
    add("delivery p99 ms", outcome.delivery.percentileMs(0.99));
    add("delivery max ms", outcome.delivery.maxMs());
    add("ack p50 ms", outcome.ack.percentileMs(0.5));
    add("ack p99 ms", outcome.ack.percentileMs(0.99));
    add("ack max ms", outcome.ack.maxMs());
    add("lost", double(outcome.lost));
    add("doubled", double(outcome.doubled));
}

double cpuEach(const Row& row) {
    return row["cpu us/delivery"] + row["database us/delivery"];
}

void noteThreads(Row& row, const std::map<std::string, double>& seconds, quint64 delivered) {
    for (const auto& [name, spent] : seconds)
        row.figures["thread " + name + " us"].push_back(spent * 1e6 / double(std::max<quint64>(1, delivered)));
}

} // namespace confab::load
