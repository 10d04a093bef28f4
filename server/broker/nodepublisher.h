// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/channel.h"
#include "server/broker/nodemessage.h"

namespace confab {

/// How the parts of the backplane publish to other nodes on behalf of this node.
class NodePublisher {
public:
    virtual ~NodePublisher() = default;
    virtual void publish(const Channel& channel, NodePayload payload) = 0;
};

} // namespace confab
