// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/exitcode.h"
#include "common/protocol/codec.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace confab::console {

struct ChatOptions {
    int recent = 20; ///< the number of last events shown at first
};
struct SendOptions {
    std::optional<QString> text; ///< empty: each line of the standard input
};
struct TailOptions {
    bool json = false;
    std::optional<qint64> after; ///< events after this one; empty: new events only
    std::optional<int> count;    ///< end after this many
};
struct HistoryOptions {
    int limit = 20;
    bool json = false;
};
struct SearchOptions {
    QString query;
    int limit = 20;
    bool json = false;
};
struct RoomsOptions {
    bool json = false;
    std::optional<QString> find; ///< public rooms with this in their name, instead of the user's own
};
struct RegisterOptions {
    QString name;
    QString invitation; ///< a link, a code, or "-"; empty: none
};
struct CreateOptions {
    QString name;
    QString topic;
    bool isPrivate = false;
    std::optional<int> passwordFd;
};
struct JoinOptions {
    std::optional<int> passwordFd;
};

struct MessageOptions {
    enum class Kind { Reply, Edit, Delete, React, Pin };
    Kind kind = Kind::Reply;
    qint64 seq = 0;
    QString text;     ///< the message, or the emoji
    bool off = false; ///< take the reaction or the pin back
};
struct UploadOptions {
    QStringList files; ///< paths
    QString caption;   ///< the text of the message; may be empty
};
struct DownloadOptions {
    qint64 seq = 0;
    QString folder;     ///< where to
    bool force = false; ///< replace files that are there
};
struct DirectOptions {
    QString person; ///< name or e-mail address
};

struct SessionsOptions {
    bool json = false;
    std::optional<qint64> end; ///< end this one, instead of a list
};
struct PasswordOptions {
    std::optional<int> newPasswordFd;
};

struct SecondFactorOptions {
    bool on = true; ///< else off
};
struct EmailOptions {
    QString email;
};
struct DeleteAccountOptions {
    bool isConfirmed = false; ///< --yes
};

struct ModerationOptions {
    enum class Kind { Role, Kick, Ban, Unban, Mute, Unmute };
    Kind kind = Kind::Role;
    QString person;   ///< name or e-mail address
    QString role;     ///< its name in the protocol
    QString reason;   ///< may be empty
    int days = 0;     ///< of a ban; 0: until it is lifted
    qint64 forMs = 0; ///< of a mute; 0: until it is lifted
};
struct BansOptions {
    bool json = false;
};

struct SlowOptions {
    qint64 ms = 0; ///< 0: off
};
struct BlockOptions {
    QString person; ///< name or e-mail address
    bool on = true;
};
struct BlockedOptions {
    bool json = false;
};

struct NotifyOptions {
    QString level;    ///< its name in the protocol
    qint64 forMs = 0; ///< how long it holds; 0: until another is chosen
};
struct ReadersOptions {
    qint64 seq = 0;
    bool json = false;
};

struct InviteOptions {
    std::optional<qint64> lifetimeMs; ///< none: it does not end by itself
    std::optional<int> uses;          ///< none: any number
};
struct InvitesOptions {
    bool json = false;
};
struct EndInviteOptions {
    QString invitation; ///< a link, a code, or "-"
};
struct AcceptOptions {
    QString invitation; ///< likewise
};

/// What is left out stays as it is; nothing at all: it is printed.
struct ProfileOptions {
    std::optional<QString> name;
    std::optional<QString> status;
    std::optional<QString> emoji;
    bool clearStatus = false;
    bool json = false;
};
struct PresenceOptions {
    QString state; ///< its name in the protocol
};

struct AdminOptions {
    enum class Kind { Users, Rooms, Log, Stats, Settings, Disable, Enable, Reset, Invite, Set };
    Kind kind = Kind::Users;
    QString find;   ///< Users, Rooms; empty: all
    QString person; ///< an e-mail address; of Invite it may be empty
    QString name;   ///< Set: which
    QString value;  ///< Set
    bool json = false;
};

using CommandOptions =
    std::variant<ChatOptions, SendOptions, TailOptions, HistoryOptions, RoomsOptions, RegisterOptions, CreateOptions,
                 JoinOptions, MessageOptions, UploadOptions, DownloadOptions, DirectOptions, SearchOptions,
                 SessionsOptions, PasswordOptions, SecondFactorOptions, EmailOptions, DeleteAccountOptions,
                 ModerationOptions, BansOptions, SlowOptions, BlockOptions, BlockedOptions, NotifyOptions,
                 ReadersOptions, InviteOptions, InvitesOptions, EndInviteOptions, AcceptOptions, ProfileOptions,
                 PresenceOptions, AdminOptions>;

/// The command line as values.
struct Options {
    QString server;
    QString user; ///< the e-mail address
    std::optional<int> passwordFd;
    QString room; ///< name or id; empty: not given
    QString to;   ///< a person's name or e-mail address, instead of a room; empty: not given
    Codec codec = Codec::Cbor;
    int timeoutSeconds = 30;
    CommandOptions command;
    std::optional<int> codeFd = std::nullopt; ///< codes of the second factor: a line each
};

/// A command line that ends the program: a help text, or an error.
struct EarlyExit {
    ExitCode code = ExitCode::Ok;
    QString text;
};

/// `arguments` without the program's name.
std::variant<Options, EarlyExit> parseOptions(const QStringList& arguments);

} // namespace confab::console
