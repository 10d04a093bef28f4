// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/commandline.h"
#include "app/console/timespan.h"
#include "common/protocol/limits.h"

namespace confab::console {

namespace {

QStringList paths(const std::vector<std::string>& all) {
    QStringList list;
    for (const std::string& one : all)
        list.append(q(one));
    return list;
}

} // namespace

/// The commands about one message; `tail --json` and `history --json` print the seq of each.
void addChanging(CLI::App& app, Arguments& arguments) {
    using Kind = MessageOptions::Kind;
    const auto add = [&](const char* name, const char* text, Kind kind) {
        const auto meaning = [kind](const Arguments& a) {
            return MessageOptions{kind, a.seq, kind == Kind::React ? q(a.emoji) : joinedText(a), a.off};
        };
        CLI::App* command = addCommand(app, arguments, name, text, "Commands that change messages", meaning);
        addSeq(command, arguments);
        return command;
    };
    add("reply", "Answer a message and print the seq of the answer", Kind::Reply)
        ->add_option("text", arguments.text, "The answer")
        ->option_text("TEXT")
        ->required();
    add("edit", "Replace the text of your message and print the seq of the change", Kind::Edit)
        ->add_option("text", arguments.text, "The new text")
        ->option_text("TEXT")
        ->required();
    add("delete", "Delete a message and print the seq of the change", Kind::Delete);
    CLI::App* react = add("react", "React to a message", Kind::React);
    react->add_option("emoji", arguments.emoji, "One emoji")->option_text("EMOJI")->required();
    react->add_flag("--off", arguments.off, "Take the reaction back");
    add("pin", "Pin a message", Kind::Pin)->add_flag("--off", arguments.off, "Unpin it");
}

void addFiles(CLI::App& app, Arguments& arguments) {
    constexpr auto group = "Commands for files";
    CLI::App* upload = addCommand(app, arguments, "upload", "Send files as one message and print its seq", group,
                                  [](const Arguments& a) {
                                      return UploadOptions{paths(a.files), q(a.caption)};
                                  });
    upload
        ->add_option("files", arguments.files,
                     "Up to 10 files. The place where a picture was taken is\n"
                     "removed from it")
        ->option_text("FILE ...")
        ->required()
        ->expected(1, limits::filesPerMessage);
    upload->add_option("--caption", arguments.caption, "The text of the message")->option_text("TEXT");
    CLI::App* download = addCommand(app, arguments, "download", "Save the files of a message and print their paths",
                                    group, [](const Arguments& a) {
                                        return DownloadOptions{a.seq, q(a.folder), a.force};
                                    });
    addSeq(download, arguments);
    download->add_option("--dir,--to", arguments.folder, "The folder to save them in (default: this one)")
        ->option_text("DIR");
    download->add_flag("--force", arguments.force, "Replace files of the same name");
}

/// The commands about what one reads, and hears, of a room.
void addMarks(CLI::App& app, Arguments& arguments) {
    CLI::App* notify = addCommand(app, arguments, "notify", "Choose what of a room you are told, on all devices",
                                  "Commands for your account", [](const Arguments& a) {
                                      return NotifyOptions{q(a.level), timeSpan(a.span).value_or(0)};
                                  });
    addTarget(notify, arguments)->required();
    notify->add_option("level", arguments.level, "all, mentions or none")
        ->option_text("LEVEL")
        ->required()
        ->check(CLI::IsMember({"all", "mentions", "none"}));
    addSpan(notify, arguments,
            "How long, for example 90m, 8h or 7d; then each device has its own\n"
            "level again (default: until you choose another)",
            longestMs);
    CLI::App* readers = addCommand(app, arguments, "readers", "List who has read a message", "Commands that read",
                                   [](const Arguments& a) {
                                       return ReadersOptions{a.seq, a.json};
                                   });
    addTarget(readers, arguments)->required();
    addSeq(readers, arguments);
    readers->add_flag("--json", arguments.json, "Print one JSON object per line: {user, at} of the protocol");
}

} // namespace confab::console
