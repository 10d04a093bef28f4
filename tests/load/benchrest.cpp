// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/calls.h"
#include "tests/load/fleet.h"
#include "tests/load/httpclient.h"
#include "tests/load/procfigures.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/waiting.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

/// REST: how long a message takes from a request to one node to a socket of another one, on disk before it is answered;
/// and how many requests a second are answered, beside nginx with a file as large as the answer.
namespace {

using namespace confab;
using namespace confab::load;
using namespace confab::test;

struct Plan {
    int rate = 200;  ///< messages per second, over all rooms
    int rooms = 20;  ///< each with somebody who writes by REST, and somebody who hears it at a socket
    int seconds = 5; ///< of one measurement
    int rounds = 3;
    int connections = 16; ///< that ask at once, for the throughput
    std::string nginx = "/usr/sbin/nginx";
    std::string what = "both";
    double mostMs = 0; ///< p99 of a delivery that is right; 0: only say it
};

std::string bearer(const Person& person) {
    return "Authorization: Bearer " + person.auth.accessToken.value.toStdString() + "\r\n";
}

Door doorTo(const DaemonProcess& node) {
    return {node.url().host().toStdString(), node.port()};
}

// ---- from a request to a socket of the other node

/// Asks node a at a fixed rate, over as many connections as have no answer yet, and hears node b.
class Delivery final : public ClientListener {
public:
    struct Room {
        qint64 id = 0;
        std::string fields; ///< of the writer's requests
    };
    Delivery(Door to, const std::vector<Room>& rooms, quint64 before)
        : m_to(std::move(to)), m_rooms(rooms), m_number(before) {}

