// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/commandline.h"
#include "app/console/timespan.h"
#include "common/protocol/invite.h"

namespace confab::console {

namespace {

TailOptions tailOptions(const Arguments& a) {
    return {a.json, a.after < 0 ? std::nullopt : std::optional<qint64>(a.after), // 0: from the first event on
            a.count > 0 ? std::optional<int>(a.count) : std::nullopt};
}

SendOptions sendOptions(const Arguments& a) {
    return a.text == std::vector<std::string>{"-"} ? SendOptions{} : SendOptions{joinedText(a)};
}

} // namespace

void addReading(CLI::App& app, Arguments& arguments) {
    constexpr auto group = "Commands that read";
    CLI::App* rooms = addCommand(app, arguments, "rooms", "List your rooms", group, [](const Arguments& a) {
        return RoomsOptions{a.json, given(a.find)};
    });
    rooms->add_flag("--json", arguments.json, "Print one JSON object per line (Room in the protocol)");
    rooms->add_option("--find", arguments.find, "List the public rooms with this text in their name instead")
        ->option_text("TEXT");
    CLI::App* history = addCommand(app, arguments, "history", "Print the last messages of a room, oldest first", group,
                                   [](const Arguments& a) {
                                       return HistoryOptions{a.limit, a.json};
                                   });
    addLimit(history, arguments);
    history->add_flag("--json", arguments.json, "Print one JSON object per line (Message in the protocol)");
    CLI::App* search = addCommand(app, arguments, "search", "Print messages with these words, newest first", group,
                                  [](const Arguments& a) {
                                      return SearchOptions{joinedText(a), a.limit, a.json};
                                  });
    search
        ->add_option("query", arguments.text,
                     "Words, or parts of them; also from:NAME in:ROOM before:2026-01-31 after:2026-01\n"
                     "has:file has:link has:image. With --room: in that room only")
        ->option_text("QUERY")
        ->required();
    addLimit(search, arguments);
    search->add_flag("--json", arguments.json, "Print one JSON object per line: {message, ranges} of the protocol");
    CLI::App* tail =
        addCommand(app, arguments, "tail", "Print the events of a room as they happen", group, tailOptions);
    tail->add_option("--after", arguments.after, "Start after the event with this seq")
        ->option_text("SEQ")
        ->check(CLI::NonNegativeNumber);
    tail->add_option("--count", arguments.count, "Stop after this number of events")
        ->option_text("NUMBER")
        ->check(CLI::PositiveNumber);
    tail->add_flag("--json", arguments.json, "Print one JSON object per line (Event in the protocol)");
}

void addWriting(CLI::App& app, Arguments& arguments) {
    constexpr auto group = "Commands that write";
    CLI::App* send = addCommand(app, arguments, "send", "Send a message and print its seq", group, sendOptions);
    send->add_option("text", arguments.text,
                     "The message. - sends each line of the standard input as a message and stops at\n"
                     "the first one that is refused")
        ->option_text("TEXT")
        ->required();
    CLI::App* create =
        addCommand(app, arguments, "create", "Create a room and print its id", group, [](const Arguments& a) {
            return CreateOptions{q(a.name), q(a.topic), a.isPrivate, fd(a.roomPasswordFd)};
        });
    create->add_option("name", arguments.name, "Name of the room")->option_text("NAME")->required();
    create->add_option("--topic", arguments.topic, "Topic of the room")->option_text("TEXT");
    create->add_flag("--private", arguments.isPrivate, "Don't list the room; others join it by its id");
    addRoomPassword(create, arguments);
    CLI::App* join = addCommand(app, arguments, "join", "Join a room and print its id", group,
                                [](const Arguments& a) { return JoinOptions{fd(a.roomPasswordFd)}; });
    addTarget(join, arguments);
    addRoomPassword(join, arguments);
    CLI::App* direct =
        addCommand(app, arguments, "direct", "Print the id of your direct room with a person; -r takes it", group,
                   [](const Arguments& a) { return DirectOptions{q(a.person)}; });
    addPerson(direct, arguments);
}

namespace {

void addInvitation(CLI::App* command, Arguments& arguments) {
    command
        ->add_option("invitation", arguments.invitation,
                     "Link or code of the invitation; - reads it from the standard\ninput, where other users can't see "
                     "it")
        ->option_text("LINK")
        ->required();
}

InviteOptions inviteOptions(const Arguments& a) {
    return {timeSpan(a.span), a.uses > 0 ? std::optional(a.uses) : std::nullopt};
}

} // namespace

void addInviting(CLI::App& app, Arguments& arguments) {
    constexpr auto group = "Commands for invitations";
    CLI::App* invite =
        addCommand(app, arguments, "invite", "Make an invitation to a room and print its link", group, inviteOptions);
    addTarget(invite, arguments);
    addSpan(invite, arguments, "It ends after this time: 90m, 12h or 7d (default: not by itself)", limits::inviteMs);
    invite->add_option("--uses", arguments.uses, "So many people can join with it (default: any number)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, limits::inviteUses));
    CLI::App* invites = addCommand(app, arguments, "invites", "List the invitations to a room that work", group,
                                   [](const Arguments& a) { return InvitesOptions{a.json}; });
    addTarget(invites, arguments);
    invites->add_flag("--json", arguments.json, "Print one JSON object per line (Invite in the protocol)");
    CLI::App* ending = addCommand(app, arguments, "end-invite", "End an invitation to a room", group,
                                  [](const Arguments& a) { return EndInviteOptions{q(a.invitation)}; });
    addTarget(ending, arguments)->required(); // another argument follows
    addInvitation(ending, arguments);
    addInvitation(addCommand(app, arguments, "accept", "Join the room of an invitation and print its id", group,
                             [](const Arguments& a) { return AcceptOptions{q(a.invitation)}; }),
                  arguments);
}

} // namespace confab::console
