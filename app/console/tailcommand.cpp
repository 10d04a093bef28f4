// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/tailcommand.h"

#include "app/client/rooms.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

namespace confab::console {

TailCommand::TailCommand(const Context& context, const TailOptions& options)
    : Command(context), m_options(options),
      m_printer(context.client.people(), context.format, [this](const StyledText& line) { print(line); }),
      m_left(options.count.value_or(-1)) {
    connect(&m_printer, &EventPrinter::idle, this, &TailCommand::endWhenDone);
}

void TailCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    // Every event, however many: scripts rely on it.
    const client::RoomFeed::Range range{m_options.after, 0, 0};
    m_feed =
        std::make_unique<client::RoomFeed>(client().connection(), client().session(), client().people(), *room, range);
    connect(m_feed.get(), &client::RoomFeed::events, this, &TailCommand::arrived);
    connect(m_feed.get(), &client::RoomFeed::refused, this,
            [this](const Error& error) { Q_EMIT finished(Outcome::of(error)); });
    connect(&client().rooms(), &client::Rooms::removedElsewhere, this, [this, id = *room](RoomId removed) {
        if (removed == id)
            Q_EMIT finished({ExitCode::NoSuchRoom, QStringLiteral("You are no longer a member of this room")});
    });
}

void TailCommand::arrived(const QList<Event>& events) {
    const QList<Event> wanted = m_left < 0 ? events : events.mid(0, m_left);
    if (m_left > 0)
        m_left -= int(wanted.size());
    if (!m_options.json)
        return m_printer.add(wanted);
    for (const Event& event : wanted)
        print(jsonLine(event));
    endWhenDone();
}

void TailCommand::endWhenDone() {
    if (m_left == 0 && m_printer.isIdle())
        Q_EMIT finished({});
}

} // namespace confab::console
