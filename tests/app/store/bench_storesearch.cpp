// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/localstore.h"
#include "common/protocol/search.h"
#include "tests/common/searchload.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

namespace confab::store {

namespace {

using searchload::queries;

constexpr int rooms = 50, people = 40;
constexpr int pageRows = 500; // put together, as a busy minute is
constexpr int rounds = 5;
constexpr int hitsWanted = 30; // client::MessageSearch::page

double msOf(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
}

/// As the server's benchmark has it.
Message messageOf(qint64 number, Seq seq, int perRoom, UtcTime now) {
    using namespace searchload;
    Message message;
    message.room = RoomId{number / perRoom + 1};
    message.seq = seq;
    message.by = UserId{number % people + 1};
    message.at = UtcTime{now.ms - (perRoom - 1 - number % perRoom) * (historyMs / perRoom)};
    message.body = QString::fromLatin1(someProse).mid(number * someFactor % proseChars, someChars) + u' ' +
                   QString::number(number) + u' ' +
                   QString::fromLatin1(moreProse).mid(number * moreFactor % proseChars, moreChars);
    return message;
}

void fill(LocalStore& store, int messages) {
    const UtcTime now = UtcTime::now();
    const int perRoom = std::max(1, messages / rooms);
    Changes facts;
    facts.isWholeList = true;
    for (int i = 1; i <= rooms; ++i) {
        Room room;
        room.id = RoomId{i};
        room.name = QStringLiteral("Room %1").arg(i);
        facts.rooms.append(room);
    }
    for (int i = 1; i <= people; ++i)
        facts.people.append(User{UserId{i}, QStringLiteral("Person %1").arg(i), {}});
    facts.user = facts.people.first();
    store.put(facts);
    for (int room = 0; room < rooms; ++room) {
        Changes begun;
        begun.log = {{LogBegun{RoomId{room + 1}, perRoom, UtcTime{1}}}};
        store.put(begun);
        for (int from = 0; from < perRoom; from += pageRows) {
            const int to = std::min(perRoom, from + pageRows);
            LogPage page{from + 1, to, perRoom, {}};
            for (int i = to; i-- > from;)
                page.rows.append({messageOf(qint64(room) * perRoom + i, i + 1, perRoom, now), {}});
            Changes read;
            read.log = {{LogRead{RoomId{room + 1}, page}}};
            store.put(read);
        }
        store.wait();
    }
}

double share(std::vector<double> values, double part) {
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, size_t(double(values.size()) * part))];
}

struct Found {
    double ms = 0; // until the first hits, or the end
    int pages = 0;
};

/// As client::MessageSearch asks: until there is something to show.
Found ask(LocalStore& store, const char* query) {
    SearchMessages request;
    request.query = QString::fromUtf8(query);
    request.limit = hitsWanted;
    const double begun = msOf(CLOCK_MONOTONIC);
    Found found;
    for (bool isDone = false; !isDone;) {
        QEventLoop loop;
        store.search(request, [&](const Result<SearchAnswer>& answer) {
            ++found.pages;
            isDone = !answer || !answer->cursor || !answer->hits.isEmpty();
            request.cursor = answer ? answer->cursor : std::nullopt;
            loop.quit();
        });
        loop.exec();
    }
    found.ms = msOf(CLOCK_MONOTONIC) - begun;
    return found;
}

/// The longest time between two turns of the event loop.
class Heartbeat {
public:
    Heartbeat() {
        m_timer.setInterval(0);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const double cpu = msOf(CLOCK_THREAD_CPUTIME_ID);
            m_longest = std::max(m_longest, cpu - m_last);
            m_last = cpu;
        });
        m_last = msOf(CLOCK_THREAD_CPUTIME_ID);
        m_timer.start();
    }
    double longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    double m_last = 0;
    double m_longest = 0;
};

int run(int messages) {
    const QTemporaryDir folder;
    LocalStore store(folder.path());
    store.open(QStringLiteral("bench"));
    const double begun = msOf(CLOCK_MONOTONIC);
    fill(store, messages);
    std::printf("%d messages stored in %.0f s: %.0f MB\n", messages, (msOf(CLOCK_MONOTONIC) - begun) / 1000,
                double(QFileInfo(store.path()).size()) / 1e6);
    ask(store, "warm-up");
    std::vector<double> times;
    std::map<std::string, std::vector<double>> byQuery;
    double held = 0;
    const double cpu = msOf(CLOCK_PROCESS_CPUTIME_ID);
    for (int round = 0; round < rounds; ++round) {
        for (const char* query : queries) {
            times.push_back(ask(store, query).ms);
            byQuery[query].push_back(times.back());
        }
    }
    const double each = (msOf(CLOCK_PROCESS_CPUTIME_ID) - cpu) / double(times.size());
    for (const char* query : queries) { // once more, with a thread that turns all the time
        const Heartbeat beat;
        ask(store, query);
        held = std::max(held, beat.longestMs());
    }
    std::vector<std::pair<double, std::string>> slowest;
    for (const auto& [query, ofQuery] : byQuery)
        slowest.emplace_back(share(ofQuery, 0.5), query);
    std::ranges::sort(slowest, std::greater());
    std::printf("%zu searches, to the first hits: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms; CPU %.1f ms each\n",
                times.size(), share(times, 0.5), share(times, 0.95), share(times, 0.99), each);
    std::printf("the slowest:");
    for (size_t i = 0; i < std::min<size_t>(slowest.size(), 12); ++i)
        std::printf("%s %s (%.0f ms)", i ? "," : "", slowest[i].second.c_str(), slowest[i].first);
    std::printf("\nthe thread that asks was held for %.2f ms of CPU time at most\n", held);
    return 0;
}

} // namespace

} // namespace confab::store

/// Prints how long a search of the app's store takes, of CONFAB_MESSAGES (1,000,000) messages.
int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const bool isGiven = qEnvironmentVariableIsSet("CONFAB_MESSAGES");
    return confab::store::run(isGiven ? qEnvironmentVariableIntValue("CONFAB_MESSAGES") : 1'000'000);
}
