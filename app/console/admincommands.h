// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/admin.h"

#include <functional>

namespace confab::console {

/// `admin …`: what administrators of the server see and do.
class AdminCommand final : public Command {
    Q_OBJECT
public:
    AdminCommand(const Context& context, const AdminOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void listUsers(std::optional<UserId> after);
    void listRooms(std::optional<RoomId> after);
    void listLog();
    void printStats();
    void printSettings(const ServerSettings& settings);
    void setDisabled(bool disabled);
    void makeLink();
    void invite();
    void set();
    /// The id of the account with the address that was given.
    void findAccount(const std::function<void(UserId)>& then);
    /// A server that does not know its own address says a path: the one of this program leads there.
    QString absolute(const Secret& url);

    /// `take` gets the answer; a failure ends the command.
    template <class R>
    void call(R request, std::function<void(const typename R::Answer&)> take);

    const AdminOptions m_options;
};

} // namespace confab::console
