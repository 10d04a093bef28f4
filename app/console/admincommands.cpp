// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/admincommands.h"

#include "app/client/serveraddress.h"
#include "app/console/terminaltext.h"
#include "common/protocol/text.h"

#include <algorithm>

namespace confab::console {

namespace {

template <class E>
QString wireName(E value) {
    const std::string_view name = nameOf(value);
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

QString lineOf(const AccountInfo& info) {
    QString line = QString(QString::number(info.user.id.value) % u"\t" % safeLine(info.user.name) % u"\t" %
                           safeLine(info.user.email.value_or(QString())));
    if (info.user.role == ServerRole::Admin)
        line += QStringLiteral("\tadministrator");
    if (info.disabled)
        line += QStringLiteral("\tdisabled");
    return line;
}

QString lineOf(const RoomInfo& room) {
    return QString(QString::number(room.id.value) % u"\t" % safeLine(room.name) % u"\t" % wireName(room.visibility) %
                   u"\t" % QString::number(room.members));
}

QString lineOf(const AuditEntry& entry) {
    QString line =
        QString(entry.at.toIso() % u"\t" % (entry.by ? safeLine(entry.by->name) : QStringLiteral("operator")) % u"\t" %
                safeLine(entry.action));
    if (entry.user)
        line += QString(u"\t" % safeLine(entry.user->name));
    if (entry.room)
        line += QString(u"\troom " % QString::number(entry.room->value));
    return entry.detail.isEmpty() ? line : QString(line % u"\t" % safeLine(entry.detail));
}

std::optional<Registration> registrationNamed(const QString& name) {
    for (const auto& [value, word] : EnumNames<Registration>::names) {
        if (name == QLatin1String(word))
            return value;
    }
    return std::nullopt;
}

/// None when the value is not right.
std::optional<AdminUpdate> updateOf(const AdminOptions& options) {
    AdminUpdate change;
    if (options.name == u"name") {
        change.name = options.value;
        return change;
    }
    if (options.name == u"registration") {
        change.registration = registrationNamed(options.value);
        return change.registration ? std::optional(change) : std::nullopt;
    }
    bool isNumber = false;
    const int days = options.value.toInt(&isNumber);
    if (!isNumber || days < 0 || days > limits::retentionDays)
        return std::nullopt;
    change.retentionDays = days > 0 ? OrNull<int>{days} : OrNull<int>{};
    return change;
}

} // namespace

void AdminCommand::start() {
    using Kind = AdminOptions::Kind;
    switch (m_options.kind) {
    case Kind::Users:
        return listUsers(std::nullopt);
    case Kind::Rooms:
        return listRooms(std::nullopt);
    case Kind::Log:
        return listLog();
    case Kind::Stats:
        return printStats();
    case Kind::Settings:
        return call(AdminSettings{}, [this](const ServerSettings& settings) { printSettings(settings); });
    case Kind::Disable:
        return setDisabled(true);
    case Kind::Enable:
        return setDisabled(false);
    case Kind::Reset:
        return makeLink();
    case Kind::Invite:
        return invite();
    case Kind::Set:
        return set();
    }
}

template <class R>
void AdminCommand::call(R request, std::function<void(const typename R::Answer&)> take) {
    client().connection().call(std::move(request), {this, [this, take](const Result<typename R::Answer>& answer) {
                                                        if (answer)
                                                            take(*answer);
                                                        else
                                                            Q_EMIT finished(Outcome::of(answer.error()));
                                                    }});
}

void AdminCommand::listUsers(std::optional<UserId> after) {
    AdminUsers request;
    if (!m_options.find.isEmpty())
        request.query = m_options.find;
    request.after = after;
    call(std::move(request), [this](const AccountsPage& page) {
        for (const AccountInfo& info : page.users) {
            print(m_options.json ? jsonLine(info) : lineOf(info));
            if (context().output.trouble())
                return; // print() has ended the command
        }
        if (page.more)
            return listUsers(page.users.last().user.id);
        Q_EMIT finished({});
    });
}

void AdminCommand::listRooms(std::optional<RoomId> after) {
    AdminRooms request;
    if (!m_options.find.isEmpty())
        request.query = m_options.find;
    request.after = after;
    call(std::move(request), [this](const RoomInfosPage& page) {
        for (const RoomInfo& room : page.rooms) {
            print(m_options.json ? jsonLine(room) : lineOf(room));
            if (context().output.trouble())
                return; // likewise
        }
        if (page.more)
            return listRooms(page.rooms.last().id);
        Q_EMIT finished({});
    });
}

void AdminCommand::listLog() {
    AdminAudit request;
    request.limit = limits::adminPage;
    call(std::move(request), [this](const AuditPage& page) {
        for (const AuditEntry& entry : page.entries) {
            print(m_options.json ? jsonLine(entry) : lineOf(entry));
            if (context().output.trouble())
                return; // likewise
        }
        Q_EMIT finished({});
    });
}

void AdminCommand::printStats() {
    call(AdminStats{}, [this](const ServerStats& stats) {
        if (m_options.json) {
            print(jsonLine(stats));
        } else {
            const auto row = [](const char* name, qint64 value) {
                return QString(QLatin1String(name) % u": " % QString::number(value));
            };
            QStringList lines{QString(u"version: " % safeLine(stats.version)),
                              QString(u"since: " % stats.startedAt.toIso()),
                              row("nodes", stats.nodes),
                              row("users", stats.users),
                              row("online", stats.online),
                              row("bots", stats.bots),
                              row("rooms", stats.rooms),
                              row("messages", stats.messages),
                              row("files", stats.files),
                              row("file bytes", stats.fileBytes)};
            if (stats.databaseBytes)
                lines.append(row("database bytes", *stats.databaseBytes));
            for (const QString& line : std::as_const(lines))
                print(line);
        }
        Q_EMIT finished({});
    });
}

void AdminCommand::printSettings(const ServerSettings& settings) {
    if (m_options.json) {
        print(jsonLine(settings));
        return Q_EMIT finished({});
    }
    const auto row = [&settings](const char* name, const char* member, const QString& value) {
        const bool isFixed = settings.fixed && settings.fixed->contains(QLatin1String(member));
        return QString(QLatin1String(name) % u": " % safeLine(value) %
                       (isFixed ? u" (set by the configuration)" : u""));
    };
    print(row("name", "name", settings.name));
    print(row("registration", "registration", wireName(settings.registration)));
    print(row("retention", "retentionDays", QString::number(settings.retentionDays.value_or(0))));
    Q_EMIT finished({});
}

void AdminCommand::findAccount(const std::function<void(UserId)>& then) {
    AdminUsers request;
    request.query = m_options.person;
    request.limit = limits::adminPage;
    call(std::move(request), [this, then](const AccountsPage& page) {
        const QString folded = foldedEmail(m_options.person);
        const auto found = std::ranges::find_if(page.users, [&folded](const AccountInfo& info) {
            return foldedEmail(info.user.email.value_or(QString())) == folded;
        });
        if (found == page.users.end())
            return Q_EMIT finished(
                {ExitCode::NoSuchRoom,
                 QStringLiteral("There is no account with the address %1").arg(safeLine(m_options.person))});
        then(found->user.id);
    });
}

void AdminCommand::setDisabled(bool disabled) {
    findAccount([this, disabled](UserId user) {
        call(AdminSetUser{user, disabled, std::nullopt, std::nullopt}, [this](const Empty&) { Q_EMIT finished({}); });
    });
}

void AdminCommand::makeLink() {
    findAccount([this](UserId user) {
        call(AdminResetPassword{user}, [this](const ResetLink& made) {
            print(absolute(made.link));
            Q_EMIT finished({});
        });
    });
}

void AdminCommand::invite() {
    AdminInvite request;
    if (!m_options.person.isEmpty())
        request.email = m_options.person;
    call(std::move(request), [this](const ServerInvite& made) {
        print(absolute(made.url));
        Q_EMIT finished({});
    });
}

void AdminCommand::set() {
    std::optional<AdminUpdate> change = updateOf(m_options);
    if (!change)
        return Q_EMIT finished(
            {ExitCode::Usage, QStringLiteral("%1 can't be \"%2\"").arg(m_options.name, safeLine(m_options.value))});
    call(std::move(*change), [this](const ServerSettings& settings) { printSettings(settings); });
}

QString AdminCommand::absolute(const Secret& url) {
    return url.value.startsWith(u'/') ? client::httpUrl(client().session().account().server, url.value).toString()
                                      : url.value;
}

} // namespace confab::console
