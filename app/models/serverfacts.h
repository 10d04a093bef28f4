// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/serverinquiry.h"

#include <QQmlEngine>
#include <QTimer>

namespace confab::models {

/// The facts of the server at an address before the sign-in, so that the user does not fill in a form that the server
/// will refuse. Unreachable servers, and those older than the request, have no facts: they are treated as if they
/// accepted everything.
/// Thread: the window's. Owned by: SignIn.
class ServerFacts : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by SignIn")
    /// Why accounts can't be created, in one sentence, with what to do; empty while they can, or while unknown.
    Q_PROPERTY(QString noRegistration READ noRegistration NOTIFY changed FINAL)
    Q_PROPERTY(bool inviteOnly READ isInviteOnly NOTIFY changed FINAL) ///< who creates an account needs an invitation
    /// The server's name; empty while unknown.
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)

public:
    ServerFacts();

    /// The address as typed. Requests a moment after the last change; until the answer nothing is known.
    Q_INVOKABLE void setAddress(const QString& address);

    QString noRegistration() const;
    bool isInviteOnly() const { return m_about && m_about->registration == Registration::Invite; }
    QString name() const { return m_about ? m_about->name : QString(); }
    /// The facts of the server at the present address, when it has answered.
    const std::optional<About>& about() const { return m_about; }

Q_SIGNALS:
    void changed();

private:
    void ask();
    void setAbout(std::optional<About> about);

    client::ServerInquiry m_inquiry;
    QString m_address;
    std::optional<About> m_about;
    QTimer m_delay;
};

} // namespace confab::models
