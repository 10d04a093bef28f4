// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QPointer>

#include <functional>

namespace confab::client {

/// One answer later: what to do with it, and for whom. It is called once at most, and not at all when `context` has
/// died by then, so a function that uses `this` is safe with `this` as its context.
///
///     connection.call(RoomFind{query, {}}, {this, [this](Result<RoomsAnswer> found) { … }});
///
/// Thread: the one of the object that answers; context must live there too.
template <class T>
class Then {
public:
    using Function = std::function<void(Result<T>)>;

    /// For those who don't care about the answer.
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
