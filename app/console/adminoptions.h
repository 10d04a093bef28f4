// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/options.h"

#include <string>

namespace CLI {
class App;
}

namespace confab::console {

/// What CLI11 writes into for `admin`.
struct AdminRaw {
    std::string find;
    std::string person;
    std::string email;
    std::string name;
    std::string value;
    bool json = false;
};

/// Adds `admin` with its commands; `raw` outlives the parsing.
void addAdministration(CLI::App& admin, AdminRaw& raw);
/// What was parsed.
AdminOptions adminOptions(const CLI::App& admin, const AdminRaw& raw);

} // namespace confab::console
