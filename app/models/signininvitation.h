// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/serverinquiry.h"
#include "app/text/invitelink.h"

#include <QQmlEngine>
#include <QTimer>

namespace confab::models {

/// The invitation of somebody who is not signed in yet: reads the link, and asks its server where it leads.
/// Thread: the window's. Owned by: SignIn.
class SignInInvitation : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by SignIn")
    Q_PROPERTY(QString link READ link WRITE setLink NOTIFY changed FINAL) ///< as typed
    Q_PROPERTY(bool valid READ isValid NOTIFY changed FINAL)              ///< it is the link of an invitation
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)               ///< what it leads to; empty: not known
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    SignInInvitation();

    /// As typed. Asks a moment after the last change.
    void setLink(const QString& text);

    QString link() const { return m_text; }
    bool isValid() const { return m_link.has_value(); }
    QString text() const;
    QString error() const { return m_error; }
    /// None: no invitation.
    std::optional<Secret> code() const { return m_link ? std::optional(m_link->code) : std::nullopt; }
    /// The room that it leads to, once the server has said so.
    std::optional<RoomId> room() const {
        return m_place && m_place->room ? std::optional(m_place->room->id) : std::nullopt;
    }

Q_SIGNALS:
    void changed();
    /// The link is one of this server.
    void serverNamed(const QString& address);

private:
    void ask();

    client::ServerInquiry m_inquiry;
    QTimer m_delay;
    QString m_text;
    std::optional<text::InviteLink> m_link;
    std::optional<InvitedTo> m_place;
    QString m_error;
};

} // namespace confab::models
