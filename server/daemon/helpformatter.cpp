// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/helpformatter.h"

#include <sstream>

namespace confab {

namespace {

constexpr size_t lineColumns = 80;
constexpr size_t textBegins = 33;

/// "  --name VALUE      text", the text in as many lines as it needs.
std::string entry(const std::string& name, const std::string& text) {
    std::string out = "  " + name;
    size_t column = out.size();
    if (column + 2 > textBegins) {
        out += '\n';
        column = 0;
    }
    bool first = true;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (!first && column + 1 + word.size() > lineColumns) {
            out += '\n';
            column = 0;
            first = true;
        }
        out += first ? std::string(textBegins - column, ' ') : " ";
        column = first ? textBegins : column + 1;
        out += word;
        column += word.size();
        first = false;
    }
    return out + '\n';
}

} // namespace

std::string HelpFormatter::make_group(std::string group, bool isPositional,
                                      std::vector<const CLI::Option*> options) const {
    const size_t others = options.size() - 1;
    const bool isCut = group == "Limits" && !m_showsLimits && others > 0;
    if (isCut)
        options.resize(1);
    std::string text = CLI::Formatter::make_group(group, isPositional, options).substr(1); // there is a blank line
    if (isCut)
        text += entry("", "… and " + std::to_string(others) + " others: confabd --help-all");
    return text;
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool isPositional) const {
    return entry(make_option_name(option, isPositional) + make_option_opts(option), make_option_desc(option));
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
    return entry(command->get_name(), command->get_description());
}

/// With the commands below it; each has a help of its own for its options.
std::string HelpFormatter::make_expanded(const CLI::App* command) const {
    std::string text = make_subcommand(command);
    for (const CLI::App* part : command->get_subcommands([](const CLI::App*) { return true; }))
        text += entry(command->get_name() + ' ' + part->get_name(), part->get_description());
    return text;
}

std::string HelpFormatter::make_usage(const CLI::App* command, std::string name) const {
    for (const CLI::App* parent = command->get_parent(); parent != nullptr && name.empty();
         parent = parent->get_parent())
        name = parent->get_name() + ' ' + command->get_name();
    const bool hasCommands = !command->get_subcommands([](const CLI::App*) { return true; }).empty();
    const bool hasFile = command->get_option_no_throw("FILE") != nullptr;
    const bool hasRoom = command->get_option_no_throw("ROOM") != nullptr;
    const bool hasPath = command->get_option_no_throw("PATH") != nullptr;
    const std::string rest = command->get_parent() == nullptr ? " [OPTIONS]\n       " + name + " COMMAND [OPTIONS]"
                             : hasRoom && hasFile             ? " ROOM FILE [OPTIONS]"
                             : hasRoom                        ? " ROOM [OPTIONS]"
                             : hasPath                        ? " PATH [OPTIONS]"
                             : hasFile                        ? " FILE [OPTIONS]"
                             : hasCommands                    ? " COMMAND [OPTIONS]"
                                                              : " [OPTIONS]";
    return "\nUsage: " + name + rest + "\n\n";
}

} // namespace confab
