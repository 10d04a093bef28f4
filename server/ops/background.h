// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab {

/// From here on this process waits for others wherever it can: on a busy machine a server beside it gets the processor
/// and, on Linux, with a scheduler that has such a class, the disk first. That it can't be had is no error.
void yieldToOthers();

} // namespace confab
