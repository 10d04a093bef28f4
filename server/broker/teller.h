// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/channel.h"
#include "server/broker/letter.h"

namespace confab {

/// How the parts of the backplane publish to other nodes on behalf of this node.
class Teller {
public:
    virtual ~Teller() = default;
    virtual void tell(const Channel& channel, Bulletin bulletin) = 0;
};

} // namespace confab
