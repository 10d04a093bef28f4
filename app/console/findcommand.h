// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/search.h"

namespace confab::console {

/// `search`: prints the messages that are found, newest first.
class FindCommand final : public Command {
    Q_OBJECT
public:
    FindCommand(const Context& context, const SearchOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void ask();
    void arrived(const Result<SearchAnswer>& answer);
    void printHit(const SearchHit& hit);

    const SearchOptions m_options;
    SearchMessages m_request;
    int m_printed = 0;
};

} // namespace confab::console
