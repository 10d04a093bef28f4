// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/options.h"

#include "app/console/adminoptions.h"
#include "app/console/timespan.h"
#include "common/protocol/invite.h"
#include "common/protocol/limits.h"

#include <QRegularExpression>

#include <CLI/CLI.hpp>
#include <QRegularExpression>

namespace confab::console {

namespace {

constexpr auto description = "confab-cli is the console client of Confab. Without a command it opens a chat; /help in\n"
                             "the chat lists its commands.";
constexpr auto examples = R"(
Examples:
  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org register --name Ana
  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org create General
  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org --room General
  confab-cli -s chat.example.org -u ana@example.org --password-fd 3 send -r General "Backup done" 3<password-file
  make 2>&1 | confab-cli -s chat.example.org -u ci@example.org --password-fd 3 send -r Builds - 3<password-file
  confab-cli -s chat.example.org -u ana@example.org tail -r General --json --after 412
  confab-cli -s chat.example.org -u ana@example.org search plan from:ben after:2026-01
  confab-cli -s chat.example.org -u ana@example.org react -r General 412 👍
  confab-cli -s chat.example.org -u ana@example.org notify General none --for 8h
  confab-cli -s chat.example.org -u ana@example.org upload -r General plan.pdf --caption "The plan"
  confab-cli -s chat.example.org -u ana@example.org --to ben@example.org

A ROOM is the name or the id of a room. The password is asked for at the terminal or read from a file descriptor. It is
never an argument, because other users of the machine can read those.

Exit codes: 0 success; 1 failure on this machine; 2 wrong usage; 3 server not reachable; 4 sign-in refused; 5 no such
room, or not a member; 6 refused by the server; 7 no answer in time.

confab-cli COMMAND --help describes a command.)";
constexpr auto common =
    "\nconfab-cli --help describes the options that all commands have: --server, --user, --room and others.";

/// The values that CLI11 fills in, in its own types.
struct Raw {
    std::string server, user, room, to, codec = "cbor", find, name, topic, target, emoji, caption, folder = ".";
    std::vector<std::string> text, files;
    std::string person, role, reason, span, level, period, lifetime, invitation, state, email, newName, status,
        presence;
    int passwordFd = -1, codeFd = -1, newPasswordFd = -1, roomPasswordFd = -1, timeout = 30, recent = 20, limit = 20,
        count = 0, days = 0, uses = 0;
    qint64 after = -1, seq = 0, session = 0;
    bool json = false, isPrivate = false, off = false, force = false, yes = false, clearStatus = false;
    AdminRaw admin;
};

/// "90m", "8h" or "7d" in milliseconds; nothing for another text. At most a year.
std::optional<qint64> periodOf(const std::string& text) {
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{0,5})([mhd])$"));
    const QRegularExpressionMatch match = form.match(QString::fromStdString(text));
    if (!match.hasMatch())
        return std::nullopt;
    constexpr qint64 minute = 60'000;
    constexpr qint64 longest = 366 * 24 * 60 * minute;
    const QString unit = match.captured(2);
    const qint64 ms = match.captured(1).toLongLong() * minute * (unit == u"m" ? 1 : unit == u"h" ? 60 : 24 * 60);
    return ms <= longest ? std::optional(ms) : std::nullopt;
}

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

QStringList paths(const std::vector<std::string>& all) {
    QStringList list;
    for (const std::string& one : all)
        list.append(q(one));
    return list;
}

std::optional<int> fd(int number) {
    return number < 0 ? std::nullopt : std::optional<int>(number);
}

