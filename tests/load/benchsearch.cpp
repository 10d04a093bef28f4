// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/bench.h"

/// Searches in a long history.
namespace confab::load {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds searchesLimit = 300s;
/// Messages are searched by about as many people as write them, one after the other.
constexpr int pageSize = 20;

/// What is asked: words of all messages, of few, of one and of none; parts, phrases, and filters.
constexpr const char* queries[] = {"the",
                                   "people",
                                   "deployment",
                                   "web-server",
                                   "192.168.17.254",
                                   "168.17",
                                   "printer is happy",
                                   "quarterly report",
                                   "zygote",
                                   "jukebox",
                                   "waltz",
                                   "lawn mower",
                                   "state-of-the-art",
                                   "ci.example.org",
                                   "https://",
                                   "eaten again",
                                   "cof",
                                   "lter",
                                   "ymen",
                                   "ju",
                                   "zy",
                                   "wn",
                                   "go",
                                   "54",
                                   "q",
                                   "x",
                                   "z",
                                   "777777",
                                   "123456",
                                   "99999",
                                   "31415",
                                   "7",
                                   "\\\"blue bicycle\\\"",
                                   "\\\"red signal\\\" chair",
                                   "blue chair",
                                   "nowhere",
                                   "xylophone",
                                   "北京",
                                   "京",
                                   "Привет",
                                   "COFFEE MACHINE",
                                   "cafe\u0301",
                                   "has:link",
                                   "has:file",
                                   "has:image plan",
                                   "from:person train",
                                   "before:2020",
                                   "after:2020 lamp",
                                   "cake whoever comes last",
                                   "downstairs whether their printer"};

/// Asks one query after the other, as often as each is to be.
class Searcher final : public ClientListener {
public:
    Searcher(LoadClient& client, int times) : m_client(client), m_left(times * int(std::size(queries))) {}

    void ask() {
        m_query = queries[size_t(m_left) % std::size(queries)];
        m_askedAt = steadyNow();
        m_client.send(searchCall(firstOtherId, "{\"query\":\"" + std::string(m_query) +
                                                   "\",\"limit\":" + std::to_string(pageSize) + "}"));
    }
    void delivered(const Stamp&, qint64) override {}
    void answered(const NoticeReader::Answer& answer, std::string_view text, qint64 now) override {
        m_times.record(now - m_askedAt);
        if (now - m_askedAt > m_slowest) {
            m_slowest = now - m_askedAt;
            m_slowestQuery = m_query;
        }
        const bool hasHits = text.find("\"hits\":[{") != text.npos;
        const std::string_view query(m_query);
        m_right = m_right && !answer.refused && (query != "zygote" || hasHits) && (query != "nowhere" || !hasHits);
        if (--m_left > 0)
            ask();
    }
    bool isDone() const { return m_left <= 0; }
    bool isRight() const { return m_right; }
    const Histogram& times() const { return m_times; }
    const char* slowest() const { return m_slowestQuery; }

private:
    LoadClient& m_client;
    int m_left;
    const char* m_query = "";
    qint64 m_askedAt = 0;
    qint64 m_slowest = 0;
    const char* m_slowestQuery = "";
    bool m_right = true;
    Histogram m_times;
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
        searcher.ask();
        const bool done = fleet.runUntil([&searcher] { return searcher.isDone(); }, searchesLimit);
        fleet.listen(nullptr);
        if (!done || !searcher.isRight())
            return failServer("search: an answer was not what was asked for. " + fleet.trouble(), *server);
        row.figures["search p50 ms"].push_back(searcher.times().percentileMs(0.5));
        row.figures["search p95 ms"].push_back(searcher.times().percentileMs(0.95));
        row.figures["search max ms"].push_back(searcher.times().maxMs());
        std::printf("  search   the slowest: %s\n", searcher.slowest());
    }
    std::printf("  search   %zu queries on %.0f messages: p50 %.1f ms, p95 %.1f ms; index %.1f us/message\n",
                std::size(queries), messages, row["search p50 ms"], row["search p95 ms"], row["index us/message"]);
    m_report.check({"search: an answer, p95", row["search p95 ms"], mostSearchMs, true, "ms"});
    return true;
}

} // namespace confab::load
