// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/auth/tokens.h"
#include "server/daemon/config.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqlstorage.h"

#include <functional>

namespace confab::load {

/// People and rooms of one workload: circles of people who all belong to the same few rooms, and to no others.
struct Circles {
    int circles = 1;
    int people = 1;     ///< in each circle
    int rooms = 1;      ///< of each circle
    int messages = 0;   ///< in each room, from its first member
    bool prose = false; ///< they are pieces of a text; else all alike
    int allPeople() const { return circles * people; }
};

/// Where they are in the database: ids that count up, circle by circle.
struct Settled {
    Circles circles;
    qint64 firstUser = 0;
    qint64 firstSession = 0;
    qint64 firstRoom = 0;
    int circleOf(int person) const { return person / circles.people; }
    qint64 room(int circle, int index) const { return firstRoom + qint64(circle) * circles.rooms + index; }
    /// All rooms of a person's circle.
    std::vector<qint64> roomsOf(int person) const;
};

/// A database with many people, sessions, rooms and messages, written straight through the server's own storage library
/// while no server runs: registering 15,000 accounts over the wire would hash passwords for six minutes and measure
/// nothing that is asked here. The people have no password; they sign in by access tokens, signed with the server's
/// key. Thread: one with a Qt application object. Owned by: the benchmark.
class World {
public:
    explicit World(Config config) : m_config(std::move(config)) {}

    /// Opens the database, or makes it, for settle(); until close().
    Status open();
    Result<Settled> settle(const Circles& circles);
    void close();
    /// Indexes all messages for the search; the seconds that the writer needed.
    Result<double> index();

    /// An access token of this person's session, good for an hour.
    Result<std::string> token(const Settled& settled, int person) const;

private:
    using Work = std::function<Status(SqlConnection&)>;
    Status write(const Work& work);
    Result<qint64> lastId(const QString& table);
    /// Runs an INSERT … SELECT of numbers for each n in [0, count), in pieces. `{n}` is the number.
    Status insert(const QString& into, const QString& select, qint64 count);
    Status settlePeople(const Settled& settled);
    Status settleRooms(const Settled& settled);
    Status settleMessages(const Settled& settled);

    const Config m_config;
    QObject m_home;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<AccessTokens> m_tokens;
};

} // namespace confab::load
