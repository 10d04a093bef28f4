// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/registry.h"

#include <optional>

namespace confab::test {

/// The devices of the user who signs in, the first of which is this one, the password: every present one but "wrong" is
/// right, and the second factor: "123456" is its code, and a sign-in with the password "two-step" asks for one. Thread:
/// the test's. Owned by: Stage.
class StageDevices {
public:
    StageDevices();

    /// Nothing for a request that is not about them.
    std::optional<Result<Answer>> answer(const Request& request);
    /// Another one, last used so long ago.
    /// Why a sign-in, or its second step, fails.
    static std::optional<Error> refusal(const Request& request);
    SessionId add(const QString& name, std::chrono::minutes ago, const QString& address);

private:
    QList<DeviceSession> m_sessions;
    qint64 m_last = 0; // id
};

} // namespace confab::test