    bool run(Fleet& fleet, int rate, std::chrono::seconds time) {
        const quint64 wanted = quint64(rate) * quint64(time.count());
        const qint64 begin = steadyNow();
        fleet.listen(this);
        const bool done = fleet.run(
            [&]() -> std::optional<std::chrono::nanoseconds> {
                readAnswers();
                while (m_sent < wanted && steadyNow() >= begin + qint64(m_sent * 1'000'000'000 / quint64(rate)))
                    sendNext();
                if (!m_isRight || (m_answered == wanted && m_delivered == wanted))
                    return std::nullopt;
                return betweenLooks;
            },
            time + drain);
        fleet.listen(nullptr);
        return done && m_isRight;
    }

    void delivered(const Stamp& stamp, qint64 now) override {
        ++m_delivered;
        m_delivery.record(now - stamp.sentAt);
    }
    void answered(const NoticeReader::Answer&, std::string_view, qint64) override {}

    quint64 number() const { return m_number; }
    const Histogram& delivery() const { return m_delivery; }
    const Histogram& ack() const { return m_ack; }
    quint64 deliveries() const { return m_delivered; }

private:
    static constexpr std::chrono::nanoseconds betweenLooks{200'000};
    static constexpr std::chrono::seconds drain{30};
    struct Asking {
        std::unique_ptr<HttpClient> http;
        qint64 askedAt = 0;
    };

    void readAnswers() {
        for (Asking& asking : m_asking) {
            if (!asking.http->isBusy())
                continue;
            const HttpClient::Step step = asking.http->read();
            if (step == HttpClient::Step::Waiting)
                continue;
            m_isRight = m_isRight && step == HttpClient::Step::Answered && asking.http->status() == 200;
            if (m_isRight && asking.http->isLast())
                m_isRight = asking.http->open();
            ++m_answered;
            m_ack.record(steadyNow() - asking.askedAt);
        }
    }
    void sendNext() {
        auto free = std::ranges::find_if(m_asking, [](const Asking& asking) { return !asking.http->isBusy(); });
        if (free == m_asking.end()) {
            m_asking.push_back({std::make_unique<HttpClient>(m_to), 0});
            free = std::prev(m_asking.end());
            m_isRight = free->http->open() && m_isRight;
        }
        const Room& room = m_rooms[size_t(m_sent % m_rooms.size())];
        free->askedAt = steadyNow();
        const std::string call = sendCall(room.id, {++m_number, free->askedAt});
        constexpr std::string_view params = "\"params\":";
        const size_t begin = call.find(params) + params.size();
        const std::string body = call.substr(begin, call.size() - begin - 1);
        m_isRight = free->http->send(httpRequest("POST", "/api/v1/message.send", room.fields, body)) && m_isRight;
        ++m_sent;
    }

    const Door m_to;
    const std::vector<Room>& m_rooms;
    quint64 m_number; // of the last message
    std::vector<Asking> m_asking;
    quint64 m_sent = 0;
    quint64 m_answered = 0;
    quint64 m_delivered = 0;
    bool m_isRight = true;
    Histogram m_delivery;
    Histogram m_ack;
};

/// Whether all was delivered; `p99` of each round.
bool measureDelivery(const Plan& plan, std::vector<double>& p99) {
    ClusterFixture cluster({.nodes = 2, .arguments = {QStringLiteral("--drain-seconds"), QStringLiteral("1")}});
    if (!cluster.start())
        return false;
    std::vector<Delivery::Room> rooms;
    Fleet fleet;
    for (int i = 0; i < plan.rooms; ++i) {
        const Person writer = newPerson(cluster.node(0), QStringLiteral("Writer"), Codec::Json);
        const Person reader = newPerson(cluster.node(1), QStringLiteral("Reader"), Codec::Json);
        const RoomId room = writer ? newRoom(writer).id : RoomId{};
        if (!room || !reader || !reader->call(RoomJoin{room, {}}))
            return false;
        rooms.push_back({room.value, bearer(writer)});
        fleet.add(doorTo(cluster.node(1)), {reader.auth.accessToken.value.toStdString(), {room.value}});
    }
    if (!fleet.connect())
        return false;
    std::printf("REST to node a, a socket of node b; PostgreSQL and Redis; %d messages/s into %d rooms for %d s\n"
                "             delivered   p50 ms   p99 ms   max ms   answer p99 ms\n",
                plan.rate, plan.rooms, plan.seconds);
    quint64 number = 0;
    for (int round = -1; round < plan.rounds; ++round) { // the first one warms up
        Delivery delivery(doorTo(cluster.node(0)), rooms, number);
        if (!delivery.run(fleet, plan.rate, std::chrono::seconds(round < 0 ? 1 : plan.seconds))) {
            std::fprintf(stderr, "confab-bench-rest: only %llu were delivered. %s\n%s",
                         static_cast<unsigned long long>(delivery.deliveries()), fleet.trouble().c_str(),
                         cluster.logs().constData());
            return false;
        }
        number = delivery.number();
        if (round < 0)
            continue;
        p99.push_back(delivery.delivery().percentileMs(0.99));
        std::printf("round %d %14llu %8.2f %8.2f %8.2f %15.2f\n", round + 1,
                    static_cast<unsigned long long>(delivery.deliveries()), delivery.delivery().percentileMs(0.5),
                    p99.back(), delivery.delivery().maxMs(), delivery.ack().percentileMs(0.99));
        std::fflush(stdout);
    }
    std::printf("median of p99: %.2f ms\n\n", median(p99));
    return true;
}

// ---- beside nginx

/// nginx with one worker and files of given sizes.
class Nginx {
public:
    bool start(const std::string& program, const QList<qsizetype>& sizes) {
        QTcpServer free;
        if (!m_folder.isValid() || !free.listen(QHostAddress::LocalHost))
            return false;
        m_door.port = free.serverPort();
        free.close();
        for (const qsizetype size : sizes) {
            QFile file(m_folder.filePath(QString::number(size)));
            if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(size, 'x')) != size)
                return false;
        }
        const QString text =
            QStringLiteral("daemon off; master_process off; pid %1/pid; error_log %1/errors;\n"
                           "events { worker_connections 512; }\n"
                           "http { access_log off; sendfile on; tcp_nopush on;\n"
                           "open_file_cache max=10; client_body_temp_path %1/b; proxy_temp_path %1/p;\n"
                           "fastcgi_temp_path %1/f; uwsgi_temp_path %1/u; scgi_temp_path %1/s;\n"
                           "server { listen 127.0.0.1:%2; root %1; } }\n")
                .arg(m_folder.path(), QString::number(m_door.port));
        QFile file(m_folder.filePath(QStringLiteral("nginx.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            return false;
        file.close();
        m_process.start(
            QString::fromStdString(program),
            {QStringLiteral("-e"), m_folder.filePath(QStringLiteral("errors")), QStringLiteral("-c"), file.fileName()});
        HttpClient probe(m_door);
        return m_process.waitForStarted() && waitUntil([&probe] { return probe.open(); });
    }
    ~Nginx() {
        m_process.terminate();
        m_process.waitForFinished();
    }
    const Door& door() const { return m_door; }
    qint64 pid() const { return m_process.processId(); }

private:
    QTemporaryDir m_folder;
    Door m_door;
    QProcess m_process;
};

struct Asked {
    std::string name;
    std::string request;
    size_t bytes = 0; ///< of the answer's body
    std::vector<double> perSecond{};
    std::vector<double> beside{}; ///< nginx's
    std::vector<double> cpu{};    ///< microseconds for each
    std::vector<double> cpuBeside{};
};

bool measureOne(const Plan& plan, const char* server, qint64 pid, const Door& door, const std::string& request,
                const std::string& name, std::vector<double>& perSecond, std::vector<double>& cpu) {
    const double before = cpuSeconds(pid);
    const Flood found = flood(door, request, plan.connections, std::chrono::seconds(plan.seconds));
    if (!found.trouble.empty()) {
        std::fprintf(stderr, "confab-bench-rest: %s, %s: %s\n", name.c_str(), server, found.trouble.c_str());
        return false;
    }
    perSecond.push_back(found.perSecond());
    cpu.push_back((cpuSeconds(pid) - before) * 1e6 / double(found.answers));
    std::printf("%-24s %-8s %8zu %10.0f %10.1f %8.2f\n", name.c_str(), server, found.bodyBytes, perSecond.back(),
                cpu.back(), found.times.percentileMs(0.99));
    std::fflush(stdout);
    return true;
}

bool measureThroughput(const Plan& plan) {
    DaemonProcess confabd; // on SQLite
    if (!confabd.start())
        return false;
    const Person ana = newPerson(confabd, QStringLiteral("Ana"), Codec::Json);
    if (!ana)
        return false;
    const std::string room = std::to_string(newRoom(ana).id.value);
    std::vector<Asked> all{
        {.name = "GET /api/rooms/{id}", .request = httpRequest("GET", "/api/rooms/" + room, bearer(ana))},
        {.name = "GET /", .request = httpRequest("GET", "/", "Accept-Encoding: gzip\r\n")},
        {.name = "GET /web/app.js", .request = httpRequest("GET", "/web/app.js", "Accept-Encoding: gzip\r\n")}};
    QList<qsizetype> sizes;
    for (Asked& asked : all) {
        asked.bytes = flood(doorTo(confabd), asked.request, 1, std::chrono::milliseconds(50)).bodyBytes;
        sizes.append(qsizetype(asked.bytes));
    }
    Nginx nginx;
    if (!nginx.start(plan.nginx, sizes)) {
        std::fprintf(stderr, "confab-bench-rest: %s did not start\n", plan.nginx.c_str());
        return false;
    }
    std::printf("%d connections, each asks again when it is answered; nginx with one worker\n"
                "                                     bytes requests/s CPU us each   p99 ms\n",
                plan.connections);
    for (int round = 0; round < plan.rounds; ++round) {
        for (Asked& asked : all) {
            const std::string file = httpRequest("GET", "/" + std::to_string(asked.bytes), {});
            if (!measureOne(plan, "confabd", confabd.pid(), doorTo(confabd), asked.request, asked.name, asked.perSecond,
                            asked.cpu) ||
                !measureOne(plan, "nginx", nginx.pid(), nginx.door(), file, asked.name, asked.beside, asked.cpuBeside))
                return false;
        }
    }
    for (const Asked& asked : all)
        std::printf("%s: %.0f requests/s beside nginx's %.0f: %.2f of it; CPU time %.1f us beside %.1f: %.2f times\n",
                    asked.name.c_str(), median(asked.perSecond), median(asked.beside),
                    median(asked.perSecond) / median(asked.beside), median(asked.cpu), median(asked.cpuBeside),
                    median(asked.cpu) / median(asked.cpuBeside));
    return true;
}

int run(const Plan& plan) {
    QFile load(QStringLiteral("/proc/loadavg"));
    if (load.open(QIODevice::ReadOnly))
        std::printf("%d cores; load before: %s\n", thisMachine().cores, load.readAll().trimmed().constData());
    std::vector<double> p99;
    if (plan.what != "throughput" && !measureDelivery(plan, p99))
        return 1;
    if (plan.what != "delivery" && !measureThroughput(plan))
        return 1;
    return plan.mostMs > 0 && !p99.empty() && median(p99) > plan.mostMs ? 2 : 0;
}

} // namespace

int main(int argc, char** argv) {
    Plan plan;
    CLI::App app{"confab-bench-rest: REST between two nodes, and beside nginx"};
    app.add_option("what", plan.what, "delivery: from a request to a socket of another node; throughput: beside nginx")
        ->check(CLI::IsMember({"both", "delivery", "throughput"}))
        ->capture_default_str();
    app.add_option("--rate", plan.rate, "messages per second")->check(CLI::Range(1, 10'000))->capture_default_str();
    app.add_option("--rooms", plan.rooms, "into which they are said")
        ->check(CLI::Range(1, 1'000))
        ->capture_default_str();
    app.add_option("--seconds", plan.seconds, "of one measurement")->check(CLI::Range(1, 120))->capture_default_str();
    app.add_option("--rounds", plan.rounds, "of each; medians count")->check(CLI::Range(1, 20))->capture_default_str();
    app.add_option("--connections", plan.connections, "that ask at once")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_option("--nginx", plan.nginx, "the program")->capture_default_str();
    app.add_option("--most", plan.mostMs, "fail when the median of p99 of a delivery has more milliseconds")
        ->check(CLI::Range(0.0, 10'000.0));
    CLI11_PARSE(app, argc, argv);
    QCoreApplication application(argc, argv);
    raiseDescriptorLimit();
    return run(plan);
}
