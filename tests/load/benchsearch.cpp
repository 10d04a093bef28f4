// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/common/searchload.h"
#include "tests/load/bench.h"

#include <algorithm>

/// Searches in a long history.
namespace confab::load {

namespace {

using namespace std::chrono_literals;
using searchload::queries;

constexpr std::chrono::milliseconds searchesLimit = 300s;
/// Messages are searched by about as many people as write them, one after the other.
constexpr int pageSize = 20;
constexpr size_t slowestSaid = 8;

/// As a member of a JSON object.
std::string quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

/// Asks one query after the other, as often as each is to be.
class Searcher final : public ClientListener {
public:
    Searcher(LoadClient& client, int times) : m_client(client), m_left(times * int(std::size(queries))) {}

    void ask() {
        m_query = queries[size_t(m_left) % std::size(queries)];
        m_askedAt = steadyNow();
        m_client.send(
            searchCall(firstOtherId, "{\"query\":" + quoted(m_query) + ",\"limit\":" + std::to_string(pageSize) + "}"));
    }
    void delivered(const Stamp&, qint64) override {}
    void answered(const NoticeReader::Answer& answer, std::string_view text, qint64 now) override {
        m_times.record(now - m_askedAt);
        m_byQuery[m_query].push_back(double(now - m_askedAt) / 1e6);
        const bool hasHits = text.find("\"hits\":[{") != text.npos;
        const std::string_view query(m_query);
        m_right = m_right && !answer.refused && (query != "zygote" || hasHits) && (query != "nowhere" || !hasHits);
        if (--m_left > 0)
            ask();
    }
    bool isDone() const { return m_left <= 0; }
    bool isRight() const { return m_right; }
    const Histogram& times() const { return m_times; }
    void printSlowest() const {
        std::vector<std::pair<double, std::string>> slowest;
        for (const auto& [query, times] : m_byQuery)
            slowest.emplace_back(median(times), query);
        std::ranges::sort(slowest, std::greater());
        std::printf("  search   the slowest:");
        for (size_t i = 0; i < std::min(slowest.size(), slowestSaid); ++i)
            std::printf("%s %s (%.1f ms)", i ? "," : "", slowest[i].second.c_str(), slowest[i].first);
        std::printf("\n");
    }

private:
    LoadClient& m_client;
    int m_left;
    const char* m_query = "";
    qint64 m_askedAt = 0;
    Histogram m_times;
    std::map<std::string, std::vector<double>> m_byQuery; // milliseconds
    bool m_right = true;
};

} // namespace

bool Bench::search() {
    double indexSeconds = 0;
    const Result<Settled> settled = settle(m_options.sizes.search, &indexSeconds);
    if (!settled)
        return fail(settled.error().message.toStdString());
    const Circles& circles = settled->circles;
    const double messages = double(circles.rooms) * circles.messages;
    const std::unique_ptr<ServerProcess> server = newConfabd();
    Fleet fleet;
    if (!start(*server) || !addPeople(fleet, server->door(), *settled, 0, 1))
        return false;
    if (!fleet.connect())
        return failServer("the searcher could not connect: " + fleet.trouble(), *server);
    Row& row = m_report.row("search", "confab");
    row.figures["index us/message"].push_back(indexSeconds * 1e6 / messages);
    for (int round = 0; round < m_options.sizes.rounds; ++round) {
        Searcher searcher(fleet.at(0), m_options.sizes.searches);
        fleet.listen(&searcher);
        const Spent before = spentBy(*server);
        searcher.ask();
        const bool done = fleet.runUntil([&searcher] { return searcher.isDone(); }, searchesLimit);
        fleet.listen(nullptr);
        if (!done || !searcher.isRight())
            return failServer("search: an answer was not what was asked for. " + fleet.trouble(), *server);
        row.figures["search p50 ms"].push_back(searcher.times().percentileMs(0.5));
        row.figures["search p95 ms"].push_back(searcher.times().percentileMs(0.95));
        row.figures["search p99 ms"].push_back(searcher.times().percentileMs(0.99));
        row.figures["search max ms"].push_back(searcher.times().maxMs());
        const Spent spent = spentBy(*server) - before;
        const double answers = double(searcher.times().count());
        row.figures["cpu ms/search"].push_back(spent.server * 1e3 / answers);
        row.figures["database ms/search"].push_back(spent.database * 1e3 / answers);
        searcher.printSlowest();
    }
    std::printf("  search   %zu queries on %.0f messages: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms; CPU %.1f ms and %.1f "
                "in PostgreSQL; index %.1f us/message\n",
                std::size(queries), messages, row["search p50 ms"], row["search p95 ms"], row["search p99 ms"],
                row["cpu ms/search"], row["database ms/search"], row["index us/message"]);
    m_report.check({"search: an answer, p95", row["search p95 ms"], mostSearchMs, true, "ms"});
    return true;
}

} // namespace confab::load
