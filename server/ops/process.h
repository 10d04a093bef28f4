// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab {

/// Prepares this process: as many descriptors as the system lets it have (a connection is one), and no core files,
/// which would hold people's passwords and messages.
void prepareProcess();

} // namespace confab
