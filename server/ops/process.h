// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Prepares this process: as many descriptors as the system lets it have (a connection is one), and no core files,
/// which would hold people's passwords and messages.
void prepareProcess();

/// How many descriptors this process may have; 0: the system does not say.
qint64 descriptorLimit();

} // namespace confab
