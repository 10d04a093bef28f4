// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/then.h"

namespace confab::client {

/// Lets through the answers to what its owner still waits for: none to what was asked before dropAll(), and none that
/// says that the connection was lost, of which the owner is told by itself.
/// Thread: the client's. Owned by: the object that asks.
class LiveAnswers {
public:
    /// `owner` has this as a member.
    template <class Owner, class T>
    Then<T> then(Owner* owner, void (Owner::*function)(const Result<T>&)) {
        return {owner, [this, owner, function, generation = m_generation](const Result<T>& answer) {
                    const bool lost = !answer && answer.error().kind == ErrorKind::Disconnected;
                    if (!lost && generation == m_generation)
                        (owner->*function)(answer);
                }};
    }
    void dropAll() { ++m_generation; }

private:
    quint64 m_generation = 0;
};

} // namespace confab::client
