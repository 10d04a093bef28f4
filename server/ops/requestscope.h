// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <utility>

namespace confab {

/// While it lives, lines of the log that its thread writes have this request's id. It is the thread's alone, so nothing
/// is shared.
/// Thread: any. Owned by: the function that serves the request.
class RequestScope {
public:
    explicit RequestScope(QByteArray id) : m_before(std::exchange(s_current, std::move(id))) {}
    ~RequestScope() { s_current = std::move(m_before); }
    RequestScope(const RequestScope&) = delete;
    RequestScope& operator=(const RequestScope&) = delete;

    /// Empty: the thread serves none.
    static const QByteArray& current() { return s_current; }

private:
    static inline thread_local QByteArray s_current;
    QByteArray m_before;
};

} // namespace confab
