// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/scriptedserver.h"

#include <QMap>

namespace confab::test {

/// The drafts of a scripted server's accounts.
/// Thread: the test's. Owned by: Stage.
class StageDrafts {
public:
    /// Whose requests follow.
    void signIn(const QString& email) { m_account = email; }
    /// Nothing for a request that is not about drafts. A change is told to all connections.
    std::optional<Result<Answer>> answer(const Request& request, ScriptedServer& server);
    /// Of another device.
    void change(Draft draft, ScriptedServer& server);

private:
    using Place = std::pair<qint64, Seq>;
    QString m_account;
    QMap<QString, QMap<Place, Draft>> m_drafts; // by account
    qint64 m_now = 1000;
};

} // namespace confab::test
