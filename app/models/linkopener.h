// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/currentroom.h"
#include "app/models/invitation.h"
#include "app/models/roomjoiner.h"
#include "app/text/invitelink.h"
#include "app/text/roomlink.h"

#include <QUrl>

namespace confab::models {

/// Opens links to rooms and messages (text::RoomLink), and those of invitations: from messages, and from the command
/// line. A link that can't be
/// opened says why; a room that the user does not belong to may be joined. While nobody is signed in, or the rooms are
/// not known yet, the last link waits.
/// Thread: the window's. Owned by: Workspace. While it lives QDesktopServices gives it every confab:// address.
class LinkOpener : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// Why the last link was not opened, as a text; empty: there is nothing to say.
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)
    /// The room of that link, when it may be joined; else 0.
    Q_PROPERTY(double roomId READ roomId NOTIFY changed FINAL)
    /// Where the last link leads, when it is one of an invitation.
    Q_PROPERTY(confab::models::Invitation* invitation READ invitation CONSTANT FINAL)
    /// Joins it.
    Q_PROPERTY(confab::models::RoomJoiner* joiner READ joiner CONSTANT FINAL)

public:
    /// All must outlive this.
    LinkOpener(client::Client& client, CurrentRoom& room);
    /// Links that are pressed come to nobody from then on, also when another one had claimed them.
    ~LinkOpener() override;

    /// From now on the links that are pressed in the window come here, and no longer to another one.
    void claim();
    /// Whether it is a link to a room of the server that the user is signed in to.
    bool leadsHere(const QString& target) const;
    /// Any text: what is no link to a room says so.
    void openText(const QString& target);
    /// Of QDesktopServices.
    Q_INVOKABLE void open(const QUrl& url) { openText(url.toString(QUrl::FullyEncoded)); }
    /// As typed: the link of an invitation, or the code alone. False when it is neither.
    Q_INVOKABLE bool openInvitation(const QString& typed);
    Q_INVOKABLE void dismiss();

    QString text() const { return m_text; }
    double roomId() const { return double(m_room.value); }
    Invitation* invitation() { return &m_invitation; }
    RoomJoiner* joiner() { return &m_joiner; }

    static constexpr qsizetype shownUnits = 80; ///< of a text that is no link

Q_SIGNALS:
    void changed();
    /// The link leads to another server. This account said so, unless another one opens it.
    void leadsElsewhere(const QString& link);
    /// An invitation came before its user signed in.
    void invited(const QString& link);

private:
    void follow();
    void followRoom(const text::RoomLink& link);
    void followInvitation(const Secret& code);
    void tellInvitation();
    void sayElsewhere(const QString& host, int port);
    void say(const QString& text, RoomId room = {});
    bool isOfThisServer(const QString& host, int port) const;

    client::Client& m_client;
    CurrentRoom& m_current;
    RoomJoiner m_joiner;
    Invitation m_invitation;
    QString m_target;
    // Of m_target; one of them at most:
    std::optional<text::RoomLink> m_link;     // waits, or its room may be joined
    std::optional<text::InviteLink> m_invite; // waits
    QString m_text;
    RoomId m_room;
};

} // namespace confab::models
