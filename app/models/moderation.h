// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/question.h"
#include "common/protocol/types.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Connection;
}

namespace confab::models {

/// Gives roles in a room, mutes people in it, and puts them out of it: one question to the server at a time.
/// Thread: the window's. Owned by: MemberListModel.
class Moderation : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by MemberListModel")
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< of the last question

public:
    explicit Moderation(client::Connection& connection) : m_connection(connection) {}

    /// As confab::Role.
    enum Rank { Owner, Moderator, Member };
    Q_ENUM(Rank)
    /// What a member of this role may do in a room: the server's rule, so that nothing is offered that it refuses.
    static bool maySetRoles(std::optional<confab::Role> mine, RoomKind kind);
    /// To put them out, to mute them, and to lift that.
    static bool mayKeepInOrder(std::optional<confab::Role> mine, confab::Role whom, RoomKind kind);

    Q_INVOKABLE void setRank(double roomId, double userId, confab::models::Moderation::Rank rank);
    Q_INVOKABLE void kick(double roomId, double userId, const QString& reason);
    /// `days` 0: until it is lifted.
    Q_INVOKABLE void ban(double roomId, double userId, int days, const QString& reason);
    /// `hours` 0: until it is lifted.
    Q_INVOKABLE void mute(double roomId, double userId, int hours);
    Q_INVOKABLE void unmute(double roomId, double userId);
    Q_INVOKABLE void clear();

    bool isBusy() const { return m_question.isBusy(); }
    QString error() const { return m_question.error(); }

Q_SIGNALS:
    void changed();
    void done();

private:
    template <class Request>
    void ask(Request request);

    client::Connection& m_connection;
    Question m_question{*this, [this] { Q_EMIT changed(); }};
};

} // namespace confab::models
