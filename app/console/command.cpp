// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/command.h"

#include "app/console/accountcommands.h"
#include "app/console/admincommands.h"
#include "app/console/blockcommands.h"
#include "app/console/chatcommand.h"
#include "app/console/filecommands.h"
#include "app/console/invitecommands.h"
#include "app/console/listcommands.h"
#include "app/console/markcommands.h"
#include "app/console/messagecommands.h"
#include "app/console/moderationcommands.h"
#include "app/console/profilecommands.h"
#include "app/console/roomcommands.h"
#include "app/console/sendcommand.h"
#include "app/console/tailcommand.h"

namespace confab::console {

namespace {

struct Maker {
    const Context& context;

    std::unique_ptr<Command> operator()(const ChatOptions& o) const {
        return std::make_unique<ChatCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const SendOptions& o) const {
        return std::make_unique<SendCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const TailOptions& o) const {
        return std::make_unique<TailCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const HistoryOptions& o) const {
        return std::make_unique<HistoryCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const RoomsOptions& o) const {
        return std::make_unique<RoomsCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const RegisterOptions&) const {
        return std::make_unique<RegisterCommand>(context);
    }
    std::unique_ptr<Command> operator()(const CreateOptions& o) const {
        return std::make_unique<CreateCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const JoinOptions& o) const {
        return std::make_unique<JoinCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const MessageOptions& o) const {
        return std::make_unique<MessageCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const UploadOptions& o) const {
        return std::make_unique<UploadCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const DownloadOptions& o) const {
        return std::make_unique<DownloadCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const SearchOptions& o) const {
        return std::make_unique<FindCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const SessionsOptions& o) const {
        return std::make_unique<SessionsCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const PasswordOptions&) const {
        return std::make_unique<PasswordCommand>(context);
    }
    std::unique_ptr<Command> operator()(const SecondFactorOptions& o) const {
        return std::make_unique<SecondFactorCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const EmailOptions& o) const {
        return std::make_unique<EmailCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const DeleteAccountOptions&) const {
        return std::make_unique<DeleteAccountCommand>(context);
    }
    std::unique_ptr<Command> operator()(const ModerationOptions& o) const {
        return std::make_unique<ModerationCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const BansOptions& o) const {
        return std::make_unique<BansCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const SlowOptions& o) const {
        return std::make_unique<SlowCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const BlockOptions& o) const {
        return std::make_unique<BlockCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const BlockedOptions& o) const {
        return std::make_unique<BlockedCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const NotifyOptions& o) const {
        return std::make_unique<NotifyCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const ReadersOptions& o) const {
        return std::make_unique<ReadersCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const InviteOptions& o) const {
        return std::make_unique<InviteCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const InvitesOptions& o) const {
        return std::make_unique<InvitesCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const EndInviteOptions& o) const {
        return std::make_unique<EndInviteCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const AcceptOptions& o) const {
        return std::make_unique<AcceptCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const ProfileOptions& o) const {
        return std::make_unique<ProfileCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const PresenceOptions& o) const {
        return std::make_unique<PresenceCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const AdminOptions& o) const {
        return std::make_unique<AdminCommand>(context, o);
    }
    std::unique_ptr<Command> operator()(const DirectOptions& o) const {
        return std::make_unique<DirectCommand>(context, o);
    }
};

} // namespace

Outcome Outcome::ofOutput(Output::Trouble trouble) {
    switch (trouble) {
    case Output::Trouble::ReaderGone:
        return {ExitCode::Failed, {}}; // the reader has what it wanted, as in `history | head`
    case Output::Trouble::DiskFull:
        return {ExitCode::Failed, QStringLiteral("The output can't be written: the disk is full")};
    case Output::Trouble::Other:
        break;
    }
    return {ExitCode::Failed, QStringLiteral("The output can't be written")};
}

std::unique_ptr<Command> makeCommand(const Context& context) {
    return std::visit(Maker{context}, context.options.command);
}

} // namespace confab::console
