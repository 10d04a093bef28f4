// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/ioinbox.h"
#include "server/daemon/chatparts.h"
#include "server/ops/health.h"
#include "server/ops/metrics.h"
#include "server/ops/watchdog.h"
#include "server/transport/transport.h"

/// The counters of each part, as samples. All of it may be called on any thread while the part lives.
namespace confab {

void collectTransport(Samples& samples, const Transport& transport);
void collectSessions(Samples& samples, const IoInboxes& inboxes);
void collectChat(Samples& samples, const ChatParts& chat);
void collectStorage(Samples& samples, const ChatParts& chat);
void collectFiles(Samples& s, const ChatParts& chat);
void collectHooks(Samples& s, const ChatParts& chat);
void collectNodes(Samples& samples, const ChatParts& chat);
void collectHealth(Samples& samples, const Health& health);
/// `endsMs`: of the Unix epoch; 0 without a certificate.
void collectCertificate(Samples& samples, qint64 endsMs);
void collectThreads(Samples& samples, const Watchdog& watchdog);

/// length, capacity (for one that has a bound of its own) and refusals of the queue with this name.
void collectQueue(Samples& samples, const Samples::Labels& labels, const QueueCounts& counts);

} // namespace confab
