// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::models {

/// An error's sentence in the language of the window. Errors are English until they are shown, in the logs and on the
/// wire; a sentence that is not known here, as of a newer server, stays English.
QString errorWords(const QString& message);

} // namespace confab::models
