// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace confab {

/// Whether the address is valid: local@domain after RFC 5321 and 6531, letters of all scripts included, without the
/// quoted forms, comments and address literals in brackets. A domain may have one label, as in a local network. No
/// invisible characters, so that addresses that look alike are equal.
bool isEmailAddress(QStringView text);

} // namespace confab
