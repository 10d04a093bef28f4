// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab {

/// Prepares this process: as many descriptors as the system lets it have (a connection is one), and no core files,
/// which would hold people's passwords and messages. OpenSSL is set up here too: it would keep something (904 bytes) of
/// the thread that used it first beyond that thread's end. On the main thread, before any other uses OpenSSL.
void prepareProcess();

} // namespace confab
