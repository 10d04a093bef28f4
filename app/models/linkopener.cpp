// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/linkopener.h"

#include "app/client/client.h"
#include "app/client/rooms.h"
#include "app/client/serveraddress.h"
#include "app/text/links.h"

#include <QDesktopServices>

#include <utility>

namespace confab::models {

namespace {
const QString scheme = QStringLiteral("confab");
}

LinkOpener::LinkOpener(client::Client& client, CurrentRoom& room)
    : m_client(client), m_current(room), m_joiner(client.rooms()), m_invitation(client.connection(), client.rooms()) {
    claim();
    // Queued: within the signal the session's data is incomplete.
    connect(&client.rooms(), &client::Rooms::completed, this, &LinkOpener::follow, Qt::QueuedConnection);
    connect(&client.rooms(), &client::Rooms::restored, this, &LinkOpener::follow, Qt::QueuedConnection);
    connect(&m_joiner, &RoomJoiner::joined, this, &LinkOpener::follow);
    connect(&m_invitation, &Invitation::changed, this, &LinkOpener::tellInvitation);
    connect(&m_invitation, &Invitation::joined, this, [this](double roomId) {
        dismiss();
        m_current.open(roomId);
    });
    connect(&client.session(), &client::Session::ended, this, [this] {
        if (!m_text.isEmpty())
            dismiss(); // one that waits stays: a session may end before the next one begins
    });
}

LinkOpener::~LinkOpener() {
    QDesktopServices::unsetUrlHandler(scheme);
}

void LinkOpener::claim() {
    QDesktopServices::setUrlHandler(scheme, this, "open");
}

bool LinkOpener::leadsHere(const QString& target) const {
    if (m_client.session().phase() == client::Session::Phase::SignedOut)
        return false;
    if (const std::optional<text::InviteLink> invite = text::inviteLinkOf(target))
        return isOfThisServer(invite->server.host(), invite->port());
    const std::optional<text::RoomLink> link = text::roomLinkOf(target.trimmed());
    return link && isOfThisServer(link->host, link->port);
}

void LinkOpener::openText(const QString& target) {
    m_target = target.trimmed();
    m_link = text::roomLinkOf(m_target);
    m_invite = text::inviteLinkOf(m_target);
    m_invitation.clear();
    if (m_invite && m_client.session().phase() == client::Session::Phase::SignedOut) {
        m_invite.reset(); // with which one signs in, or makes an account
        return Q_EMIT invited(m_target);
    }
    if (m_link || m_invite)
        return follow();
    QString shown = text::withoutDisguise(target.simplified());
    if (shown.size() > shownUnits)
        shown = shown.left(shownUnits) + QStringLiteral("…");
    say(tr("“%1” is not a link to a room or a message. It may be incomplete.").arg(shown));
}

bool LinkOpener::openInvitation(const QString& typed) {
    const std::optional<Secret> code = text::inviteCodeOf(typed);
    if (code && text::inviteLinkOf(typed))
        openText(typed);
    else if (code)
        followInvitation(*code);
    return code.has_value();
}

bool LinkOpener::isOfThisServer(const QString& host, int port) const {
    const QUrl& server = m_client.session().account().server;
    const int usual = server.scheme() == u"ws" ? 80 : 443;
    return host.compare(server.host(), Qt::CaseInsensitive) == 0 && (port < 0 ? usual : port) == server.port(usual);
}

void LinkOpener::follow() {
    if ((!m_link && !m_invite) || !m_client.rooms().isComplete())
        return; // until the rooms are known
    if (m_link)
        return followRoom(text::RoomLink(*m_link));
    const text::InviteLink invite = *std::exchange(m_invite, std::nullopt);
    if (isOfThisServer(invite.server.host(), invite.port()))
        followInvitation(invite.code);
    else
        sayElsewhere(invite.server.host(), invite.server.port());
}

void LinkOpener::followRoom(const text::RoomLink& link) {
    if (!isOfThisServer(link.host, link.port)) {
        m_link.reset();
        return sayElsewhere(link.host, link.port);
    }
    const RoomId room{link.room};
    if (!m_client.rooms().find(room))
        return say(tr("This link leads to a room that you are not a member of. If it is public, you can join it."),
                   room);
    dismiss();
    m_current.open(double(link.room));
    m_current.view()->goToMessage(double(link.seq));
}

void LinkOpener::sayElsewhere(const QString& host, int port) {
    Q_EMIT leadsElsewhere(m_target);
    const QString other = port < 0 ? host : QString(host % u':' % QString::number(port));
    say(tr("This link leads to a room on %1. You are signed in to %2.")
            .arg(other, client::serverAddress(m_client.session().account().server)));
}

void LinkOpener::followInvitation(const Secret& code) {
    m_link.reset();
    say({});
    m_invitation.look(code);
}

/// What it leads to, or why that is not known. Why it could not be accepted is said beside that.
void LinkOpener::tellInvitation() {
    if (m_invitation.isBusy() || !m_text.isEmpty())
        return;
    if (m_invitation.isReady())
        say(m_invitation.text());
    else if (!m_invitation.error().isEmpty())
        say(m_invitation.error());
}

void LinkOpener::dismiss() {
    m_link.reset();
    m_invite.reset();
    m_invitation.clear();
    say({});
}

void LinkOpener::say(const QString& text, RoomId room) {
    m_text = text;
    m_room = room;
    m_joiner.clear();
    Q_EMIT changed();
}

} // namespace confab::models
