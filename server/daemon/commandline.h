// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// The parsed command line.
struct Command {
    enum class Kind {
        Serve,
        CheckConfig,
        Backup,
        VerifyBackup, ///< needs no configuration, as RestoreBackup
        RestoreBackup,
        Move,
        Export,
        Import,
        AddUser,
        ResetPassword,
        ListUsers,
        RemoveUser,
        DisableUser,
        EnableUser,
        EraseUser,
        NoSecondFactor,
        SetAdministrator,
        ListSessions,
        ListRooms,
        AddBot,
        ListBots,
        RenewBot,
        RemoveBot,
        AddHook,
        ListHooks,
        RenewHook,
        RemoveHook,
        KeepRoom,
        Stats,
        CheckServer,
        Done, ///< help or version was shown, or the line was wrong: end with exitCode
    };
    Kind kind = Kind::Serve;
    int exitCode = 0;
    QString configFile;
    SettingValues flags;
    QString userName; ///< of a bot or a webhook, too
    QString userEmail;
    bool isAdministrator = false; ///< SetAdministrator: on or off
    QStringList botRooms;         ///< AddBot: --room, "7:read,send" each
    qint64 hookRoom = 0;          ///< AddHook: --room
    qint64 hookId = 0;            ///< RenewHook, RemoveHook: --id
    QString hookUrl;              ///< AddHook: --url; empty: an incoming one
    QString hookCommand;          ///< AddHook: --command; empty: none
    bool isConfirmed = false;     ///< RemoveUser, EraseUser: --yes
    QString keptRoom;             ///< KeepRoom: an id or a name
    std::optional<int> keepDays;  ///< KeepRoom: --days; -1: --default; none: only say it
    bool showsAll = false;        ///< Stats: --all
    QString backupFile;
    QString restoreFolder;    ///< RestoreBackup: --into
    QString moveTo;           ///< Move: --to, a URL or a folder
    QString movePasswordFile; ///< Move: --to-password-file; empty: none
    QString exportRoom;       ///< Export: its id or name
    QString exportFile;
    QString exportFiles; ///< Export, Import: --with-files, a folder; empty: without their bytes
    QString importPath;
    bool isSlack = false;      ///< Import: --slack
    bool isMattermost = false; ///< Import: --mattermost
    bool isTrial = false;      ///< Import: --dry-run
};

Command parseCommandLine(int argc, char** argv);

} // namespace confab
