// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/seatlog.h"

#include <algorithm>
#include <limits>
#include <map>

namespace confab::test {

namespace {

// Both tables' times are milliseconds since 1970, as those of `nodes` and `seats` are.
const QString script = QStringLiteral(R"(
CREATE TABLE seat_log (id BIGINT GENERATED ALWAYS AS IDENTITY, at DOUBLE PRECISION, taken BOOLEAN, room_id BIGINT,
                       user_id BIGINT, node TEXT, epoch BIGINT);
CREATE TABLE node_log (id BIGINT GENERATED ALWAYS AS IDENTITY, at DOUBLE PRECISION, node TEXT, epoch BIGINT,
                       lease_until BIGINT);
GRANT SELECT ON seat_log, node_log TO confab;
CREATE FUNCTION log_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE seat seats := COALESCE(NEW, OLD);
BEGIN
    INSERT INTO seat_log (at, taken, room_id, user_id, node, epoch)
    VALUES (extract(epoch FROM clock_timestamp()) * 1000, TG_OP <> 'DELETE', seat.room_id, seat.user_id, seat.node,
            seat.epoch);
    RETURN NULL;
END $$;
CREATE FUNCTION log_node() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO node_log (at, node, epoch, lease_until)
    VALUES (extract(epoch FROM clock_timestamp()) * 1000, NEW.node, NEW.epoch, NEW.lease_until);
    RETURN NULL;
END $$;
INSERT INTO node_log (at, node, epoch, lease_until)
    SELECT extract(epoch FROM clock_timestamp()) * 1000, node, epoch, lease_until FROM nodes;
CREATE TRIGGER log_seat AFTER INSERT OR DELETE ON seats FOR EACH ROW EXECUTE FUNCTION log_seat();
CREATE TRIGGER log_node AFTER INSERT OR UPDATE ON nodes FOR EACH ROW EXECUTE FUNCTION log_node();
)");

constexpr double never = std::numeric_limits<double>::max();

/// A run of a node.
using Run = std::pair<QString, qint64>;

/// When each run's lease was over: when it was marked as run out or given up (0), or when a later run began. One that
/// ran out and was not marked still counts, as it let no person in.
std::map<Run, double> endsOfLeases(FinalDatabase& database) {
    std::map<Run, double> ends;
    std::map<QString, qint64> current;
    const auto rows = database.rows(QStringLiteral("SELECT node, epoch, at, lease_until FROM node_log ORDER BY id"));
    for (const QVariantList& row : rows) {
        const Run run{row.at(0).toString(), row.at(1).toLongLong()};
        const double at = row.at(2).toDouble();
        const auto before = current.find(run.first);
        if (before != current.end() && before->second < run.second) {
            double& end = ends[{run.first, before->second}];
            end = std::min(end, at);
        }
        current[run.first] = run.second;
        const bool isOver = row.at(3).toLongLong() == 0;
        const auto known = ends.find(run);
        if (isOver)
            ends[run] = std::min(at, known == ends.end() ? never : known->second);
        else
            ends.try_emplace(run, never); // over is over: nothing brings it back
    }
    return ends;
}

/// The most people who had at least one seat at one instant. A person with two, on two nodes, counts once.
int mostPeople(const std::map<qint64, QList<std::pair<double, double>>>& byPerson) {
    struct Step {
        double at;
        int change; // leaving at the same instant comes first
        qint64 user;
    };
    std::vector<Step> steps;
    for (const auto& [user, seats] : byPerson) {
        for (const auto& [from, to] : seats) {
            if (to > from) {
                steps.push_back({from, 1, user});
                steps.push_back({to, -1, user});
            }
        }
    }
    std::sort(steps.begin(), steps.end(),
              [](const Step& a, const Step& b) { return std::pair(a.at, a.change) < std::pair(b.at, b.change); });
    std::map<qint64, int> seats;
    int people = 0;
    int most = 0;
    for (const Step& step : steps) {
        int& count = seats[step.user];
        people -= count > 0 ? 1 : 0;
        count += step.change;
        people += count > 0 ? 1 : 0;
        most = std::max(most, people);
    }
    return most;
}

} // namespace

bool SeatLog::install(ClusterFixture& cluster) {
    return cluster.postgres().query(script, ClusterFixture::databaseName()).has_value();
}

int SeatLog::mostAtOnce(FinalDatabase& database, RoomId room) {
    const std::map<Run, double> leases = endsOfLeases(database);
    std::map<std::pair<qint64, Run>, double> taken; // by person and run
    std::map<qint64, QList<std::pair<double, double>>> byPerson;
    const auto close = [&](const std::pair<qint64, Run>& seat, double from, double to) {
        const auto lease = leases.find(seat.second);
        byPerson[seat.first].append({from, std::min(to, lease == leases.end() ? never : lease->second)});
    };
    const auto rows = database.rows(QStringLiteral("SELECT user_id, node, epoch, at, taken FROM seat_log WHERE room_id "
                                                   "= %1 ORDER BY id")
                                        .arg(room.value));
    for (const QVariantList& row : rows) {
        const std::pair<qint64, Run> seat{row.at(0).toLongLong(), {row.at(1).toString(), row.at(2).toLongLong()}};
        if (row.at(4).toBool())
            taken[seat] = row.at(3).toDouble();
        else if (const auto one = taken.extract(seat); !one.empty())
            close(seat, one.mapped(), row.at(3).toDouble());
    }
    for (const auto& [seat, from] : taken)
        close(seat, from, never);
    return mostPeople(byPerson);
}

} // namespace confab::test
