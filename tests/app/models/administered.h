// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/app/models/stage.h"

#include <optional>

namespace confab::test {

/// What a server says to an administrator: a few people and rooms, settings that change, and a log.
/// Thread: the test's.
struct Administered {
    QList<AccountInfo> people;
    QList<RoomInfo> rooms;
    ServerSettings settings{QStringLiteral("The office"), Registration::Open, 365, QList<QString>{}};
    QList<AdminSetUser> changes;
    std::optional<AdminUpdate> update;

    Administered() {
        const UtcTime then{UtcTime::now().ms - 3'600'000};
        for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Chi Nguyen"}) {
            AccountInfo& info = people.emplaceBack();
            info.user.id = UserId{people.size()};
            info.user.name = QString::fromUtf16(name);
            info.user.email = QString(info.user.name.section(u' ', 0, 0).toLower() % u"@example.org");
            info.createdAt = info.lastSeenAt.emplace(then);
            info.sessions = 1;
        }
        people[0].user.role = ServerRole::Admin;
        people[1].user.mfa = true;
        people[2].disabled = true;
        people[2].sessions = 0;
        rooms = {{RoomId{1}, QStringLiteral("General"), RoomKind::Room, Visibility::Public, 3, 20, then},
                 {RoomId{2}, QStringLiteral("Board"), RoomKind::Room, Visibility::Private, 2, 9, then}};
    }

    std::optional<Result<Answer>> answer(const Request& request) {
        if (const auto* asked = std::get_if<AdminUsers>(&request))
            return usersFor(*asked);
        if (const auto* change = std::get_if<AdminSetUser>(&request)) {
            changes.append(*change);
            return Empty{};
        }
        if (std::holds_alternative<AdminResetPassword>(request))
            return ResetLink{Secret{QStringLiteral("/reset/a-token")}};
        if (std::holds_alternative<AdminInvite>(request))
            return ServerInvite{Secret{QStringLiteral("code")}, Secret{QStringLiteral("/invite/code")}};
        if (std::holds_alternative<AdminRooms>(request))
            return RoomInfosPage{rooms, false};
        if (std::holds_alternative<AdminDeleteRoom>(request))
            return Empty{};
        return answerOfTheServer(request);
    }

private:
    AccountsPage usersFor(const AdminUsers& asked) const {
        AccountsPage page;
        for (const AccountInfo& one : people) {
            if (one.user.name.contains(asked.query.value_or(QString()), Qt::CaseInsensitive))
                page.users.append(one);
        }
        return page;
    }
    std::optional<Result<Answer>> answerOfTheServer(const Request& request) {
        if (std::holds_alternative<AdminSettings>(request))
            return settings;
        if (const auto* change = std::get_if<AdminUpdate>(&request)) {
            update = *change;
            settings.name = change->name.value_or(settings.name);
            settings.registration = change->registration.value_or(settings.registration);
            if (change->retentionDays)
                settings.retentionDays = change->retentionDays->value;
            return settings;
        }
        if (std::holds_alternative<AdminStats>(request)) {
            ServerStats stats;
            stats.version = QStringLiteral("0.1.0");
            stats.startedAt = UtcTime{UtcTime::now().ms - 86'400'000};
            stats.users = 3;
            stats.online = 2;
            stats.rooms = 2;
            stats.messages = 29;
            stats.databaseBytes = 4'000'000;
            return stats;
        }
        if (std::holds_alternative<AdminAudit>(request)) {
            const UtcTime at{UtcTime::now().ms - 1'800'000};
            return AuditPage{{{1, at, std::nullopt, QStringLiteral("user.admin"), people[0].user, std::nullopt,
                               QStringLiteral("role: admin")},
                              {2, at, people[0].user, QStringLiteral("admin.setUser"), people[2].user, std::nullopt,
                               QStringLiteral("disabled")}},
                             false};
        }
        return std::nullopt;
    }
};

} // namespace confab::test
