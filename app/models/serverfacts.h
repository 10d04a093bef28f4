// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/serverinquiry.h"

#include <QQmlEngine>
#include <QTimer>

namespace confab::models {

/// What the server at an address says about itself before the sign-in, so that a form that it will refuse is not filled
/// in first. Nothing is known of servers that can't be reached, or are older than the question: they are treated as if
/// they accepted everything.
/// Thread: the window's. Owned by: SignIn.
class ServerFacts : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by SignIn")
    /// Accounts can't be made: why, in one sentence, and what to do; empty while they can, or nothing is known.
    Q_PROPERTY(QString noRegistration READ noRegistration NOTIFY changed FINAL)
    /// What the server calls itself; empty while that is not known.
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)

public:
    ServerFacts();

    /// As typed. Asks a moment after the last change; until the answer nothing is known.
    Q_INVOKABLE void setAddress(const QString& address);

    QString noRegistration() const;
    QString name() const { return m_about ? m_about->name : QString(); }
    /// Of the server at the present address, when it has answered.
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
