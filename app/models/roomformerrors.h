// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QString>

#include <optional>

namespace confab::models {

/// What is wrong with the form of a room, beside each field; empty texts: nothing. Thread: the window's.
struct RoomFormErrors {
    QString name, topic, password, capacity, other;

    bool any() const;
    /// The number of people as it was typed; empty, with an error, when it is none that a room can have.
    std::optional<int> readCapacity(const QString& typed);
    /// The server's answer, beside the field that it names; else `other`.
    void take(const Error& error);
};

} // namespace confab::models
