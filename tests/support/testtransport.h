// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::test {

/// The value of --transport for the servers of this run, from CONFAB_TEST_TRANSPORT, which ctest sets for the entries
/// that `confab_test_on_qt` makes; empty: the default.
inline QString testTransport() {
    return qEnvironmentVariable("CONFAB_TEST_TRANSPORT");
}

/// Whether they read frames with QWebSocket.
inline bool isOnQt() {
#ifdef Q_OS_LINUX
    return testTransport() == u"qt";
#else
    return testTransport() != u"native";
#endif
}

} // namespace confab::test
