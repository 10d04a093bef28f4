// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace confab {

/// Whether mail could be sent there: local@domain after RFC 5321 and 6531, letters of all scripts included, without the
/// quoted forms, comments and addresses in brackets. A domain may have one label, as in a local network. Nothing
/// invisible is in it, so that two addresses that look alike are.
bool isEmailAddress(QStringView text);

} // namespace confab
