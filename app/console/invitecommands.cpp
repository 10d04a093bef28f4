// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/invitecommands.h"

#include "app/client/rooms.h"
#include "app/client/serveraddress.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"
#include "app/text/invitelink.h"
#include "common/core/secretline.h"

namespace confab::console {

namespace {

constexpr int standardInput = 0;
constexpr qsizetype linkBytes = 2000; // longer ones lead nowhere in the programs of the field

/// A server that does not know its own address says a path: the one of this program leads there.
QString absolute(client::Client& client, const Secret& url) {
    return url.value.startsWith(u'/') ? client::httpUrl(client.session().account().server, url.value).toString()
                                      : url.value;
}

} // namespace

Result<Secret> invitationCode(const QString& typed) {
    QString text = typed;
    if (typed == u"-") {
        const Result<Secret> line = readSecret(standardInput, linkBytes);
        if (!line)
            return fail(line.error());
        text = line->value;
    }
    if (const std::optional<Secret> code = text::inviteCodeOf(text))
        return *code;
    return fail(Error::invalid(QStringLiteral("invitation"),
                               QStringLiteral("This is neither the link of an invitation nor its code")));
}

void InviteCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    client().connection().call(RoomInvite{*room, m_options.lifetimeMs, m_options.uses},
                               {this, [this](const Result<Invite>& made) {
                                    if (!made)
                                        return Q_EMIT finished(Outcome::of(made.error()));
                                    print(absolute(client(), made->url));
                                    Q_EMIT finished({});
                                }});
}

void InvitesCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    client().connection().call(RoomInvites{*room},
                               {this, [this](const Result<InvitesAnswer>& answer) { arrived(answer); }});
}

void InvitesCommand::arrived(const Result<InvitesAnswer>& answer) {
    if (!answer)
        return Q_EMIT finished(Outcome::of(answer.error()));
    for (const Invite& invite : answer->invites) {
        printInvite(invite);
        if (context().output.trouble())
            return; // print() has ended the command
    }
    Q_EMIT finished({});
}

void InvitesCommand::printInvite(const Invite& invite) {
    if (m_options.json)
        return print(jsonLine(invite));
    QString line = absolute(client(), invite.url) % u", by " % safeLine(invite.by.name);
    if (invite.expiresAt)
        line += QStringLiteral(", until %1").arg(invite.expiresAt->toIso());
    if (invite.usesLeft)
        line += QStringLiteral(", uses left: %1").arg(*invite.usesLeft);
    print(line);
}

void EndInviteCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    const Result<Secret> code = invitationCode(m_options.invitation);
    if (!code)
        return Q_EMIT finished({ExitCode::Usage, code.error().message});
    client().connection().call(RoomRevokeInvite{*room, *code},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome() : Outcome::of(answer.error()));
                                }});
}

void AcceptCommand::start() {
    const Result<Secret> code = invitationCode(m_options.invitation);
    if (!code)
        return Q_EMIT finished({ExitCode::Usage, code.error().message});
    client().rooms().accept(*code, {this, [this](const Result<RoomId>& joined) {
                                        if (!joined)
                                            return Q_EMIT finished(Outcome::of(joined.error()));
                                        print(QString::number(joined->value));
                                        Q_EMIT finished({});
                                    }});
}

} // namespace confab::console
