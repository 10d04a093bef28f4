// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::models {

/// What the light beside a person shows, and its words.
/// Thread: the window's.
class PresenceLight : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A table of values")

public:
    /// None: not known.
    enum Light { None, Online, Away, DoNotDisturb, Offline };
    Q_ENUM(Light)

    static Light of(std::optional<Availability> presence);
    /// Empty: not known.
    static QString words(Light light);
};

/// A status as one line: its emoji and its text.
QString statusLine(const std::optional<UserStatus>& status);

} // namespace confab::models
