// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/linkopener.h"

#include "app/client/client.h"
#include "app/client/rooms.h"
#include "app/client/serveraddress.h"
#include "app/text/links.h"

#include <QDesktopServices>

namespace confab::models {

namespace {
const QString scheme = QStringLiteral("confab");
}

LinkOpener::LinkOpener(client::Client& client, CurrentRoom& room)
    : m_client(client), m_current(room), m_joiner(client.rooms()) {
    claim();
    // Queued: within the signal the session's data is incomplete.
    connect(&client.rooms(), &client::Rooms::completed, this, &LinkOpener::follow, Qt::QueuedConnection);
    connect(&client.rooms(), &client::Rooms::restored, this, &LinkOpener::follow, Qt::QueuedConnection);
    connect(&m_joiner, &RoomJoiner::joined, this, &LinkOpener::follow);
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
    const std::optional<text::RoomLink> link = text::roomLinkOf(target.trimmed());
    return link && m_client.session().phase() != client::Session::Phase::SignedOut && isOfThisServer(*link);
}

void LinkOpener::openText(const QString& target) {
    m_target = target.trimmed();
    m_link = text::roomLinkOf(m_target);
    if (m_link)
        return follow();
    QString shown = text::withoutDisguise(target.simplified());
    if (shown.size() > shownUnits)
        shown = shown.left(shownUnits) + QStringLiteral("…");
    say(tr("“%1” is not a link to a room or a message. It may be incomplete.").arg(shown));
}

bool LinkOpener::isOfThisServer(const text::RoomLink& link) const {
    const QUrl& server = m_client.session().account().server;
    const int usual = server.scheme() == u"ws" ? 80 : 443;
    return link.host == server.host().toLower() && (link.port < 0 ? usual : link.port) == server.port(usual);
}

void LinkOpener::follow() {
    if (!m_link || !m_client.rooms().isComplete())
        return; // until the rooms are known
    const text::RoomLink link = *m_link;
    if (!isOfThisServer(link)) {
        m_link.reset();
        Q_EMIT leadsElsewhere(m_target);
        const QString other = link.port < 0 ? link.host : QString(link.host % u':' % QString::number(link.port));
        return say(tr("This link leads to a room on %1. You are signed in to %2.")
                       .arg(other, client::serverAddress(m_client.session().account().server)));
    }
    const RoomId room{link.room};
    if (!m_client.rooms().find(room))
        return say(tr("This link leads to a room that you are not a member of. If it is public, you can join it."),
                   room);
    dismiss();
    m_current.open(double(link.room));
    m_current.view()->goToMessage(double(link.seq));
}

void LinkOpener::dismiss() {
    m_link.reset();
    say({});
}

void LinkOpener::say(const QString& text, RoomId room) {
    m_text = text;
    m_room = room;
    m_joiner.clear();
    Q_EMIT changed();
}

} // namespace confab::models