void addCommon(CLI::App& app, Raw& raw) {
    app.description(description);
    app.footer(examples);
    app.allow_windows_style_options(false); // a message or a path may begin with a slash there, too
    app.fallthrough();
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help", "Print this help")->group("Other");
    app.add_option("-s,--server", raw.server, "Address of the server, for example ws://127.0.0.1:7450")
        ->option_text("ADDRESS (required)")
        ->required()
        ->group("Connection");
    app.add_option("-u,--user", raw.user, "E-mail address of the account")
        ->option_text("E-MAIL (required)")
        ->required()
        ->group("Connection");
    app.add_option("--password-fd", raw.passwordFd, "Read the password from this file descriptor: one line")
        ->option_text("NUMBER")
        ->check(CLI::NonNegativeNumber)
        ->group("Connection");
    app.add_option("--code-fd", raw.codeFd,
                   "Read codes of the second factor from this file descriptor:\na line each; of that of the password, "
                   "the lines after it")
        ->option_text("NUMBER")
        ->check(CLI::NonNegativeNumber)
        ->group("Connection");
    app.add_option("--timeout", raw.timeout,
                   "Seconds after which a command gives up; of uploads and\ndownloads: without progress (default: 30)")
        ->option_text("SECONDS")
        ->check(CLI::Range(1, 86400))
        ->group("Connection");
    app.add_option("--codec", raw.codec, "Format of the frames: json or cbor (default: cbor)")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"json", "cbor"}))
        ->group("Connection");
    app.add_option("-r,--room", raw.room, "The room to read or write in (default: the only one)")
        ->option_text("ROOM")
        ->group("Room");
    app.add_option("--to", raw.to, "The person to talk to, instead of a room: name or e-mail address")
        ->option_text("PERSON")
        ->excludes("--room")
        ->group("Room");
    app.add_option("--recent", raw.recent,
                   "Chat: number of past events to show at first, at least all unread ones\n"
                   "up to 500 (default: 20)")
        ->option_text("NUMBER")
        ->check(CLI::Range(0, 500))
        ->group("Room");
}

/// A command whose help has its own options only.
CLI::App* addCommand(CLI::App& app, const char* name, const char* text, const char* group) {
    CLI::App* command = app.add_subcommand(name, text);
    command->footer(common);
    command->group(group);
    command->set_help_flag("-h,--help", "Print this help");
    return command;
}

