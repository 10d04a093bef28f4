// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stagedevices.h"

#include <map>

namespace confab::test {

StageDevices::StageDevices() {
    add(QStringLiteral("confab on ana-laptop"), std::chrono::minutes(1), QStringLiteral("192.0.2.7"));
    m_sessions.first().current = true;
}

SessionId StageDevices::add(const QString& name, std::chrono::minutes ago, const QString& address) {
    const UtcTime used{UtcTime::now().ms - std::chrono::milliseconds(ago).count()};
    const std::optional<QString> from = address.isEmpty() ? std::nullopt : std::optional(address);
    m_sessions.append({SessionId{++m_last}, name, UtcTime{used.ms - 1000}, used, from, false});
    return SessionId{m_last};
}

std::optional<Result<Answer>> StageDevices::answer(const Request& request) {
    if (std::holds_alternative<SessionList>(request)) {
        std::multimap<qint64, DeviceSession> lastUsedFirst;
        for (const DeviceSession& session : std::as_const(m_sessions))
            lastUsedFirst.emplace(-session.lastUsedAt.ms, session);
        SessionsAnswer answer;
        for (const auto& [at, session] : lastUsedFirst)
            answer.sessions.append(session);
        return answer;
    }
    if (const auto* end = std::get_if<SessionEnd>(&request)) {
        m_sessions.removeIf([end](const DeviceSession& session) { return session.id == end->id; });
        return Empty{};
    }
    if (const auto* change = std::get_if<AccountChangePassword>(&request)) {
        if (change->oldPassword.value == QStringLiteral("wrong"))
            return fail(ErrorKind::AuthInvalid);
        m_sessions.removeIf([](const DeviceSession& session) { return !session.current; });
        return Empty{};
    }
    return {};
}

} // namespace confab::test
