// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/bench.h"

#include <random>

/// Operations that are slow only on much data: pages of a long history, and the start on a large database.
namespace confab::load {

namespace {

using namespace std::chrono_literals;

constexpr int pageSize = 50;
constexpr std::chrono::milliseconds pagesLimit = 60s;
constexpr unsigned seed = 20'260'131; // any, but always the same places

/// Asks for one page after the other.
class Reader final : public ClientListener {
public:
    Reader(LoadClient& client, qint64 room, int messages, int pages)
        : m_client(client), m_room(room), m_place(2 + pageSize, messages + 1), m_left(pages) {}

    void ask() {
        m_before = m_place(m_random);
        m_askedAt = steadyNow();
        m_client.send(historyCall(firstOtherId, m_room, m_before, pageSize));
    }
    void delivered(const Stamp&, qint64) override {}
    void answered(const NoticeReader::Answer& answer, std::string_view text, qint64 now) override {
        m_times.record(now - m_askedAt);
        const std::string newest = "\"seq\":" + std::to_string(m_before - 1);
        const std::string oldest = "\"seq\":" + std::to_string(m_before - pageSize);
        m_right = m_right && !answer.refused && text.find(newest) != text.npos && text.find(oldest) != text.npos;
        if (--m_left > 0)
            ask();
    }
    bool isDone() const { return m_left <= 0; }
    bool isRight() const { return m_right; }
    const Histogram& times() const { return m_times; }

private:
    LoadClient& m_client;
    const qint64 m_room;
    std::mt19937 m_random{seed};
    std::uniform_int_distribution<int> m_place;
    int m_left;
    int m_before = 0;
    qint64 m_askedAt = 0;
    bool m_right = true;
    Histogram m_times;
};

} // namespace

bool Bench::history() {
    const Result<Settled> settled = settle(m_options.sizes.history);
    if (!settled)
        return fail(settled.error().message.toStdString());
    const std::unique_ptr<ServerProcess> server = newConfabd();
    Fleet fleet;
    if (!start(*server) || !addPeople(fleet, server->door(), *settled, 0, 1))
        return false;
    if (!fleet.connect())
        return failServer("the reader could not connect: " + fleet.trouble(), *server);
    Row& row = m_report.row("history", "confab");
    for (int round = 0; round < m_options.sizes.rounds; ++round) {
        Reader reader(fleet.at(0), settled->room(0, 0), settled->circles.messages, m_options.sizes.pages);
        fleet.listen(&reader);
        const Spent before = spentBy(*server);
        reader.ask();
        const bool done = fleet.runUntil([&reader] { return reader.isDone(); }, pagesLimit);
        fleet.listen(nullptr);
        if (!done || !reader.isRight())
            return failServer("history: a page was not what was asked for. " + fleet.trouble(), *server);
        const Spent spent = spentBy(*server) - before;
        row.figures["cpu ms/page"].push_back(spent.server * 1e3 / m_options.sizes.pages);
        row.figures["database ms/page"].push_back(spent.database * 1e3 / m_options.sizes.pages);
        row.figures["page p50 ms"].push_back(reader.times().percentileMs(0.5));
        row.figures["page p99 ms"].push_back(reader.times().percentileMs(0.99));
        row.figures["page max ms"].push_back(reader.times().maxMs());
    }
    std::printf("  history  %d pages out of %d messages: p99 %.2f ms\n", m_options.sizes.pages,
                settled->circles.messages, row["page p99 ms"]);
    m_report.check({"history: a page of 50 out of the room, p99", row["page p99 ms"], mostPageMs, true, "ms"});
    return true;
}

bool Bench::startup() {
    const Result<Settled> settled = settle(m_options.sizes.startup);
    if (!settled)
        return fail(settled.error().message.toStdString());
    Row& row = m_report.row("startup", "confab");
    for (int round = 0; round < m_options.sizes.rounds; ++round) {
        const std::unique_ptr<ServerProcess> server = newConfabd();
        const Spent before = spentBy(*server);
        if (!start(*server))
            return false;
        row.figures["database seconds"].push_back((spentBy(*server) - before).database);
        row.figures["seconds"].push_back(server->startSeconds());
    }
    std::printf("  startup  with %d rooms and more: %.2f s\n", settled->circles.circles, row["seconds"]);
    m_report.check({"startup: with 10,000 rooms", row["seconds"], mostStartSeconds, true, "s"});
    return true;
}

} // namespace confab::load
