// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/messagecommands.h"

#include "app/client/clientid.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/console/personlookup.h"
#include "app/console/roomlookup.h"

namespace confab::console {

template <class R>
void MessageCommand::call(R request) {
    using Answer = typename R::Answer;
    client().connection().call(std::move(request), {this, [this](const Result<Answer>& answer) {
                                                        if (!answer)
                                                            return Q_EMIT finished(Outcome::of(answer.error()));
                                                        if constexpr (std::is_same_v<Answer, Sent>)
                                                            print(QString::number(answer->seq));
                                                        Q_EMIT finished({});
                                                    }});
}

void MessageCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    const Seq seq = m_options.seq;
    const QString id = client::newClientId(UtcTime::now());
    switch (m_options.kind) {
    case MessageOptions::Kind::Reply:
        return call(MessageSend{*room, id, m_options.text, seq});
    case MessageOptions::Kind::Edit:
        return call(MessageEdit{*room, seq, id, m_options.text});
    case MessageOptions::Kind::Delete:
        return call(MessageDelete{*room, seq, id});
    case MessageOptions::Kind::React:
        return call(MessageReact{*room, seq, m_options.text, !m_options.off});
    case MessageOptions::Kind::Pin:
        return call(MessagePin{*room, seq, !m_options.off});
    }
}

void DirectCommand::start() {
    openDirect(client(), m_options.person, this, [this](const tl::expected<RoomId, Outcome>& room) {
        if (!room)
            return Q_EMIT finished(room.error());
        print(QString::number(room->value));
        Q_EMIT finished({});
    });
}

} // namespace confab::console
