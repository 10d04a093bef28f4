// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/profilecommands.h"

#include "app/console/terminaltext.h"

namespace confab::console {

namespace {

/// The command line takes only names of states.
PresenceChoice choiceNamed(const QString& name) {
    for (const auto& [choice, word] : EnumNames<PresenceChoice>::names) {
        if (name == QLatin1String(word))
            return choice;
    }
    return PresenceChoice::Online;
}

} // namespace

void ProfileCommand::start() {
    const User& me = client().session().user();
    ProfileUpdate request;
    request.name = m_options.name;
    if (m_options.clearStatus) {
        request.status = OrNull<UserStatus>{};
    } else if (m_options.status || m_options.emoji) {
        UserStatus status = me.status.value_or(UserStatus{});
        status.text = m_options.status.value_or(status.text);
        status.emoji = m_options.emoji.value_or(status.emoji);
        status.until.reset();
        request.status = OrNull<UserStatus>{std::move(status)};
    }
    if (!request.name && !request.status) {
        show(me);
        return Q_EMIT finished({});
    }
    client().connection().call(request, {this, [this](const Result<UserAnswer>& answer) {
                                             if (!answer)
                                                 return Q_EMIT finished(Outcome::of(answer.error()));
                                             show(answer->user);
                                             Q_EMIT finished({});
                                         }});
}

void ProfileCommand::show(const User& user) {
    if (m_options.json)
        print(jsonLine(user));
    else
        print(context().format.person(user));
}

void PresenceCommand::start() {
    client().connection().call(PresenceSet{choiceNamed(m_options.state)},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

} // namespace confab::console
