// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QHostAddress>

namespace confab {

/// Where to listen.
struct ListenAddress {
    QHostAddress host; ///< QHostAddress::Any for every address, IPv4 and IPv6
    quint16 port = 0;  ///< 0: any free one

    /// "127.0.0.1:7450", "[::1]:7450", "localhost:7450", ":7450"; InputInvalid otherwise, with what would be right.
    static Result<ListenAddress> parse(const QString& text);
    /// The reverse; every address is "[::]:7450".
    QString toString() const;
};

} // namespace confab
