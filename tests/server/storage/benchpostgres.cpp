// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/postgrestesting.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace confab;

/// How many messages and heads of rooms a second one storage and one PostgreSQL manage on this machine. Prints; not a
/// test.
namespace {

QCoro::Task<int> sender(SqlStorage& storage, RoomId room, UserId user, int number, int messages) {
    int stored = 0;
    for (int i = 0; i < messages; ++i) {
        NewEvent message = newMessage(room, user, QStringLiteral("%1-%2").arg(number).arg(i));
        const auto appended = co_await storage.log().append(std::move(message));
        stored += appended ? 1 : 0;
    }
    co_return stored;
}

void measureAppends(SqlStorage& storage, const QList<RoomId>& rooms, UserId user, int senders, int messages) {
    static int number = 0;
    const StorageCounts before = storage.counts();
    QElapsedTimer timer;
    timer.start();
    std::vector<QCoro::Task<int>> tasks;
    for (int i = 0; i < senders; ++i)
        tasks.push_back(sender(storage, rooms[i % rooms.size()], user, ++number, messages));
    int stored = 0;
    for (auto& task : tasks)
        stored += QCoro::waitFor(std::move(task));
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double commits = double(storage.counts().commits - before.commits);
    printf("%3d senders in %3d rooms: %d of %d stored, %.0f/s, %.2f ms per commit, %.1f messages in each\n", senders,
           int(rooms.size()), stored, senders * messages, stored / seconds, 1000 * seconds / commits, stored / commits);
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    test::PostgresProcess server;
    if (!server.start())
        qFatal("%s", server.log().constData());
    const auto storage = openOn(server, freshDatabase(server));
    const UserId ana = makeUser(*storage, QStringLiteral("Ana"));
    QList<RoomId> rooms;
    for (int i = 0; i < 20; ++i)
        rooms.append(makeRoom(*storage, ana));
    measureAppends(*storage, {rooms[0]}, ana, 1, 300);
    measureAppends(*storage, {rooms[0]}, ana, 100, 50);
    measureAppends(*storage, rooms, ana, 100, 50);

    std::vector<QCoro::Task<Result<RoomChange>>> making;
    for (int i = 0; i < 10'000; ++i) {
        making.push_back(storage->rooms().create(roomOf(ana)));
        if (making.size() == 1000) {
            for (const auto& made : askAll(std::exchange(making, {})))
                rooms.append(made ? made->room.id : RoomId());
        }
    }
    std::vector<qint64> times;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto heads = ask(storage->log().heads(rooms.mid(20)));
        times.push_back(timer.nsecsElapsed() / 1000);
        if (!heads || heads->size() != 10'000)
            qFatal("heads() failed");
    }
    std::ranges::sort(times);
    printf("heads of 10,000 rooms: %.1f ms (median of 20), %.1f ms at most\n", double(times[10]) / 1000,
           double(times.back()) / 1000);
    return 0;
}
