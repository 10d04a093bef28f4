// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QPointer>

#include <functional>

namespace confab::client {

/// A callback for one later answer, with its context. Called once at most, and not at all after `context` was
/// destroyed, so a function that uses `this` is safe with `this` as its context.
///
///     connection.call(RoomFind{query, {}}, {this, [this](Result<RoomsAnswer> found) { … }});
///
/// Thread: that of the object that answers; context must live there too.
template <class T>
class Then {
public:
    using Function = std::function<void(Result<T>)>;

    /// For callers that ignore the answer.
    Then() = default;
    Then(QObject* context, Function function) : m_context(context), m_function(std::move(function)) {}

    void operator()(Result<T> result) const {
        if (m_function && m_context)
            m_function(std::move(result));
    }

private:
    QPointer<QObject> m_context;
    Function m_function;
};

} // namespace confab::client
