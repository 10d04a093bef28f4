// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/moderation.h"

#include "app/client/connection.h"
#include "app/models/formatting.h"
#include "common/protocol/moderation.h"
#include "common/protocol/moderationrule.h"

namespace confab::models {

namespace {

constexpr qint64 hourMs = 60 * 60 * 1000;

std::optional<QString> given(const QString& reason) {
    const QString text = reason.simplified();
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

bool Moderation::maySetRoles(std::optional<confab::Role> mine, RoomKind kind) {
    return mine == confab::Role::Owner && kind == RoomKind::Room;
}

bool Moderation::mayKeepInOrder(std::optional<confab::Role> mine, confab::Role whom, RoomKind kind) {
    return mine && confab::mayKeepInOrder(*mine, whom, kind);
}

template <class Request>
void Moderation::ask(Request request) {
    if (!isBusy())
        m_connection.call(std::move(request), m_question.ask<Empty>([this](const Empty&) { Q_EMIT done(); }));
}

void Moderation::setRank(double roomId, double userId, Rank rank) {
    ask(RoomSetRole{RoomId{qint64(roomId)}, UserId{qint64(userId)}, confab::Role(int(rank))});
}

void Moderation::kick(double roomId, double userId, const QString& reason) {
    ask(RoomKick{RoomId{qint64(roomId)}, UserId{qint64(userId)}, given(reason)});
}

void Moderation::ban(double roomId, double userId, int days, const QString& reason) {
    RoomBan request{RoomId{qint64(roomId)}, UserId{qint64(userId)}, std::nullopt, given(reason)};
    if (days > 0)
        request.until = UtcTime{UtcTime::now().ms + days * Question::dayMs};
    ask(std::move(request));
}

void Moderation::mute(double roomId, double userId, int hours) {
    RoomMute request{RoomId{qint64(roomId)}, UserId{qint64(userId)}};
    if (hours > 0)
        request.until = OrNull<UtcTime>{UtcTime{UtcTime::now().ms + hours * hourMs}};
    ask(std::move(request));
}

void Moderation::unmute(double roomId, double userId) {
    ask(RoomMute{RoomId{qint64(roomId)}, UserId{qint64(userId)}, OrNull<UtcTime>{}});
}

void Moderation::clear() {
    m_question.clearError();
}

} // namespace confab::models
