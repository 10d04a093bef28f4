// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace confab::test {

/// Messages of somebody who wants the reader's app to fetch, run or show what it must not: some 700, each payload in
/// each place of a message where text can stand. `address` is what they try to have fetched, for example of a server
/// that notices.
QStringList hostileTexts(const QString& address);

} // namespace confab::test
