// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace confab::imported {

/// The text as the server stores it, in as many messages as it needs: cut at the last line end, or else space, that
/// fits, and never inside of a character. None for a text that has nothing to see.
QStringList messagesOf(const QString& text);

/// At most `most` UTF-16 units of a name or topic, on one line.
QString shortLine(const QString& text, qsizetype most);

/// A UUID of version 5: of equal names an equal one.
QString derivedId(const QString& name);

} // namespace confab::imported
