// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventeffect.h"
#include "tests/app/client/longlog.h"

#include <random>

/// Somebody who scrolls through a long log.
namespace confab::test {

/// All that a reader sees of a message.
inline QString textOf(const Message& message) {
    QStringList parts{QString::number(message.seq),
                      QString::number(message.by.value),
                      QString::number(message.at.ms),
                      message.body,
                      QString::number(message.editedAt.value_or(UtcTime()).ms),
                      QString::number(message.deletedAt.value_or(UtcTime()).ms),
                      QString::number(message.replies.value_or(0)),
                      QLatin1String(message.pinned.value_or(false) ? "pinned" : "")};
    for (const Reaction& reaction : message.reactions.value_or(QList<Reaction>()))
        parts << reaction.emoji << QString::number(reaction.count) << QLatin1String(reaction.mine ? "mine" : "");
    return parts.join(u'|');
}

/// A reader whose view is some rows high.
struct Reader {
    RoomSide& side;
    client::OpenRoom& room;
    static constexpr int screen = 20;

    client::LogWindow& log() const { return room.log(); }
    /// Shows the screen that ends with this row.
    void look(int newestRow) const;
    bool isQuiet() const;
    /// Goes to the end of what is loaded, and asks for more. False: that does not end.
    bool up() const;
    bool down() const;
    /// How the loaded messages differ from the log's between the oldest and the newest of them.
    QString difference() const;
};

inline void Reader::look(int newestRow) const {
    const int last = room.timeline().count() - 1;
    const int newest = std::clamp(newestRow, 0, std::max(0, last));
    if (last >= 0)
        log().setViewed(room.timeline().at(std::min(last, newest + screen)).seq(),
                        std::max<Seq>(1, room.timeline().at(newest).seq()));
}

inline bool Reader::isQuiet() const {
    return !room.isLoadingOlder() && !log().isLoadingNewer() && !log().isWanting() && !log().isStale();
}

inline bool Reader::up() const {
    look(room.timeline().count());
    log().loadOlder();
    return test::holdsSoon([this] { return isQuiet(); });
}

inline bool Reader::down() const {
    look(0);
    log().loadNewer();
    return test::holdsSoon([this] { return isQuiet(); });
}

inline QString Reader::difference() const {
    const client::Timeline& rows = room.timeline();
    if (rows.count() > client::LogWindow::rowsMost + limits::messagesPerPage)
        return QStringLiteral("%1 rows").arg(rows.count());
    const std::vector<std::optional<Message>>& truths = side.server.present();
    int row = 0;
    while (row < rows.count() && rows.at(row).seq() == 0)
        ++row;
    for (Seq seq = rows.newestSeq(); seq >= rows.oldestSeq() && row < rows.count(); --seq) {
        const std::optional<Message>& truth = truths.at(size_t(seq - 1));
        if (!truth) {
            row += rows.at(row).seq() == seq ? 1 : 0; // a notice, where events were shown
            continue;
        }
        const Message* message = rows.at(row).message();
        if (!message || message->seq != seq)
            return QStringLiteral("row %1 is %2, not %3").arg(row).arg(rows.at(row).seq()).arg(seq);
        if (textOf(*message) != textOf(*truth))
            return QStringLiteral("it is %1, not %2").arg(textOf(*message), textOf(*truth));
        ++row;
    }
    return row == rows.count() ? QString() : QStringLiteral("rows beyond the oldest");
}

/// Something happens, to any message.
inline void happen(RoomServer& server, std::mt19937& random, bool live) {
    const auto below = [&](Seq bound) { return Seq(random() % std::uint32_t(bound)); };
    const Seq target = 3 + below(server.lastSeq() - 2);
    const bool isThere = server.message(target) && !server.message(target)->deletedAt;
    switch (below(6)) {
    case 0:
        return isThere ? void(server.append(ben, MessageEdited{target, QStringLiteral("edited"), {}}, live)) : void();
    case 1:
        return isThere ? void(server.append(ben, MessageDeleted{target}, live)) : void();
    case 2:
        return isThere ? void(server.append(ben, ReactionAdded{target, QStringLiteral("👍")}, live)) : void();
    default:
        server.say(ben, QStringLiteral("said"), live);
    }
}

/// Random ways through a log of 3,000 events, while it goes on and the connection breaks. The rows are always the
/// log's: empty, or how they differ.
inline QString wander(RoomSide& side, unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](int bound) { return int(random() % unsigned(bound)); };
    fill(side.server, 2998);
    if (!side.signIn())
        return QStringLiteral("no sign-in");
    Reader reader{side, side.client.openRooms().open(general)};
    reader.room.setReaderAtEnd(false);
    const auto settled = [&] {
        return test::holdsSoon(
            [&] {
                return reader.room.isLive() && reader.room.isOpened() && reader.isQuiet() &&
                       reader.room.lastSeq() == side.server.lastSeq();
            },
            30000);
    };
    for (int step = 0; step < 25; ++step) {
        if (!settled())
            return QStringLiteral("step %1 does not end").arg(step);
        if (const QString problem = reader.difference(); !problem.isEmpty())
            return QStringLiteral("step %1: %2").arg(step).arg(problem);
        const int way = below(7);
        for (int page = below(40); way < 2 && page > 0; --page)
            way == 0 ? reader.up() : reader.down();
        if (way == 2)
            reader.room.showEnd();
        if (way == 3)
            reader.room.showAround(1 + below(int(side.server.lastSeq())));
        if (way == 4)
            side.server.stop();
        if (way == 4 && !test::holdsSoon([&] { return !reader.room.isLive(); }))
            return QStringLiteral("it does not break");
        for (int event = below(way == 4 && below(3) == 0 ? 4000 : 60); way >= 4 && event > 0; --event)
            happen(side.server, random, way != 4);
        if (way == 4)
            side.server.listen();
    }
    return settled() ? reader.difference() : QStringLiteral("it does not settle");
}

} // namespace confab::test
