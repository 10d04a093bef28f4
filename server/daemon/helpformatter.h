// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <CLI/CLI.hpp>

namespace confab {

/// Help that fits 80 columns. The group "Limits" shows only its first line, unless all of it is asked for.
class HelpFormatter final : public CLI::Formatter {
public:
    explicit HelpFormatter(bool showsLimits) : m_showsLimits(showsLimits) {}

    std::string make_group(std::string group, bool isPositional,
                           std::vector<const CLI::Option*> options) const override;
    std::string make_option(const CLI::Option* option, bool isPositional) const override;
    std::string make_subcommand(const CLI::App* command) const override;
    std::string make_expanded(const CLI::App* command) const override;
    std::string make_usage(const CLI::App* command, std::string name) const override;

private:
    const bool m_showsLimits;
};

} // namespace confab
