// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Lets this process open as many descriptors as its owner allows (on Unix the soft limit becomes the hard one), and
/// says how many those are; a large number where the system sets no such limit.
int raiseDescriptorLimit();

/// Closes a socket that was never handed to a stream.
void closeDescriptor(qintptr descriptor);

/// Before a socket is closed: what its peer did not read would keep the closed connection in the system for minutes,
/// and the peer might not notice the close; so it is reset then. (Windows can't tell what is unread.)
void forgetUnsent(qintptr descriptor);

/// Ends this socket's writing: the peer sees the end behind all that was sent, and what it sends can still be read.
void endWriting(qintptr descriptor);

} // namespace confab