void addReading(CLI::App& app, Raw& raw) {
    CLI::App* rooms = addCommand(app, "rooms", "List your rooms", "Commands that read");
    rooms->add_flag("--json", raw.json, "Print one JSON object per line (Room in the protocol)");
    rooms->add_option("--find", raw.find, "List the public rooms with this text in their name instead")
        ->option_text("TEXT");
    CLI::App* history =
        addCommand(app, "history", "Print the last messages of a room, oldest first", "Commands that read");
    history->add_option("--limit", raw.limit, "Number of messages (default: 20)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 100000));
    history->add_flag("--json", raw.json, "Print one JSON object per line (Message in the protocol)");
    CLI::App* search = addCommand(app, "search", "Print messages with these words, newest first", "Commands that read");
    search
        ->add_option("query", raw.text,
                     "Words, or parts of them; also from:NAME in:ROOM before:2026-01-31 after:2026-01\n"
                     "has:file has:link has:image. With --room: in that room only")
        ->option_text("QUERY")
        ->required();
    search->add_option("--limit", raw.limit, "Number of messages (default: 20)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 100000));
    search->add_flag("--json", raw.json, "Print one JSON object per line: {message, ranges} of the protocol");
    CLI::App* tail = addCommand(app, "tail", "Print the events of a room as they happen", "Commands that read");
    tail->add_option("--after", raw.after, "Start after the event with this seq")
        ->option_text("SEQ")
        ->check(CLI::NonNegativeNumber);
    tail->add_option("--count", raw.count, "Stop after this number of events")
        ->option_text("NUMBER")
        ->check(CLI::PositiveNumber);
    tail->add_flag("--json", raw.json, "Print one JSON object per line (Event in the protocol)");
}

void addRoomPassword(CLI::App* command, Raw& raw) {
    command->add_option("--room-password-fd", raw.roomPasswordFd, "Read the room's password from this file descriptor")
        ->option_text("NUMBER");
}

/// The commands about one message; `tail --json` and `history --json` print the seq of each.
void addChanging(CLI::App& app, Raw& raw) {
    const auto add = [&](const char* name, const char* text) {
        CLI::App* command = addCommand(app, name, text, "Commands that change messages");
        command->add_option("seq", raw.seq, "The seq of the message")
            ->option_text("SEQ")
            ->required()
            ->check(CLI::PositiveNumber);
        return command;
    };
    add("reply", "Answer a message and print the seq of the answer")
        ->add_option("text", raw.text, "The answer")
        ->option_text("TEXT")
        ->required();
    add("edit", "Replace the text of your message and print the seq of the change")
        ->add_option("text", raw.text, "The new text")
        ->option_text("TEXT")
        ->required();
    add("delete", "Delete a message and print the seq of the change");
    CLI::App* react = add("react", "React to a message");
    react->add_option("emoji", raw.emoji, "One emoji")->option_text("EMOJI")->required();
    react->add_flag("--off", raw.off, "Take the reaction back");
    add("pin", "Pin a message")->add_flag("--off", raw.off, "Unpin it");
}

void addWriting(CLI::App& app, Raw& raw) {
    CLI::App* send = addCommand(app, "send", "Send a message and print its seq", "Commands that write");
    send->add_option("text", raw.text,
                     "The message. - sends each line of the standard input as a message and stops at\n"
                     "the first one that is refused")
        ->option_text("TEXT")
        ->required();
    CLI::App* create = addCommand(app, "create", "Create a room and print its id", "Commands that write");
    create->add_option("name", raw.name, "Name of the room")->option_text("NAME")->required();
    create->add_option("--topic", raw.topic, "Topic of the room")->option_text("TEXT");
    create->add_flag("--private", raw.isPrivate, "Don't list the room; others join it by its id");
    addRoomPassword(create, raw);
    CLI::App* join = addCommand(app, "join", "Join a room and print its id", "Commands that write");
    join->add_option("target", raw.target, "Name or id of the room")->option_text("ROOM");
    addRoomPassword(join, raw);
    CLI::App* direct =
        addCommand(app, "direct", "Print the id of your direct room with a person; -r takes it", "Commands that write");
    direct->add_option("person", raw.name, "Name or e-mail address of the person")->option_text("PERSON")->required();
}

void addAccount(CLI::App& app, Raw& raw) {
    CLI::App* registration =
        addCommand(app, "register", "Create an account for the address in --user", "Commands for your account");
    registration->add_option("--name", raw.name, "Name that others see")->option_text("NAME")->required();
    registration
        ->add_option("--invitation", raw.invitation,
                     "Link or code of an invitation, to whose room the account\nbelongs at once; - reads it from the "
                     "standard input")
        ->option_text("LINK");
    CLI::App* sessions =
        addCommand(app, "sessions", "List where you are signed in, this run, too", "Commands for your account");
    sessions->add_flag("--json", raw.json, "Print one JSON object per line (of session.list in the protocol)");
    sessions->add_option("--end", raw.session, "Sign out the session with this id instead")
        ->option_text("ID")
        ->check(CLI::PositiveNumber);
    CLI::App* password =
        addCommand(app, "password", "Change your password; all sessions but this run end", "Commands for your account");
    password
        ->add_option(
            "--new-password-fd", raw.newPasswordFd,
            "Read the new one from this file descriptor: one line, of the same one the\nline after the present "
            "password")
        ->option_text("NUMBER")
        ->check(CLI::NonNegativeNumber);
    CLI::App* factor = addCommand(app, "second-factor", "Ask for a code, too, at each sign-in; or no more",
                                  "Commands for your account");
    factor
        ->add_option("state", raw.state,
                     "on: prints a key for an authenticator app, asks for a code of it, and prints\nrecovery codes; "
                     "off: asks for another code than that of the sign-in")
        ->option_text("on|off")
        ->required()
        ->check(CLI::IsMember({"on", "off"}));
    addCommand(app, "email", "Change your e-mail address", "Commands for your account")
        ->add_option("email", raw.email, "The new one, with which you sign in from then on")
        ->option_text("ADDRESS")
        ->required();
    addCommand(app, "delete-account", "Delete your account, and all that you wrote", "Commands for your account")
        ->add_flag("--yes", raw.yes, "Do not ask for confirmation");
}

/// The commands about what one reads, and hears, of a room.
void addMarks(CLI::App& app, Raw& raw) {
    CLI::App* notify =
        addCommand(app, "notify", "Choose what of a room you are told, on all devices", "Commands for your account");
    notify->add_option("target", raw.target, "Name or id of the room")->option_text("ROOM")->required();
    notify->add_option("level", raw.level, "all, mentions or none")
        ->option_text("LEVEL")
        ->required()
        ->check(CLI::IsMember({"all", "mentions", "none"}));
    notify
        ->add_option("--for", raw.period,
                     "How long, for example 90m, 8h or 7d; then each device has its own\n"
                     "level again (default: until you choose another)")
        ->option_text("TIME")
        ->check([](const std::string& text) {
            return periodOf(text) ? std::string() : "a time such as 90m, 8h or 7d expected, at most a year";
        });
    CLI::App* readers = addCommand(app, "readers", "List who has read a message", "Commands that read");
    readers->add_option("target", raw.target, "Name or id of the room")->option_text("ROOM")->required();
    readers->add_option("seq", raw.seq, "The seq of the message")
        ->option_text("SEQ")
        ->required()
        ->check(CLI::PositiveNumber);
    readers->add_flag("--json", raw.json, "Print one JSON object per line: {user, at} of the protocol");
}

void addFiles(CLI::App& app, Raw& raw) {
    CLI::App* upload = addCommand(app, "upload", "Send files as one message and print its seq", "Commands for files");
    upload
        ->add_option("files", raw.files,
                     "Up to 10 files. The place where a picture was taken is\n"
                     "removed from it")
        ->option_text("FILE ...")
        ->required()
        ->expected(1, limits::filesPerMessage);
    upload->add_option("--caption", raw.caption, "The text of the message")->option_text("TEXT");
    CLI::App* download =
        addCommand(app, "download", "Save the files of a message and print their paths", "Commands for files");
    download->add_option("seq", raw.seq, "The seq of the message")
        ->option_text("SEQ")
        ->required()
        ->check(CLI::PositiveNumber);
    download->add_option("--dir,--to", raw.folder, "The folder to save them in (default: this one)")
        ->option_text("DIR");
    download->add_flag("--force", raw.force, "Replace files of the same name");
}

void addProfile(CLI::App& app, Raw& raw) {
    CLI::App* profile =
        addCommand(app, "profile", "Change your name or status, or print them", "Commands for your account");
    profile->add_option("--name", raw.newName, "Your name from now on")->option_text("NAME");
    profile->add_option("--status", raw.status, "The text of your status")->option_text("TEXT");
    profile->add_option("--emoji", raw.emoji, "The emoji of your status")->option_text("EMOJI");
    profile->add_flag("--clear-status", raw.clearStatus, "Take your status away");
    profile->add_flag("--json", raw.json, "Print one JSON object (User in the protocol)");
    addCommand(app, "presence", "Choose how others see you, on all your devices", "Commands for your account")
        ->add_option("state", raw.presence, "online, away, dnd (do not disturb) or invisible")
        ->option_text("STATE")
        ->required()
        ->check(CLI::IsMember({"online", "away", "dnd", "invisible"}));
}

std::optional<QString> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(q(text));
}

void addModerating(CLI::App& app, Raw& raw) {
    const auto add = [&](const char* name, const char* text) {
        CLI::App* command = addCommand(app, name, text, "Commands that keep a room in order");
        command->add_option("person", raw.person, "Name or e-mail address of the person")
            ->option_text("PERSON")
            ->required();
        return command;
    };
    const auto addReason = [&](CLI::App* command) {
        command->add_option("--reason", raw.reason, "The reason, which everybody in the room reads")
            ->option_text("TEXT");
    };
    add("role", "Make somebody an owner, a moderator or a member of the room")
        ->add_option("role", raw.role, "owner, moderator or member")
        ->option_text("ROLE")
        ->required()
        ->check(CLI::IsMember({"owner", "moderator", "member"}));
    addReason(add("kick", "Remove somebody from the room"));
    CLI::App* ban = add("ban", "Remove somebody from the room, and let them not come back");
    addReason(ban);
    ban->add_option("--days", raw.days, "The ban ends after so many days (default: not by itself)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 3650));
    add("unban", "Lift the ban of somebody");
    CLI::App* bans = addCommand(app, "bans", "List who is banned from the room", "Commands that keep a room in order");
    bans->add_flag("--json", raw.json, "Print one JSON object per line (Ban in the protocol)");
}

std::string checkedSpan(const std::string& text) {
    return timeSpan(text) ? std::string() : "30s, 5m, 1h or 2d expected, not " + text;
}

std::string checkedSlow(const std::string& text) {
    const std::optional<qint64> ms = timeSpan(text);
    const bool isRight = text == "off" || (ms && *ms <= limits::slowModeMs);
    return isRight ? std::string() : "off, or a time up to 1d expected, not " + text;
}

void addRoomAndPerson(CLI::App& command, Raw& raw) {
    command.add_option("room", raw.target, "The room")->option_text("ROOM")->required();
    command.add_option("person", raw.person, "Name or e-mail address of the person")->option_text("PERSON")->required();
}

void addSilencing(CLI::App& app, Raw& raw) {
    const auto add = [&](const char* name, const char* text) {
        return addCommand(app, name, text, "Commands that keep a room in order");
    };
    CLI::App* mute = add("mute", "Let somebody read the room, but not write in it");
    addRoomAndPerson(*mute, raw);
    mute->add_option("--for", raw.span, "It ends after this time, such as 30m, 1h or 2d (default: not by itself)")
        ->option_text("TIME")
        ->check(checkedSpan);
    addRoomAndPerson(*add("unmute", "Let somebody write again"), raw);
    CLI::App* slow = add("slow", "Set the least time between two messages of a member");
    slow->add_option("room", raw.target, "The room")->option_text("ROOM")->required();
    slow->add_option("time", raw.span, "Such as 30s or 5m; off: none")
        ->option_text("TIME|off")
        ->required()
        ->check(checkedSlow);
}

void addBlocking(CLI::App& app, Raw& raw) {
    const auto add = [&](const char* name, const char* text) {
        return addCommand(app, name, text, "Commands for blocking people");
    };
    const auto addPerson = [&](CLI::App* command) {
        command->add_option("person", raw.person, "Name or e-mail address of the person")
            ->option_text("PERSON")
            ->required();
    };
    addPerson(add("block", "Take no direct messages from somebody"));
    addPerson(add("unblock", "Take them again"));
    add("blocked", "List whom you block")
        ->add_flag("--json", raw.json, "Print one JSON object per line (User in the protocol)");
}

// A number with a unit: "7d".
constexpr auto lifetimeForm = "^[1-9][0-9]{0,4}[mhd]$";

qint64 milliseconds(const std::string& lifetime) {
    const QString text = q(lifetime);
    const qint64 unit = text.endsWith(u'd') ? 24 * 60 : text.endsWith(u'h') ? 60 : 1;
    return text.chopped(1).toLongLong() * unit * 60 * 1000;
}

std::string whyNoLifetime(const std::string& typed) {
    static const QRegularExpression form(QString::fromLatin1(lifetimeForm));
    const bool isRight = form.match(q(typed)).hasMatch() && milliseconds(typed) <= limits::inviteMs;
    return isRight ? "" : "a time such as 90m, 12h or 7d expected, 366d at most";
}

CLI::Option* addInvitation(CLI::App* command, Raw& raw) {
    return command
        ->add_option("invitation", raw.invitation,
                     "Link or code of the invitation; - reads it from the standard\ninput, where other users can't see "
                     "it")
        ->option_text("LINK")
        ->required();
}

void addInviting(CLI::App& app, Raw& raw) {
    const auto add = [&](const char* name, const char* text) {
        CLI::App* command = addCommand(app, name, text, "Commands for invitations");
        command->add_option("target", raw.target, "Name or id of the room")
            ->option_text("ROOM")
            ->required(std::string(name) == "end-invite"); // another argument follows
        return command;
    };
    CLI::App* invite = add("invite", "Make an invitation to a room and print its link");
    invite->add_option("--for", raw.lifetime, "It ends after this time: 90m, 12h or 7d (default: not by itself)")
        ->option_text("TIME")
        ->check(CLI::Validator(whyNoLifetime, ""));
    invite->add_option("--uses", raw.uses, "So many people can join with it (default: any number)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, limits::inviteUses));
    add("invites", "List the invitations to a room that work")
        ->add_flag("--json", raw.json, "Print one JSON object per line (Invite in the protocol)");
    addInvitation(add("end-invite", "End an invitation to a room"), raw);
    addInvitation(
        addCommand(app, "accept", "Join the room of an invitation and print its id", "Commands for invitations"), raw);
}

QString joinedText(const Raw& raw) {
    QStringList words;
    for (const std::string& word : raw.text)
        words.append(q(word));
    return words.join(u' ');
}

CommandOptions sendOptions(const Raw& raw) {
    if (raw.text == std::vector<std::string>{"-"})
        return SendOptions{};
    return SendOptions{joinedText(raw)};
}

/// Nothing for a command of another kind.
std::optional<MessageOptions> messageOptions(const std::string& name, const Raw& raw) {
    using Kind = MessageOptions::Kind;
    const std::pair<const char*, Kind> kinds[] = {{"reply", Kind::Reply},
                                                  {"edit", Kind::Edit},
                                                  {"delete", Kind::Delete},
                                                  {"react", Kind::React},
                                                  {"pin", Kind::Pin}};
    for (const auto& [word, kind] : kinds) {
        if (name == word)
            return MessageOptions{kind, raw.seq, kind == Kind::React ? q(raw.emoji) : joinedText(raw), raw.off};
    }
    return std::nullopt;
}

/// Nothing for a command of another kind.
std::optional<ModerationOptions> moderationOptions(const std::string& name, const Raw& raw) {
    using Kind = ModerationOptions::Kind;
    const std::pair<const char*, Kind> kinds[] = {{"role", Kind::Role}, {"kick", Kind::Kick},
                                                  {"ban", Kind::Ban},   {"unban", Kind::Unban},
                                                  {"mute", Kind::Mute}, {"unmute", Kind::Unmute}};
    for (const auto& [word, kind] : kinds) {
        if (name == word)
            return ModerationOptions{kind,          q(raw.person), q(raw.role),
                                     q(raw.reason), raw.days,      timeSpan(raw.span).value_or(0)};
    }
    return std::nullopt;
}

/// Nothing for a command of another kind.
std::optional<CommandOptions> inviteOptions(const std::string& name, const Raw& raw) {
    if (name == "invite")
        return InviteOptions{raw.lifetime.empty() ? std::nullopt : std::optional(milliseconds(raw.lifetime)),
                             raw.uses > 0 ? std::optional(raw.uses) : std::nullopt};
    if (name == "invites")
        return InvitesOptions{raw.json};
    if (name == "end-invite")
        return EndInviteOptions{q(raw.invitation)};
    if (name == "accept")
        return AcceptOptions{q(raw.invitation)};
    return std::nullopt;
}

CommandOptions commandOptions(const CLI::App& app, const Raw& raw) {
    const auto chosen = app.get_subcommands();
    const std::string name = chosen.empty() ? "" : chosen.front()->get_name();
    if (name == "send")
        return sendOptions(raw);
    if (const std::optional<MessageOptions> message = messageOptions(name, raw))
        return *message;
    if (const std::optional<ModerationOptions> moderation = moderationOptions(name, raw))
        return *moderation;
    if (name == "notify")
        return NotifyOptions{q(raw.level), periodOf(raw.period).value_or(0)};
    if (name == "readers")
        return ReadersOptions{raw.seq, raw.json};
    if (const std::optional<CommandOptions> invite = inviteOptions(name, raw))
        return *invite;
    if (name == "profile")
        return ProfileOptions{given(raw.newName), given(raw.status), given(raw.emoji), raw.clearStatus, raw.json};
    if (name == "admin")
        return adminOptions(*chosen.front(), raw.admin);
    if (name == "presence")
        return PresenceOptions{q(raw.presence)};
    if (name == "bans")
        return BansOptions{raw.json};
    if (name == "slow")
        return SlowOptions{timeSpan(raw.span).value_or(0)};
    if (name == "block" || name == "unblock")
        return BlockOptions{q(raw.person), name == "block"};
    if (name == "blocked")
        return BlockedOptions{raw.json};
    if (name == "upload")
        return UploadOptions{paths(raw.files), q(raw.caption)};
    if (name == "download")
        return DownloadOptions{raw.seq, q(raw.folder), raw.force};
    if (name == "direct")
        return DirectOptions{q(raw.name)};
    if (name == "tail")
        return TailOptions{raw.json,
                           raw.after < 0 ? std::nullopt
                                         : std::optional<qint64>(raw.after), // 0: from the first event on
                           raw.count > 0 ? std::optional<int>(raw.count) : std::nullopt};
    if (name == "search")
        return SearchOptions{joinedText(raw), raw.limit, raw.json};
    if (name == "history")
        return HistoryOptions{raw.limit, raw.json};
    if (name == "rooms")
        return RoomsOptions{raw.json, raw.find.empty() ? std::nullopt : std::optional<QString>(q(raw.find))};
    if (name == "sessions")
        return SessionsOptions{raw.json, raw.session > 0 ? std::optional<qint64>(raw.session) : std::nullopt};
    if (name == "password")
        return PasswordOptions{fd(raw.newPasswordFd)};
    if (name == "second-factor")
        return SecondFactorOptions{raw.state == "on"};
    if (name == "email")
        return EmailOptions{q(raw.email)};
    if (name == "delete-account")
        return DeleteAccountOptions{raw.yes};
    if (name == "register")
        return RegisterOptions{q(raw.name), q(raw.invitation)};
    if (name == "create")
        return CreateOptions{q(raw.name), q(raw.topic), raw.isPrivate, fd(raw.roomPasswordFd)};
    if (name == "join")
        return JoinOptions{fd(raw.roomPasswordFd)};
    return ChatOptions{raw.recent};
}

} // namespace

std::variant<Options, EarlyExit> parseOptions(const QStringList& arguments) {
    Raw raw;
    CLI::App app;
    app.name("confab-cli");
    addCommon(app, raw);
    addWriting(app, raw);
    addChanging(app, raw);
    addFiles(app, raw);
    addModerating(app, raw);
    addSilencing(app, raw);
    addBlocking(app, raw);
    addInviting(app, raw);
    addProfile(app, raw);
    addReading(app, raw);
    addAccount(app, raw);
    addMarks(app, raw);
    addAdministration(*addCommand(app, "admin", "Administer the server", "Commands for administrators"), raw.admin);
    std::vector<std::string> reversed; // CLI11 takes them from the back
    for (auto argument = arguments.crbegin(); argument != arguments.crend(); ++argument)
        reversed.push_back(argument->toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return EarlyExit{ExitCode::Ok, q(chosen.empty() ? app.help() : chosen.front()->help())};
    } catch (const CLI::ParseError& problem) {
        return EarlyExit{ExitCode::Usage,
                         QString(q(problem.what()) % u"\nconfab-cli --help describes all options and commands")};
    }
    Options options{q(raw.server), q(raw.user), fd(raw.passwordFd), q(raw.room),
                    q(raw.to),     Codec::Cbor, raw.timeout,        commandOptions(app, raw)};
    options.codeFd = fd(raw.codeFd);
    if (raw.codec == "json")
        options.codec = Codec::Json;
    if (!raw.target.empty())
        options.room = q(raw.target);
    return options;
}

} // namespace confab::console
