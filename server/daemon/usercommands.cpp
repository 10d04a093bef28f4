// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/usercommands.h"

#include "common/core/secretline.h"
#include "common/core/secretprompt.h"
#include "common/protocol/limits.h"
#include "server/daemon/useradmin.h"

#include <QDateTime>

#include <cstdio>
#include <unistd.h>

namespace confab {

namespace {

/// On a terminal it prompts twice; a script writes one line.
UserAdmin::PasswordSource newPassword() {
    return [] {
        if (!isStandardInputTerminal())
            return readSecret(STDIN_FILENO, limits::passwordBytes);
        return askNewSecret(QStringLiteral("New password"), QStringLiteral("The same again"), limits::passwordBytes);
    };
}

/// Without characters that would control the operator's terminal or reorder a line.
QString plain(QString text) {
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString nameOf(const User& user) {
    return plain(QString(user.name % u" <" % user.email.value_or(QString()) % u">"));
}

void say(const QString& line) {
    std::printf("%s\n", qUtf8Printable(line));
}

Status add(UserAdmin& admin, const Command& command) {
    const Result<User> user = admin.add(command.userName, command.userEmail, newPassword());
    if (!user)
        return fail(user.error());
    say(QStringLiteral("Account %1: %2").arg(QString::number(user->id.value), nameOf(*user)));
    return {};
}

Status resetPassword(UserAdmin& admin, const Command& command) {
    const Result<User> user = admin.resetPassword(command.userEmail, newPassword());
    if (!user)
        return fail(user.error());
    say(QStringLiteral("%1 has a new password. All devices of the account are signed out.").arg(nameOf(*user)));
    return {};
}

Status list(UserAdmin& admin) {
    UserId after;
    for (;;) {
        const Result<QList<AccountRow>> page = admin.list(after);
        if (!page)
            return fail(page.error());
        if (page->isEmpty() && !after)
            say(QStringLiteral("There are no accounts yet. \"confabd user add\" creates one."));
        if (page->isEmpty())
            return {};
        if (!after)
            say(QStringLiteral("%1  Created     Name <e-mail>").arg(QStringLiteral("Id"), 6));
        for (const AccountRow& row : *page) {
            const QDateTime at = QDateTime::fromMSecsSinceEpoch(row.createdAt.ms, Qt::UTC);
            say(QStringLiteral("%1  %2  %3")
                    .arg(QString::number(row.user.id.value).rightJustified(6),
                         at.toString(QStringLiteral("yyyy-MM-dd")), nameOf(row.user)));
        }
        after = page->last().user.id;
    }
}

/// A person confirms on the terminal; a script passes --yes.
Status confirm(const User& user, const Command& command) {
    if (command.isConfirmed)
        return {};
    if (!isStandardInputTerminal())
        return fail(Error::invalid(QStringLiteral("yes"),
                                   QStringLiteral("Removing an account can't be undone. Add --yes to confirm it.")));
    std::printf("Remove the account %s?\nIts messages stay. It can't be restored. Type yes to confirm: ",
                qUtf8Printable(nameOf(user)));
    std::fflush(stdout);
    char answer[8] = {};
    if (std::fgets(answer, sizeof answer, stdin) != nullptr && qstrcmp(answer, "yes\n") == 0)
        return {};
    return fail(Error::invalid(QStringLiteral("yes"), QStringLiteral("Nothing was removed.")));
}

QString rooms(int count) {
    return count == 1 ? QStringLiteral("1 room") : QStringLiteral("%1 rooms").arg(count);
}

Status remove(UserAdmin& admin, const Command& command) {
    const Result<User> user = admin.find(command.userEmail);
    if (!user)
        return fail(user.error());
    if (Status confirmed = confirm(*user, command); !confirmed)
        return confirmed;
    const Result<UserAdmin::Removal> removal = admin.remove(command.userEmail);
    if (!removal)
        return fail(removal.error());
    QString done =
        QStringLiteral("Removed the account %1. It has left %2.").arg(nameOf(removal->user), rooms(removal->roomsLeft));
    if (removal->roomsDeleted > 0)
        done += QStringLiteral(" %1 without other members, private and without a password, deleted.")
                    .arg(rooms(removal->roomsDeleted));
    say(done);
    return {};
}

} // namespace

Status runUserCommand(const Config& config, const Command& command) {
    const Result<std::unique_ptr<UserAdmin>> admin = UserAdmin::open(config);
    if (!admin)
        return fail(admin.error());
    switch (command.kind) {
    case Command::Kind::AddUser:
        return add(**admin, command);
    case Command::Kind::ResetPassword:
        return resetPassword(**admin, command);
    case Command::Kind::RemoveUser:
        return remove(**admin, command);
    default:
        return list(**admin);
    }
}

} // namespace confab
