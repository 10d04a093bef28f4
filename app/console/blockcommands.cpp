// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/blockcommands.h"

#include "app/client/blocks.h"
#include "app/console/personlookup.h"
#include "app/console/terminaltext.h"
#include "common/protocol/profile.h"

namespace confab::console {

void BlockCommand::start() {
    findPerson(client(), m_options.person, this, [this](const tl::expected<User, Outcome>& person) {
        if (!person)
            return Q_EMIT finished(person.error());
        client().blocks().setBlocked(
            person->id, m_options.on,
            {this, [this](const Status& done) { Q_EMIT finished(done ? Outcome() : Outcome::of(done.error())); }});
    });
}

void BlockedCommand::start() {
    client().connection().call(UserBlocks{}, {this, [this](const Result<UsersAnswer>& answer) {
                                                  if (!answer)
                                                      return Q_EMIT finished(Outcome::of(answer.error()));
                                                  for (const User& user : answer->users) {
                                                      print(m_options.json ? jsonLine(user) : safeLine(user.name));
                                                      if (context().output.trouble())
                                                          return; // print() has ended the command
                                                  }
                                                  Q_EMIT finished({});
                                              }});
}

} // namespace confab::console
