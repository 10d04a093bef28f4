// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QString>

namespace confab {

/// A password or token. It can't be printed by accident: streams show ***.
struct Secret {
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Secret&, const Secret&) = default;
    friend QDebug operator<<(QDebug debug, const Secret&) { return debug << "***"; }
};

} // namespace confab
